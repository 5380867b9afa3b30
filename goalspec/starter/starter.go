// Package starter holds the files with which a repository starts to use
// goalkeeper: the issue form, a commented policy, and ready-made goals. They
// are embedded and never change while the program runs.
package starter

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

//go:embed goal.yml goalkeeper.yml recipes/*.md
var files embed.FS

// Where the files belong in a repository.
const (
	FormPath   = ".github/ISSUE_TEMPLATE/goal.yml"
	PolicyPath = ".github/goalkeeper.yml"
)

// File is one file for a repository.
type File struct {
	Path  string
	Text  []byte
	Needs []string // what else has to be there before it is of use
}

// Files are the form and the policy.
func Files() ([]File, error) {
	var out []File
	for _, f := range [][2]string{{"goal.yml", FormPath}, {"goalkeeper.yml", PolicyPath}} {
		text, err := files.ReadFile(f[0])
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", f[0], err)
		}
		out = append(out, File{Path: f[1], Text: text})
	}
	return out, nil
}

// Recipes are the names of the ready-made goals, in order.
func Recipes() []string {
	return []string{"error-backlog", "small-feature", "test-coverage", "stale-docs"}
}

// Recipe is a ready-made goal as an issue template; the error names those there
// are.
func Recipe(name string) (File, error) {
	if !slices.Contains(Recipes(), name) {
		return File{}, fmt.Errorf("no recipe %q; there are %s", name, strings.Join(Recipes(), ", "))
	}
	text, err := files.ReadFile(path.Join("recipes", name+".md"))
	if err != nil {
		return File{}, fmt.Errorf("read recipe %s: %w", name, err)
	}
	f := File{Path: ".github/ISSUE_TEMPLATE/goal-" + name + ".md", Text: text}
	if bytes.Contains(text, []byte("`inputs/")) {
		f.Needs = append(f.Needs, "a set-up that fetches what it names under inputs/: see setup in "+PolicyPath)
	}
	_, body := goalspec.SplitFrontMatter(string(text))
	if !slices.ContainsFunc(goalspec.Parse("", body).Criteria(), goalspec.Criterion.Runnable) {
		f.Needs = append(f.Needs, "your commands in code marks under Evidence, such as \"`make test` passes\"; without any the plan must bind checks (GS005)")
	}
	if strings.Contains(body, "\n> This is an example. ") {
		f.Needs = append(f.Needs, "your own words in the place of its example: its first lines say which")
	}
	return f, nil
}
