package sandboxtest

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/shell"
)

var environmentTests = map[string]func(*testing.T, *fixture){
	"only the base":              environmentBase,
	"own entries win":            environmentOwn,
	"of the server's processes":  environmentOfOthers,
	"unprivileged user":          unprivilegedUser,
	"no further groups":          noFurtherGroups,
	"no descriptor is inherited": noDescriptors,
}

// shells set these themselves.
var ofShell = []string{"PWD", "OLDPWD", "SHLVL", "_"}

func environmentBase(t *testing.T, f *fixture) {
	t.Setenv("GOALKEEPER_SECRET", "hunter2")
	output := f.succeed(t, f.command(t, "env"))
	var allowed []string
	for _, kv := range shell.Environ(shell.Place{}, nil) {
		key, _, _ := strings.Cut(kv, "=")
		allowed = append(allowed, key)
		if !strings.Contains("\n"+output, "\n"+key+"=") {
			t.Errorf("%s is missing", key)
		}
	}
	for line := range strings.Lines(output) {
		if key, _, _ := strings.Cut(line, "="); !slices.Contains(slices.Concat(allowed, ofShell), key) {
			t.Errorf("%q is in the environment", line)
		}
	}
}

func environmentOwn(t *testing.T, f *fixture) {
	c := f.command(t, `echo "$A|$TERM|$EMPTY|$CI"`)
	c.Env = []string{"A=first", "A=x y='z'", "TERM=vt100", "EMPTY="}
	if got := f.succeed(t, c); got != "x y='z'|vt100||true\n" {
		t.Errorf("got %q", got)
	}
}

// environmentOfOthers looks for what this process was started with in every
// environment the sandbox can read.
func environmentOfOthers(t *testing.T, f *fixture) {
	f.isolated(t)
	own, err := os.ReadFile("/proc/self/environ")
	if err != nil {
		t.Skip("needs /proc")
	}
	output := f.succeed(t, f.command(t, "cat /proc/1/environ /proc/[0-9]*/environ 2>/dev/null; cat /proc/"+strconv.Itoa(os.Getpid())+"/environ 2>/dev/null; true"))
	seen := strings.Split(output, "\x00")
	base := shell.Environ(shell.Place{}, nil)
	for kv := range strings.SplitSeq(string(own), "\x00") {
		key, _, _ := strings.Cut(kv, "=")
		expected := slices.ContainsFunc(base, func(b string) bool { return strings.HasPrefix(b, key+"=") }) || slices.Contains(ofShell, key)
		if kv != "" && !expected && slices.Contains(seen, kv) {
			t.Errorf("the server's %s can be read", key)
		}
	}
}

func unprivilegedUser(t *testing.T, f *fixture) {
	want := strconv.Itoa(f.owner.UID) + "\n" + strconv.Itoa(f.owner.GID) + "\n"
	if got := f.succeed(t, f.command(t, "id -u; id -g")); got != want {
		t.Errorf("commands run as %q, want %q", got, want)
	}
	if f.isolated(t); f.owner.UID == 0 {
		t.Error("commands run as root")
	}
}

// noFurtherGroups is about groups of a server that is root.
func noFurtherGroups(t *testing.T, f *fixture) {
	f.isolated(t)
	if os.Geteuid() != 0 {
		t.Skip("needs root, to be in more groups")
	}
	old, err := syscall.Getgroups()
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setgroups([]int{0, 4, 6}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setgroups(old); err != nil {
			t.Error(err)
		}
	}()
	if got := f.succeed(t, f.command(t, "id -G")); got != strconv.Itoa(f.owner.GID)+"\n" {
		t.Errorf("commands keep the groups %s", got)
	}
}

func noDescriptors(t *testing.T, f *fixture) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip("needs /proc")
	}
	// ls itself holds the directory it lists.
	if got := f.succeed(t, f.command(t, "ls /proc/self/fd")); got != "0\n1\n2\n3\n" {
		t.Errorf("descriptors are %q", strings.Fields(got))
	}
}
