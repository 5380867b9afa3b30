package ignore_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/ignore"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		rules, path string
		want        bool
	}{
		{"*.o", "a/b/c.o", true},
		{"*.o", "c.obj", false},
		{"/build/", "build/", true},
		{"/build/", "build", false},
		{"/build", "sub/build", false},
		{"sub/*.log", "sub/x.log", true},
		{"sub/*.log", "sub/deep/x.log", false},
		{"**/x", "a/b/x", true},
		{"**/x", "x", true},
		{"**/x", "ax", false},
		{"a/**/b", "a/b", true},
		{"a/**/b", "a/x/y/b", true},
		{"a/**", "a/b/c", true},
		{"a/**", "a/", false},
		{`/**\/**`, "]", false},
		{`/**\/**`, "a/b", true},
		{`**\/x`, "x", false},
		{`**\/x`, "a/b/x", true},
		{"foo**bar", "foo/bar", false},
		{"*.log\n!keep.log", "keep.log", false},
		{"# text", "# text", false},
		{`\#text`, "#text", true},
		{`\!text`, "!text", true},
		{"name  ", "name", true},
		{`name\ `, "name ", true},
		{"crlf\r\n", "crlf", true},
		{"\xef\xbb\xbfbom", "bom", true},
		{"[a-c]x", "bx", true},
		{"[!a-c]x", "bx", false},
		{"[]-]x", "]x", true},
		{"[[:digit:]]", "7", true},
		{"[z", "[z", false},
		{"a?c", "a/c", false},
		{"/", "x", false},
		{"!", "x", false},
	} {
		path, dir := strings.CutSuffix(c.path, "/")
		if got, _ := ignore.Parse([]byte(c.rules)).Match(path, dir); got != c.want {
			t.Errorf("rules %q, path %q: ignored %t, want %t", c.rules, c.path, got, c.want)
		}
	}
}

// TestMatchIsGits asks git itself about the same rules and names.
func TestMatchIsGits(t *testing.T) {
	dir := t.TempDir()
	git(t, dir, nil, "init", "--quiet", "--template=")
	pattern := rapid.StringMatching(`!?/?([ab*?\[\]!^\\/. -]|\*\*|\*\*/|/\*\*|\[a-b\]|\[\[:alpha:\]\]|ab){1,8}/?( |\r)?`)
	name := rapid.StringMatching(`[ab\[\]!\\ .-]{1,3}(/[ab\[\]!\\ .-]{1,3}){0,3}`)
	rapid.Check(t, func(rt *rapid.T) {
		rules := strings.Join(rapid.SliceOfN(pattern, 1, 4).Draw(rt, "rules"), "\n") + "\n"
		names := rapid.SliceOfN(name.Filter(sane), 1, 20).Draw(rt, "names")
		if err := os.WriteFile(filepath.Join(dir, ".gitignore"), []byte(rules), 0o600); err != nil {
			rt.Fatal(err)
		}
		parsed := ignore.Parse([]byte(rules))
		theirs := checkIgnore(t, dir, names)
		for _, n := range names {
			if ours := ignoredWithParents(parsed, n); ours != theirs[n] {
				rt.Fatalf("rules %q, path %q: ignored %t, git says %t", rules, n, ours, theirs[n])
			}
		}
	})
}

// sane leaves out names that are no path below the directory.
func sane(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part == "." || part == ".." {
			return false
		}
	}
	return true
}

func ignoredWithParents(r *ignore.Rules, name string) bool {
	for i, c := range name {
		if c == '/' {
			if ignored, _ := r.Match(name[:i], true); ignored {
				return true
			}
		}
	}
	ignored, _ := r.Match(name, false)
	return ignored
}

func checkIgnore(t *testing.T, dir string, names []string) map[string]bool {
	t.Helper()
	out := git(t, dir, []byte(strings.Join(names, "\x00")+"\x00"), "check-ignore", "--no-index", "-z", "--stdin")
	found := make(map[string]bool)
	for n := range strings.SplitSeq(string(out), "\x00") {
		found[n] = n != ""
	}
	return found
}

func git(t *testing.T, dir string, in []byte, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null"}
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); ok && (exit.ExitCode() != 1 || args[0] != "check-ignore") {
		t.Fatalf("git %v: %v: %s", args, err, exit.Stderr)
	}
	return out
}

func FuzzMatch(f *testing.F) {
	f.Add([]byte("*.o\n!a.o\n/b/**/c\n[[:alpha:]x-z]?\\"), "b/d/c")
	f.Fuzz(func(t *testing.T, rules []byte, path string) {
		path = path[:min(len(path), 255)]
		r := ignore.Parse(rules)
		ignored, matched := r.Match(path, true)
		if ignored && !matched {
			t.Fatal("ignored without a match")
		}
		again, _ := ignore.Parse(append(rules, "\n*\n"...)).Match(path, false)
		if len(rules) < ignore.MaxBytes-3 && !again && path != "" && !bytes.HasPrefix(rules, []byte("\xef\xbb\xbf")) {
			t.Fatalf("%q escapes a last rule of *", path)
		}
	})
}

func BenchmarkMatchHostile(b *testing.B) {
	r := ignore.Parse([]byte(strings.Repeat("*a", 30) + "b/**/**/**/c"))
	name := strings.Repeat("a", 200)
	for b.Loop() {
		r.Match(name, false)
	}
}
