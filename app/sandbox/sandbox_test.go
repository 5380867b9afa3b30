package sandbox_test

import (
	"encoding"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var (
	_ encoding.TextMarshaler   = sandbox.LevelUnknown
	_ encoding.TextUnmarshaler = new(sandbox.Level)
)

func TestLevelsAreOrderedAndHaveTextForms(t *testing.T) {
	levels := []sandbox.Level{sandbox.LevelUnknown, sandbox.LevelNone, sandbox.LevelLandlock, sandbox.LevelBubblewrap}
	if !slices.IsSorted(levels) {
		t.Errorf("levels %v are not in order", levels)
	}
	for _, want := range levels[1:] {
		text, err := want.MarshalText()
		if err != nil {
			t.Fatalf("marshal %v: %v", want, err)
		}
		var got sandbox.Level
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Errorf("%s reads as %v, %v", text, got, err)
		}
	}
	if _, err := sandbox.LevelUnknown.MarshalText(); err == nil {
		t.Error("the unknown level has a text form")
	}
	var l sandbox.Level
	if err := l.UnmarshalText([]byte("docker")); err == nil {
		t.Errorf("docker reads as %v", l)
	}
}

func TestValidate(t *testing.T) {
	tree := t.TempDir()
	if err := os.Mkdir(filepath.Join(tree, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("sub", filepath.Join(tree, "inside")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc", filepath.Join(tree, "outside")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tree, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		change func(*sandbox.Command)
		fault  string // "" for a good command
	}{
		"plain":              {func(*sandbox.Command) {}, ""},
		"directory":          {func(c *sandbox.Command) { c.Dir = "sub" }, ""},
		"link inside":        {func(c *sandbox.Command) { c.Dir = "inside" }, ""},
		"dot":                {func(c *sandbox.Command) { c.Dir = "." }, ""},
		"parent":             {func(c *sandbox.Command) { c.Dir = "../x" }, "not beneath"},
		"hidden parent":      {func(c *sandbox.Command) { c.Dir = "sub/../../x" }, "not beneath"},
		"absolute directory": {func(c *sandbox.Command) { c.Dir = "/etc" }, "not beneath"},
		"link outside":       {func(c *sandbox.Command) { c.Dir = "outside" }, "not in the tree"},
		"no such directory":  {func(c *sandbox.Command) { c.Dir = "nowhere" }, "not in the tree"},
		"file as directory":  {func(c *sandbox.Command) { c.Dir = "file" }, "not a directory"},
		"NUL in script":      {func(c *sandbox.Command) { c.Script = "echo \x00" }, "NUL"},
		"NUL in directory":   {func(c *sandbox.Command) { c.Dir = "a\x00b" }, "not beneath"},
		"huge script":        {func(c *sandbox.Command) { c.Script = strings.Repeat("x", 128<<10) }, "131072 bytes"},
		"no timeout":         {func(c *sandbox.Command) { c.Timeout = 0 }, "timeout"},
		"relative tree":      {func(c *sandbox.Command) { c.Tree = "tree" }, `tree "tree"`},
		"relative home":      {func(c *sandbox.Command) { c.Home = "home" }, `home "home"`},
		"relative mount":     {func(c *sandbox.Command) { c.Mounts = []sandbox.Mount{{Host: "m"}} }, `mount "m"`},
		"relative guest":     {func(c *sandbox.Command) { c.Mounts = []sandbox.Mount{{Host: "/m", Guest: "g"}} }, `mount "g"`},
		"environment":        {func(c *sandbox.Command) { c.Env = []string{"A=b", "C="} }, ""},
		"no equals sign":     {func(c *sandbox.Command) { c.Env = []string{"A"} }, `"A" is not KEY=VALUE`},
		"no key":             {func(c *sandbox.Command) { c.Env = []string{"=a"} }, "KEY=VALUE"},
		"negative limit":     {func(c *sandbox.Command) { c.Limits.Memory = -1 }, "negative"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := sandbox.Command{Script: "true", Tree: tree, Timeout: time.Second}
			tc.change(&c)
			err := c.Validate()
			if tc.fault == "" {
				if err != nil {
					t.Fatalf("refused: %v", err)
				}
				return
			}
			if !errors.Is(err, sandbox.ErrInvalid) || !strings.Contains(err.Error(), tc.fault) {
				t.Errorf("got %v, want an invalid command that mentions %q", err, tc.fault)
			}
		})
	}
}
