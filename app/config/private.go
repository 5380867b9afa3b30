package config

import (
	"net/netip"
	"strings"
)

// Private are the hosts that may lie at private addresses, each with its
// address or the network it is looked up in.
func (s Sandbox) Private() map[string]netip.Prefix {
	out := map[string]netip.Prefix{}
	for _, entry := range s.PrivateHosts {
		if name, at, ok := privateHost(entry); ok {
			out[name] = at
		}
	}
	return out
}

func privateHost(entry string) (name string, at netip.Prefix, ok bool) {
	name, where, _ := strings.Cut(entry, "=")
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if name == "" || strings.ContainsAny(name, "*:/ ") {
		return "", at, false
	}
	if a, err := netip.ParseAddr(where); err == nil && a.Zone() == "" {
		return name, netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen()), true
	}
	at, err := netip.ParsePrefix(where)
	return name, at.Masked(), err == nil
}
