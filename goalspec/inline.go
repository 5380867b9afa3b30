package goalspec

import (
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// inlineLabels open a field in the midst of a paragraph: nobody begins a sentence
// with one of them and a colon to say anything else.
var inlineLabels = map[string]field.Field{
	"constraint": field.Constraints, "constraints": field.Constraints,
	"evidence": field.Evidence, "criteria": field.Evidence, "acceptance criteria": field.Evidence, "success criteria": field.Evidence,
	"out of scope": field.NonGoals, "not in scope": field.NonGoals, "non-goals": field.NonGoals,
	"budget": field.Budget, "do not modify": field.Deny, "stop if": field.Stop, "stop and report": field.Stop, "stop & report": field.Stop, "priorities": field.Priorities,
}

const (
	maxInline   = len("acceptance criteria") + 8 // bytes back to the end of the sentence before
	inParagraph = math.MaxInt                    // inner of a section that ends with its paragraph
)

// within is a label within a paragraph: where it begins, and what stands behind it.
type within struct {
	field      field.Field
	from, rest int
}

// labelsWithin finds the labels that begin a sentence, but the first, outside code.
func labelsWithin(s string) (out []within) {
	looked, ticks := 0, 0
	for at := 0; ; {
		i := strings.IndexByte(s[at:], ':')
		if i < 0 {
			return out
		}
		i, at = at+i, at+i+1
		start := max(looked, i-maxInline)
		stop := strings.LastIndexAny(s[start:i], ".!?")
		if stop < 0 {
			continue
		}
		from := start + stop + 1
		name := strings.TrimLeft(s[from:i], " ")
		from = i - len(name)
		f := inlineLabels[strings.ToLower(strings.Trim(name, "*_"))]
		rest := at + len(s[at:]) - len(strings.TrimLeft(s[at:], "*_"))
		if f == field.Unknown || s[from-1] != ' ' || rest < len(s) && s[rest] != ' ' || name[0] >= 'a' && name[0] <= 'z' {
			continue
		}
		ticks += strings.Count(s[looked:i], "`")
		if looked = i; ticks%2 == 0 {
			out = append(out, within{f, from, rest})
		}
	}
}

// cutInline cuts off the section's last paragraph what labels within it open. Each
// goes up to the next, or to the end of the paragraph unless a list follows; a
// budget and a path are one sentence.
func (s *section) cutInline() (led []section) {
	n := len(s.blocks) - 1
	if n < 0 || s.blocks[n].Kind != page.Para || s.blocks[n].Level > 0 || s.field == field.Context || s.field == field.Phase || s.field == field.Phases {
		return nil
	}
	lines := s.blocks[n].Lines
	if !slices.ContainsFunc(lines, func(l page.Text) bool { return labelsWithin(l.S) != nil }) {
		return nil
	}
	t := page.Join(lines)
	labels := labelsWithin(t.S)
	if len(labels) == 0 {
		return nil
	}
	s.blocks = slices.Clone(s.blocks[:n])
	if front := t.Slice(0, labels[0].from); front.S != "" {
		s.blocks = append(s.blocks, entry.InLineBlock([]page.Text{front}))
	}
	for i, l := range labels {
		end := len(t.S)
		if i+1 < len(labels) {
			end = labels[i+1].from
		}
		opened := section{field: l.field, level: labelLevel, name: t.Slice(l.from, end), inner: inParagraph}
		said := []page.Text{t.Slice(l.rest, end)}
		if l.field == field.Budget || l.field == field.Deny {
			said = page.Sentences(said[0])
		}
		if len(said) > 0 && said[0].S != "" {
			opened.blocks = []page.Block{entry.InLineBlock(said[:1])}
		}
		if end == len(t.S) && (len(said) == 0 || said[0].S == "" || entry.Leads(said[0].S)) {
			opened.inner = 0
		}
		led = append(led, opened)
		if len(said) > 1 {
			led = append(led, section{level: labelLevel + 1, blocks: []page.Block{entry.InLineBlock(said[1:])}})
		}
	}
	return led
}
