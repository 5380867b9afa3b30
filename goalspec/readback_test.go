package goalspec

import (
	"strings"
	"testing"
)

// TestReadBackTellsWhere: what reads otherwise is told where it stands, and the outcome only
// where nothing else is found.
func TestReadBackTellsWhere(t *testing.T) {
	d := Parse("", "Goal: the importer answers 422 to a row without a key.\n\nEvidence:\n- `go test ./importer` passes\n\nConstraints:\n- keep the error body\n- Do not change `db/`\n\n## Context\nTwo machines run it.\n")
	rendered := StandardForm().render(d.contract)
	if f, ok := d.readBack(rendered); !ok {
		t.Fatalf("%v", f)
	}
	for _, c := range []struct {
		was, is string
		line    int
	}{
		{"keep the error body", "keep it", 7},
		{"Two machines run it.", "Three machines run it.", 11},
		{"Two machines run it.", "Two machines run it. Do not change `web/`.", 11},
		{"- `db/`", "- `db/` and all beyond it", 8},
		{"answers 422", "answers 400", 1},
	} {
		if !strings.Contains(rendered, c.was) {
			t.Fatalf("%q is not in %s", c.was, rendered)
		}
		if f, ok := d.readBack(strings.Replace(rendered, c.was, c.is, 1)); ok || f.Code != "GS030" || f.Line != c.line {
			t.Errorf("%q for %q: %v, %v, want line %d", c.is, c.was, ok, f, c.line)
		}
	}
}
