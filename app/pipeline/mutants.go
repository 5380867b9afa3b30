package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/mutant"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

const (
	maxMutants = 6       // of one check
	maxMutated = 3       // files
	maxSource  = 1 << 20 // bytes of a file
)

// mutate adds trees in which one line of the code beside the tests is turned
// round: a new test proves itself by noticing one.
func (m *matrix) mutate(ctx context.Context, repo *workspace.Repo, result workspace.Digest, tests []string) error {
	var all []mutant.Mutant
	var at []string
	files := covered(repo.FS(result), tests)
	for _, p := range files {
		text, err := repo.Read(ctx, result, p)
		if err != nil {
			return fmt.Errorf("mutate %s: %w", p, err)
		}
		if len(text) > maxSource {
			continue
		}
		for _, one := range mutant.Spread(mutant.Of(p, text), max(1, maxMutants/len(files))) {
			all, at = append(all, one), append(at, p)
		}
	}
	for n, one := range all {
		tree, err := repo.Write(ctx, result, map[string]*workspace.File{at[n]: {Data: one.Text}})
		if err != nil {
			return fmt.Errorf("mutate %s: %w", at[n], err)
		}
		arm := app.Arm(fmt.Sprintf("%s-%d", app.ArmMutant, n+1))
		m.trees[arm], m.arms = app.Tree(tree), append(m.arms, arm)
		m.broken[arm] = []string{fmt.Sprintf("%s:%d: %s", at[n], one.Line, one.What)}
	}
	return nil
}

// covered are files that tests lie beside or below, those of the same name
// first.
func covered(tree fs.FS, tests []string) []string {
	var named, beside []string
	for _, test := range tests {
		dirs := []string{path.Dir(test)}
		if up := path.Dir(dirs[0]); dirs[0] != "." {
			dirs = append(dirs, up)
		}
		for _, dir := range dirs {
			entries, err := fs.ReadDir(tree, dir)
			if err != nil {
				continue // the test is gone with its directory
			}
			for _, e := range entries {
				p := path.Join(dir, e.Name())
				if !e.Type().IsRegular() || path.Ext(p) != path.Ext(test) || language.IsTest(p) || slices.Contains(named, p) || slices.Contains(beside, p) {
					continue
				}
				if stem := strings.TrimSuffix(e.Name(), path.Ext(p)); strings.Contains(path.Base(test), stem) {
					named = append(named, p)
				} else {
					beside = append(beside, p)
				}
			}
		}
	}
	all := slices.Concat(named, beside)
	return all[:min(len(all), maxMutated)]
}
