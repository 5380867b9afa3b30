package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
)

// phases reads the form's field.
func (r *reader) phases(blocks []page.Block) {
	const most = 4 * prose.MaxStatements
	var behind []page.Block
	blocks = lineByLine(blocks)
	if len(blocks) > most {
		defer r.tooMany(Span{blocks[most].First + 1, 1, blocks[most].First + 1, 1}.orStart())
		behind, blocks = blocks[most:], blocks[:most]
	} else if heading(blocks) < 0 {
		blocks, behind = trailing(blocks)
	}
	before, list := stretches(blocks)
	r.leave(before)
	for _, s := range list {
		words := prose.StripMarkers(s.name.Words())
		if isNoValue(words) {
			r.leave(s.blocks)
			continue
		}
		p, named := stageNamed(words)
		if !named {
			p = Phase{Number: len(r.doc.contract.phases) + 1, Name: phaseName(words)}
		}
		r.layOut(p, words, s)
	}
	r.prose(behind, false)
}

// trailing cuts off the paragraphs behind the last item of a list.
func trailing(blocks []page.Block) (list, behind []page.Block) {
	n := len(blocks)
	for n > 0 && blocks[n-1].Kind == page.Para && blocks[n-1].Level == 0 && !labels.StartsPhase(unmarked(page.Join(blocks[n-1].Lines).S)) {
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
	return labels.KeepWords.MatchString(s) || saying.StopIf.MatchString(s) || labels.ScopeWords.MatchString(s) ||
		len(s) <= prose.MaxStatement && slices.ContainsFunc(phaseRulings(s), func(b ruling.Ruling) bool { return b.Field == field.Allow && len(b.Globs) > 0 })
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
	if n := len(s.blocks) - 1; n > 0 && s.last && s.level == labelLevel && s.blocks[n].Kind == page.Para && labels.AsksReport(strings.ToLower(page.Join(s.blocks[n].Lines).S)) {
		defer r.prose(s.blocks[n:], false)
		s.blocks = s.blocks[:n]
	}
	p, _ := phaseNamed(s.name.Words())
	r.layOut(p, p.Name, stretch{s.name, s.blocks})
}

// layOut reads what is said of a phase.
func (r *reader) layOut(p Phase, words string, s stretch) {
	if !r.fits(words, s.name) {
		r.leave(s.blocks)
		return
	}
	r.apartFromPhase(s.blocks)
	p.Span = spanOf(s.name)
	r.doc.facts.lettered = r.doc.facts.lettered || lettered.MatchString(s.name.S)
	r.phaseBound(p.Name, s.name)
	r.endName(&p, s.name)
	items, rest := entry.In(underHeadings(s.blocks), entry.WholeLine)
	for _, e := range items {
		if words := e.Words(); !isNoValue(words) && r.fits(words, e.Text) {
			r.phaseLine(&p, words, e.Text)
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
		if blocks[i].Kind != page.Para || blocks[i].Level > 0 || blocks[i-1].Kind != page.Item || len(t.S) > prose.MaxStatement {
			continue
		}
		if list := phaseRulings(strings.TrimRight(t.S, prose.EndMarks)); ruling.OnlyDenies(list) && ruling.LeadsRuling(list) {
			r.note(phaseOnly, spanOf(t), "%q holds for this phase only", prose.Clip(t.S))
		}
	}
}

// phaseLine takes a line of a phase, each statement for itself when one of them bounds the
// phase. What it says of the whole goal, a point at which people are asked or a wish for a
// migration note, is taken as such.
func (r *reader) phaseLine(p *Phase, line string, t page.Text) {
	r.phaseBound(line, t)
	if name, rest, ok := labels.Split(page.Bare(line)); ok && strings.ContainsAny(line[:1], "*_") && rest.S != "" {
		line = name + ": " + rest.S // the label was bold
	}
	parts := r.located(phaseParts(line), t)
	front := len(p.Steps)+len(p.Keep)+len(p.StopIf) == 0
	steps := slices.DeleteFunc(slices.Clone(parts), func(s Statement) bool { return r.ofGoal(s) || r.askedBefore(p, s, front) })
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
	words := strings.TrimRight(s.Text, prose.EndMarks)
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
		s = prose.StripMarkers(s)
		if both, unsure := ruling.LeanOn(before, s); both != "" || unsure {
			r.note(unreadPath, spanOf(t), "%q cannot be read for certain: %s", prose.Clip(s), ruling.UnsureIt)
		}
		if before = s; openScope(s) {
			r.note(wordsOnly, spanOf(t), "%q is not held against the changes of the phase: which tests it means cannot be told", prose.Clip(s))
		}
		faulty := false
		for _, b := range phaseRulings(s) {
			if b.Fault != "" {
				faulty = true
				r.note(unreadPath, spanOf(t), "%q cannot be read for certain: %s", prose.Clip(s), b.Fault)
			}
			if b.Doubt != "" {
				r.note(saidInWords, spanOf(t), "%q is not certain, so no change is stopped by it: %s", prose.Clip(s), b.Doubt)
			}
		}
		if rest := takenOut(s, saidOf(s).only); rest != "" && !faulty && len(keptBy(s)) == 0 {
			r.note(saidInWords, spanOf(t), "%q is taken out of where the phase works and names no path, so no change of it is stopped", prose.Clip(rest))
		}
	}
}
