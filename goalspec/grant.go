package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// budgets reports blocks of which a line is a budget.
func budgets(blocks []page.Block) bool {
	items, _ := entries(blocks, wholeLine)
	return slices.ContainsFunc(items[:min(len(items), maxStatements)], func(e entry) bool {
		_, err := ParseBudget(e.words())
		return err == nil
	})
}

func (r *reader) budget(blocks []page.Block) {
	items, rest := entries(blocks, wholeLine)
	for _, e := range items {
		words := e.words()
		if isHint(words) {
			r.note(unreadBudget, spanOf(e.text), "the budget is still to be said")
		}
		if isNoValue(words) || !r.fits(words, e.text) || r.timeBox(e.text) {
			continue
		}
		b, err := ParseBudget(words)
		if err == nil {
			err = r.grant(b, spanOf(e.text))
		}
		if err != nil && (strings.ContainsAny(words, "0123456789") || !r.beside(words, e.text)) {
			r.note(unreadBudget, spanOf(e.text), "%v", err)
		}
	}
	for _, b := range rest {
		if t := page.Join(append([]page.Text{b.Name}, b.Lines...)); strings.ContainsAny(t.S, "0123456789") {
			r.note(unreadBudget, spanOf(t), "%q stands under the budget and is not read", clip(t.S))
		}
	}
	r.leave(rest)
}

// grant takes over what a statement gives of the budget.
func (r *reader) grant(b Budget, at Span) error {
	if err := r.doc.contract.budget.add(b); err != nil {
		return err
	}
	r.doc.contract.budgetSpan = at
	for _, m := range meters {
		if m.get(b) > 0 {
			r.doc.facts.meters[m.name] = at
		}
	}
	return nil
}

// grants are sentences in lower case that only say how much may be used.
var grants = regexp.MustCompile(`^(?:(?:use|spend) (?:at most|no more than|up to)|(?:do not|don['’]t|never) (?:use|spend) more than) (.*(?:actions?|tool calls?|minutes?|hours?|tokens?|usd|dollars?|questions?|\$[\d.,]+))$`)

// mineBudget takes such a sentence, all of which is a budget.
func (r *reader) mineBudget(low string, t page.Text) bool {
	m := grants.FindStringSubmatch(strings.TrimRight(low, " .;"))
	if m == nil {
		return false
	}
	b, err := ParseBudget(m[1])
	if err != nil {
		return false
	}
	if err := r.grant(b, spanOf(t).orStart()); err != nil {
		r.note(unreadBudget, spanOf(t).orStart(), "%v", err)
	}
	return true
}

// inDays is an amount of time that no meter counts.
var inDays = regexp.MustCompile(`(?i)^(?:(?:about|around|roughly|at most|up to|no more than|not more than|max(?:imum|\.)?(?: of)?|time ?box(?:ed)?(?: to|:)?) )?(?:\d{1,3}|half an?|an?|` + countWord + `) (?:(?:working|work|calendar|full) )?(?:days?|weeks?|sprints?|mornings?|afternoons?)\b[^0-9=$]*$`)

// timeBox takes a line whose first sentence grants days or weeks: that is kept as when to
// stop, and what follows is read as prose.
func (r *reader) timeBox(t page.Text) bool {
	sentences := page.Sentences(t)
	first := statement(sentences[0])
	if !inDays.MatchString(first) {
		return false
	}
	r.note(wordyBudget, spanOf(sentences[0]), "%q is no budget that is held; it is kept as when to stop", clip(first))
	r.doc.stop = append(r.doc.stop, newStop(first, spanOf(sentences[0])))
	if len(sentences) > 1 {
		for _, left := range r.claim(page.Join(sentences[1:]), false) {
			r.context(passageOf(left))
		}
	}
	return true
}
