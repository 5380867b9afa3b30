package entry

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// Scenarios makes one statement of the lines of a scenario: those that begin with
// Given, When and Then, in this order.
func Scenarios(items []Entry) []Entry {
	if !slices.ContainsFunc(items, func(e Entry) bool { return e.scene(0) == thenScene }) {
		return items
	}
	var out []Entry
	at := 0
	for _, e := range items {
		was := at
		at = e.scene(was)
		n := len(out) - 1
		if was == 0 || at < was || at == was && e.scene(0) != 0 && at != thenScene || len(out[n].Text.S)+len(e.Text.S) > prose.MaxStatement/2 {
			out = append(out, e)
			continue
		}
		out[n].Text = check.Tied(out[n].Text, ",", e.Text)
	}
	return out
}

const thenScene = 4
