package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// readBack says that a contract reads otherwise where it is rendered, at the first passage
// that does.
func (d Document) readBack(rendered string) (Finding, bool) {
	read := Parse("", rendered)
	read.one = true
	findings := errorsOnly(read.Lint(Options{}))
	if read.bare() == d.contract.bare() && len(findings) == 0 {
		return Finding{}, true
	}
	if i := slices.IndexFunc(findings, func(f Finding) bool { return f.Code == manyStatements.code }); i >= 0 {
		return manyStatements.at(d.outcome.Span.orStart(), "in the contract as it is written down %s", findings[i].Message), false
	}
	p, ok := d.refused(rendered, findings)
	if !ok {
		p, ok = d.lostIn(read.contract)
	}
	if !ok || p.Span == d.outcome.Span {
		return unfaithful.found(d.outcome.Span.orStart()), false
	}
	return unfaithful.at(p.Span.orStart(), "%q does not read back as it was written", prose.Clip(p.Text)), false
}

// refused is the passage in which the first error stands.
func (d Document) refused(rendered string, findings []Finding) (Passage, bool) {
	lines := strings.Split(rendered, "\n")
	for _, f := range findings {
		if f.Line < 1 || f.Line > len(lines) {
			continue
		}
		shown := strings.TrimLeft(lines[f.Line-1], "- ")
		for _, p := range d.contract.passages() {
			if first, _, _ := strings.Cut(p.Text, "\n"); first != "" && strings.HasPrefix(shown, first) {
				return p, true
			}
		}
	}
	return Passage{}, false
}

// lostIn is the first passage that another contract does not have.
func (d Document) lostIn(other contract) (Passage, bool) {
	has := map[string]bool{}
	for _, p := range other.passages() {
		has[p.Text] = true
	}
	list := d.contract.passages()
	at := slices.IndexFunc(list, func(p Passage) bool { return !has[p.Text] })
	if at < 0 {
		return Passage{}, false
	}
	return list[at], true
}

// passages are the texts of a contract, as they stand in the source.
func (c contract) passages() []Passage {
	out := []Passage{{Text: c.outcome.Text, Span: c.outcome.Span}}
	for _, x := range c.criteria {
		out = append(out, Passage{Text: x.Text, Span: x.Span})
	}
	for _, x := range c.constraint {
		out = append(out, Passage(x))
	}
	for _, x := range c.priorities {
		out = append(out, Passage{Text: x.Text, Span: x.Span})
	}
	for _, x := range c.stop {
		out = append(out, Passage{Text: x.Text, Span: x.Span})
	}
	for _, g := range slices.Concat(c.scope.Allow, c.scope.Deny, c.scope.Focus) {
		out = append(out, Passage{Text: "`" + g.Pattern + "`", Span: g.Span})
	}
	out = append(out, c.context...)
	slices.SortStableFunc(out, func(a, b Passage) int { return cmp.Compare(a.Line, b.Line) })
	return out
}
