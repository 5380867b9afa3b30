package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	keepWords  = regexp.MustCompile(`(?i)^(?:keep|leave|preserve)\b:?`)
	scopeWords = regexp.MustCompile(`(?i)^scope\b\s*(?::|is\b)?\s*(?:(?:files?|code|under|in|inside|within|the)\s+)*`)
)

// withTests is where a phase works, and the tests of that wherever they are.
var withTests = regexp.MustCompile(`(?i)^(?:work(?:ing)? only|only work|scope\b).*?\s(?:and|plus|with) (?:(?:all|any|the|its|their|own|matching|corresponding|related|respective|accompanying) )*(?:(?:unit|integration) )?tests?(?: (?:for|of) (?:it|them|that|those))?[.!]*$`)

// openScope reports where a phase works when it names paths and, in words, their tests.
func openScope(s string) bool {
	return withTests.MatchString(s) && mentionsPath(s) && !speaks(s, "nxuWc")
}

// phases reads the form's field: a line "Phase N: name" opens a phase and what
// follows belongs to it; without such lines each statement is a phase.
func (r *reader) phases(blocks []page.Block) {
	open := false
	blocks, behind := trailing(blocks)
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
			r.phaseLine(&(*list)[len(*list)-1], words, e.text)
			continue
		default:
			p = Phase{Number: len(*list) + 1, Name: phaseName(words)}
		}
		p.Span = spanOf(e.text)
		r.phaseBound(p.Name, e.text)
		r.endName(&p, e.text)
		*list = append(*list, p)
	}
	r.leave(rest)
	r.prose(behind, false)
}

// trailing cuts off the paragraphs behind the last item of a list.
func trailing(blocks []page.Block) (list, behind []page.Block) {
	n := len(blocks)
	for n > 0 && blocks[n-1].Kind == page.Para && blocks[n-1].Level == 0 && !startsPhase(unmarked(page.Join(blocks[n-1].Lines).S)) {
		n--
	}
	if n == 0 || n == len(blocks) || blocks[n-1].Kind != page.Item {
		return blocks, nil
	}
	return blocks[:n], blocks[n:]
}

// ofPhase reports a paragraph that says of a phase where it works, what it keeps or
// when it stops.
func ofPhase(b page.Block) bool {
	s := page.Join(b.Lines).S
	return keepWords.MatchString(s) || stopIf.MatchString(s) || scopeWords.MatchString(s) ||
		len(s) <= maxStatement && slices.ContainsFunc(phaseRulings(s), func(b ruling) bool { return b.field == fieldAllow && len(b.globs) > 0 })
}

// phase reads a section "Phase N: name" written by hand. What stands behind the
// list of the last one is said of the whole goal, unless it bounds a phase or other
// phases have the like.
func (r *reader) phase(s section) {
	if list, behind := trailing(s.blocks); len(behind) > 0 && s.level == labelLevel {
		if r.phased = r.phased || !s.last; !r.phased && !slices.ContainsFunc(behind, ofPhase) {
			s.blocks = list
			defer r.prose(behind, false)
		}
	}
	if n := len(s.blocks) - 1; n > 0 && s.last && s.level == labelLevel && s.blocks[n].Kind == page.Para && asksReport(strings.ToLower(page.Join(s.blocks[n].Lines).S)) {
		defer r.prose(s.blocks[n:], false)
		s.blocks = s.blocks[:n]
	}
	p, _ := phaseNamed(s.name.Words())
	if !r.fits(p.Name, s.name) {
		r.leave(s.blocks)
		return
	}
	r.apartFromPhase(s.blocks)
	p.Span = spanOf(s.name)
	r.phaseBound(p.Name, s.name)
	r.endName(&p, s.name)
	items, rest := entries(s.blocks, wholeLine)
	for _, e := range items {
		if words := e.words(); !isNoValue(words) && r.fits(words, e.text) {
			r.phaseLine(&p, words, e.text)
		}
	}
	r.doc.contract.phases = append(r.doc.contract.phases, p)
	r.leave(rest)
}

// apartFromPhase tells of a ban that stands apart behind the list of a phase, and may be
// meant for all of them.
func (r *reader) apartFromPhase(blocks []page.Block) {
	for i := 1; i < len(blocks); i++ {
		t := page.Join(blocks[i].Lines)
		if blocks[i].Kind != page.Para || blocks[i].Level > 0 || blocks[i-1].Kind != page.Item || len(t.S) > maxStatement {
			continue
		}
		if list := phaseRulings(strings.TrimRight(t.S, endMarks)); onlyDenies(list) && leadsRuling(list) {
			r.note(phaseOnly, spanOf(t), "%q holds for this phase only", clip(t.S))
		}
	}
}

// startsPhase reports whether a line may be "Phase N: name".
func startsPhase(s string) bool { return len(s) > 6 && strings.EqualFold(s[:6], "phase ") }

// phaseNamed reads "Phase N: name", bold or plain.
func phaseNamed(words string) (Phase, bool) {
	s := unbolded(words)
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
	if m := glossed.FindStringSubmatch(rest); m != nil {
		rest = ": " + strings.TrimRight(m[1]+": "+m[2], ": ")
	}
	if name := phaseName(rest); len(name) < len(rest) || rest == "" {
		return Phase{Number: n, Name: name}, true
	}
	return Phase{}, false
}

// glossed is what stands behind the number of a phase that is named in parentheses.
var glossed = regexp.MustCompile(`^\(([^()]+)\)(?:$|\s*[:–—]\s*(.*)$)`)

func phaseName(s string) string { return strings.TrimLeft(unmarked(s), ":.–—- ") }

// unmarked takes emphasis off a text that begins with it.
func unmarked(s string) string {
	if s = strings.Trim(s, " \t"); s == "" || s[0] != '*' && s[0] != '_' {
		return s
	}
	return strings.Trim(s, "*_ \t")
}

// unbolded takes the marks off a phase that is set in bold at the front. What bounds
// it behind a bold name is a statement of its own.
func unbolded(s string) string {
	s = strings.Trim(s, " \t")
	mark := s[:min(len(s), 2)]
	if mark != "**" && mark != "__" || !startsPhase(s[2:]) {
		return unmarked(s)
	}
	name, rest, _ := strings.Cut(s[2:], mark)
	said := strings.Trim(rest, " \t:,;.–—-")
	if p, ok := phaseNamed(name); ok && p.Name != "" && said != "" && saidOf(said).bounds() {
		return name + "; " + said
	}
	return name + rest
}

// endName ends the name before the first statement that begins with what bounds the phase;
// a name may begin with "Keep", and bound it as well.
func (r *reader) endName(p *Phase, t page.Text) {
	parts := r.located(phaseParts(p.Name), t)
	for i, s := range parts {
		said := saidOf(s.Text)
		if said.bounds() && (i > 0 || said.leads && !keepWords.MatchString(s.Text)) {
			p.Name = strings.Join(texts(parts[:i]), ". ")
			p.addAll(parts[i:])
			break
		}
		if p.Only = globs(append(p.Only, at(said.only, s.Span)...)); len(keptBy(s.Text)) > 0 {
			p.keep(s)
		}
	}
	p.Name = strings.TrimRight(p.Name, "*_ \t")
}

// phaseLine takes a line of a phase, each statement for itself when one of them bounds the
// phase. What it says of the whole goal, a point at which people are asked or a wish for a
// migration note, is taken as such.
func (r *reader) phaseLine(p *Phase, line string, t page.Text) {
	r.phaseBound(line, t)
	if name, rest, ok := splitLabel(page.Bare(line)); ok && strings.ContainsAny(line[:1], "*_") && rest.S != "" {
		line = name + ": " + rest.S // the label was bold
	}
	parts := r.located(phaseParts(line), t)
	steps := slices.DeleteFunc(slices.Clone(parts), func(s Statement) bool { return r.ofGoal(s) })
	whole := Statement{line, spanOf(t)}
	p.EndLine, p.EndColumn = whole.EndLine, whole.EndColumn
	if len(steps) == len(parts) && !slices.ContainsFunc(parts, func(s Statement) bool { return saidOf(s.Text).bounds() }) {
		p.Steps = append(p.Steps, whole)
		return
	}
	p.addAll(steps)
}

// ofGoal takes what a statement in a phase says of the whole goal, and reports one that
// says nothing else.
func (r *reader) ofGoal(s Statement) bool {
	words := strings.TrimRight(s.Text, endMarks)
	if point(s.Text) && onlyAsks.MatchString(s.Text) {
		r.doc.stop = append(r.doc.stop, newStop(words, s.Span))
		return true
	}
	if wantsMigrationNote(s.Text) {
		c := newCriterion(words)
		c.Span = s.Span
		r.mined.criteria = append(r.mined.criteria, c)
	}
	return false
}

func (p *Phase) addAll(statements []Statement) {
	for _, s := range statements {
		if !isNoValue(s.Text) {
			p.add(s)
		}
	}
}

// phaseBound reports a line that says where a phase works and cannot be read
// for certain.
func (r *reader) phaseBound(line string, t page.Text) {
	before := ""
	for _, s := range phaseParts(line) {
		s = stripMarkers(s)
		if both, unsure := leanOn(before, s); both != "" || unsure {
			r.note(unreadPath, spanOf(t), "%q cannot be read for certain: %s", clip(s), unsureIt)
		}
		if before = s; openScope(s) {
			r.note(wordsOnly, spanOf(t), "%q is not held against the changes of the phase: which tests it means cannot be told", clip(s))
		}
		for _, b := range phaseRulings(s) {
			if b.fault != "" {
				r.note(unreadPath, spanOf(t), "%q cannot be read for certain: %s", clip(s), b.fault)
			}
		}
	}
}
