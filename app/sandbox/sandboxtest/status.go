package sandboxtest

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var statusTests = map[string]func(*testing.T, *fixture){
	"exit status":        exitStatus,
	"signal":             signalDeath,
	"fresh shell":        freshShell,
	"directory":          workingDirectory,
	"invalid command":    invalidCommand,
	"missing tree":       missingTree,
	"line of a fault":    lineOfFault,
	"level has a name":   levelHasName,
	"duration is filled": durationIsFilled,
}

func exitStatus(t *testing.T, f *fixture) {
	for script, want := range map[string]int{
		"true": 0, "": 0, "# nothing": 0, "false": 1, "exit 7": 7, "exit 255": 255, "no-such-command": 127, "true &&": 2,
	} {
		if result, _ := f.run(t, f.command(t, script)); result.Exit != want || result.Signal != "" {
			t.Errorf("%q: %+v, want exit %d", script, result, want)
		}
	}
}

func signalDeath(t *testing.T, f *fixture) {
	for script, want := range map[string]sandbox.Result{
		"kill -KILL $$":       {Exit: 137, Signal: "SIGKILL"},
		"kill -TERM $$":       {Exit: 143, Signal: "SIGTERM"},
		"sh -c 'kill -9 $$'":  {Exit: 137, Signal: "SIGKILL"},
		"sh -c 'kill -11 $$'": {Exit: 139, Signal: "SIGSEGV"},
	} {
		result, _ := f.run(t, f.command(t, script))
		if result.Exit != want.Exit || result.Signal != want.Signal {
			t.Errorf("%q: %+v, want %+v", script, result, want)
		}
	}
}

func freshShell(t *testing.T, f *fixture) {
	c := f.command(t, "cat; echo end")
	c.Home = f.dir(t)
	profile := filepath.Join(c.Home, ".profile")
	if err := os.WriteFile(profile, []byte("echo login shell\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := f.succeed(t, c); got != "end\n" {
		t.Errorf("a plain shell with empty input wrote %q", got)
	}
}

func workingDirectory(t *testing.T, f *fixture) {
	c := f.command(t, "pwd -P")
	if err := os.MkdirAll(filepath.Join(c.Tree, "a/b"), 0o755); err != nil {
		t.Fatal(err)
	}
	tree := f.sandbox.TreePath(c.Tree)
	for dir, want := range map[string]string{"": tree, ".": tree, "a/b": filepath.Join(tree, "a/b"), "a/../a": filepath.Join(tree, "a")} {
		c.Dir = dir
		if got := f.succeed(t, c); got != want+"\n" {
			t.Errorf("directory %q is %q, want %q", dir, got, want)
		}
	}
}

func invalidCommand(t *testing.T, f *fixture) {
	faults := map[string]func(*sandbox.Command){
		"parent":        func(c *sandbox.Command) { c.Dir = "../" + filepath.Base(c.Tree) },
		"absolute":      func(c *sandbox.Command) { c.Dir = "/etc" },
		"link":          func(c *sandbox.Command) { c.Dir = "link" },
		"NUL":           func(c *sandbox.Command) { c.Script = "echo \x00" },
		"no timeout":    func(c *sandbox.Command) { c.Timeout = 0 },
		"environment":   func(c *sandbox.Command) { c.Env = []string{"broken"} },
		"relative tree": func(c *sandbox.Command) { c.Tree = "." },
	}
	for name, fault := range faults {
		c := f.command(t, "echo ran > ran")
		tree := c.Tree
		if err := os.Symlink("/tmp", filepath.Join(tree, "link")); err != nil {
			t.Fatal(err)
		}
		fault(&c)
		if _, err := f.sandbox.Run(t.Context(), c); !errors.Is(err, sandbox.ErrInvalid) {
			t.Errorf("%s: %v, want an invalid command", name, err)
		}
		if _, err := os.Stat(filepath.Join(tree, "ran")); err == nil {
			t.Errorf("%s: the command ran", name)
		}
	}
}

// missingTree is the machine's fault, so it is an error and no result.
func missingTree(t *testing.T, f *fixture) {
	c := f.command(t, "true")
	c.Tree = filepath.Join(c.Tree, "missing")
	result, err := f.sandbox.Run(t.Context(), c)
	if err == nil || errors.Is(err, sandbox.ErrInvalid) {
		t.Errorf("a missing tree gave %+v, %v", result, err)
	}
}

var thirdLine = regexp.MustCompile(`\b3:`)

func lineOfFault(t *testing.T, f *fixture) {
	if got := f.fail(t, f.command(t, "true\ntrue\nno-such-command")); !thirdLine.MatchString(got) {
		t.Errorf("the fault is not reported in the script's own line: %s", got)
	}
}

func levelHasName(t *testing.T, f *fixture) {
	if _, err := f.sandbox.Level().MarshalText(); err != nil {
		t.Error(err)
	}
}

func durationIsFilled(t *testing.T, f *fixture) {
	result, _ := f.run(t, f.command(t, "true"))
	if result.Duration <= 0 {
		t.Errorf("duration %v", result.Duration)
	}
}
