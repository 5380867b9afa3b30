// Package sandboxtest is what every sandbox backend promises, as tests. In
// comes a way to make a sandbox; what is asked of it follows from the level it
// claims. The suite writes only into temporary directories and listens only on
// loopback.
package sandboxtest

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Owner is the user that the sandbox runs commands as.
type Owner struct{ UID, GID int }

// Nobody is an owner for a suite run by root, else the caller.
func Nobody() Owner {
	if os.Geteuid() == 0 {
		return Owner{UID: 65533, GID: 65533}
	}
	return Owner{UID: os.Geteuid(), GID: os.Getegid()}
}

// Factory makes the sandbox under test. Its error says why this machine cannot
// have one.
type Factory func(context.Context) (sandbox.Sandbox, error)

// Require skips the test where a backend cannot be used, or fails it where
// the environment forbids skipping.
func Require(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case os.Getenv("GOALKEEPER_REQUIRE") != "":
		t.Fatal(err)
	default:
		t.Skip(err)
	}
}

// Run holds a backend to the port's contract. The test's own binary must call
// Act in TestMain: the suite starts it again, inside the sandbox and outside.
func Run(t *testing.T, factory Factory, owner Owner) {
	inherited := openInherited(t)
	defer inherited.Close()
	made, err := factory(t.Context())
	Require(t, err)
	f := &fixture{sandbox: made, owner: owner}
	f.program = f.install(t)
	groups := []struct {
		name  string
		tests map[string]func(*testing.T, *fixture)
	}{
		{"status", statusTests},
		{"output", outputTests},
		{"ending", endingTests},
		{"files", fileTests},
		{"environment", environmentTests},
		{"network", networkTests},
		{"kept", keptTests},
		{"kernel", kernelTests},
		{"limits", limitTests},
		{"many", manyTests},
	}
	for _, g := range groups {
		t.Run(g.name, func(t *testing.T) {
			for name, test := range g.tests {
				t.Run(name, func(t *testing.T) { test(t, f) })
			}
		})
	}
}

// fixture is one sandbox and the program to run in it.
type fixture struct {
	sandbox sandbox.Sandbox
	owner   Owner
	program string // host path of this test's binary, within reach of the owner
}

// isolated skips what a sandbox without isolation does not promise.
func (f *fixture) isolated(t *testing.T) {
	t.Helper()
	if f.sandbox.Level() <= sandbox.LevelNone {
		t.Skip("promised from Landlock on")
	}
}

// dir makes a directory that the owner can reach and write.
func (f *fixture) dir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chown(dir, f.owner.UID, f.owner.GID); err != nil {
		t.Fatal(err)
	}
	return dir
}

// command is a script in a tree of its own.
func (f *fixture) command(t *testing.T, script string) sandbox.Command {
	t.Helper()
	return sandbox.Command{Script: script, Tree: f.dir(t), Timeout: time.Minute}
}

// act is a command that runs this test's binary as Act understands it.
func (f *fixture) act(t *testing.T, arguments string) sandbox.Command {
	t.Helper()
	c := f.command(t, f.program+" "+actArgument+" "+arguments)
	c.Mounts = []sandbox.Mount{{Host: filepath.Dir(f.program)}}
	c.Env = []string{"GORACE=atexit_sleep_ms=0"} // else the race detector lingers for a second
	return c
}

// run runs c and gives what it wrote.
func (f *fixture) run(t *testing.T, c sandbox.Command) (sandbox.Result, string) {
	t.Helper()
	return f.runContext(t.Context(), t, c)
}

func (f *fixture) runContext(ctx context.Context, t *testing.T, c sandbox.Command) (sandbox.Result, string) {
	t.Helper()
	var output bytes.Buffer
	if c.Output == nil {
		c.Output = &output
	}
	result, err := f.sandbox.Run(ctx, c)
	if err != nil {
		t.Fatalf("run %q: %v", c.Script, err)
	}
	return result, output.String()
}

// succeed is run for a script that must end with status 0.
func (f *fixture) succeed(t *testing.T, c sandbox.Command) string {
	t.Helper()
	result, output := f.run(t, c)
	if result.Exit != 0 || result.TimedOut || result.Canceled {
		t.Fatalf("run %q: %+v\n%s", c.Script, result, output)
	}
	return output
}

// fail is run for a script that must end with another status.
func (f *fixture) fail(t *testing.T, c sandbox.Command) string {
	t.Helper()
	result, output := f.run(t, c)
	if result.Exit <= 0 {
		t.Fatalf("run %q: %+v, want a failure\n%s", c.Script, result, output)
	}
	return output
}

// install copies this binary to where the owner can reach it.
func (f *fixture) install(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	path := filepath.Join(f.dir(t), "program")
	to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(to, from); err != nil {
		t.Fatal(err)
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
