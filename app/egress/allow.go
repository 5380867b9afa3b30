package egress

import (
	"net/netip"
	"slices"
	"strings"
)

// allowed tells whether a list names a host and its port. An entry is a name,
// or *.name for every name below it; without a port it means 443 and 80.
func allowed(list []string, host, port string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		name, only, bound := strings.Cut(strings.ToLower(entry), ":")
		if bound && port != only || !bound && port != "443" && port != "80" {
			return false
		}
		if below, ok := strings.CutPrefix(name, "*"); ok {
			return strings.HasSuffix(host, below) && len(host) > len(below)
		}
		return host == name
	})
}

// closed are the networks of the IANA registries that lead to no public host,
// and those in which an IPv4 address of them can hide.
var closed = func() []netip.Prefix {
	var out []netip.Prefix
	for _, p := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
		"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
	} {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}()

// public tells whether anybody on the internet may be meant by an address.
func public(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsValid() && a.Zone() == "" && !slices.ContainsFunc(closed, func(p netip.Prefix) bool { return p.Contains(a) })
}
