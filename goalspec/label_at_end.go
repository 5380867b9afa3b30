package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// endsInDoneWhen cuts ", done when:" off the end of a section's prose, as the
// label of the list below.
func (s *section) endsInDoneWhen() (section, bool) {
	n := len(s.blocks) - 1
	if n < 0 || s.blocks[n].Kind != page.Para || s.field != field.Unknown && s.field != field.Title && s.field != field.Goal {
		return section{}, false
	}
	t := page.Join(s.blocks[n].Lines)
	front, name := cutDoneWhen(t)
	if front.S == "" {
		return section{}, false
	}
	s.blocks = slices.Clone(s.blocks)
	s.blocks[n].Lines = []page.Text{front}
	return section{field: fieldDone(isUndone(name.S)), level: labelLevel, name: name}, true
}

// endsInLabel cuts a label that has no colon, such as "Do not modify" or "Constraints",
// off what stands right above a list.
func (s *section) endsInLabel() (section, bool) {
	n := len(s.blocks) - 1
	if n < 0 || s.field == field.Phase || s.blocks[n].Kind != page.Para && s.blocks[n].Kind != page.Item || len(s.blocks[n].Lines) == 0 {
		return section{}, false
	}
	b := s.blocks[n]
	last := len(b.Lines) - 1
	if b.Kind == page.Item && last == 0 {
		return section{}, false
	}
	f, name := labelAlone(b.Lines[last])
	if f == field.Unknown {
		return section{}, false
	}
	lines := slices.Clone(b.Lines[:last])
	if at := len(b.Lines[last].S) - len(name.S); at > 0 {
		lines = append(lines, b.Lines[last].Slice(0, at))
	}
	s.blocks = slices.Clone(s.blocks[:n])
	if b.Lines = lines; len(lines) > 0 {
		s.blocks = append(s.blocks, b)
	}
	return section{field: f, level: labelLevel, name: name}, true
}

// labelAlone is the last sentence of a line, when that is nothing but a label of
// paths, or the line, when that is any label.
func labelAlone(line page.Text) (field.Field, page.Text) {
	if strings.TrimSpace(line.S) == "" || len(line.S) > 4*prose.MaxLead {
		return field.Unknown, page.Text{}
	}
	sentences := page.Sentences(line)
	name := sentences[len(sentences)-1]
	if len(name.S) > prose.MaxLead || strings.ContainsAny(strings.TrimSuffix(name.S, ":"), ":&") {
		return field.Unknown, page.Text{}
	}
	if f := ruling.FieldRuled(name.S); f == field.Deny || f == field.Allow {
		return f, name
	}
	if f, ok := plainField(name.S); ok && len(name.S) == len(line.S) && f != field.Context {
		return f, name
	}
	if strings.HasSuffix(name.S, ":") {
		if f := fieldLed(bareLabel(name.S)); f != field.Unknown {
			return f, name
		}
	}
	if end, not := check.DoneSaid(name.S); end == len(name.S) && end > 0 && end < prose.MaxLead {
		return fieldDone(not), name
	}
	return field.Unknown, page.Text{}
}

// cutDoneWhen cuts a last sentence "It is done when:", or the end of one.
func cutDoneWhen(t page.Text) (front, name page.Text) {
	if !strings.HasSuffix(t.S, ":") || len(t.S) > maxProse/4 {
		return page.Text{}, page.Text{}
	}
	sentences := page.Sentences(t)
	last := sentences[len(sentences)-1]
	at := len(t.S) - len(last.S)
	if end, _ := check.DoneSaid(last.S); end == len(last.S) {
		return t.Slice(0, at), last
	}
	if loc := doneTail.FindStringSubmatchIndex(last.S); loc != nil && !check.TurnsDone.MatchString(last.S) {
		return t.Slice(0, at+loc[0]), last.From(loc[2])
	}
	return page.Text{}, page.Text{}
}
