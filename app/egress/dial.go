package egress

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"time"
)

// Refusal says why a host was not reached though it may be there.
type Refusal struct{ Host, Port, Why string }

func (r *Refusal) Error() string { return fmt.Sprintf("%s:%s %s", r.Host, r.Port, r.Why) }

const dialTimeout = 30 * time.Second

// dial connects to an allowed host, at an address that was looked up here and
// checked: nobody looks it up again.
func (p *Proxy) dial(ctx context.Context, addr string) (*conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &Refusal{Host: addr, Port: "?", Why: "is no host with a port"}
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	log := p.cfg.Logger.With("host", host, "port", port)
	c, err := p.reach(ctx, host, port)
	var no *Refusal
	if errors.As(err, &no) {
		if p.visits.refused(no) {
			log.Warn("refused a way out", "why", no.Why)
		}
		return nil, err
	}
	if err != nil {
		log.Warn("way out", "err", err)
		return nil, err
	}
	log.Info("way out", "address", c.RemoteAddr().String())
	return p.visits.entered(net.JoinHostPort(host, port), c), nil
}

// reach takes a slot that the connection it gives back holds until it is closed.
func (p *Proxy) reach(ctx context.Context, host, port string) (c *net.TCPConn, err error) {
	ctx, cancel := context.WithTimeout(ctx, dialTimeout)
	defer cancel()
	if !allowed(p.cfg.Allow, host, port) {
		return nil, &Refusal{host, port, "is not among the policy's `network` hosts"}
	}
	if p.visits.spent() {
		return nil, &Refusal{host, port, "is out of reach: what one set-up may transfer is used up"}
	}
	if !p.visits.take() {
		return nil, &Refusal{host, port, fmt.Sprintf("is out of reach: %d connections are open", maxOpen)}
	}
	defer func() {
		if err != nil {
			p.visits.give()
		}
	}()
	all, err := p.addresses(ctx, host)
	if err != nil {
		return nil, fmt.Errorf("look up %s: %w", host, err)
	}
	var faults []error
	for _, a := range all {
		if !p.permitted(host, a) {
			faults = append(faults, &Refusal{host, port, fmt.Sprintf("lies at %s, which is no public address; the server's `sandbox.private_hosts` can name it", a)})
			continue
		}
		c, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(a.String(), port))
		if err == nil {
			return c.(*net.TCPConn), nil
		}
		faults = append(faults, err)
	}
	return nil, errors.Join(faults...)
}

// addresses are where a host is said to be: by the operator where one address
// is named, else by the name service.
func (p *Proxy) addresses(ctx context.Context, host string) ([]netip.Addr, error) {
	if at, ok := p.cfg.Private[host]; ok && at.IsSingleIP() {
		return []netip.Addr{at.Addr()}, nil
	}
	all, err := p.cfg.Lookup(ctx, host)
	if err == nil && len(all) == 0 {
		err = errors.New("it has no address")
	}
	for n := range all {
		all[n] = all[n].Unmap()
	}
	return all, err
}

// permitted tells whether a host may lie at an address.
func (p *Proxy) permitted(host string, a netip.Addr) bool {
	if at, ok := p.cfg.Private[host]; ok {
		return at.Contains(a)
	}
	return public(a)
}
