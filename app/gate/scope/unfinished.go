package scope

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// Unfinished finds code that the plan names and the change left as it was, while
// no test says more than before: what nobody tried was perhaps not done. Tests
// that grew elsewhere tell that the work went another way than planned.
func Unfinished(s *change.Set) ([]change.Finding, error) {
	undone := s.Undone()
	if len(s.Files) == 0 || len(undone) == 0 || s.Tried() {
		return nil, nil
	}
	var out []change.Finding
	for _, p := range undone {
		text := fmt.Sprintf("unchanged %s", p)
		out = append(out, change.Finding{
			Place:  app.Place{Path: p, Bytes: change.Mark(text)},
			Reason: "the plan names this file, the change leaves it as it was, and no test says more than before.",
		})
	}
	return out, nil
}
