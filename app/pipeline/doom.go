package pipeline

import (
	"context"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
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
	texts, which := doomed.Tree(tree, tests)
	files := map[string]*workspace.File{}
	for p, text := range texts {
		files[p] = &workspace.File{Data: text}
	}
	if len(files) == 0 {
		return nil
	}
	doomedTree, err := repo.Write(ctx, result, files)
	if err != nil {
		return fmt.Errorf("make tests fail: %w", err)
	}
	m.doomed, m.trees[app.ArmDoomed], m.arms = which, app.Tree(doomedTree), append(m.arms, app.ArmDoomed)
	return nil
}
