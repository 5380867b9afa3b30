package goalspec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestResourcesInOneLine holds that each entry of a list is what it tells to be, and that
// a list with any other entry stays as it is written.
func TestResourcesInOneLine(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]string{
		"`curl`, example.com and the docs tool": "[curl] [example.com] [docs] []",
		"`git` and `gh`.":                       "[git gh] [] [] []",
		"a.example.com, b.example.com":          "[] [a.example.com b.example.com] [] []",
		"`make a, b`, example.com":              "[make a, b] [example.com] [] []",
		"`curl` for downloads, example.com":     "[] [] [] [`curl` for downloads, example.com]",
		"`curl`, but not example.com":           "[] [] [] [`curl`, but not example.com]",
		"node, python":                          "[node python] [] [] []",
		"node, docs":                            "[] [] [] [node, docs]",
		"go, make; hosts: a.example.com":        "[go make] [a.example.com] [] []",
		"the staging database and example.com":  "[] [] [] [the staging database and example.com]",
		"`a/b.md`, the samples in `a/c/`":       "[] [] [] [`a/b.md`, the samples in `a/c/`]",
		"go 1.21, a cluster by `bin/a`":         "[] [] [] [go 1.21, a cluster by `bin/a`]",
		"`bin/a` and `bin/b`, two hours":        "[] [] [] [`bin/a` and `bin/b`, two hours]",
	} {
		for _, mark := range []string{"\n- ", " "} {
			r := goalspec.Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make a` passes\n\nResources:"+mark+words+"\n").Resources()
			if got := fmt.Sprint(r.Commands, r.Hosts, r.Tools, r.Notes); got != want && !(mark != " " && strings.Contains(words, ";")) {
				t.Errorf("%q gives %s, want %s", mark+words, got, want)
			}
		}
	}
}
