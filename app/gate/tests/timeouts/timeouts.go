// Package timeouts finds tests that became more patient or less exact. In comes a
// change, out go findings; each speaks only of what the change brought. It keeps
// nothing, so a process that dies here judges again.
package timeouts

import (
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	exact   = regexp.MustCompile(`(?i)(places|precision|toBeCloseTo)`)
	again   = regexp.MustCompile(`--?(re-?run-?fail\w*(-max\w*)?|re-?runs?(-delay)?|only-rerun|retry|retries|retry-times|max-?retries|flake-?finder|flaky\w*|force-flaky|max-runs|flaky-test-attempts|rerun-fails[\w-]*|test-retries|num-retries)\b|\bnick-(fields|invision)/retry|\b(max_attempts|retry_on|retry-on-failure|rerunFailingTestsCount|rerun_failures|flaky_test_attempts|retry_wait_seconds)\b\s*[:=]|\btest-retry\b|\bretryTimes\(|\bretry\.(maxRetries|maxFailures)|\b(pytest|flaky)\.mark\.flaky|@(flaky|retry|retrying|tenacity\.retry|backoff\.on_\w+)\b|@RepeatedIfExceptions|\bRetryAnalyzer\b|\bdescribe\.configure\(.*\bretries\b|\bFlakeAttempts\(|\bretries["']?\s*[:=]\s*(process\.env|[1-9]|\{|\()|\bretry["']?\s*[:=]\s*(process\.env|[1-9]|\{|\()`)
	lints   = regexp.MustCompile(`(?i)golangci|eslint|tsconfig|mypy|ruff|flake8|pylint|pyright|stylelint|biome`)
	longer  = regexp.MustCompile(`--(test-?timeout|testTimeout|hookTimeout|timeout)[= ]\d{5,}`)
	anew    = regexp.MustCompile(`\b(for|while|until)\b.*\b(\w*(attempt|retry|retries|tries|trial)\w*)\b|\b(while|until)\b.*;\s*do\b.*|\bfor\b.*\bin\s+(1 2|\{1\.\.|\$\(seq|\x60seq).*|^\s*until\s`)
	twice   = regexp.MustCompile(`\|\|`)
	patient = regexp.MustCompile(`\bjest\.(setTimeout|retryTimes)\(|\bthis\.(timeout|retries)\(|@?\bpytest\.mark\.flaky|@flaky\b|@retry\b|--reruns\b|--retries\b|--flake-finder|\btest\.(setTimeout|slow)\(|@pytest\.mark\.(repeat|timeout\(\s*0)|\bvi\.setConfig\(|\bretry\s*:\s*[1-9]|\bretries\s*:\s*[1-9]|-p\s+no:timeout|\brerunFailingTestsCount|\{\s*(timeout\s*:\s*\d|retry\s*:\s*[1-9])`)
)

// Judge finds tests that became more patient or less exact: greater limits
// in a line of the base, retries where there were none.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		config := suite.Configures(f) || language.IsScript(f.Path) || suite.Runs(f.Path)
		if f.New == "" || (!f.Is.Test() || !f.Is.Lang.Code()) && !config || lints.MatchString(f.Path) {
			continue
		}
		for _, h := range f.Hunks {
			for n := h.New; n < h.NewEnd; n++ {
				if s.Went(f.Is.Lines[n]) {
					continue
				}
				text := ofServices(f.Is, n)
				if text != f.Is.Code[n] && !suite.Adjusting(text) || f.Is.Lang.Code() && !repeating.MatchString(text) && suite.ToWait(s, f, n) {
					continue
				}
				if f.From != "" && greater(s, f, h, n) && !bubbledAt(f.Is, n) {
					out = append(out, f.At(n, "a test is more patient or less exact than it was."))
				} else if old := f.Was.Code[h.Old:h.OldEnd]; !mayWait(text) {
					continue
				} else if patient.MatchString(text) && suite.Fresh(patient, text, old) && !inNew(f, n) && !slices.ContainsFunc(old, func(was string) bool {
					return patient.MatchString(was) && suite.Skeleton(was) == suite.Skeleton(text) && suite.NumbersAsAsked(s, f, n, was)
				}) ||
					again.MatchString(text) && suite.Fresh(again, text, old) && !inNew(f, n) || repeats(f, n, old) || longer.MatchString(text) && suite.Fresh(longer, text, old) && !suite.Stand(f.Is, old) {
					out = append(out, f.At(n, "a test may take longer, or be tried again, where it could not before."))
				}
			}
		}
	}
	for _, f := range s.Files {
		out = append(out, outwaits(s, f)...)
		if x, ok := spelledRuns(s, f); ok {
			for _, h := range x.Hunks {
				for n := h.New; n < h.NewEnd; n++ {
					if suite.Runner.MatchString(x.Is.Code[n]) && x.Is.Code[n] != f.Is.Code[n] && greater(s, x, h, n) {
						out = append(out, f.At(n, "a test is more patient or less exact than it was."))
					}
				}
			}
		}
	}
	for _, u := range suite.Units(s) {
		if u.Old.Test && u.Old.Name != "TestMain" && !u.Same() && tries(u) {
			out = append(out, u.File.At(u.Now.Head, "the test "+u.Old.Name+" tries what it asserts again and again."))
		}
	}
	return suite.Dedupe(out), nil
}

// spelledRuns is a script or configuration of the base that runs something, with its
// variables spelled out.
func spelledRuns(s *change.Set, f *change.File) (*change.File, bool) {
	if f.From == "" || !suite.Configures(f) && !language.IsScript(f.Path) && !suite.Runs(f.Path) || lints.MatchString(f.Path) {
		return nil, false
	}
	return s.Spelled(f)
}

// ofServices is a line without what it says of how patient somebody is with a
// service that starts: no test waits for it longer.
func ofServices(src *language.Source, n int) string {
	text := src.Code[n]
	if src.Lang.Code() || !strings.Contains(text, "retries") {
		return text
	}
	if healthOption.MatchString(text) {
		return healthOption.ReplaceAllString(text, "")
	}
	for up, depth := n-1, suite.Indent(text); up >= 0 && depth > 0; up-- {
		if l := src.Code[up]; strings.TrimSpace(l) != "" && suite.Indent(l) < depth {
			if depth = suite.Indent(l); healthCheck.MatchString(l) {
				return ""
			}
		}
	}
	return text
}

var (
	repeating    = regexp.MustCompile(`(?i)retr(y|ies)|flaky|repeat|rerun|attempt|\btries\b`)
	healthOption = regexp.MustCompile(`--health-\S+(\s+[\d.]\w*)?`)
	healthCheck  = regexp.MustCompile(`^\s*(healthcheck|livenessProbe|readinessProbe|startupProbe)\s*:`)
)

// tries tells whether a test that waited for nothing asserts by a helper now that
// tries until it succeeds.
func tries(u suite.Unit) bool {
	if suite.Waits.MatchString(suite.Within(u.Was.Bare, u.Old)) || awaits.MatchString(language.Part(u.Was.Bare, u.Old.Start, u.Old.End)) {
		return false
	}
	return slices.ContainsFunc(u.Helpers(), func(fn language.Func) bool {
		body := language.Part(u.Is.Bare, fn.Head+1, fn.End)
		return suite.Looping.MatchString(body) && suite.Waits.MatchString(body) && strings.Contains(body, "return")
	})
}

var awaits = regexp.MustCompile(`(?i)\bawait\b|eventually|\bpoll|<-|\bselect\b|\.wait\(|\.Wait\(|\bretry|\bwait_?for`)

// mayWait tells whether a line has a word by which a test waits or is repeated.
func mayWait(text string) bool {
	return slices.ContainsFunc([]string{"etr", "etries", "erun", "lak", "imeout", "low(", "epeat", "ttempt", "tries", "trial", "-runs", "for", "while", "until", "||", "setConfig"}, func(w string) bool { return strings.Contains(text, w) })
}

// repeats tells whether a line of a script runs tests until they pass, or a
// test of the base tries its assertions again.
func repeats(f *change.File, n int, old []string) bool {
	text := f.Is.Code[n]
	if f.Is.Lang.Code() {
		fn, in := f.Is.Around(n)
		if !in || inNew(f, n) || !anew.MatchString(f.Is.Bare[n]) || !strings.ContainsAny(f.Is.Bare[n], ":{") {
			return false
		}
		return !had(anew, old) && suite.Asserts(f.Is, n, fn.End) > 0
	}
	if commands := suite.Runner.FindAllString(text, -1); len(commands) > 1 && twice.MatchString(text) && commands[0] == commands[1] && !slices.ContainsFunc(old, twice.MatchString) {
		return true
	}
	if !anew.MatchString(text) || had(anew, old) {
		return false
	}
	return slices.ContainsFunc(f.Is.Code[n:min(n+4, len(f.Is.Code))], suite.Runner.MatchString)
}

// had tells whether one of some lines matched.
func had(re *regexp.Regexp, old []string) bool { return slices.ContainsFunc(old, re.MatchString) }

// inNew tells whether a line stands in a function, or file, that is new.
func inNew(f *change.File, n int) bool {
	if f.From == "" && f.Is.Lang.Code() && !suite.Configures(f) {
		return !strings.Contains(f.Is.Code[n], "retryTimes") && !strings.Contains(f.Is.Code[n], "flaky")
	}
	fn, ok := f.Is.Around(n)
	if !ok || f.Base() == "conftest.py" {
		return false
	}
	_, was := f.Was.Named(fn.Name)
	return !was
}

// greater compares the numbers of a line with those of the line it replaces, but for
// those that people want there.
func greater(s *change.Set, f *change.File, h change.Hunk, n int) bool {
	if h.Old == h.OldEnd || !suite.Adjusting(f.Is.Code[n]) {
		return false
	}
	text := amounts.ReplaceAllString(suite.InSeconds(f.Is.Code[n]), "$1")
	if !strings.ContainsAny(text, "0123456789") {
		return false
	}
	shape := suite.Outline(text)
	for o := h.Old; o < h.OldEnd; o++ {
		was := amounts.ReplaceAllString(suite.InSeconds(f.Was.Code[o]), "$1")
		if suite.Outline(was) != shape {
			continue
		}
		if x, y := slack(was), slack(text); x >= 0 && y >= 0 {
			if y > x && !suite.EasedAsAsked(s, f, n, suite.Value(nearNumber.FindStringSubmatch(was)[3]), suite.Value(nearNumber.FindStringSubmatch(text)[3])) {
				return true
			}
			continue
		}
		a, b := suite.Figure.FindAllString(was, -1), suite.Figure.FindAllString(text, -1)
		for i := range min(len(a), len(b)) {
			x, y := suite.Value(a[i]), suite.Value(b[i])
			if x != y && (y > x) != exact.MatchString(text) && !suite.EasedAsAsked(s, f, n, x, y) {
				return true
			}
		}
	}
	return false
}

// amounts are how much a test tries: more of it is no patience.
var amounts = regexp.MustCompile(`(?i)\b(\w*(?:examples|iterations|samples|num_?runs|cases))["']?\s*[:=]\s*[\d_]+`)

// slack is how far from the value it wants a comparison lets one be, where the line says
// both in numbers; negative for none.
func slack(text string) float64 {
	if !strings.Contains(text, "approx(") {
		return -1
	}
	m := nearNumber.FindStringSubmatch(text)
	if m == nil {
		return -1
	}
	if m[2] == "rel" {
		return math.Abs(suite.Value(m[1])) * suite.Value(m[3])
	}
	return suite.Value(m[3])
}

var nearNumber = regexp.MustCompile(`\bapprox\(\s*(-?\d[\d_.eE]*)\s*,\s*(abs|rel)\s*=\s*([\d_.]+(?:[eE][+-]?\d+)?)\s*\)`)

// bubbledAt tells whether a line stands in a function that lives in a bubble: what it
// sleeps there takes no time.
func bubbledAt(src *language.Source, n int) bool {
	fn, in := src.Around(n)
	return in && suite.InBubble.MatchString(suite.Within(src.Bare, fn))
}
