package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// scenarios makes one statement of the lines of a scenario: those that begin with
// Given, When and Then, in this order.
func scenarios(items []entry) []entry {
	if !slices.ContainsFunc(items, func(e entry) bool { return e.scene(0) == thenScene }) {
		return items
	}
	var out []entry
	at := 0
	for _, e := range items {
		was := at
		at = e.scene(was)
		n := len(out) - 1
		if was == 0 || at < was || at == was && e.scene(0) != 0 && at != thenScene || len(out[n].text.S)+len(e.text.S) > prose.MaxStatement/2 {
			out = append(out, e)
			continue
		}
		out[n].text = check.Tied(out[n].text, ",", e.text)
	}
	return out
}

const thenScene = 4

// scene is which part of a scenario a line is, behind a line of another; 0 for what
// is no part of one.
func (e entry) scene(before int) int {
	if e.code || len(e.cells) > 0 {
		return 0
	}
	first, _, _ := strings.Cut(strings.TrimLeft(prose.StripMarkers(e.text.S[:min(len(e.text.S), prose.MaxLead)]), "*_ "), " ")
	switch strings.TrimRight(first, ":*_,") {
	case "Scenario", "Example":
		return 1
	case "Given":
		return 2
	case "When":
		return 3
	case "Then":
		return thenScene
	case "And", "But":
		if before > 1 {
			return before
		}
	}
	return 0
}
