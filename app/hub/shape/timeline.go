package shape

import (
	"cmp"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Timeline is everything that happened on an issue or pull request, oldest first.
func (p Printer) Timeline(i state.Issue) []Object {
	type moment struct {
		id    int64
		shown Object
	}
	var all []moment
	for e := range p.Data.IssueEvents.All() {
		if e.IssueID == i.ID && e.Event != "reviewed" {
			all = append(all, moment{e.ID, p.IssueEvent(e)})
		}
	}
	for c := range p.Data.Comments.All() {
		if c.IssueID == i.ID {
			shown := p.Comment(c)
			all = append(all, moment{c.ID, shown.With(Object{"event": "commented", "actor": shown["user"]})})
		}
	}
	for r := range p.Data.Reviews.All() {
		if r.IssueID == i.ID && r.State != "PENDING" {
			all = append(all, moment{r.ID, p.Review(r).With(Object{"event": "reviewed"})})
		}
	}
	slices.SortFunc(all, func(a, b moment) int { return cmp.Compare(a.id, b.id) })
	return List(all, func(m moment) Object { return m.shown })
}
