package sandboxtest

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var networkTests = map[string]func(*testing.T, *fixture){
	"stream to the host":   noStream,
	"datagram to the host": noDatagram,
	"host's local socket":  noLocalSocket,
	"own loopback":         ownLoopback,
}

func noStream(t *testing.T, f *fixture) {
	f.isolated(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	// The same program reaches the listener from outside: what fails below is the sandbox's doing.
	if code := dial([]string{"tcp", l.Addr().String()}); code != 0 {
		t.Fatal("the listener cannot be reached at all")
	}
	f.fail(t, f.act(t, "dial tcp "+l.Addr().String()))
}

func noDatagram(t *testing.T, f *fixture) {
	f.isolated(t)
	l, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	f.run(t, f.act(t, "dial udp "+l.LocalAddr().String()))
	// Loopback delivers in order: what the sandbox sent would come first.
	if code := dial([]string{"udp", l.LocalAddr().String(), "from outside"}); code != 0 {
		t.Fatal("the listener cannot be reached at all")
	}
	if err := l.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 64)
	if n, _, err := l.ReadFrom(buf); err != nil || string(buf[:n]) != "from outside" {
		t.Errorf("first datagram is %q, %v", buf[:n], err)
	}
}

func noLocalSocket(t *testing.T, f *fixture) {
	f.isolated(t)
	name := fmt.Sprintf("@goalkeeper-%d", time.Now().UnixNano())
	l, err := net.Listen("unix", name)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if code := dial([]string{"unix", name}); code != 0 {
		t.Fatal("the listener cannot be reached at all")
	}
	f.fail(t, f.act(t, "dial unix "+name))
}

// ownLoopback is what tests of servers need; only a network namespace has one
// that is not the host's.
func ownLoopback(t *testing.T, f *fixture) {
	if f.sandbox.Level() == sandbox.LevelLandlock {
		t.Skip("Landlock has no loopback of its own")
	}
	f.succeed(t, f.act(t, "serve"))
}
