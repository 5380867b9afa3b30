package app

import (
	"fmt"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestPhasesFollowTheContract: its own in their order, then integration; a
// small goal has one of implementation.
func TestPhasesFollowTheContract(t *testing.T) {
	const head = "### Goal\n\nThe export goes through the queue.\n\n### Evidence\n\n- `go test ./...` passes\n\n"
	for body, want := range map[string][]string{
		"": {"1 implementation Implementation", "2 integration Integration"},
		"### Phases\n\nPhase 1: Analysis\n- read the worker\n\nPhase 2: Queue\n- work only on `queue/**`\n- keep `queue/api.go` unchanged\n\nPhase 3: Integration\n- wire it\n\nPhase 4: Verification\n": {
			"2 implementation Queue [queue/**] [queue/api.go]", "3 integration Integration", "4 integration Integration",
		},
		"### Phases\n\nPhase 1: Queue\n- work only on `queue/`, but not on `queue/gen/`\n- leave untouched: `queue/api.go`\n": {
			"1 implementation Queue [queue/] [queue/gen/ queue/api.go]", "2 integration Integration",
		},
		"### Phases\n\nPhase 1: Queue\n- do not touch `queue/`, except `queue/a.go` and `queue/b.go`\n- keep `api/` unchanged apart from `api/v2/`\n": {
			"1 implementation Queue [] [queue/ api/] map[api/:[api/v2/] queue/:[queue/a.go queue/b.go]]",
		},
	} {
		spec, err := goalspec.Parse("Move the export", head+body).Goal()
		if err != nil {
			t.Fatal(err)
		}
		g := &Goal{Contract: &Contract{Goal: spec}}
		for _, w := range want {
			p := g.NextPhase()
			got := fmt.Sprintf("%d %s %s", p.N, p.Kind, p.Title)
			if len(p.Only)+len(p.Deny) > 0 {
				got += fmt.Sprint(" ", p.Only, " ", p.Deny)
			}
			if p.Except != nil {
				got += fmt.Sprint(" ", p.Except)
			}
			if got != w {
				t.Errorf("%q: %s, want %s", body, got, w)
			}
			g.Phase, g.Phases = p, append(g.Phases, p)
		}
	}
	p := Phase{Only: []string{"queue/**"}, Deny: []string{"queue/api.go", "queue/gen/"}, Except: map[string][]string{"queue/gen/": {"queue/gen/seed/"}}}
	for path, forbidden := range map[string]bool{"queue/a.go": false, "queue/api.go": true, "main.go": true, "queue/gen/a.go": true, "queue/gen/seed/a.go": false} {
		if _, got := p.Forbids(path); got != forbidden {
			t.Errorf("%s: %v", path, got)
		}
	}
	if _, got := (Phase{}).Forbids("main.go"); got {
		t.Error("a phase without bounds forbids")
	}
}
