package goalspec

import (
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

var (
	keepWords  = regexp.MustCompile(`(?i)^(?:keep|leave|preserve)\b`)
	stopIf     = regexp.MustCompile(`(?i)^(?:stop|pause|halt)(?: and (?:ask|report))?,? (?:if|when|once|after|as soon as)\b\s*:?\s*`)
	workOnlyOn = regexp.MustCompile(`(?i)^(?:work only (?:on|in|under)|only (?:work (?:on|in)|change|touch|modify)|change only|scope)\b\s*:?\s*`)
)

// phases reads the form's field: a line "Phase N: name" opens a phase and what
// follows belongs to it; without such lines each statement is a phase.
func (r *reader) phases(blocks []page.Block) {
	open := false
	items, rest := entries(blocks, wholeLine)
	for _, e := range items {
		words := e.words()
		if isNoValue(words) || !r.fits(words, e.text) {
			continue
		}
		p, named := phaseNamed(words)
		list := &r.doc.contract.phases
		switch {
		case named:
			open = true
		case open:
			(*list)[len(*list)-1].read(words)
			continue
		default:
			p = Phase{Number: len(*list) + 1, Name: phaseName(words)}
		}
		p.Span = spanOf(e.text)
		*list = append(*list, p)
	}
	r.leave(rest)
}

// phase reads a section "Phase N: name" written by hand.
func (r *reader) phase(s section) {
	p, _ := phaseNamed(s.name.Words())
	p.Span = spanOf(s.name)
	items, rest := entries(s.blocks, wholeLine)
	for _, e := range items {
		if words := e.words(); !isNoValue(words) && r.fits(words, e.text) {
			p.read(words)
		}
	}
	r.doc.contract.phases = append(r.doc.contract.phases, p)
	r.leave(rest)
}

// startsPhase reports whether a line may be "Phase N: name".
func startsPhase(s string) bool { return len(s) > 6 && strings.EqualFold(s[:6], "phase ") }

// phaseNamed reads "Phase N: name", bold or plain.
func phaseNamed(words string) (Phase, bool) {
	s := strings.Trim(words, "*_ \t")
	if !startsPhase(s) {
		return Phase{}, false
	}
	rest := strings.TrimLeft(s[6:], " \t")
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 || digits > 3 {
		return Phase{}, false
	}
	n := 0
	for _, d := range rest[:digits] {
		n = n*10 + int(d-'0')
	}
	rest = strings.TrimLeft(rest[digits:], " \t")
	if name := phaseName(rest); len(name) < len(rest) || rest == "" {
		return Phase{Number: n, Name: name}, true
	}
	return Phase{}, false
}

func phaseName(s string) string { return strings.TrimLeft(strings.Trim(s, "*_ \t"), ":.–—- ") }

// read sorts one statement of a phase.
func (p *Phase) read(words string) {
	if loc := workOnlyOn.FindStringIndex(words); loc != nil {
		if gs, ok := globsIn(words[loc[1]:]); ok {
			p.Only = append(p.Only, gs...)
			return
		}
	}
	switch loc := stopIf.FindStringIndex(words); {
	case loc != nil && loc[1] < len(words):
		p.StopIf = append(p.StopIf, words[loc[1]:])
	case keepWords.MatchString(words):
		p.Keep = append(p.Keep, words)
	default:
		p.Steps = append(p.Steps, words)
	}
}
