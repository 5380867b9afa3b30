package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// readOnly says that a phase changes nothing, and readOnlyFirst that it only does what
	// follows.
	readOnly      = regexp.MustCompile(`(?i)^` + readsOnly + `[.!]*$`)
	readOnlyFirst = regexp.MustCompile(`(?i)^(` + readsOnly + `)(?:\s*[,;]\s*|\s+[–—-]+\s*|\s*\()(?:(?:but|and|just|only)\s+)*`)
	// boundLabel only leads what bounds a phase, and says nothing itself.
	boundLabel = regexp.MustCompile(`(?i)^(?:scope|keep|leave|preserve):?$`)
)

const readsOnly = `(?:scope\b\s*(?::|is\b)?\s*)?(?:strictly )?(?:read[- ]only|no (?:(?:code|source) )?(?:changes|edits)|(?:analysis|reading) only|(?:change nothing|nothing changes)(?: (?:here|yet))?)`

// withTests is where a phase works, and the tests of that wherever they are.
var withTests = regexp.MustCompile(`(?i)^(?:work(?:ing)? only|only work|scope\b).*?\s(?:and|plus|with) (?:(?:all|any|the|its|their|own|matching|corresponding|related|respective|accompanying) )*(?:(?:unit|integration) )?tests?(?: (?:for|of) (?:it|them|that|those))?[.!]*$`)

// openScope reports where a phase works when it names paths and, in words, their tests.
func openScope(s string) bool {
	return withTests.MatchString(s) && ruling.MentionsPath(s) && !ruling.Speaks(s, "nxuWc")
}

// boundLead begins what bounds a phase.
const boundLead = `(working only|work only|only (?:work|change|touch|modify)|change only|keep |leave |preserve |(?:stop|pause|halt)(?: and \w+)?,? (?:if|when|once)|do not |don['’]t |never )`

var (
	// phaseBreak is where a line goes over to what bounds the phase, and phaseJoint where
	// it does if what follows bounds it for certain.
	phaseBreak = regexp.MustCompile(`(?i)(?:\s[–—-]\s*|[,;:]\s*(?:and )?|\s\()` + boundLead)
	phaseJoint = regexp.MustCompile(`(?i)\s(?:and then|and|but|then)\s` + boundLead)
)

// phaseParts are the statements of a line of a phase.
func phaseParts(line string) []string {
	var out []string
	for _, t := range takenBack(page.Statements(page.Bare(line))) {
		s, from := t.S, 0
		for _, cut := range phaseCuts(s) {
			if cut.end >= from {
				out = append(out, phasePart(s[from:cut.end])...)
				from = cut.begin
			}
		}
		if from == 0 {
			out = append(out, s)
			continue
		}
		out = append(out, phasePart(s[from:])...)
	}
	return out
}

// phaseCut is where a part of a statement ends, and where the next one begins.
type phaseCut struct{ end, begin int }

func phaseCuts(s string) []phaseCut {
	const most = 8
	var cuts []phaseCut
	for _, loc := range phaseBreak.FindAllStringSubmatchIndex(s, most) {
		cuts = append(cuts, phaseCut{loc[0], loc[2]})
	}
	for _, loc := range phaseJoint.FindAllStringSubmatchIndex(s, most) {
		if boundsAlone(s[loc[2]:]) {
			cuts = append(cuts, phaseCut{loc[0], loc[2]})
		}
	}
	if loc := readOnlyFirst.FindStringSubmatchIndex(s); loc != nil {
		cuts = append(cuts, phaseCut{loc[3], loc[1]})
	}
	if cut, ok := asideCut(s); ok {
		cuts = append(cuts, cut)
	}
	slices.SortFunc(cuts, func(a, b phaseCut) int { return a.end - b.end })
	return cuts
}

// phasePart is a part of a statement without the marks around it, if there is any.
func phasePart(s string) []string {
	if s = strings.Trim(s, " \t,;("); strings.Count(s, ")") > strings.Count(s, "(") {
		s = strings.TrimSuffix(s, ")")
	}
	if s == "" || boundLabel.MatchString(s) {
		return nil
	}
	return []string{s}
}

// boundsAlone reports words that bound a phase whatever stands before them.
func boundsAlone(s string) bool {
	return stopsIf(s) != "" || ruling.LeadsRuling(phaseRulings(s)) || labels.KeepWords.MatchString(s) && ruling.Speaks(s, "fF")
}

// stopsIf is the condition on which a statement says to stop.
func stopsIf(s string) string {
	if loc := saying.StopIf.FindStringIndex(s); loc != nil {
		return s[loc[1]:]
	}
	return ""
}

// phaseRulings are what a statement of a phase says of paths.
func phaseRulings(s string) []ruling.Ruling {
	if openScope(s) {
		return nil // it stays words
	}
	if readOnly.MatchString(s) {
		return []ruling.Ruling{{Field: field.Deny, Doubt: "it names no path", Leads: true}}
	}
	if loc := labels.ScopeWords.FindStringIndex(s); loc != nil {
		if globs, fault := ruling.GlobsIn(s[loc[1]:], true); len(globs) > 0 {
			return []ruling.Ruling{{Field: field.Allow, Globs: globs, Fault: fault, Leads: true}}
		}
	}
	if paths := onlyThere(s); paths != "" {
		if globs, fault := ruling.GlobsIn(paths, true); len(globs) > 0 {
			return []ruling.Ruling{{Field: field.Allow, Globs: globs, Fault: fault, Leads: true}}
		}
	}
	list := ruling.Rulings(s)
	if doubt := onlyBans(list, s); doubt != "" {
		return onlyWords(list, s, doubt)
	}
	return list
}

// phaseSaid is what a statement says of its phase.
type phaseSaid struct {
	only   []ruling.Pattern // where it works
	keeps  bool             // that something stays as it is
	stopIf string           // when it stops
	leads  bool             // it begins with that
	more   bool             // it says where to work, and something else
}

func (s phaseSaid) bounds() bool { return len(s.only) > 0 || s.keeps || s.stopIf != "" }

// begins reports one that begins with where to work or when to stop.
func (s phaseSaid) begins() bool { return s.leads && (len(s.only) > 0 || s.stopIf != "") }

func saidOf(s string) phaseSaid {
	kept := labels.KeepWords.MatchString(s)
	out := phaseSaid{stopIf: stopsIf(s), leads: true}
	faulty := false
	for _, b := range phaseRulings(s) {
		faulty = faulty || b.Fault != ""
		switch {
		case b.Doubt != "":
			out.keeps = true
		case len(b.Globs) == 0:
		case b.Field == field.Allow:
			out.only, out.more = append(out.only, b.Globs...), out.more || !b.Leads && !kept || addsWords(s, b.Globs)
		case b.Leads || !b.Strict:
			out.keeps = true
		}
		out.leads = out.leads && (b.Leads || len(out.only) > 0)
	}
	if len(out.only) > 0 {
		out.keeps = out.keeps || !faulty && takenOut(s, out.only) != ""
		out.stopIf, out.leads = "", !out.more
		return out
	}
	if kept {
		out.keeps, out.leads = true, true
	}
	return out
}

// addsWords reports a statement that says something else behind the paths on which a phase
// works.
func addsWords(s string, paths []ruling.Pattern) bool {
	last := paths[len(paths)-1]
	at := strings.Index(s, last.Pattern)
	if at < 0 || last.Reason != "" {
		return false
	}
	classes := ruling.NewClause(strings.TrimLeft(s[at+len(last.Pattern):], "`")).Classes
	joint := strings.IndexByte(classes, prose.IsJoint)
	return joint >= 0 && strings.IndexByte(classes[joint:], prose.IsWord) >= 0
}

// add takes a statement that may bound the phase: of one that says where to work and more,
// the words stay as well.
func (p *Phase) add(s Statement) {
	b := saidOf(s.Text)
	p.Only = globs(append(p.Only, at(b.only, s.Span)...))
	switch {
	case b.keeps && len(b.only) > 0, b.keeps && b.stopIf == "":
		p.keep(s)
	case b.stopIf != "":
		p.StopIf = append(p.StopIf, s.end(b.stopIf))
	case b.more || len(b.only) == 0:
		p.Steps = append(p.Steps, s)
	}
}

func (p *Phase) keep(s Statement) {
	if !slices.ContainsFunc(p.Keep, func(k Statement) bool { return k.Text == s.Text }) {
		p.Keep = append(p.Keep, s)
	}
}
