package goalspec_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func TestMatchGlob(t *testing.T) {
	tests := []struct {
		pattern string
		yes, no []string
	}{
		{"internal/**", []string{"internal/a.go", "internal/a/b.go"}, []string{"internal", "cmd/internal/a", "internals/a"}},
		{"internal", []string{"internal", "internal/a", "x/internal/b"}, []string{"internals"}},
		{"internal/", []string{"internal/a", "x/internal/b"}, []string{"internal", "a/internal"}},
		{"/internal", []string{"internal", "internal/a"}, []string{"x/internal"}},
		{"./go.mod", []string{"go.mod"}, []string{"tools/go.mod"}},
		{"go.mod", []string{"go.mod", "tools/go.mod"}, []string{"go.mod.bak"}},
		{"*.pb.go", []string{"a.pb.go", "x/y/a.pb.go"}, []string{"a.go"}},
		{"a/*.go", []string{"a/b.go"}, []string{"a/b/c.go", "a.go"}},
		{"a/**/z", []string{"a/z", "a/b/z", "a/b/c/z", "a/b/z/inside"}, []string{"a/b", "z"}},
		{"**/test/**", []string{"test/a", "x/test/a/b"}, []string{"test", "tests/a"}},
		{"**", []string{"a", "a/b"}, []string{""}},
		{"a/b", []string{"a/b", "a/b/c"}, []string{"x/a/b", "a"}},
		{"a/[bc]?.go", []string{"a/bx.go", "a/c1.go"}, []string{"a/dx.go", "a/b.go"}},
		{"a/[id]/b", []string{"a/[id]/b", "a/i/b"}, []string{"a/id/b", "a/x/b"}},
		{"a/[...rest]/**", []string{"a/[...rest]/b"}, []string{"a/other/b"}},
		{"a/[b", nil, []string{"a/b", "a/[b"}},
		{"", nil, []string{"a", ""}},
		{"a//b/../c", []string{"a/c"}, []string{"a/b"}},
	}
	for _, tt := range tests {
		for _, p := range tt.yes {
			if !goalspec.MatchGlob(tt.pattern, p) {
				t.Errorf("%q does not match %q", tt.pattern, p)
			}
		}
		for _, p := range tt.no {
			if goalspec.MatchGlob(tt.pattern, p) {
				t.Errorf("%q matches %q", tt.pattern, p)
			}
		}
	}
}

// TestMatchGlobAgreesWithSearch compares with the plain recursive definition.
func TestMatchGlobAgreesWithSearch(t *testing.T) {
	var search func(p, n []string) bool
	search = func(p, n []string) bool {
		switch {
		case len(p) == 0:
			return true
		case p[0] == "**" && len(p) == 1:
			return len(n) > 0
		case p[0] == "**":
			return search(p[1:], n) || len(n) > 0 && search(p, n[1:])
		}
		return len(n) > 0 && (p[0] == "*" || p[0] == n[0]) && search(p[1:], n[1:])
	}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "*", "**"}), 2, 7).Draw(t, "pattern")
		n := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 1, 7).Draw(t, "name")
		if got, want := goalspec.MatchGlob(strings.Join(p, "/"), strings.Join(n, "/")), search(p, n); got != want {
			t.Fatalf("MatchGlob(%v, %v) = %v, want %v", p, n, got, want)
		}
	})
}

func TestMatchGlobTakesNoLongForManyStars(t *testing.T) {
	start := time.Now()
	goalspec.MatchGlob(strings.Repeat("**/a/", 200)+"b", strings.Repeat("a/", 2000)+"c")
	if d := time.Since(start); d > time.Second {
		t.Errorf("took %v", d)
	}
}

func TestScopePermits(t *testing.T) {
	s := goalspec.Scope{Allow: []goalspec.Glob{{Pattern: "src/**"}}, Deny: []goalspec.Glob{{Pattern: "src/gen/**"}}, Focus: []goalspec.Glob{{Pattern: "docs/**"}}}
	for path, want := range map[string]string{"src/a.go": "yes", "src/gen/a.go": "src/gen/**", "docs/a.md": ""} {
		ok, by := s.Permits(path)
		if ok != (want == "yes") || !ok && by != want {
			t.Errorf("Permits(%q) = %v, %q, want %q", path, ok, by, want)
		}
	}
}
