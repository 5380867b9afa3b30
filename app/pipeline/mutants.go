package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/footing"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/mutant"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

const (
	maxMutants = 6       // of one check
	maxMutated = 3       // files
	maxSource  = 1 << 20 // bytes of a file
)

// mutate adds trees in which one line of the code that the tests cover is turned
// round: a new test proves itself by noticing one.
func (m *matrix) mutate(ctx context.Context, repo *workspace.Repo, result workspace.Digest, c footing.Covering) error {
	same := map[string]*workspace.File{}
	for n, one := range mutants(c, repo.FS(result)) {
		same[one.path] = &workspace.File{Data: one.same}
		tree, err := repo.Write(ctx, result, map[string]*workspace.File{one.path: {Data: one.Text()}})
		if err != nil {
			return fmt.Errorf("mutate %s: %w", one.path, err)
		}
		arm := app.Arm(fmt.Sprintf("%s-%d", app.ArmMutant, n+1))
		m.trees[arm], m.arms = app.Tree(tree), append(m.arms, arm)
		m.broken[arm] = []string{fmt.Sprintf("%s:%d: %s", one.path, one.Line, one.What)}
	}
	if len(same) == 0 {
		return nil
	}
	tree, err := repo.Write(ctx, result, same)
	if err != nil {
		return fmt.Errorf("write covered code in another way: %w", err)
	}
	m.trees[app.ArmRewritten], m.arms = app.Tree(tree), append(m.arms, app.ArmRewritten)
	return nil
}

// placed is a mutant of a file.
type placed struct {
	path string
	mutant.Mutant
	same []byte // the file, written in another way
}

// covering is what says which code the tests of a change cover.
func (r *run) covering(tree fs.FS, tests []string) footing.Covering {
	c := footing.Covering{Tests: map[string]string{}}
	for _, p := range tests {
		if text, err := fs.ReadFile(tree, p); err == nil && len(text) <= maxSource && language.Of(p).Name != "Text" { // else it is gone, or no program
			c.Tests[p] = string(text)
		}
	}
	goal := r.goal.Contract.Goal
	said := []string{goal.Outcome()}
	for _, k := range goal.Criteria() {
		said = append(said, k.Text)
	}
	c.People = strings.Join(said, "\n")
	if r.goal.Plan != nil {
		c.Plan = r.goal.Plan.Files
	}
	for _, check := range r.frozen() {
		c.Commands = append(c.Commands, check.Command)
	}
	return c
}

// mutants break the first group of covered files that holds anything to break;
// in it the functions that the tests name, if they name any.
func mutants(c footing.Covering, tree fs.FS) []placed {
	words := map[string]bool{}
	for _, text := range c.Tests {
		for _, word := range identifier.FindAllString(text, -1) {
			words[word] = true
		}
	}
	for _, group := range c.Covered(tree) {
		all, named, same := map[string][]mutant.Mutant{}, map[string][]mutant.Mutant{}, map[string][]byte{}
		for _, p := range group {
			text, err := fs.ReadFile(tree, p)
			if err != nil || len(text) > maxSource {
				continue
			}
			if found := mutant.Of(p, text); len(found) > 0 {
				all[p], same[p] = found, mutant.Rewritten(p, text)
				if in := namedBy(language.Read(p, string(text)), found, words); len(in) > 0 {
					named[p] = in
				}
			}
		}
		if len(named) > 0 {
			all = named
		}
		if len(all) > 0 {
			return spread(group, all, same)
		}
	}
	return nil
}

var identifier = regexp.MustCompile(`\w+`)

// namedBy are the mutants in functions that the words name.
func namedBy(s *language.Source, all []mutant.Mutant, words map[string]bool) []mutant.Mutant {
	return slices.DeleteFunc(slices.Clone(all), func(m mutant.Mutant) bool {
		return !slices.ContainsFunc(s.Funcs(), func(f language.Func) bool { return words[f.Name] && f.Start < m.Line && m.Line <= f.End })
	})
}

// spread picks mutants of a few files, evenly.
func spread(group []string, of map[string][]mutant.Mutant, same map[string][]byte) (out []placed) {
	files := slices.DeleteFunc(slices.Clone(group), func(p string) bool { return len(of[p]) == 0 })
	files = files[:min(len(files), maxMutated)]
	for _, p := range files {
		for _, one := range mutant.Spread(of[p], max(1, maxMutants/len(files))) {
			out = append(out, placed{p, one, same[p]})
		}
	}
	return out
}
