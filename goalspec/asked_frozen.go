package goalspec

import (
	"slices"

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
	switch name, i := l.askedIn(b.outcome, b); {
	case i == len(b.deny):
		l.add(frozenPath.at(at, "the outcome demands touching %q, which is outside the paths that may change", name))
	case i >= 0:
		l.add(frozenPath.at(at, "the outcome demands touching %q, which %q denies", name, b.deny[i].Pattern))
	}
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
