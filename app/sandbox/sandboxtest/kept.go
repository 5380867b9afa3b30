package sandboxtest

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var keptTests = map[string]func(*testing.T, *fixture){
	"kept parts are shown":        keptShown,
	"kept parts stay as they are": keptUnchanged,
	"kept parts hide no work":     keptMakesRoom,
	"kept parts lead nowhere":     keptFollowsNothing,
	"way out":                     wayOut,
	"no way out":                  noWayOut,
}

// keeping is a command with a kept directory in its tree and in its home, and
// a kept file deeper in its tree.
func keeping(t *testing.T, f *fixture, script string) (c sandbox.Command, from string) {
	t.Helper()
	c = f.command(t, script)
	c.Home = f.dir(t)
	from = f.dir(t)
	for _, name := range []string{"inputs/a", "mod/b", "c"} {
		path := filepath.Join(from, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(name+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(path, f.owner.UID, f.owner.GID); err != nil {
			t.Fatal(err)
		}
	}
	c.Kept = []sandbox.Kept{
		{Host: filepath.Join(from, "inputs"), Path: "inputs"},
		{Host: filepath.Join(from, "mod"), Home: true, Path: "go/pkg/mod"},
		{Host: filepath.Join(from, "c"), Path: "deep/er/c"},
	}
	return c, from
}

func keptShown(t *testing.T, f *fixture) {
	c, _ := keeping(t, f, "cat inputs/a ~/go/pkg/mod/b deep/er/c; echo x > ~/go/other; echo x > deep/other")
	for _, readOnly := range []bool{false, false, true} {
		c.TreeReadOnly = readOnly
		if _, got := f.run(t, c); !strings.HasPrefix(got, "inputs/a\nmod/b\nc\n") {
			t.Errorf("read-only tree %v: output %q", readOnly, got)
		}
	}
	for _, path := range []string{filepath.Join(c.Home, "go/other"), filepath.Join(c.Tree, "deep/other")} {
		if _, err := os.Stat(path); err != nil {
			t.Errorf("beside a kept part nothing can be written: %v", err)
		}
	}
}

func keptUnchanged(t *testing.T, f *fixture) {
	f.isolated(t)
	c, from := keeping(t, f, `echo x > inputs/a; echo x > inputs/new; rm -rf inputs/*; echo x > ~/go/pkg/mod/b; echo x > deep/er/c; mv inputs away; rm -rf inputs; true`)
	f.run(t, c)
	for _, name := range []string{"inputs/a", "mod/b", "c"} {
		if got, err := os.ReadFile(filepath.Join(from, name)); err != nil || string(got) != name+"\n" {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	if all, err := os.ReadDir(filepath.Join(from, "inputs")); err != nil || len(all) != 1 {
		t.Errorf("inputs holds %v, %v", all, err)
	}
	c.Script = "cat inputs/a ~/go/pkg/mod/b deep/er/c"
	if got := f.succeed(t, c); got != "inputs/a\nmod/b\nc\n" {
		t.Errorf("the next command sees %q", got)
	}
}

// keptMakesRoom: where the tree has something else, that stays.
func keptMakesRoom(t *testing.T, f *fixture) {
	c, _ := keeping(t, f, "cat deep inputs/a")
	if err := os.WriteFile(filepath.Join(c.Tree, "deep"), []byte("work\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := f.succeed(t, c); got != "work\ninputs/a\n" {
		t.Errorf("output %q", got)
	}
}

// keptFollowsNothing: a link that a command left does not lead the next one's
// kept parts out of the tree.
func keptFollowsNothing(t *testing.T, f *fixture) {
	outside := f.dir(t)
	c, _ := keeping(t, f, "cat inputs/a")
	for link, to := range map[string]string{"deep": outside, "aside": "/"} {
		if err := os.Symlink(to, filepath.Join(c.Tree, link)); err != nil {
			t.Fatal(err)
		}
	}
	c.Kept[1] = sandbox.Kept{Host: c.Kept[0].Host, Path: "aside/tmp/kept"}
	if got := f.succeed(t, c); got != "inputs/a\n" {
		t.Errorf("output %q", got)
	}
	if all, err := os.ReadDir(outside); err != nil || len(all) != 0 {
		t.Errorf("outside the tree stands %v, %v", all, err)
	}
}

// wayOut: a program that asks the proxy of its environment reaches the socket.
func wayOut(t *testing.T, f *fixture) {
	if f.sandbox.Level() != sandbox.LevelBubblewrap {
		t.Skip("only a network namespace can hold a command to one way")
	}
	socket := filepath.Join(f.dir(t), "s")
	l, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := os.Chown(socket, f.owner.UID, f.owner.GID); err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 1)
	go func() {
		conn, err := l.Accept()
		if err != nil {
			heard <- err.Error()
			return
		}
		defer conn.Close()
		got, _ := io.ReadAll(conn)
		_, _ = io.WriteString(conn, "from outside")
		heard <- string(got)
	}()
	c := f.act(t, `ask "${HTTPS_PROXY#http://}"`)
	c.WayOut = socket
	if got := f.succeed(t, c); got != "from outside" {
		t.Errorf("inside arrived %q", got)
	}
	if got := <-heard; got != "from inside" {
		t.Errorf("outside arrived %q", got)
	}
	c = f.command(t, "echo said; exit 7")
	c.WayOut = socket
	if result, got := f.run(t, c); result.Exit != 7 || got != "said\n" {
		t.Errorf("%+v, output %q", result, got)
	}
	c.Script = "kill -9 $$"
	if result, _ := f.run(t, c); result.Exit != 137 || result.Signal != "SIGKILL" {
		t.Errorf("%+v after a signal", result)
	}
}

func noWayOut(t *testing.T, f *fixture) {
	if f.sandbox.Level() == sandbox.LevelBubblewrap {
		t.Skip("there is one")
	}
	c := f.command(t, "true")
	c.WayOut = filepath.Join(c.Tree, "socket")
	if _, err := f.sandbox.Run(t.Context(), c); !errors.Is(err, sandbox.ErrNoWayOut) {
		t.Errorf("got %v", err)
	}
}
