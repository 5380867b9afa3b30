package goalspec_test

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func TestMoments(t *testing.T) {
	g, err := goalspec.Parse("Move the export", `### Goal

The export goes through the queue.

### Evidence

- `+"`go test ./...`"+` passes

### After each phase

- Run `+"`make lint`"+`
- Run `+"`make test`"+` after each change

### Phases

Phase 1: Queue
- work only on `+"`queue/**`"+`
- keep `+"`queue/api.go`"+` unchanged
- keep the public behaviour
- stop if any test fails

Phase 2: Export
- stop if the schema is unclear
`).Goal()
	if err != nil {
		t.Fatal(err)
	}
	steps := g.AfterPhase()
	if len(steps) != 2 || steps[0].AfterChange() || !steps[1].AfterChange() || steps[1].Command != "make test" {
		t.Errorf("steps %+v", steps)
	}
	if kept := g.Phases()[0].Kept(); len(kept) != 1 || kept[0].Pattern != "queue/api.go" {
		t.Errorf("kept %+v", kept)
	}
	if !g.StopsOnFailure(1) || g.StopsOnFailure(2) {
		t.Errorf("stops on failure: %v, %v", g.StopsOnFailure(1), g.StopsOnFailure(2))
	}
}
