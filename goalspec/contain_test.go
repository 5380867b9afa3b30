package goalspec

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"pgregory.net/rapid"
)

// TestContainsAgreesWithMatching compares with the paths themselves, all of
// three segments over few letters.
func TestContainsAgreesWithMatching(t *testing.T) {
	segs, paths := []string{"aba", "bab"}, []string(nil)
	for _, a := range []string{"a", "b", "z", "["} {
		segs = append(segs, a)
		for _, b := range []string{"a", "b"} {
			segs = append(segs, a+b)
		}
	}
	for _, a := range segs {
		paths = append(paths, a)
		for _, b := range segs {
			paths = append(paths, a+"/"+b)
			for _, c := range segs {
				paths = append(paths, a+"/"+b+"/"+c)
			}
		}
	}
	seg := rapid.SampledFrom([]string{"a", "b", "ab", "*", "?", "a*", "*b", "[ab]", "[^a]", "**", "a?", "[", "[a", `\[`, "[]", "[!", "[a-", `\`, "[^", "[^]"})
	rapid.Check(t, func(t *rapid.T) {
		outer := strings.Join(rapid.SliceOfN(seg, 1, 3).Draw(t, "outer"), "/")
		exceptions, deep := rapid.IntRange(0, 2).Draw(t, "exceptions"), 3
		if exceptions > 0 {
			deep = 2 // what lies under both needs as many segments as they have together
		}
		inner := strings.Join(rapid.SliceOfN(seg, 1, deep).Draw(t, "inner"), "/")
		left := glob.MaxContain
		second := strings.Join(rapid.SliceOfN(seg, 1, 3).Draw(t, "second"), "/")
		others := []Glob{{Pattern: outer}}
		for range exceptions {
			others[0].Except = append(others[0].Except, strings.Join(rapid.SliceOfN(seg, 1, deep).Draw(t, "except"), "/"))
		}
		if glob.Compile(second) != nil && rapid.Bool().Draw(t, "two") {
			others = append(others, Glob{Pattern: second})
		}
		contains := glob.Compile(inner).Within(coverings(compileAll(others)), &left)
		if glob.Compile(outer) == nil || glob.Compile(inner) == nil {
			if contains {
				t.Fatalf("%q contains %q, one of which is malformed", outer, inner)
			}
			return
		}
		outside := func(p string) bool {
			return MatchGlob(inner, p) && !slices.ContainsFunc(others, func(g Glob) bool { return g.Covers(p) })
		}
		counter := ""
		if at := slices.IndexFunc(paths, outside); at >= 0 {
			counter = paths[at]
		}
		for i := 0; exceptions > 0 && counter == "" && i < len(paths); i++ {
			if at := slices.IndexFunc(segs, func(s string) bool { return outside(paths[i] + "/" + s) }); at >= 0 {
				counter = paths[i] + "/" + segs[at]
			}
		}
		if contains == (counter != "") {
			t.Fatalf("%v contain %q: %v, though %q; effort left %d", others, inner, contains, counter, left)
		}
	})
}

// FuzzContains holds that no two patterns make comparing them fail, and that
// what one is found to contain it matches.
func FuzzContains(f *testing.F) {
	for _, p := range []string{"[", "[a", `\[`, "[]", "[!", "[a-", "[^", "[^]a", `[\]]`, "src/**", "a/?*", "é"} {
		f.Add("src/"+p, p, "src/a")
		f.Add(p, "src/"+p, p)
	}
	f.Fuzz(func(t *testing.T, outer, inner, name string) {
		if len(outer)+len(inner) > 40 || len(name) > 40 || strings.ContainsFunc(outer+inner, unicode.IsControl) {
			return // a fault of its own
		}
		PatternFault(outer)
		left := glob.MaxContain
		if glob.Compile(inner).Within([]glob.Covering{{Pattern: glob.Compile(outer)}}, &left) && utf8.ValidString(outer+inner+name) && MatchGlob(inner, name) && !MatchGlob(outer, name) {
			t.Errorf("%q is said to contain %q and does not match %q", outer, inner, name)
		}
	})
}

// TestUndecidedIsSaid wants a goal refused whose patterns could not all be
// compared.
func TestUndecidedIsSaid(t *testing.T) {
	d := Parse("", "Goal: Return 404 for unknown ids.\n\nEvidence:\n- `make test` passes\n\nOnly modify:\n- x/*a"+strings.Repeat("?", 25)+"\n- vendor/[ab]/c\n\nDo not modify:\n- x/?*\n- vendor/[a-c]/?\n")
	if g, findings := d.Admit(Options{}); !g.IsZero() {
		t.Errorf("a goal, with %v", findings)
	}
}
