package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestDescriptionKeepsTheWork: what the agent says of a correction stands beside
// what it said of the whole, and does not take its place.
func TestDescriptionKeepsTheWork(t *testing.T) {
	at := func(n int, why, title, summary string) app.Checkpoint {
		return app.Checkpoint{Phase: app.Phase{N: n, Title: title, Why: why}, Summary: summary}
	}
	merged := at(2, "main moved", "Merge", "main was merged")
	merged.Merged = &app.Merged{}
	for name, c := range map[string]struct {
		all  []app.Checkpoint
		want string
	}{
		"only the work":     {[]app.Checkpoint{at(1, "", "Implementation", "Half of it"), at(2, "", "Integration", "All of it")}, "Closes #7. All of it"},
		"said anew":         {[]app.Checkpoint{at(1, "", "Work", "All of it"), at(2, "C1 fails", "Correction", "All of it")}, "Closes #7. All of it"},
		"corrected":         {[]app.Checkpoint{at(1, "", "Work", "All of it"), at(2, "C1 fails", "Correction", "Mend C1\n\nAt length.")}, "Closes #7. All of it - **Correction:** Mend C1"},
		"reviewed, a merge": {[]app.Checkpoint{at(1, "", "Work", "All of it"), merged, at(3, "a review", "Review", "Shout")}, "Closes #7. All of it - **Review:** Shout"},
	} {
		p := page{View: View{Goal: &app.Goal{Issue: app.Issue{Number: 7}, Work: "All of it", Finish: &app.Finish{Summary: "Shout"}, Checkpoints: c.all}}}
		p.text, p.line, p.items = 100, 100, 10
		if got := strings.Join(strings.Fields(p.whatAndWhy()), " "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
