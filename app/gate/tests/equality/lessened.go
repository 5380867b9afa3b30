package equality

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// lessened is the line by which a comparison of the base is content with less than it
// asked of the same parts, and of which people did not say that it does not count; -1
// for none.
func lessened(s *change.Set, f *change.File, fn language.Func) int {
	was, had := f.Was.Before(fn)
	if !had || !equals.MatchString(fn.Name) || f.Is.Test() || s.SpeaksWith(leeway, toBeAlike) {
		return -1
	}
	for n := fn.Body; n < min(fn.End, len(f.Is.Bare)); n++ {
		if f.IsAdded(n) && slices.ContainsFunc(f.Was.Bare[was.Body:min(was.End, len(f.Was.Bare))], func(l string) bool { return metByMore(l, f.Is.Bare[n]) }) {
			return n
		}
	}
	old, now := bodyText(f.Was, was), bodyText(f.Is, fn)
	counted := func(part string) bool { // a part that nothing looks at any more is looked for elsewhere
		return !slices.ContainsFunc(suite.Word.FindAllString(part, -1), func(w string) bool { return !regexp.HasWord(now, w) && suite.UncountedBy(s, w) }) &&
			!slices.ContainsFunc(member.FindAllStringSubmatch(part, -1), func(m []string) bool { return !regexp.HasWord(now, m[2]) })
	}
	lost := conditionsOf(old).without(conditionsOf(now))
	if !wholly.MatchString(now) && (thinned(f.Was, old, now) || lost != "" && len(conditionsOf(now)) > 0 && conditionsOf(now).without(conditionsOf(old)) == "" && counted(lost)) {
		return fn.Head
	}
	return -1
}

// metByMore tells whether a line of a comparison has the conditions of another one, and is
// met by more: of those that lead to a no, all are needed where one was enough, or one
// is that was not.
func metByMore(was, is string) bool {
	bare := func(l string) string {
		return suite.Squeeze(negation.ReplaceAllString(joins.ReplaceAllString(l, " "), " "))
	}
	if strings.TrimSpace(was) == "" || bare(was) != bare(is) {
		return false
	}
	either := func(l string) int { return len(eitherOf.FindAllString(l, -1)) }
	both := func(l string) int { return len(bothOf.FindAllString(l, -1)) }
	if answersWith.MatchString(is) {
		return either(is) > either(was) && both(is) < both(was)
	}
	return opensIf.MatchString(is) && both(is) > both(was) && either(is) < either(was)
}

var (
	joins       = regexp.MustCompile(`&&|\|\||\b(?:and|or)\b`)
	eitherOf    = regexp.MustCompile(`\|\||\bor\b`)
	bothOf      = regexp.MustCompile(`&&|\band\b`)
	negation    = regexp.MustCompile(`!==?|===?|!|\bnot\b`)
	answersWith = regexp.MustCompile(`^\s*return\b|=>`)
	opensIf     = regexp.MustCompile(`^\s*(?:\}?\s*else\s+)?(?:el)?if\b`)
)

func bodyText(src *language.Source, fn language.Func) string {
	_, rest := suite.CutHead(src.Bare[fn.Head])
	return rest + "\n" + language.Part(src.Bare, fn.Body, fn.End)
}

// conditions are those of a comparison that hold a part of the one side against a part
// of the other, as they are written but for the words for no.
type conditions []string

// conditionsOf are the conditions of code.
func conditionsOf(code string) (out conditions) {
	for l := range strings.SplitSeq(code, "\n") {
		if !answersWith.MatchString(l) && !opensIf.MatchString(l) {
			continue
		}
		for _, part := range joins.Split(l, -1) {
			of := map[string]bool{}
			for _, m := range member.FindAllStringSubmatch(part, -1) {
				of[m[1]] = true
			}
			if len(of) > 1 && !nothingThere.MatchString(part) {
				out = append(out, strings.Trim(suite.Squeeze(leads.ReplaceAllString(negation.ReplaceAllString(part, "="), "")), "(){}=:;"))
			}
		}
	}
	return out
}

// without is one of the conditions that others do not have; empty for none.
func (c conditions) without(others conditions) string {
	if n := slices.IndexFunc(c, func(one string) bool { return !slices.Contains(others, one) }); n >= 0 {
		return c[n]
	}
	return ""
}

var (
	leads        = regexp.MustCompile(`^\s*(?:return|(?:\}?\s*else\s+)?(?:el)?if)\b`)
	nothingThere = regexp.MustCompile(`\b(nil|null|undefined|None)\b`)
)

// thinned tells whether a comparison does by itself a part of what a function beside it
// did, to which it handed both sides, and the rest of that no more.
func thinned(src *language.Source, old, now string) bool {
	have := suite.Squeeze(now)
	for _, m := range pairedCall.FindAllStringSubmatch(old, -1) {
		by, ok := src.Named(m[1])
		if !ok || by.Owner != "" || len(by.Params) != 2 || strings.Contains(now, m[1]+"(") {
			continue
		}
		kept, lost := false, false
		for l := range strings.SplitSeq(bodyText(src, by), "\n") {
			_, answer, ok := strings.Cut(l, "return ")
			if !ok || !bothOf.MatchString(answer) {
				continue
			}
			for _, part := range joins.Split(answer, -1) {
				for n, p := range by.Params {
					part = regexp.MustCompile(`\b`+regexp.QuoteMeta(p)+`\b`).ReplaceAllString(part, m[n+2])
				}
				if strings.Contains(have, strings.Trim(suite.Squeeze(part), "}; ")) {
					kept = true
				} else {
					lost = true
				}
			}
		}
		if kept && lost {
			return true
		}
	}
	return false
}

var pairedCall = regexp.MustCompile(`\b([A-Za-z_]\w*)\(\s*(\w+\.[\w.]+)\s*,\s*(\w+\.[\w.]+)\s*\)`)
