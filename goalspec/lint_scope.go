package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

func (l *linter) boundary() {
	d := l.doc
	if d.unbounded() {
		l.add(noBoundary.found(d.outcome.Span.orStart()))
	}
	asked, exact := d.asked(), glob.MaxContain
	l.contradict(slices.Concat(asked, d.facts.permitted), d.facts.denied, &exact)
	l.exceptions(d.facts.denied)
	for _, p := range d.contract.phases {
		l.contradict(p.Only, p.Kept(), &exact)
		l.exceptions(p.Kept())
	}
	l.tooWild(min(l.effort, exact))
	points := d.Points()
	for _, before := range points.BeforePhases {
		if !slices.ContainsFunc(d.contract.phases, func(p Phase) bool { return p.Number == before.Number }) {
			l.add(noSuchPhase.at(before.orStart(), "phase %d, before which people want to be asked, is not laid out", before.Number))
		}
	}
	laid := map[int]bool{}
	for _, p := range d.contract.phases {
		if laid[p.Number] {
			f := phaseTwice.at(p.Span.orStart(), "phase %d is laid out twice; which of them bounds the work cannot be told", p.Number)
			if d.facts.lettered {
				f.Message += ", and letters behind the number do not count"
				f.Suggestion = "Number the phases 1, 2, 3, without letters."
			}
			l.add(f)
		}
		laid[p.Number] = true
	}
	for _, p := range slices.Concat(asked, d.kept(), exceptions(d.kept()), points.OnFirstEdit) {
		if fault := PatternFault(p.Pattern); fault != "" {
			l.add(badGlob.at(p.Span.orStart(), "%q cannot match anything: %s", prose.Clip(p.Pattern), fault))
		}
	}
}

// contradict refuses what is asked for and denied as a whole.
func (l *linter) contradict(asked, denied []Glob, exact *glob.Effort) {
	no := compileAll(denied)
	for _, a := range compileAll(asked) {
		if by := l.deniedBy(a, no, exact); len(by) > 0 {
			l.add(contradiction.at(a.Span.orStart(), "%q is asked for here and denied by %q in line %d%s", a.Pattern, by[0].Pattern, by[0].Span.Line, andMore(len(by)-1)))
		}
	}
}

// exceptions refuses a ban that leaves out all that it denies, and tells of what one leaves
// out and others deny, as far as that can be told with little effort: a path that two bans
// differ on must not change, whether that is told or not.
func (l *linter) exceptions(denied []Glob) {
	defer func(left glob.Effort) { l.effort = left }(l.effort)
	l.effort = l.spare
	no := compileAll(denied)
	others := slices.Clone(no[min(1, len(no)):]) // all but the ban that is looked at
	for i, n := range no {
		if i > 0 {
			others[i-1] = no[i-1]
		}
		left := exceptions([]Glob{n.Glob})
		if len(left) == 0 || l.effort.Spent() || l.spare.Spent() {
			continue
		}
		if all := ruling.AtRoot(n.Pattern); n.covers.Exempts(all.Witness(), &l.effort) && all.Within(coverings(compileAll(left)), &l.spare) {
			l.add(contradiction.at(n.Span.orStart(), "%q is denied here and left out again by %q", n.Pattern, ruling.Patterns(patternsOf(left))))
			continue
		}
		for _, e := range compileAll(left) {
			if by := l.deniedBy(e, others, &l.spare); len(by) > 0 {
				l.add(readStrictly.at(n.Span.orStart(), "%q is left out of %q here and denied by %q in line %d: it must not change", e.Pattern, n.Pattern, by[0].Pattern, by[0].Span.Line))
			}
		}
	}
}

// deniedBy are the patterns that, together, deny all that one asks for.
func (l *linter) deniedBy(a ready, denied []ready, exact *glob.Effort) []ready {
	a.covers.Pattern = ruling.AtRoot(a.Pattern)
	var near []ready
	some, witness := false, a.covers.Pattern.Witness()
	for _, n := range denied {
		switch {
		case a.path == n.path && len(n.covers.Besides) == 0:
			return []ready{n}
		case len(n.covers.Pattern) == 0 || a.covers.Pattern.Apart(n.covers.Pattern):
		case l.effort.Matches(n.covers.Pattern, witness) && !n.covers.Exempts(witness, &l.effort):
			some = true
			if whole, all := l.within(a, []ready{n}, exact); all {
				return []ready{n}
			} else if whole { // but for what it leaves out, the search ends here
				exact = &l.spare
			}
			fallthrough
		default:
			near = append(near, n)
		}
	}
	if some && len(near) > 1 {
		if _, all := l.within(a, near, exact); all {
			return near
		}
	}
	return nil
}

// within decides whether patterns cover the whole of one, and, which is only looked at then,
// all of it with what they leave out.
func (l *linter) within(a ready, by []ready, exact *glob.Effort) (whole, all bool) {
	plain, left, leaves := coverings(by), coverings(by), false
	for i := range by {
		plain[i].Besides = nil
		left[i] = left[i].Near(a.covers.Pattern)
		leaves = leaves || len(left[i].Besides) > 0
	}
	whole = a.covers.Pattern.Within(plain, exact)
	return whole, whole && (!leaves || a.covers.Pattern.Within(left, &l.spare))
}

func andMore(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}

// asked are the patterns under which the work is to be done, kept those that
// must stay as they are.
func (d Document) asked() []Glob {
	out := slices.Concat(d.facts.allowed, d.facts.focused)
	for _, p := range d.contract.phases {
		out = append(out, p.Only...)
	}
	return out
}

func (d Document) kept() []Glob {
	out := slices.Clone(d.facts.denied)
	for _, p := range d.contract.phases {
		out = append(out, p.Kept()...)
	}
	return out
}

// exceptions are what some bans leave out, each where its ban stands.
func exceptions(bans []Glob) (out []Glob) {
	for _, g := range bans {
		for _, e := range g.Except {
			out = append(out, Glob{Pattern: e, Span: g.Span})
		}
	}
	return out
}

// tooWild refuses a goal whose patterns could not all be compared.
func (l *linter) tooWild(left glob.Effort) {
	if left.Spent() {
		l.add(manyStatements.at(l.doc.outcome.Span.orStart(), "the paths have too many wildcards to be compared"))
	}
}

// ready is a pattern made ready to be compared many times.
type ready struct {
	Glob
	path   string // cleaned, without a closing slash
	covers glob.Covering
}

// coverings are what patterns cover.
func coverings(list []ready) []glob.Covering {
	out := make([]glob.Covering, len(list))
	for i, p := range list {
		out[i] = p.covers
	}
	return out
}

func compileAll(list []Glob) []ready {
	out := make([]ready, len(list))
	for i, p := range list {
		path := strings.TrimSuffix(glob.Clean(p.Pattern), "/")
		out[i] = ready{Glob: p, path: path, covers: glob.Covering{Pattern: glob.Compile(p.Pattern)}}
		for _, e := range p.Except {
			if g := glob.Compile(e); g != nil {
				out[i].covers.Besides = append(out[i].covers.Besides, g)
			}
		}
	}
	return out
}
