package egress

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestAllowed(t *testing.T) {
	list := []string{"proxy.example", "*.npm.example", "Mirror.example:8443", "*.cdn.example:8080"}
	for addr, want := range map[string]bool{
		"proxy.example:443": true, "proxy.example:80": true, "proxy.example:22": false, "proxy.example:8443": false,
		"a.proxy.example:443": false, "xproxy.example:443": false, "proxy.example.evil.example:443": false,
		"registry.npm.example:443": true, "a.b.npm.example:80": true, "npm.example:443": false, "evilnpm.example:443": false,
		".npm.example:443": false, "mirror.example:8443": true, "mirror.example:443": false,
		"x.cdn.example:8080": true, "x.cdn.example:443": false, "10.0.0.1:443": false, "": false,
	} {
		host, port, _ := strings.Cut(addr, ":")
		if got := allowed(list, host, port); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
}

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"93.184.215.14": true, "2606:4700::1111": true, "172.15.0.1": true, "172.32.0.1": true, "100.63.255.255": true,
		"127.0.0.1": false, "127.8.8.8": false, "10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "0.1.2.3": false, "224.0.0.1": false, "255.255.255.255": false,
		"198.18.0.1": false, "192.0.2.1": false, "::1": false, "::": false, "fe80::1": false, "fd00::1": false, "ff02::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:93.184.215.14": true, "::127.0.0.1": false,
		"64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:db8::1": false, "fe80::1%eth0": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
}

// site is a server on loopback, in plain text and in TLS, with the ports it
// listens on.
func site(t *testing.T) (plain, secure *httptest.Server) {
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		fmt.Fprintf(w, "%s %s %s %d %q", r.Method, r.Host, r.URL.Path, len(body), r.Header.Get("Proxy-Authorization"))
	})
	plain, secure = httptest.NewServer(answer), httptest.NewTLSServer(answer)
	t.Cleanup(plain.Close)
	t.Cleanup(secure.Close)
	return plain, secure
}

func port(s *httptest.Server) string {
	u, _ := url.Parse(s.URL)
	return u.Port()
}

func loopback(context.Context, string) ([]netip.Addr, error) {
	return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
}

func open(t *testing.T, cfg Config) (*Proxy, *http.Client) {
	t.Helper()
	cfg.UID, cfg.GID, cfg.Logger = -1, -1, slog.New(slog.DiscardHandler)
	if cfg.Lookup == nil {
		cfg.Lookup = loopback
	}
	p, err := Open(cfg)
	if err != nil {
		t.Fatal(err)
	}
	proxy, _ := url.Parse("http://proxy.invalid")
	transport := &http.Transport{
		Proxy:              http.ProxyURL(proxy),
		ProxyConnectHeader: http.Header{},
		TLSClientConfig:    &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // a test server's certificate
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", p.Socket())
		},
	}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(p.dir); err == nil {
			t.Error("the socket's directory is still there")
		}
	})
	return p, &http.Client{Transport: transport}
}

func get(t *testing.T, c *http.Client, address string) (int, string) {
	t.Helper()
	resp, err := c.Get(address)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(body)
}

var here = map[string]netip.Prefix{"mirror.example": netip.MustParsePrefix("127.0.0.1/32"), "lab.example": netip.MustParsePrefix("127.0.0.0/8")}

func TestReaches(t *testing.T) {
	plain, secure := site(t)
	p, c := open(t, Config{Allow: []string{"mirror.example:" + port(plain), "mirror.example:" + port(secure), "lab.example:" + port(plain)}, Private: here})
	for _, address := range []string{
		"http://mirror.example:" + port(plain), "https://mirror.example:" + port(secure), "http://lab.example:" + port(plain), "http://MIRROR.example.:" + port(plain),
	} {
		if status, body := get(t, c, address+"/a/b"); status != 200 || !strings.HasPrefix(body, "GET ") || !strings.Contains(body, " /a/b 0 ") {
			t.Errorf("%s: %d %s", address, status, body)
		}
	}
	for _, v := range p.Visits() {
		if v.Why != "" || v.Count == 0 || v.Up == 0 || v.Down == 0 {
			t.Errorf("%+v", v)
		}
	}
	if again := p.Visits(); len(again) != 0 {
		t.Errorf("counted twice: %+v", again)
	}
}

func TestRefuses(t *testing.T) {
	plain, secure := site(t)
	p, c := open(t, Config{
		Allow:   []string{"open.example:" + port(plain), "open.example:" + port(secure), "lab.example:" + port(plain), "*.example:1"},
		Private: map[string]netip.Prefix{"lab.example": netip.MustParsePrefix("10.0.0.0/8")},
	})
	for address, why := range map[string]string{
		"http://open.example:" + port(plain):      "lies at 127.0.0.1, which is no public address",
		"https://open.example:" + port(secure):    "Forbidden",
		"http://lab.example:" + port(plain):       "lies at 127.0.0.1", // not where the operator says
		"http://evil.invalid:" + port(plain):      "is not among the policy's `network` hosts",
		"http://127.0.0.1:" + port(plain):         "is not among the policy's `network` hosts",
		"https://127.0.0.1:" + port(secure):       "Forbidden",
		"http://open.example:" + port(secure)[1:]: "is not among",
	} {
		if status, body := get(t, c, address); status == 200 || !strings.Contains(body, why) {
			t.Errorf("%s: %d %s", address, status, body)
		}
	}
	seen := p.Visits()
	if len(seen) == 0 {
		t.Error("refusals are not counted")
	}
	for _, v := range seen {
		if v.Why == "" || v.Count == 0 || v.Up+v.Down > 0 {
			t.Errorf("%+v", v)
		}
	}
}

// TestLooksUpOnce: a name service that changes its mind between the check and
// the connection changes nothing.
func TestLooksUpOnce(t *testing.T) {
	plain, _ := site(t)
	asked := 0
	_, c := open(t, Config{Allow: []string{"rebind.example:" + port(plain)}, Lookup: func(context.Context, string) ([]netip.Addr, error) {
		asked++
		return []netip.Addr{netip.MustParseAddr("::ffff:127.0.0.1")}, nil
	}})
	if status, body := get(t, c, "http://rebind.example:"+port(plain)); status != 403 || asked != 1 {
		t.Errorf("%d after %d look-ups: %s", status, asked, body)
	}
}

func TestEndsWhatIsTooMuch(t *testing.T) {
	big := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.Copy(io.Discard, r.Body)
		if n == 0 {
			_, _ = io.WriteString(w, strings.Repeat("x", 1<<20))
		}
	}))
	defer big.Close()
	address := "mirror.example:" + port(big)
	_, c := open(t, Config{Allow: []string{address}, Private: here, Down: 100_000})
	if status, body := get(t, c, "http://"+address); status == 200 {
		t.Errorf("received %d bytes", len(body))
	}
	if status, body := get(t, c, "http://"+address); status != 403 || !strings.Contains(body, "used up") {
		t.Errorf("and then %d %s", status, body)
	}
	_, c = open(t, Config{Allow: []string{address}, Private: here, Up: 100_000})
	resp, err := c.Post("http://"+address, "text/plain", strings.NewReader(strings.Repeat("x", 1<<20)))
	if err == nil {
		resp.Body.Close()
	}
	if err == nil && resp.StatusCode == 200 {
		t.Error("a megabyte left")
	}
}

// TestIsNoServer: what is no proxy's request is refused.
func TestIsNoServer(t *testing.T) {
	p, _ := open(t, Config{})
	for _, request := range []string{"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", "GET https://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n", "CONNECT a.example HTTP/1.1\r\nHost: a.example\r\n\r\n"} {
		conn, err := net.Dial("unix", p.Socket())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(conn, request)
		resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil || resp.StatusCode < 400 || resp.StatusCode > 403 {
			t.Errorf("%q: %v, %v", request, resp, err)
		}
		conn.Close()
	}
}

func TestNeedsALogger(t *testing.T) {
	if _, err := Open(Config{}); err == nil {
		t.Error("opened without a logger")
	}
}

// TestBoundsConnections: one set-up holds only so many, and a closed one makes
// room; a refusal is logged once.
func TestBoundsConnections(t *testing.T) {
	plain, _ := site(t)
	address := "mirror.example:" + port(plain)
	p, _ := open(t, Config{Allow: []string{address}, Private: map[string]netip.Prefix{"mirror.example": netip.MustParsePrefix("127.0.0.1/32")}})
	var log strings.Builder
	p.cfg.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	var last *conn
	for range maxOpen {
		c, err := p.dial(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		last = c
	}
	for range 3 {
		if c, err := p.dial(t.Context(), address); err == nil {
			c.Close()
			t.Fatal("one too many")
		}
	}
	if n := strings.Count(log.String(), "refused a way out"); n != 1 {
		t.Errorf("three refusals, %d lines", n)
	}
	last.Close()
	last.Close()
	c, err := p.dial(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if c, err := p.dial(t.Context(), address); err == nil {
		c.Close()
		t.Error("closing twice made room for two")
	}
}

// TestIdleTunnelEnds on both sides, and gives its slot back.
func TestIdleTunnelEnds(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	_, at, _ := net.SplitHostPort(silent.Addr().String())
	p, _ := open(t, Config{
		Allow: []string{"site.example:" + at}, Private: map[string]netip.Prefix{"site.example": netip.MustParsePrefix("127.0.0.1/32")}, Idle: 50 * time.Millisecond,
	})
	c, err := net.Dial("unix", p.Socket())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "CONNECT site.example:%s HTTP/1.1\r\nHost: site.example:%s\r\n\r\n", at, at)
	from := bufio.NewReader(c)
	if line, err := from.ReadString('\n'); err != nil || !strings.Contains(line, "200") {
		t.Fatalf("%q, %v", line, err)
	}
	far, err := silent.Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer far.Close()
	for _, end := range []io.Reader{from, far} {
		if _, err := io.Copy(io.Discard, end); err != nil {
			t.Errorf("a tunnel in which nothing moves ends with %v", err)
		}
	}
	taken := func() int { // the far side may see the end before the slot is back
		p.visits.mu.Lock()
		defer p.visits.mu.Unlock()
		return p.visits.slots
	}
	for deadline := time.Now().Add(time.Minute); taken() != 0; runtime.Gosched() {
		if time.Now().After(deadline) {
			t.Fatalf("%d slots are taken", taken())
		}
	}
}
