package ruling

import (
	"fmt"
	"testing"
)

func TestGlobsIn(t *testing.T) {
	for words, want := range map[string]string{
		"`a/**`":                          "[{a/** }]",
		"a/b.go (frozen)":                 "[{a/b.go frozen}]",
		"a/ — generated":                  "[{a/ generated}]",
		"a/, b/ and c/ (all old)":         "[{a/ all old} {b/ all old} {c/ all old}]",
		"`a/` (one), `b/` (two)":          "[{a/ one} {b/ two}]",
		"go.mod because it is pinned":     "[{go.mod it is pinned}]",
		"Makefile":                        "[{Makefile }]",
		"*.lock":                          "[{*.lock }]",
		"a/b: the exporter":               "[{a/b the exporter}]",
		"any database migration files":    "[]",
		"the payments module":             "[]",
		"https://example.com/a":           "[]",
		"`Export()`":                      "[]",
		"`two words`":                     "[]",
		"`app/(shop)/page.tsx`":           "[{app/(shop)/page.tsx }]",
		"src/[id]/page.tsx (dynamic)":     "[{src/[id]/page.tsx dynamic}]",
		"web/@types/a.d.ts, package.json": "[{web/@types/a.d.ts } {package.json }]",
	} {
		globs, _ := GlobsIn(words, false)
		got := []string{}
		for _, g := range globs {
			got = append(got, "{"+g.Pattern+" "+g.Reason+"}")
		}
		if s := fmt.Sprint(got); s != want {
			t.Errorf("globsIn(%q) = %s, want %s", words, s, want)
		}
	}
}
