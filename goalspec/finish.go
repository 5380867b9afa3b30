package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// finish settles the outcome, merges what was mined, numbers the criteria and
// sums up the scope.
func (r *reader) finish() {
	r.settleOutcome()
	r.doubted()
	r.settleOthers()
	r.settleExisting()
	d := r.doc
	if n := len(d.outcome.Text); n > maxOutcome {
		r.note(longStatement, d.outcome.Span.orStart(), "an outcome of %d bytes is longer than %d", n, maxOutcome)
	}
	for _, c := range r.mined.held {
		if !states(slices.Concat(d.criteria, r.mined.criteria), c) {
			r.mined.criteria = append(r.mined.criteria, c)
		}
	}
	switch all := slices.Concat(d.criteria, r.mined.criteria); {
	case !slices.ContainsFunc(all, func(c Criterion) bool { return !wantsMigrationNote(c.Text) }):
		r.impliedCriteria()
	case r.aim.S != "" && check.AsksOfCommand(r.aim.S) && !states(all, newCriterion(r.aim.S)):
		r.mineCriterion(r.aim)
	}
	d.afterPhase = mergeBy(d.afterPhase, r.mined.afterPhase, func(s Step) string { return prose.SameWords(s.Text) + "\n" + s.Command })
	d.criteria = tie(mergeBy(d.criteria, r.mined.criteria, func(c Criterion) string { return prose.SameWords(c.Text) + "\n" + c.Command }))
	d.constraint = mergeBy(d.constraint, r.mined.constraint, func(c Constraint) string { return prose.SameWords(c.Text) })
	d.priorities = mergeBy(d.priorities, r.mined.priorities, func(p Priority) string { return prose.SameWords(p.Text) })
	d.stop = mergeBy(d.stop, r.mined.stop, func(s Stop) string { return prose.SameWords(s.Text) })
	if len(d.criteria) > 0 && !slices.ContainsFunc(d.criteria, Criterion.Runnable) {
		d.criteria = append(d.criteria, slices.DeleteFunc(lastRuns(d.afterPhase), func(c Criterion) bool { return !c.Runnable() })...)
	}
	for i := range d.criteria {
		d.criteria[i].ID = fmt.Sprintf("C%d", i+1)
	}
	d.scope = Scope{Allow: globs(d.facts.allowed), Deny: globs(d.facts.denied), Focus: globs(d.facts.focused)}
	d.scope.unify()
}

// runs reports a criterion with a command.
func runs(list []Criterion, command string) bool {
	return slices.ContainsFunc(list, func(c Criterion) bool { return c.Command == command })
}

// states reports one that runs the same as another, or says the same of what is run.
func states(list []Criterion, other Criterion) bool {
	if other.Command != "" {
		return runs(list, other.Command)
	}
	return slices.ContainsFunc(list, func(c Criterion) bool { return prose.SameWords(c.Text) == prose.SameWords(other.Text) })
}

// impliedCriteria are what the text gives away when it states none: a target in
// the outcome, and what is to be run after each change, which has to hold.
func (r *reader) impliedCriteria() {
	if r.aim.S != "" {
		r.mineCriterion(r.aim)
	}
	for _, t := range r.listed {
		if list := ruling.Rulings(t.S); len(list) == 0 || !ruling.LeadsRuling(list) || !ruling.OnlyDenies(list) {
			r.mineCriterion(t)
		}
	}
	for _, p := range r.doc.contract.phases {
		for _, line := range p.statements() {
			for _, s := range page.Statements(page.Bare(line.Text)) {
				r.doneOf(s, line.Span)
			}
		}
	}
	r.mined.criteria = append(r.mined.criteria, lastRuns(slices.Concat(r.doc.afterPhase, r.mined.afterPhase))...)
}

// lastRuns makes criteria of what is run after each phase or change: the last run has to
// pass as well.
func lastRuns(steps []Step) (out []Criterion) {
	for _, s := range steps {
		if !runWords.MatchString(s.Text) || changes(s.Command) {
			continue
		}
		c := newCriterion(s.Text)
		c.Kind, c.Command, c.Span = MustHold, s.Command, s.Span
		out = append(out, c)
	}
	return out
}

var runWords = regexp.MustCompile(`(?i)\b(?:run|runs|re-run|execute|test|tests|suite|check|checks|lint)\b`)

// mergeBy keeps the first of equal statements, listed before mined.
func mergeBy[T any](listed, mined []T, key func(T) string) []T {
	seen := map[string]bool{}
	var out []T
	for _, list := range [][]T{listed, mined} {
		for _, v := range list {
			if k := key(v); !seen[k] {
				seen[k] = true
				out = append(out, v)
			}
		}
	}
	return out
}

func globs(list []Glob) []Glob {
	seen := map[string]int{}
	var out []Glob
	for _, p := range list {
		if i, ok := seen[p.Pattern]; ok {
			out[i] = out[i].with(p)
			continue
		}
		seen[p.Pattern] = len(out)
		out = append(out, p)
	}
	return out
}

// unify gives a pattern that stands in several lists the one reason.
func (s Scope) unify() {
	reasons := map[string]string{}
	for _, list := range [][]Glob{s.Deny, s.Allow, s.Focus} {
		for _, g := range list {
			if reasons[g.Pattern] == "" {
				reasons[g.Pattern] = g.Reason
			}
		}
	}
	for _, list := range [][]Glob{s.Deny, s.Allow, s.Focus} {
		for i := range list {
			list[i].Reason = reasons[list[i].Pattern]
		}
	}
}

// doneOf mines what a statement of a phase says of when that is done, or of what passes then.
func (r *reader) doneOf(s page.Text, span Span) {
	end, not := check.DoneSaid(s.S)
	if not || end == 0 && (!check.AsksOfCommand(s.S) || runWords.MatchString(prose.FirstWord(s.S))) {
		return
	}
	for _, done := range doneClauses(s.From(end)) {
		for _, c := range newCriteria(statement(done)) {
			c.Span = span
			r.mined.criteria = append(r.mined.criteria, c)
		}
	}
}

// doneIn mines what the items of a list say of when each is done, and keeps the first
// list under no heading in which a command is said to pass.
func (r *reader) doneIn(blocks []page.Block, leads bool) {
	var list []page.Text
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != page.Item || r.full {
			continue
		}
		t := page.Join(b.Lines)
		if len(t.S) > prose.MaxStatement {
			continue
		}
		if len(list) < prose.MaxFirst {
			list = append(list, t)
		}
		if low := strings.ToLower(t.S); !slices.ContainsFunc(labels.DoneWords, func(w string) bool { return strings.Contains(low, w) }) || !r.looks(t, len(t.S), unlookedFor) {
			continue
		}
		for _, s := range page.Sentences(t) {
			if end, not := check.DoneSaid(s.S); end > 0 && !not {
				r.mineCriteria(doneClauses(s.From(end)))
			}
		}
	}
	if leads && r.listed == nil && len(list) < prose.MaxFirst && slices.ContainsFunc(list, func(t page.Text) bool { return r.givesCommand(t.S) }) {
		r.listed = list
	}
}

var (
	// changing is a command that is run for what it changes, and not for what it finds;
	// onlyLooks are the options with which it changes nothing.
	changing = regexp.MustCompile(`(?:^|[;&|(]\s*)(?:sudo )?(?:git (?:add|am|checkout|cherry-pick|clean|commit|fetch|merge|mv|pull|push|rebase|reset|restore|revert|rm|stash|switch|tag)|rm|mv|cp|mkdir|touch|chmod|` +
		`(?:go|cargo|dart|mix|terraform|kubectl|helm|docker|make|just|task|npm|npm run|yarn|pnpm) (?:fmt|format|apply|create|delete|destroy|install|upgrade|deploy|publish|push|release|upload)|` +
		`(?:gofmt|gofumpt|goimports|sed|perl) (?:\S+ )*-[a-z]*[wi]|(?:\S+ )+--(?:write|fix|in-place)|(?:\S*/)?(?:deploy|publish|release)(?:\.\w+)?)(?:\s|$)`)
	onlyLooks = regexp.MustCompile(`\s--?(?:check|diff|dry-run)\b`)
)

// changes reports a command that changes something, which no run of it checks.
func changes(command string) bool {
	return changing.MatchString(command) && !onlyLooks.MatchString(command)
}
