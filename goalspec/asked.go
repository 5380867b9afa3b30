package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// permit remembers the paths of which a sentence asks for a change, or permits it, to
// hold them against what must not change.
func (r *reader) permit(t page.Text) {
	at := spanOf(t)
	if at.Line == 0 || len(t.S) > prose.MaxStatement || !strings.ContainsAny(t.S, "/.`") {
		return
	}
	for _, g := range ruling.NewClause(ruling.CodeMarked(t.S)).AsksFor() {
		r.doc.facts.permitted = append(r.doc.facts.permitted, globAt(g, at))
	}
}
