package tests

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

var (
	// adjusts marks a line whose number says how patient or exact a test is.
	adjusts = regexp.MustCompile(`(?i)(time_?out|toleran|delta|epsilon|\beps\b|\b[ar]tol\b|\babs\s*=|\brel\s*=|places|precision|retries|\bretry|reruns|attempts|deadline|\bsleep|\bwait|within|eventually|toBeCloseTo|InDelta|InEpsilon|max_?(ms|seconds|duration|time|elapsed|latency)|budget|elapsed|duration|\btook\b|latency|slow)`)
	exact   = regexp.MustCompile(`(?i)(places|precision|toBeCloseTo)`)
	patient = regexp.MustCompile(`\bjest\.(setTimeout|retryTimes)\(|\bthis\.(timeout|retries)\(|@?\bpytest\.mark\.flaky|@flaky\b|@retry\b|--reruns\b|--retries\b|--flake-finder|\btest\.(setTimeout|slow)\(|@pytest\.mark\.(repeat|timeout\(\s*0)|\bvi\.setConfig\(|\bretry\s*:\s*\d|\bretries\s*:\s*[1-9]|-p\s+no:timeout|\brerunFailingTestsCount|\{\s*(timeout|retry)\s*:\s*\d`)
	figure  = regexp.MustCompile(`\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?`)
)

// adjusting tells whether a line says how patient or exact a test is; one that
// compares for equality says what is expected.
func adjusting(text string) bool {
	return adjusts.MatchString(text) && (!strings.Contains(text, "==") || strings.Contains(text, "approx"))
}

// Timeouts finds tests that became more patient or less exact: greater limits
// in a line of the base, retries where there were none.
func Timeouts(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		config := configFile.MatchString(f.Path) || language.IsScript(f.Path) || runs(f.Path)
		if f.New == "" || !f.Is.Test() && !config {
			continue
		}
		for _, h := range f.Hunks {
			for n := h.New; n < h.NewEnd; n++ {
				if s.Went(f.Is.Lines[n]) {
					continue
				}
				text := f.Is.Code[n]
				if f.From != "" && greater(f, h, n) {
					out = append(out, f.At(n, "a test is more patient or less exact than it was."))
				} else if patient.MatchString(text) && fresh(patient, text, f.Was.Code[h.Old:h.OldEnd]) && !inNew(f, n) {
					out = append(out, f.At(n, "a test may take longer, or be tried again, where it could not before."))
				}
			}
		}
	}
	return dedupe(out), nil
}

// inNew tells whether a line stands in a function, or file, that is new.
func inNew(f *change.File, n int) bool {
	if f.From == "" && f.Is.Lang.Code() && !configFile.MatchString(f.Path) {
		return !strings.Contains(f.Is.Code[n], "retryTimes") && !strings.Contains(f.Is.Code[n], "flaky")
	}
	fn, ok := f.Is.Around(n)
	if !ok {
		return false
	}
	_, was := f.Was.Named(fn.Name)
	return !was
}

// greater compares the numbers of a line with those of the line it replaces.
func greater(f *change.File, h change.Hunk, n int) bool {
	text := f.Is.Code[n]
	if !adjusting(text) {
		return false
	}
	shape := figure.ReplaceAllString(text, "§")
	for o := h.Old; o < h.OldEnd; o++ {
		was := f.Was.Code[o]
		if squeeze(figure.ReplaceAllString(was, "§")) != squeeze(shape) {
			continue
		}
		a, b := figure.FindAllString(was, -1), figure.FindAllString(text, -1)
		for i := range min(len(a), len(b)) {
			x, y := value(a[i]), value(b[i])
			if x != y && (y > x) != exact.MatchString(text) {
				return true
			}
		}
	}
	return false
}

func value(text string) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	if err != nil {
		return 0
	}
	return v
}
