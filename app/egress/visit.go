package egress

import (
	"cmp"
	"errors"
	"net"
	"slices"
	"sync"
)

// Visit is what was asked of one host.
type Visit struct {
	Host     string // with its port
	Why      string // it was refused; empty: it was reached
	Count    int
	Up, Down int64 // bytes
}

// visits counts them, and what may still be transferred.
type visits struct {
	mu       sync.Mutex
	by       map[string]*Visit
	up, down int64 // left
	open     map[*conn]bool
	slots    int // of maxOpen that are taken
	closed   bool
}

// maxOpen bounds how many connections are open or on their way at once.
const maxOpen = 256

// take takes a slot if one is left.
func (v *visits) take() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.slots >= maxOpen {
		return false
	}
	v.slots++
	return true
}

func (v *visits) give() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.slots--
}

// Visits are what was asked for since the last call, by host.
func (p *Proxy) Visits() []Visit {
	v := &p.visits
	v.mu.Lock()
	defer v.mu.Unlock()
	var out []Visit
	for _, one := range v.by {
		out = append(out, *one)
	}
	v.by = nil
	slices.SortFunc(out, func(a, b Visit) int { return cmp.Or(cmp.Compare(a.Host, b.Host), cmp.Compare(a.Why, b.Why)) })
	return out
}

// maxVisits bounds how many hosts are remembered.
const maxVisits = 200

// at is the entry of a host; the lock is held.
func (v *visits) at(host, why string) *Visit {
	if v.by == nil {
		v.by = map[string]*Visit{}
	}
	key := host + " " + why
	if v.by[key] == nil {
		if len(v.by) >= maxVisits {
			return &Visit{}
		}
		v.by[key] = &Visit{Host: host, Why: why}
	}
	return v.by[key]
}

// refused counts a refusal and tells whether it is the first of its kind.
func (v *visits) refused(r *Refusal) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	one := v.at(net.JoinHostPort(r.Host, r.Port), r.Why)
	one.Count++
	return one.Host != "" && one.Count == 1
}

func (v *visits) entered(host string, c *net.TCPConn) *conn {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.at(host, "").Count++
	out := &conn{Conn: c, host: host, visits: v}
	if v.closed {
		_ = c.Close()
		return out
	}
	if v.open == nil {
		v.open = map[*conn]bool{}
	}
	v.open[out] = true
	return out
}

func (v *visits) spent() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.up <= 0 || v.down <= 0
}

// count books a transfer and tells whether it was too much.
func (v *visits) count(host string, up, down int) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	one := v.at(host, "")
	one.Up, one.Down = one.Up+int64(up), one.Down+int64(down)
	v.up, v.down = v.up-int64(up), v.down-int64(down)
	return v.up < 0 || v.down < 0
}

func (v *visits) close() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.closed = true
	for c := range v.open {
		_ = c.Conn.Close()
	}
}

// conn counts what goes through it and ends when it is too much. It has none
// of the methods by which a TCP connection would copy past the count.
type conn struct {
	net.Conn
	host   string
	visits *visits
}

var errSpent = errors.New("what one set-up may transfer is used up")

func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if c.visits.count(c.host, 0, n) {
		return 0, errSpent
	}
	return n, err
}

func (c *conn) Write(p []byte) (int, error) {
	if c.visits.count(c.host, len(p), 0) {
		return 0, errSpent
	}
	return c.Conn.Write(p)
}

func (c *conn) Close() error {
	c.visits.mu.Lock()
	if c.visits.open[c] {
		delete(c.visits.open, c)
		c.visits.slots--
	}
	c.visits.mu.Unlock()
	return c.Conn.Close()
}

// CloseWrite ends one direction.
func (c *conn) CloseWrite() error { return c.Conn.(*net.TCPConn).CloseWrite() }
