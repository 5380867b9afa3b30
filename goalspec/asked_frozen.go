package goalspec

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/demand"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// putsInto asks to put something into the path behind it, and pointsInto ends with what
	// only leads there.
	putsInto   = regexp.MustCompile(`(?i)^(?:please |just )?(?:(?:add|write|put|append|insert|copy)\b[^,;:]*\b(?:to|into)|(?:document|mention|note|record)\b[^,;:]*\bin) (?:the )?(?:file |page |end of )?$`)
	pointsInto = regexp.MustCompile(`(?i)\b(?:links?|references?|pointers?|calls?|redirects?|paths?|connections?|access|requests?|routes?|imports?|compared|according|similar|due|up|related) (?:to|into) (?:the )?$`)
	makes      = regexp.MustCompile(`(?i)^(?:please |just )?(?:create|regenerate) (?:(?:an?|the|new|file|page|document|module|test|migration) )*$`)
	setsIn     = regexp.MustCompile(`(?i)^(?:please |just )?(?:set|raise|lower|increase|reduce|bump|change)\b[^,;:]*\bin (?:the )?$`)
	// threeParts is a version that cannot be a measure: an outcome may tell what is measured today.
	threeParts = regexp.MustCompile(`(?i)\bv\d+\.\d|\b\d+\.\d+\.\d+\b`)
	toValue    = regexp.MustCompile(`(?i)^(?: from \S+)? to\b`)
)

// askedFrozen finds an outcome that is a change of a path that must not change.
func (l *linter) askedFrozen(b held) {
	if len(b.deny)+len(b.allow) == 0 {
		return
	}
	at := l.doc.outcome.Span.orStart()
	if i := l.locked(b); i >= 0 {
		l.add(frozenPath.at(at, "the outcome moves a version that %q holds, which must not change", b.deny[i].Pattern))
	}
	switch name, i := l.askedOf(b); {
	case i == len(b.deny):
		l.add(frozenPath.at(at, "the outcome demands touching %q, which is outside the paths that may change", name))
	case i >= 0:
		l.add(frozenPath.at(at, "the outcome demands touching %q, which %q denies", name, b.deny[i].Pattern))
	}
}

// askedOf is a path that must not change and that the outcome asks to change, or the words
// below it, and the place of the pattern that denies it, as [linter.deniedIn] gives it.
func (l *linter) askedOf(b held) (name string, by int) {
	name, by = l.askedIn(b.outcome, b)
	if context := l.doc.contract.context; by < 0 && len(context) > 0 && len(l.doc.facts.asked) == 0 {
		return l.goneIn(prose.Judged(context[0].Text), b)
	}
	return name, by
}

// askedIn is a path that must not change and is asked to by an outcome, and the place of
// the pattern that denies it, or -1.
func (l *linter) askedIn(outcome string, b held) (name string, by int) {
	text := ruling.CodeMarked(l.directories(outcome, b))
	plain := prose.BlankCode(text)
	ends := demand.Sentence.FindAllStringIndex(plain, -1)
	one := !slices.ContainsFunc(ends, func(end []int) bool { return plain[end[0]] != ';' })
	return l.deniedIn(text, b, func(loc []int) bool {
		from := 0
		for _, end := range ends {
			if end[1] <= loc[0] {
				from = end[1]
			}
		}
		before, after := plain[from:loc[0]], text[loc[1]:]
		told := demand.At(text, plain, loc).Demand(func(said string) bool { return b.brings(said) || threeParts.MatchString(said) })
		return told == demand.Change || told == demand.State && one || alters(before) || putsInto.MatchString(before) && !pointsInto.MatchString(before) || makes.MatchString(before) || setsIn.MatchString(before) && toValue.MatchString(after)
	})
}

// goneIn is a path of which the words below a title say what is no more so, where the title
// is the outcome.
func (l *linter) goneIn(words string, b held) (name string, by int) {
	text := ruling.CodeMarked(words)
	plain := prose.BlankCode(text)
	return l.deniedIn(text, b, func(loc []int) bool {
		return demand.At(text, plain, loc).Gone()
	})
}

// deniedIn is the first path of a text that must not change and of which something is said,
// and the place of the pattern that denies it: behind the last one where none does and the
// path is none of those that may change, -1 where there is no such path.
func (l *linter) deniedIn(text string, b held, said func(loc []int) bool) (name string, by int) {
	for _, loc := range ruling.PathWord.FindAllStringIndex(text, 20) {
		name = prose.BareCode(text[loc[0]:loc[1]])
		if !prose.LooksLikePath(name) || slices.ContainsFunc(l.doc.facts.permitted, func(g Glob) bool { return g.Pattern == name }) {
			continue
		}
		if by = l.denied(b, name); by < 0 && len(b.allow) > 0 && !slices.ContainsFunc(b.allow, func(p ready) bool { return l.covers(p, name) }) {
			by = len(b.deny)
		}
		if by >= 0 && said(loc) {
			return name, by
		}
	}
	return "", -1
}

// alters reports words that ask to change something that lies in the path behind them:
// "fix the typo in the header of". What is changed there must not be a test, or a fault
// that shows there and has its cause elsewhere; and nothing may lead away from the path.
func alters(before string) bool {
	m := altersIn.FindStringSubmatch(before)
	return m != nil && !leadsAway.MatchString(m[1])
}

var (
	altersIn  = regexp.MustCompile(`(?i)^(?:please |just |also )*(?:update|edit|fix|correct|rewrite|reword|rename|delete|remove|drop|add|insert|append|extend|shorten|modify|refactor|simplify|sort|reformat|split|change) ((?:(?:the|an?|all|each|every|our|its) )?[^,;:.]*?)(?:\b(?:to|at|in|on) the (?:top|end|bottom|head|start|beginning) of|\b(?:in|of|inside|within|to|at|on))(?: the)?(?: (?:file|page|directory|folder|module|package))? $`)
	leadsAway = regexp.MustCompile(`(?i)\b(?:for|from|that|which|what|so|as|about|using|with|by|against|like|into|through|via|to|handling|parsing|loading|reading|rendering|processing|encoding|decoding|testing|linking|validation|detection|described|named|listed|defined|documented|tests?|checks?|uses?|callers?|calls?|links?|references?|imports?|pointers?|fail\w*|crash\w*|panics?|errors?|bugs?|leaks?|races?|regressions?|flak\w+|support|client|loader|reader|parser|copy|copies)\b`)
)

// lockFiles are those that hold versions, with the words that tell that they are meant.
var lockFiles = map[string]*regexp.Regexp{
	"package-lock.json":   regexp.MustCompile(`\b(?:npm|npx|node|package\.json|package-lock)\b`),
	"npm-shrinkwrap.json": regexp.MustCompile(`\b(?:npm|npx|node|package\.json)\b`),
	"yarn.lock":           regexp.MustCompile(`\b(?:yarn|package\.json)\b`),
	"pnpm-lock.yaml":      regexp.MustCompile(`\b(?:pnpm|package\.json)\b`),
	"bun.lock":            regexp.MustCompile(`\b(?:bun|package\.json)\b`),
	"Cargo.lock":          regexp.MustCompile(`\b(?:cargo|crate|Cargo)\b`),
	"poetry.lock":         regexp.MustCompile(`\b(?:poetry|pytest|pyproject)\b`),
	"uv.lock":             regexp.MustCompile(`\b(?:uv|pytest|pyproject)\b`),
	"Pipfile.lock":        regexp.MustCompile(`\b(?:pipenv|Pipfile)\b`),
	"Gemfile.lock":        regexp.MustCompile(`\b(?:bundle|bundler|gem|rspec|rails|Gemfile)\b`),
	"composer.lock":       regexp.MustCompile(`\b(?:composer|phpunit)\b`),
	"go.sum":              regexp.MustCompile(`\b(?:go (?:get|mod|list|test|build|vet)|go\.mod)\b`),
	"mix.lock":            regexp.MustCompile(`\bmix\b`),
	"pubspec.lock":        regexp.MustCompile(`\b(?:flutter|dart|pubspec)\b`),
}

var (
	// versionMoves asks for a package to be at another version.
	versionMoves = regexp.MustCompile("(?i)\\b(?:upgrad(?:e|es|ed|ing)|updat(?:e|es|ed|ing)|bump(?:s|ed|ing)?|downgrad(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|pin(?:s|ned|ning)?|(?:be|is|are) (?:on|at)) (?:to )?(?:the )?`?(@?[\\w][\\w@/.-]*)`?(?: from \\S+)?(?: (?:to|at))?(?: version)? [`v]*\\d+\\.\\d+")
	// notLocked are names of what has a version and stands in no lock file.
	notLocked = regexp.MustCompile(`(?i)^(?:node(?:\.?js)?|go|golang|python|ruby|java|jdk|php|rust|npm|yarn|pnpm|version|api|app|schema|protocol|release|product|postgres(?:ql)?|mysql|redis|ubuntu|debian|alpine|docker|kubernetes|from|to|at|the|it|our|its)$`)
	byHand    = regexp.MustCompile(`(?i)\b(?:by hand|manually|directly|yourself)\b`)
)

// locked is the place of the pattern that denies a lock file which an outcome needs
// changed, as it moves a package to another version, or -1.
func (l *linter) locked(b held) int {
	m := versionMoves.FindStringSubmatch(b.outcome)
	if m == nil || notLocked.MatchString(m[1]) {
		return -1
	}
	return slices.IndexFunc(b.deny, func(p ready) bool {
		tool, ok := lockFiles[path.Base(p.path)]
		if !ok || slices.ContainsFunc(l.doc.constraint, func(c Constraint) bool {
			return strings.Contains(c.Text, path.Base(p.path)) && byHand.MatchString(c.Text)
		}) {
			return false
		}
		return tool.MatchString(b.outcome) || slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool { return tool.MatchString(c.Text) || tool.MatchString(c.Command) })
	})
}
