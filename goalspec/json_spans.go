package goalspec

import (
	"cmp"
	"fmt"
	"slices"
)

// placed are all places of a contract that stand apart in its JSON, each with
// the list of the form that holds them.
func (c *contract) placed(w *wireSpans) (globs map[*[]Span][]Glob, resources map[*[]Span][]Resource) {
	globs = map[*[]Span][]Glob{&w.Allow: c.scope.Allow, &w.Deny: c.scope.Deny, &w.Focus: c.scope.Focus}
	for i, p := range c.phases {
		globs[&w.Only[i]] = p.Only
	}
	r := c.resources
	return globs, map[*[]Span][]Resource{&w.Commands: r.Commands, &w.Hosts: r.Hosts, &w.Tools: r.Tools, &w.Notes: r.Notes}
}

func (c *contract) spans() *wireSpans {
	w := wireSpans{WorkType: c.workSpan, Budget: c.budgetSpan, Only: make([][]Span, len(c.phases))}
	for _, p := range c.phases {
		w.Keep = append(w.Keep, spansOf(p.Keep, (*Statement).place))
		w.StopIf = append(w.StopIf, spansOf(p.StopIf, (*Statement).place))
		w.Steps = append(w.Steps, spansOf(p.Steps, (*Statement).place))
	}
	globs, resources := c.placed(&w)
	for to, list := range globs {
		*to = spansOf(list, func(g *Glob) *Span { return &g.Span })
	}
	for to, list := range resources {
		*to = spansOf(list, func(r *Resource) *Span { return &r.Span })
	}
	return &w
}

func spansOf[T any](list []T, of func(*T) *Span) []Span {
	out := make([]Span, len(list))
	for i := range list {
		out[i] = *of(&list[i])
	}
	return out
}

func place[T any](list []T, spans []Span, of func(*T) *Span) error {
	if len(spans) != len(list) {
		return fmt.Errorf("%d places for %d entries", len(spans), len(list))
	}
	for i := range list {
		*of(&list[i]) = spans[i]
	}
	return nil
}

// places puts the places that stand apart where they belong. A goal that was
// written without them has none.
func (w *wire) places(c *contract) error {
	if s := w.Spans; s != nil {
		if len(s.Only) != len(c.phases) {
			return fmt.Errorf("places of %d phases, not %d", len(s.Only), len(c.phases))
		}
		c.workSpan, c.budgetSpan = s.WorkType, s.Budget
		globs, resources := c.placed(s)
		for spans, list := range globs {
			if err := place(list, *spans, func(g *Glob) *Span { return &g.Span }); err != nil {
				return err
			}
		}
		for spans, list := range resources {
			if err := place(list, *spans, func(r *Resource) *Span { return &r.Span }); err != nil {
				return err
			}
		}
		return s.placeStatements(c.phases)
	}
	return nil
}

func (s *Statement) place() *Span { return &s.Span }

// placeStatements puts the places of what phases say where they belong.
func (w *wireSpans) placeStatements(phases []Phase) error {
	lists := func(of [][]Span, list func(Phase) []Statement) error {
		if of == nil {
			return nil // written before they had places
		}
		if len(of) != len(phases) {
			return fmt.Errorf("places of %d phases, not %d", len(of), len(phases))
		}
		for i, p := range phases {
			if err := place(list(p), of[i], (*Statement).place); err != nil {
				return err
			}
		}
		return nil
	}
	return cmp.Or(
		lists(w.Keep, func(p Phase) []Statement { return p.Keep }),
		lists(w.StopIf, func(p Phase) []Statement { return p.StopIf }),
		lists(w.Steps, func(p Phase) []Statement { return p.Steps }),
	)
}

// misplaced refuses places that no text can have.
func (c *contract) misplaced() error {
	for _, s := range c.allSpans() {
		if !s.valid() {
			return fmt.Errorf("%+v is no place", s)
		}
	}
	return nil
}

// allSpans are the places of everything that a contract holds.
func (c *contract) allSpans() []Span {
	w := c.spans()
	out := []Span{c.outcome.Span, w.WorkType, w.Budget}
	for _, list := range append(slices.Concat(w.Only, w.Keep, w.StopIf, w.Steps), w.Allow, w.Deny, w.Focus, w.Commands, w.Hosts, w.Tools, w.Notes,
		spansOf(c.criteria, func(v *Criterion) *Span { return &v.Span }), spansOf(c.constraint, func(v *Constraint) *Span { return &v.Span }),
		spansOf(c.priorities, func(v *Priority) *Span { return &v.Span }), spansOf(c.stop, func(v *Stop) *Span { return &v.Span }),
		spansOf(c.phases, func(v *Phase) *Span { return &v.Span }), spansOf(c.afterPhase, func(v *Step) *Span { return &v.Span }),
		spansOf(c.context, func(v *Passage) *Span { return &v.Span })) {
		out = append(out, list...)
	}
	return out
}
