package glob

import (
	"strings"
	"testing"
)

func TestContains(t *testing.T) {
	for _, tt := range []struct {
		outer, inner string
		want         bool
	}{
		{"src/**", "src/a.go", true},
		{"src/**", "src/**", true},
		{"src/**", "src/*", true},
		{"src", "src/**", true},
		{"src/", "src/**", true},
		{"src/**", "src", false},
		{"src/?", "src/*", false},
		{"src/*", "src/?", true},
		{"src/a?", "src/a*", false},
		{"src/a*", "src/a?", true},
		{"src/*.go", "src/*_test.go", true},
		{"src/*_test.go", "src/*.go", false},
		{"*.go", "src/*.go", true},
		{"src/[a-c]*", "src/b.go", true},
		{"src/[a-c]*", "src/[ab]x", true},
		{"src/[^a]*", "src/[bc]*", true},
		{"src/[^a]*", "src/*", false},
		{"**/gen/**", "src/gen/*.go", true},
		{"src/**/gen/**", "src/gen/a.go", true},
		{"**", "src/*", true},
		{"src/*", "src/**", true}, // what it names, it covers with all below
		{"src/*/x", "src/**", false},
		{"*a*", "src/bab", true},
		{"é*", "élan", true},
		{"src/*", `src/\[x`, true},
		{`src/\[x`, `src/\[?`, false},
		{"src/[a", "src/[a", false},
		{"src/**", "src/[", false},
	} {
		left := MaxContain
		if got := Compile(tt.inner).Within([]Covering{{Pattern: Compile(tt.outer)}}, &left); got != tt.want {
			t.Errorf("%q contains %q: %v, want %v", tt.outer, tt.inner, got, tt.want)
		}
	}
}

// TestContainsGivesUp wants a pattern with exponentially many ways to stand
// left undecided in bounded work.
func TestContainsGivesUp(t *testing.T) {
	left := Effort(100_000)
	if Compile("x/*a"+strings.Repeat("?", 25)).Within([]Covering{{Pattern: Compile("x/?*")}}, &left) || !left.Spent() || left < -1000 {
		t.Errorf("effort left %d, want it spent and no answer", left)
	}
}
