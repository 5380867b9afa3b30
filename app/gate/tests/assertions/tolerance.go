package assertions

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// nearAsAsked tells whether an assertion compares, through a function of its file that
// only does that, the same values as before as closely as people asked, or as floats
// can be told.
func nearAsAsked(u suite.Unit, s *change.Set, g, a suite.Statement) bool {
	if !suite.TellsAll(g, a) || strings.Contains(a.Text, "||") {
		return false
	}
	return slices.ContainsFunc(u.Is.Funcs(), func(fn language.Func) bool {
		if fn.Test || !suite.Calling(a.Text, fn.Name) {
			return false
		}
		near, ok := nearness(u.Is, fn)
		asked, some := toleranceAsked(s)
		return ok && (near <= 1e-6 && !some || some && near <= asked)
	})
}

// nearness is how far apart two things may be for a function that only compares them.
func nearness(src *language.Source, fn language.Func) (near float64, ok bool) {
	body := language.Part(src.Code, fn.Start, fn.End)
	m := atMostApart.FindAllStringSubmatch(body, -1)
	if len(m) != 1 || suite.Loosens.MatchString(strings.ReplaceAll(body, "isNaN", "")) || strings.Count(body, "return") > 1 {
		return 0, false
	}
	near, err := strconv.ParseFloat(suite.NumberOf(src.Code, m[0][1]+m[0][2]+m[0][3]), 64)
	return near, err == nil
}

// atMostApart is a comparison of how far two things are apart with a number, or a part
// of their size.
var atMostApart = regexp.MustCompile(`(?i)\babs\([^;{}]*?\)\s*<=?\s*([\d.]+(?:e-?\d+)?|[A-Za-z_]\w*)\s*(?:$|[*;})\n])|\babs\([^;{}]*?\)\s*<=?\s*(?:math\.)?max\([^;{}]*\)\s*\*\s*([\d.]+(?:e-?\d+)?|[A-Za-z_]\w*)|\bisclose\([^;{}]*\brel_tol\s*=\s*([\d.]+(?:e-?\d+)?|[A-Za-z_]\w*)`)

// toleranceAsked is the tolerance that people name, the largest; some is false where
// they name none.
func toleranceAsked(s *change.Set) (most float64, some bool) {
	for _, text := range s.Sentences() {
		if !ofTolerance.MatchString(text) {
			continue
		}
		for _, m := range smallNumber.FindAllString(text, -1) {
			if v, err := strconv.ParseFloat(m, 64); err == nil && v < 1 {
				most, some = max(most, v), true
			}
		}
	}
	return most, some
}

var (
	ofTolerance = regexp.MustCompile(`\b(toleran\w*|deltas?|within|epsilon|close\w*|precision|relative|absolute|approximate\w*|nearly)\b`)
	smallNumber = regexp.MustCompile(`\b(?:\d(?:\.\d+)?e-\d+|0?\.\d+)\b`)
)

// matchedAsAsked tells whether an assertion compares, by a matcher that people asked for
// by its name and that looks at all it is given, the values that were compared before,
// as nearly as they said.
func matchedAsAsked(s *change.Set, g, a suite.Statement) bool {
	had := slices.Collect(language.Calls(g.Text))
	return suite.TellsAll(g, a) && slices.ContainsFunc(slices.Collect(language.Calls(a.Text)), func(name string) bool {
		return len(name) > 4 && !slices.Contains(had, name) && s.Speaks(regexp.MustCompile(regexp.QuoteMeta(strings.ToLower(name))+`\b`)) && comparesAll(s, name) &&
			!slices.ContainsFunc(suite.Without(language.Literals(a.Text), language.Literals(g.Text)), func(l string) bool { return !s.Asked(suite.Unquote(l)) })
	})
}

// comparesAll tells whether a function of the tests that came looks at each of its
// parameters, and hands some of them on.
func comparesAll(s *change.Set, name string) bool {
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		fn, ok := f.Is.Named(name)
		if _, had := f.Was.Named(name); !ok || had || fn.Test || f.New == "" || len(fn.Params) < 2 {
			return false
		}
		body := language.Part(f.Is.Bare, fn.Head+1, fn.End)
		return weighs.MatchString(body) && !slices.ContainsFunc(fn.Params, func(p string) bool { return !regexp.HasWord(body, p) })
	})
}

// weighs is a comparison of what code reckoned.
var weighs = regexp.MustCompile(`[<>=!]=|[^=<-][<>][^<>]|\b(Equal|equals|isclose|assert_allclose|deepEqual)\w*\(`)

// heldFirst tells whether a test of Go takes what a call gives under a name and asks
// the same of it that the condition of one line asked, with each value of that line.
func heldFirst(u suite.Unit, g suite.Statement, come []suite.Statement) bool {
	m := inOneLine.FindStringSubmatch(g.Text)
	if m == nil || !u.Retells(g, come) {
		return false
	}
	calls := regexp.MustCompile(`:?=\s*` + regexp.QuoteMeta(m[1]) + `\(`)
	return slices.ContainsFunc(come, func(c suite.Statement) bool {
		return c.Squeezed == suite.Squeeze("if "+m[2]+" {") || suite.Squeeze(strings.TrimRight(c.Text, "{ ")) == suite.Squeeze("if "+m[2])
	}) && slices.ContainsFunc(u.Is.Bare[u.Now.Start:min(u.Now.End, len(u.Is.Bare))], calls.MatchString)
}

// inOneLine is a call whose error is asked for in the same line.
var inOneLine = regexp.MustCompile(`^\s*if [\w, ]+:?= ([\w.]+)\(.*\); (\w*[eE]rr\w* [!=]= nil)\s*\{?\s*$`)

// wider finds helpers of tests for which more is near enough than was: a larger
// number, or none at all where a number stood.
func wider(s *change.Set, f *change.File) []change.Finding {
	if !f.Is.May(suite.Tolerates) {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			now := suite.Tolerates.FindStringSubmatch(f.Is.Code[n])
			if now == nil {
				continue
			}
			for o := h.Old; o < h.OldEnd; o++ {
				was := suite.Tolerates.FindStringSubmatch(f.Was.Code[o])
				if was == nil || suite.Squeeze(was[1]) != suite.Squeeze(now[1]) || !suite.Numeric(suite.Squeeze(was[2])) {
					continue
				}
				if near := suite.NumberOf(f.Is.Code, suite.Squeeze(now[2])); !suite.Numeric(near) || suite.Value(near) > suite.Value(suite.Squeeze(was[2])) && !suite.EasedAsAsked(s, f, n, suite.Value(suite.Squeeze(was[2])), suite.Value(near)) {
					out = append(out, f.At(n, "more is near enough than was."))
				}
			}
		}
	}
	return out
}
