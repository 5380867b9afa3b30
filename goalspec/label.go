package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// labeller finds the labels among the lines and headings of a document.
type labeller struct {
	asked  int       // how many with a colon, and headings, are no label that everybody knows
	beyond page.Text // the first of those that was not looked at
}

// maxLabels bounds the lines and headings whose words are held against what labels say.
const maxLabels = 300

// named is the field of a label in a line; ok is false when there were too many.
func (l *labeller) named(name string, leads bool, line page.Text) (f field.Field, ok bool) {
	if f, ok = labels.Plain(name); ok {
		return f, true
	}
	if l.asked++; l.asked <= maxLabels {
		return labels.Field(name, leads), true
	}
	if l.beyond.S == "" {
		l.beyond = line
	}
	return field.Unknown, false
}

// labelLine reads a line "Label: rest", "**Label:** rest" or "**Label**".
func labelLine(line page.Text) (int, page.Text, bool) { return new(labeller).line(line) }

func (l *labeller) line(line page.Text) (int, page.Text, bool) {
	if s := line.S; s[0] != '*' && s[0] != '_' && s[0] != '<' && !labels.HasColon(s[:min(len(s), prose.MaxLead+1)]) && !labels.StartsPhase(s) {
		return 0, page.Text{}, false
	}
	if _, ok := phaseNamed(line.S); ok {
		return int(field.Phase), line, true
	}
	name, rest, ok := labels.Split(line)
	if !ok {
		return 0, page.Text{}, false
	}
	f, ok := l.named(name, rest.S == "", line)
	if !ok {
		return 0, page.Text{}, false
	}
	if f == field.Unknown && rest.S == "" {
		if bold, ok := labels.Emphasised(line.S); ok {
			f = labels.Meant(bold)
		}
	}
	if f == field.Evidence && rest.S != "" && labels.TellsOfTest(name) && rest.S[0] != '`' && rest.S[0] != '$' {
		f = field.Unknown // "Test: I clicked on it"
	}
	if labels.Heeds(name) && labels.ForbidsFirst(rest.S) {
		f = field.Constraints
	}
	return int(f), rest, f != field.Unknown
}

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
	return section{field: labels.FieldDone(labels.IsUndone(name.S)), level: labelLevel, name: name}, true
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
	f, name := labels.Alone(b.Lines[last])
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

// cutDoneWhen cuts a last sentence "It is done when:", or the end of one.
func cutDoneWhen(t page.Text) (front, name page.Text) {
	if !strings.HasSuffix(t.S, ":") || len(t.S) > prose.MaxProse/4 {
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
