package suite

import (
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// adjusts marks a line whose number says how patient or exact a test is.
	adjusts = regexp.MustCompile(`(?i)(time_?out|toleran|delta|epsilon|\beps\b|\b[ar]tol\b|\babs\s*=|\brel\s*=|places|precision|retries|\bretry|reruns|attempts|deadline|\bsleep|\bwait|within|eventually|toBeCloseTo|InDelta|InEpsilon|max_?(ms|seconds|duration|time|elapsed|latency)|budget|elapsed|duration|\btook\b|latency|slow)`)
	Figure  = regexp.MustCompile(`\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?`)
)

// Adjusting tells whether a line says how patient or exact a test is; one that
// compares for equality says what is expected.
func Adjusting(text string) bool {
	return adjusts.MatchString(text) && (!strings.Contains(text, "==") || strings.Contains(text, "approx"))
}

var Looping = regexp.MustCompile(`\b(for|while)\b`)

// Outline is a line without its figures, and without the kind of a tolerance.
func Outline(text string) string {
	return Squeeze(Figure.ReplaceAllString(kindOfTolerance.ReplaceAllString(text, "tolerance="), "§"))
}

var kindOfTolerance = regexp.MustCompile(`\b(abs|rel|abs_tol|rel_tol|atol|rtol)\s*=`)

func Value(text string) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	if err != nil {
		return 0
	}
	return v
}
