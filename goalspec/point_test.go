package goalspec_test

import (
	"fmt"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPoints reads where the author wants to be asked, however it is written.
func TestPoints(t *testing.T) {
	const head = "### Goal\n\nThe export goes through the queue.\n\n### Evidence\n\n- `go test ./...` passes\n\n"
	const phases = "### Phase 1: Add\n\n- Add it\n\n### Phase 2: Move\n\n"
	for text, want := range map[string]string{
		"### Stop and report\n\n- before phase 2\n- on first edit of `api/v1/openapi.yaml`": "[2] [api/v1/openapi.yaml]",
		"Breakpoints:\n- before phase 2 and 3\n- on the first change to `db/**`, `infra/`":  "[2 3] [db/** infra/]",
		"### Constraints\n\n- Ask before editing `api/**`.":                                 "[] [api/**]",
		"### Constraints\n\n- Do not touch payment before phase 2.":                         "[] []",
		"Please stop before phase 2.":                                                       "[2] []",
		"Ask on first edit of `go.mod`.":                                                    "[] [go.mod]",
		"### Constraints\n\n- Before phase 2 ask me.":                                       "[2] []",
		"Before phase 2, please stop and wait for me.":                                      "[2] []",
		"Before phase 2 the queue is asked.":                                                "[] []",
		"After each phase:\n- Ask before phase 2":                                           "[2] []",
		phases + "Ask before phase 2.":                                                      "[2] []",
		phases + "- Move it\n- Please ask before phases 1 and 2.":                           "[1 2] []",
		phases + "- Move it. Stop and ask me before phase 2.":                               "[2] []",
		phases + "Move it. Before starting phase 2, please wait for me. Then go on.":        "[2] []",
		phases + "- Ask before editing `api/**`":                                            "[] [api/**]",
		phases + "- Ask before editing `db/x.sql`.":                                         "[] [db/x.sql]",
		phases + "- Before phase 2 stop the server.":                                        "[] []",
		phases + "- Stop the server before phase 2.":                                        "[] []",
		"### Stop and report\n\n- Stop when all is done; report each item.":                 "[] []",
	} {
		g, err := goalspec.Parse("Move the export", head+text+"\n").Goal()
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		again, err := goalspec.Parse("Move the export", g.Template()).Goal()
		if err != nil {
			t.Errorf("%q again: %v", text, err)
			continue
		}
		for _, g := range []goalspec.Goal{g, again} {
			p := g.Points()
			numbers, edits := []int{}, []string{}
			for _, b := range p.BeforePhases {
				numbers = append(numbers, b.Number)
			}
			for _, e := range p.OnFirstEdit {
				edits = append(edits, e.Pattern)
			}
			if got := fmt.Sprint(numbers, " ", edits); got != want {
				t.Errorf("%q: %s, want %s", text, got, want)
			}
		}
	}
}
