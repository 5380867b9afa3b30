package autoload

import (
	"path"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// tellsOnly tells whether all that a line has a runner load is code of the change
// that is told what became of the tests, and that changes nothing of it.
func tellsOnly(s *change.Set, f *change.File, n int) bool {
	m := processor.FindStringSubmatch(f.Is.Code[n])
	if m == nil {
		return false
	}
	at := s.Find(path.Join(path.Dir(f.Path), m[1]))
	return at != nil && at.New != "" && at.Is.Lang.Code() && !slices.ContainsFunc(at.Is.Bare, changesResults.MatchString)
}

var (
	processor      = regexp.MustCompile(`\btestResultsProcessor\b["']?\s*:\s*["'](?:<rootDir>/|\./)?([\w./-]+)["']`)
	changesResults = regexp.MustCompile(`\b(?:[\w.]*[rR]esults?|\w|[\w.]*tests?)\.[\w.]+(\[[^\]]*\])?\s*(=[^=>]|\+=|-=|\+\+|--)|\bdelete\s|\.(filter|splice|pop|shift|assign)\(|\.\.\.|\bexit(Code)?\b`)
	deciding       = regexp.MustCompile(`pytest_(ignore_collect|pyfunc_call|collect_file|pycollect_\w+|deselected|runtest_protocol|runtest_call)\b`)
	wrapper        = regexp.MustCompile(`\b(hookwrapper|wrapper)\s*=\s*True`) // it goes on around what decides
	hookHead       = regexp.MustCompile(`\bdef\s+pytest_`)
	meddles        = regexp.MustCompile(`skip|xfail|deselect|\]\s*=.*\bif\b|return\s+True|_exit|\bfilter\(|\bcall_\w+\s*=|\]\s*=\s*\w+\[(\d*:-?\d+|\d+:|::\d+)\]|\.sample\(`)
)

// harmless tells whether a line begins a hook that neither leaves tests out nor
// touches what became of them.
func harmless(s *change.Set, f *change.File, n int) bool {
	fn, ok := f.Is.Around(n)
	if !hookHead.MatchString(f.Is.Bare[n]) || deciding.MatchString(f.Is.Bare[n]) && !(ok && wrapper.MatchString(language.Part(f.Is.Bare, fn.Start, fn.Head))) {
		return false
	}
	if ok && suite.OptedOut(s, f, n) {
		return true
	}
	return ok && !meddles.MatchString(language.Part(f.Is.Code, fn.Head+1, fn.End)) && !suite.WritesTo(f.Is, fn) && !choosesFor(f.Is, fn)
}

// choosesFor tells whether a hook puts a list of its own choice in the place of
// one that its runner has; what it chooses to show is its own.
func choosesFor(src *language.Source, fn language.Func) bool {
	body := src.Bare[fn.Body:min(fn.End, len(src.Bare))]
	return slices.ContainsFunc(body, func(text string) bool {
		list := choice.FindStringSubmatch(text)
		return list != nil && slices.ContainsFunc(body, func(by string) bool {
			put := putBack.FindStringSubmatch(by)
			return put != nil && slices.Contains(suite.Words.FindAllString(howMany.ReplaceAllString(put[1]+put[2], ""), -1), list[1])
		})
	})
}

var (
	choice  = regexp.MustCompile(`^\s*(\w+)\s*(?::[^=]+)?=\s*(?:\[\s*\]?\s*$|\[.*\bif\b|list\(.*\bif\b)`)
	howMany = regexp.MustCompile(`\blen\(\w+\)`)
	putBack = regexp.MustCompile(`(?:\]|\.\w+)\s*=\s*([^=].*)$|^\s*return\b(.*)$`)
)
