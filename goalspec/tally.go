package goalspec

import (
	"cmp"
	"maps"
	"slices"
)

// maxPerCode bounds the findings of one code.
const maxPerCode = 20

// tally collects findings. Of one code it keeps maxPerCode; the last of them
// says how many more there are.
type tally struct {
	list []Finding
	kept map[string]int // by code
	more map[string]int // by code, what was not kept
}

func newTally() tally { return tally{kept: map[string]int{}, more: map[string]int{}} }

func (t tally) clone() tally {
	c := newTally()
	c.list = slices.Clone(t.list)
	maps.Copy(c.kept, t.kept)
	maps.Copy(c.more, t.more)
	return c
}

// full reports that no more findings of a rule are kept.
func (t tally) full(ru rule) bool { return t.kept[ru.code] >= maxPerCode }

func (t *tally) add(f Finding) {
	if t.kept[f.Code] >= maxPerCode {
		t.more[f.Code]++
		return
	}
	t.kept[f.Code]++
	t.list = append(t.list, f)
}

// sorted gives the findings in the order of the text, each place once.
func (t tally) sorted() []Finding {
	slices.SortStableFunc(t.list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Code, b.Code))
	})
	out := slices.CompactFunc(t.list, func(a, b Finding) bool { return a.Code == b.Code && a.Span == b.Span })
	for _, ru := range rules() {
		if n := t.more[ru.code]; n > 0 {
			last := len(out) - 1
			for out[last].Code != ru.code {
				last--
			}
			out[last] = ru.at(out[last].Span, "%s, here and in %d more places", ru.reason, n)
		}
	}
	return out
}
