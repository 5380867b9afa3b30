package equality

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// early is the line that came to a comparison and by which two things that
// have a part in common are equal before the rest is looked at, and nobody asked
// for that; -1 for none.
func early(s *change.Set, f *change.File, fn language.Func) int {
	for n := fn.Body; equals.MatchString(fn.Name) && n < min(fn.End, len(f.Is.Bare)); n++ {
		m := samePart.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || m[2] != m[4] || m[1] == m[3] || !f.IsAdded(n) || asksIdentity(s, map[string]bool{m[2]: true}) {
			continue
		}
		yes := sayYes.MatchString(f.Is.Bare[n]) || n+1 < fn.End && sayYes.MatchString(f.Is.Bare[n+1])
		if rest := language.Part(f.Is.Bare, n+1, fn.End); yes && (wholly.MatchString(rest) || member.MatchString(rest)) {
			return n
		}
	}
	return -1
}

var (
	samePart = regexp.MustCompile(`^\s*(?:\}?\s*else\s+)?(?:el)?if\s*\(?\s*(\w+)\.(\w+)\s*===?\s*(\w+)\.(\w+)\s*[){:]`)
	sayYes   = regexp.MustCompile(`\breturn\s+(true|True)\b`)
)

// nearly compares how far two values are apart, or how they begin.
var nearly = regexp.MustCompile(`\b\w+\.\w+\s*-\s*\w+\.\w+\b[^\n]*[<>]|\b[aA]bs\(|isclose\(|\[:\s*-?\w+\]\s*[!=]=|\.(slice|substring|substr)\(\s*0\s*,|\b(HasPrefix|startswith|startsWith)\(|\b([rR]ound|trunc|floor|quantize|toFixed|to_integral\w*)\(|\.(Format|Truncate|YearDay|Weekday|strftime|to(Locale)?(Date|Time)String|getFullYear|getDate|getHours)\(|\.(date|Date)\(\)|\.(ToLower|ToUpper|toLowerCase|toUpperCase|lower|upper|casefold|strip|trim|TrimSpace|EqualFold)\(`)

var leeway = regexp.MustCompile(`\b(toleran\w*|within|approximate\w*|rounding|epsilon|nearly|prefix\w*|close|insensitive\w*|(ignor\w+|regardless of|whatever|independent of|irrespective of|differ\w* (only )?in|only in) (the |their |its )?(case|capital\w*)|capital\w*|white-?space|blanks?|spaces?|trim\w*|normali[sz]\w*|without regard to|(upper|lower)[ -]?case|same (day|date|hour|minute|month)|(day|date|minute|hour|second|month)s? (alone|only)|only the (day|date|hour|minute)|time of day)\b`)

// wantedWider tells whether people call a comparison too strict, and it still asks
// itself for all that it asked for, and for numbers as exactly as they can be told.
func wantedWider(s *change.Set, f *change.File, fn, was language.Func) bool {
	name := regexp.MustCompile(`\b` + regexp.QuoteMeta(strings.ToLower(fn.Name)) + `\b`)
	body, old := language.Part(f.Is.Bare, fn.Body, fn.End), language.Part(f.Was.Bare, was.Body, was.End)
	return s.SpeaksWith(tooStrict, name) && !nearly.MatchString(exactly(f.Is.Code, body)) &&
		!slices.ContainsFunc(ownPart.FindAllString(old, -1), func(part string) bool { return !regexp.HasWord(body, part) })
}

// ownPart is what a comparison asks of one of the two.
var ownPart = regexp.MustCompile(`\b\w+\.\w+\b`)

// tooStrict wants a comparison to take more for equal than it does.
var tooStrict = regexp.MustCompile(`\btoo (strict|exact|narrow|picky)\b|\b(treat|consider|regard|see|count|take)s?\b[^.;]{0,60}\b(as|for) (the same|equal|identical)\b`)

// toBeAlike is what a sentence holds that lets a comparison be less exact.
var toBeAlike = regexp.MustCompile(`\b(equal\w*|same|compar\w+|identical|match\w*|differ\w*|count\w*|distinct|duplicat\w*|tolera\w*|epsilon|approx\w*|insensitiv\w*|normali\w+|ignor\w*|regardless|matter\w*|trim\w*)\b`)

// roughly tells whether a comparison of the base that was exact is none any
// more, and nobody asked for that.
func roughly(s *change.Set, f *change.File, fn language.Func) bool {
	name := fn.Owner
	was, had := sameMethod(f, fn, name)
	return name != "" && had && equals.MatchString(fn.Name) && !s.SpeaksWith(leeway, toBeAlike) && !wantedWider(s, f, fn, was) &&
		nearly.MatchString(withMethods(f.Is, fn, name)) && !nearly.MatchString(withMethods(f.Was, was, name))
}

// coarsely tells whether a type got a comparison which makes its values rounder before
// it compares them, and nobody asked for that.
func coarsely(s *change.Set, f *change.File, fn language.Func) bool {
	if _, had := sameMethod(f, fn, fn.Owner); had || fn.Owner == "" || !equals.MatchString(fn.Name) || f.From == "" || f.Is.Test() || !strings.Contains(f.Was.Text, fn.Owner) {
		return false
	}
	body := exactly(f.Is.Code, withMethods(f.Is, fn, fn.Owner))
	return (nearly.MatchString(body) || cuts.MatchString(body) || f.Is.Lang.Name == "Go" && divides.MatchString(body)) && !s.SpeaksWith(leeway, toBeAlike)
}

// exactly is code without the comparisons that are as exact as numbers can be told.
func exactly(code []string, body string) string {
	rough := func(bound string) bool {
		bound = suite.NumberOf(code, bound)
		return suite.Numeric(bound) && suite.Value(bound) > 1e-6
	}
	body = tiny.ReplaceAllStringFunc(body, func(near string) string {
		if rough(tiny.FindStringSubmatch(near)[1]) {
			return near
		}
		return ""
	})
	return isNear.ReplaceAllStringFunc(body, func(near string) string {
		if slices.ContainsFunc(nearTo.FindAllStringSubmatch(near, -1), func(m []string) bool { return rough(m[1]) }) {
			return near
		}
		return ""
	})
}

// bracketed is what may stand between two brackets.
const bracketed = `(?:[^()]|\((?:[^()]|\([^()]*\))*\))*`

var (
	tiny    = regexp.MustCompile(`\b(?:[mM]ath\.)?[aA]bs\(` + bracketed + `\)\s*<=?\s*([\w.-]+)(?:\s*\*\s*(?:[mM]ath\.)?[mM]ax\(` + bracketed + `\))?`)
	isNear  = regexp.MustCompile(`\b(?:math\.)?isclose\(` + bracketed + `\)`)
	nearTo  = regexp.MustCompile(`\b(?:rel|abs)_tol\s*=\s*([\w.-]+)`)
	cuts    = regexp.MustCompile(`//\s*\w|\.\w+\s*>>|\bint\(\s*\w+\.|\[\s*:\s*\w+\s*\]|\b[mM]ath\.(?:[fF]loor|[cC]eil|[tT]runc|[rR]ound)\(|\.replace\(`)
	divides = regexp.MustCompile(`\w\.\w+\s*/\s*\w`)
)
