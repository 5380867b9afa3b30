package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"maps"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/verify"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/footing"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// maxDoomed bounds the files whose tests are made to fail: where a tree holds more,
// none is.
const maxDoomed = 2000

// doom adds the tree in which the tests of the result fail at their end: a check that
// tells of them has to turn red.
func (m *matrix) doom(ctx context.Context, repo *workspace.Repo, result workspace.Digest, command string) error {
	tree := repo.FS(result)
	tests := footing.Tests(tree, command)
	if len(tests) > maxDoomed {
		return nil
	}
	files := map[string]*workspace.File{}
	m.doomed = verify.Doomed{Names: map[string]bool{}, All: map[string]bool{}}
	spared := map[string]bool{}
	for _, p := range tests {
		l := language.Of(p).Name
		text, err := fs.ReadFile(tree, p)
		if err != nil || len(text) > maxSource {
			spared[l] = true
			continue
		}
		f := doomed.Of(p, text)
		spared[l] = spared[l] || f.Spares
		for _, name := range f.Names {
			m.doomed.Names[name] = true
		}
		if f.Text != nil {
			files[p] = &workspace.File{Data: f.Text}
		}
		m.doomed.All[l] = m.doomed.All[l] || f.Text != nil
	}
	maps.DeleteFunc(m.doomed.All, func(l string, _ bool) bool { return spared[l] })
	if len(files) == 0 {
		return nil
	}
	doomedTree, err := repo.Write(ctx, result, files)
	if err != nil {
		return fmt.Errorf("make tests fail: %w", err)
	}
	m.trees[app.ArmDoomed], m.arms = app.Tree(doomedTree), append(m.arms, app.ArmDoomed)
	return nil
}
