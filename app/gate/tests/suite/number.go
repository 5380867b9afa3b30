package suite

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Figure is a number without a sign.
var Figure = regexp.MustCompile(`\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?`)

// Value is the number that a figure stands for; 0 for none.
func Value(text string) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	if err != nil {
		return 0
	}
	return v
}

// Numerals are the numbers among the literals of code.
func Numerals(code string) []string {
	return slices.DeleteFunc(language.Literals(code), func(l string) bool { return l[0] < '0' || l[0] > '9' })
}

// Numeric tells whether a word is a number and nothing else.
func Numeric(word string) bool {
	_, err := strconv.ParseFloat(word, 64)
	return err == nil
}

// NumberOf is the number that a name stands for in a file; the name itself where
// none is told.
func NumberOf(code []string, name string) string {
	if name == "" || slices.ContainsFunc([]byte(name), func(c byte) bool { return strings.IndexByte("()*+-/ ", c) >= 0 }) {
		return name
	}
	held := regexp.MustCompile(`^\s*(?:const|var|let)?\s*` + regexp.QuoteMeta(name) + `\s*(?:\w+\s*)?:?=\s*([\d.eE+-]+)\s*;?\s*$`)
	for _, l := range code {
		if m := held.FindStringSubmatch(l); m != nil {
			return m[1]
		}
	}
	return name
}

// NumberAs is a line that gives a number to a name.
var NumberAs = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|static\s+|final\s+|var\s+|let\s+)?["']?([A-Za-z_]\w*)["']?\s*(?::\s*\w+\s*)?(?:[:?]?=|:)\s*["']?(-?\d[\d_]*(?:\.\d+)?)["']?\s*[,;]?\s*$`)

// leastName is in the names of what must at least be reached.
var leastName = regexp.MustCompile(`(?i)(^|_)(min|minimum|least|floor|required?|target)(_|$)|^min[A-Z_]|threshold`)

// MostName is in the names of what must not be passed.
var MostName = regexp.MustCompile(`(?i)(^|_)(max|maximum|most|ceiling|limit|budget|tolerance|allowed|epsilon)(_|$)|^max[A-Z_]|(Limit|Budget|Tolerance)$`)

// AsksMore compares two lines that set the same limit: 1 when the new one asks
// for more, -1 for less, 0 when they are no such lines or ask for the same.
func AsksMore(old, now string) int {
	was, is := NumberAs.FindStringSubmatch(old), NumberAs.FindStringSubmatch(now)
	if was == nil || is == nil || was[1] != is[1] {
		return 0
	}
	switch rose := cmp.Compare(Value(is[2]), Value(was[2])); {
	case leastName.MatchString(is[1]):
		return rose
	case MostName.MatchString(is[1]):
		return -rose
	}
	return 0
}

// adjusts marks a line whose number says how patient or exact a test is.
var adjusts = regexp.MustCompile(`(?i)(time_?out|toleran|delta|epsilon|\beps\b|\b[ar]tol\b|\babs\s*=|\brel\s*=|places|precision|retries|\bretry|reruns|attempts|deadline|\bsleep|\bwait|within|eventually|toBeCloseTo|InDelta|InEpsilon|max_?(ms|seconds|duration|time|elapsed|latency)|budget|elapsed|duration|\btook\b|latency|slow)`)

// Adjusting tells whether a line says how patient or exact a test is; one that
// compares for equality says what is expected.
func Adjusting(text string) bool {
	return adjusts.MatchString(text) && (!strings.Contains(text, "==") || strings.Contains(text, "approx"))
}

// Outline is a line without its figures, and without the kind of a tolerance.
func Outline(text string) string {
	return Squeeze(Figure.ReplaceAllString(kindOfTolerance.ReplaceAllString(text, "tolerance="), "§"))
}

var kindOfTolerance = regexp.MustCompile(`\b(abs|rel|abs_tol|rel_tol|atol|rtol)\s*=`)

// Tolerates is a comparison of how far two things are apart with what is near
// enough.
var Tolerates = regexp.MustCompile(`\b((?:[mM]ath\.)?[aA]bs\(.*\))\s*(?:<=?|>=?)\s*([^;:{)]+(?:\([^()]*\)[^;:{)]*)?)`)

// Inexact are words with which people speak of how exact something is.
var Inexact = regexp.MustCompile(`\b(toleran\w*|deltas?|within|approximate\w*|round\w*|epsilon|nearly|close\w*|digits?|per ?cent|exact\w*|floats?|floating|precision)\b|%`)
