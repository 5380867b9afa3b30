package tests

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// nearAsAsked tells whether an assertion compares, through a function of its file that
// only does that, the same values as before as closely as people asked, or as floats
// can be told.
func (u unit) nearAsAsked(s *change.Set, g, a statement) bool {
	if !tellsAll(g, a) || strings.Contains(a.text, "||") {
		return false
	}
	return slices.ContainsFunc(u.is.Funcs(), func(fn language.Func) bool {
		if fn.Test || !calling(a.text, fn.Name) {
			return false
		}
		near, ok := nearness(u.is, fn)
		asked, some := toleranceAsked(s)
		return ok && (near <= 1e-6 && !some || some && near <= asked)
	})
}

// nearness is how far apart two things may be for a function that only compares them.
func nearness(src *language.Source, fn language.Func) (near float64, ok bool) {
	body := language.Part(src.Code, fn.Start, fn.End)
	m := atMostApart.FindAllStringSubmatch(body, -1)
	if len(m) != 1 || loosens.MatchString(strings.ReplaceAll(body, "isNaN", "")) || strings.Count(body, "return") > 1 {
		return 0, false
	}
	near, err := strconv.ParseFloat(numberOf(src.Code, m[0][1]+m[0][2]+m[0][3]), 64)
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

// heldFirst tells whether a test of Go takes what a call gives under a name and asks
// the same of it that the condition of one line asked, with each value of that line.
func (u unit) heldFirst(g statement, come []statement) bool {
	m := inOneLine.FindStringSubmatch(g.text)
	if m == nil || !u.retells(g, come) {
		return false
	}
	calls := regexp.MustCompile(`:?=\s*` + regexp.QuoteMeta(m[1]) + `\(`)
	return slices.ContainsFunc(come, func(c statement) bool {
		return c.squeezed == squeeze("if "+m[2]+" {") || squeeze(strings.TrimRight(c.text, "{ ")) == squeeze("if "+m[2])
	}) && slices.ContainsFunc(u.is.Bare[u.now.Start:min(u.now.End, len(u.is.Bare))], calls.MatchString)
}

// inOneLine is a call whose error is asked for in the same line.
var inOneLine = regexp.MustCompile(`^\s*if [\w, ]+:?= ([\w.]+)\(.*\); (\w*[eE]rr\w* [!=]= nil)\s*\{?\s*$`)
