package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// notPath keeps words in a path block: a prohibition is a constraint, the rest
// is context. Words that name a path after all are a finding.
func (r *reader) notPath(s section, words string, t page.Text) {
	f := s.field
	if list := ruling.Rulings(ruling.LeavesIt.ReplaceAllString(words, "leave $1 alone")); f == field.Scope && ruling.OnlyDenies(list) {
		r.take(list, words, spanOf(t))
		r.constraint(Constraint{Text: words, Span: spanOf(t)})
		return
	}
	named := f == field.Allow || f != field.Focus && (ruling.MentionsPath(words) || strings.HasPrefix(words, "!") || f == field.Deny && strings.ContainsAny(prose.BlankCode(words), "\\&") || strings.Contains(words, "/") && !strings.ContainsAny(words, " \t"))
	if named {
		r.note(unreadPath, spanOf(t), "%q is not a path or glob", prose.Clip(words))
	}
	if f == field.Deny {
		things := words
		if !strings.Contains(strings.ToLower(words), "not ") {
			words = noChange(things)
		}
		if !named {
			if len(r.rule(words, spanOf(t))) == 0 {
				r.inWords(s, things, t)
			}
		}
		r.constraint(Constraint{Text: words, Span: spanOf(t)})
		return
	}
	r.context(passageOf(t))
}

// turned reports words that lead a list of paths and may turn it around.
func (r *reader) turned(f field.Field, lead string, t page.Text) {
	if ruling.Speaks(lead, turnsAround[f]) || f == field.Deny && strings.HasPrefix(ruling.NewClause(prose.Stated(lead)).Classes, string(rune(prose.IsOnly))) {
		r.note(unreadPath, spanOf(t), "%q may give the paths below it another meaning", prose.Clip(lead))
	}
}

// notRead reports what stands among paths and is not read: a heading, a
// quotation, a summary.
func (r *reader) notRead(f field.Field, b *page.Block) {
	t := b.Name
	if len(b.Lines) > 0 {
		t = page.Join(b.Lines)
	}
	r.narrowed(f, t.S, t)
	switch {
	case f == field.Focus || strings.TrimSpace(t.S) == "":
	case b.First == inLine:
		r.turned(f, t.S, t)
	case f != field.Scope || ruling.MentionsPath(t.S):
		r.note(unreadPath, spanOf(t), "%q stands among the paths and is not read as one", prose.Clip(t.S))
	}
}
