// Package thresholds finds limits of coverage, lint and types that are lower now.
// In comes a change, out go findings; each speaks only of what the change
// brought. It keeps nothing, so a process that dies here judges again.
package thresholds

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	atLeast = regexp.MustCompile(`(?i)["']?\b(fail[_-]under|cov[_-]fail[_-]under|branches|functions|lines|statements|minimum[_-]?coverage|min[_-]?coverage|coverage[_-]?(min|minimum|threshold|target)|threshold|target|min[_-]?score|fail-under|precision|min_?cov\w*|cov\w*_?min\w*|required|total|package|file|floor|minimum)\b["']?\s*[?+]?[=:\s(]+\s*["']?(?:\$\{\w+:-)?(-?\d+(?:\.\d+)?)`)
	atMost  = regexp.MustCompile(`(?i)["']?\b(max[_-]?warnings|max[_-]?complexity|complexity|max[_-]?line[_-]?length|line-length|max-statements|max-depth|max-params|max-lines|funlen|gocyclo|min-complexity|allowed[_-]?failures|max[_-]?errors|max-issues-per-linter)\b["']?\s*[?+]?[=:\s,]+\s*\[?\s*(?:["']?(?:error|warn|2|1)["']?\s*,)?\s*["']?(-?\d+(?:\.\d+)?)`)
	strict  = regexp.MustCompile(`(?i)["']?\b(strict\w*|noImplicit\w+|noUnused\w+|noUnchecked\w+|noFallthrough\w+|exactOptionalPropertyTypes|disallow_\w+|warn_\w+|check_untyped_defs|no_implicit_\w+|checkJs|check-coverage|checkCoverage|failOnWarning|bail|error_on_\w+|fail-on-\w+|fail_ci_if_error|useUnknownInCatchVariables|alwaysStrict)\b["']?\s*[=:]\s*["']?(\w+)`)
	loose   = regexp.MustCompile(`(?i)["']?\b(ignore_errors|ignore_missing_imports|skipLibCheck|allowJs|allow_failure|continue-on-error|ignoreBuildErrors|ignoreDuringBuilds|isolatedModules|transpileOnly|noEmitOnError|diagnostics|exit-zero|exit_zero|informational|suppress\w*Errors|tests|run\.tests)\b["']?\s*[=:]\s*["']?(\w+)`)
	rule    = regexp.MustCompile(`["']?([@\w/-]+)["']?\s*:\s*\[?\s*["']?(off|warn|warning|error|none|info|information|ignore|deny|allow|0|1|2)\b`)
	lists   = regexp.MustCompile(`(?i)["']?\b(omit|exclude_lines|exclude_also|exclude_also|coveragePathIgnorePatterns|ignorePatterns|ignores|extend-ignore|ignore|per-file-ignores|extend-per-file-ignores|disable|disabled?-linters|exclude-rules|exclude-files|exclude-dirs|skip-files|skip-dirs|exclude|disable_error_code|extend-exclude|extend_exclude)\b["']?\s*[=:]`)
)

// maxSettings is how long a configuration is that is read key by key.
const maxSettings = 2000

// Judge finds limits of coverage, lint and types that are lower now.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		out = append(out, superseded(s, f)...)
		out = append(out, begun(s, f)...)
		out = append(out, easedConstants(s, f)...)
		out = append(out, easedData(s, f)...)
		out = append(out, easedFile(s, f)...)
		out = append(out, loadLimits(s, f)...)
		config := suite.Configures(f) || checksFile.MatchString(f.Base())
		if f.From == "" || !config && !language.IsScript(f.Path) && !suite.Runs(f.Path) {
			continue
		}
		if config && f.New != "" && len(f.Is.Lines) <= maxSettings {
			out = append(out, relaxed(s, f)...)
		}
		for _, h := range f.Hunks {
			out = append(out, lowered(s, f, h, config)...)
		}
		if x, ok := s.Spelled(f); ok {
			for _, h := range x.Hunks {
				out = append(out, easedGiven(s, x, h)...)
			}
		}
		if f.New == "" && config && !renewed(s, f) && !movedAlong(s, f) {
			out = append(out, f.Whole("a configuration of checks is gone."))
		}
	}
	return suite.Dedupe(out), nil
}

// renewed tells whether a configuration of the same tool came in another form,
// or its lines did, or that of another one came in its place, with all its limits,
// and people named both.
func renewed(s *change.Set, f *change.File) bool {
	tool, _, _ := strings.Cut(strings.TrimPrefix(f.Base(), "."), ".")
	lost := slices.DeleteFunc(f.Removed(), func(n int) bool { return s.Came(f.Was.Lines[n]) || !suite.Telling.MatchString(f.Was.Code[n]) })
	return slices.ContainsFunc(s.Files, func(o *change.File) bool {
		name, _, _ := strings.Cut(strings.TrimPrefix(o.Base(), "."), ".")
		if o.Old != "" || o.New == "" || !suite.Configures(o) && !checksFile.MatchString(o.Base()) {
			return false
		}
		return name == tool && len(lost)*2 <= len(f.Was.Lines) || (name == tool || s.Asked(name) && s.Asked(tool)) && sameLimits(f.Was.Code, o.Is.Code)
	})
}

// sameLimits tells whether a configuration has all limits and switches of another
// one, of which it has some.
func sameLimits(was, is []string) bool {
	had, has := numbers(atLeast, was, 3), numbers(atLeast, is, 3)
	for key, old := range had {
		if now, kept := has[key]; !kept || now.value < old.value {
			return false
		}
	}
	return len(had) > 0 && !slices.ContainsFunc(was, func(l string) bool {
		m := strict.FindStringSubmatch(l)
		return m != nil && yes(m[2]) && !slices.ContainsFunc(is, func(o string) bool { w := strict.FindStringSubmatch(o); return w != nil && w[1] == m[1] && yes(w[2]) })
	}) && !slices.ContainsFunc(is, func(l string) bool { return lists.MatchString(l) && !slices.ContainsFunc(was, lists.MatchString) })
}

// moved is how a limit went.
const moved = "%v → %v"

func lowered(s *change.Set, f *change.File, h change.Hunk, config bool) []change.Finding {
	var out []change.Finding
	old, now := f.Was.Code[h.Old:h.OldEnd], f.Is.Code[h.New:h.NewEnd]
	had, has := numbers(atLeast, old, 3), numbers(atLeast, now, 3)
	for _, key := range slices.Sorted(maps.Keys(had)) {
		was := had[key]
		is, kept := has[key]
		if !kept && !config && !strings.Contains(key, "cov") && !strings.Contains(key, "fail") {
			continue
		}
		if key == "threshold" && strings.Contains(f.Base(), "codecov") { // how far it may fall
			if kept && is.value > was.value && !suite.ToMove(s, f, h.New+is.line, key, was.value, is.value) {
				out = append(out, f.At(h.New+is.line, "more is tolerated than before.").Measuring(moved, was.value, is.value))
			}
			continue
		}
		if kept && is.value < was.value {
			if suite.ToMove(s, f, h.New+is.line, key, was.value, is.value) {
				continue
			}
			out = append(out, f.At(h.New+is.line, "a limit is lower than it was.").Measuring(moved, was.value, is.value))
		} else if !kept && !s.Came(f.Was.Lines[h.Old+was.line]) && !setElsewhere(s, f, key, was.value) {
			out = append(out, f.Gone(f.Was, h.Old+was.line, "a limit is gone."))
		}
	}
	high, higher := numbers(atMost, old, 2), numbers(atMost, now, 2)
	for _, key := range slices.Sorted(maps.Keys(high)) {
		was := high[key]
		if is, kept := higher[key]; kept && is.value > was.value && !suite.ToMove(s, f, h.New+is.line, key, was.value, is.value) {
			out = append(out, f.At(h.New+is.line, "more is tolerated than before.").Measuring(moved, was.value, is.value))
		} else if !kept && strings.Contains(key, "warnings") {
			out = append(out, f.Gone(f.Was, h.Old+was.line, "a limit is gone."))
		}
	}
	if config {
		out = append(out, excepted(s, f, h)...)
	}
	out = append(out, undercut(s, f, h)...)
	out = append(out, compared(s, f, h)...)
	if !f.Is.Lang.Code() {
		out = append(out, eases(s, f, h)...)
	}
	if !config {
		return out
	}
	return append(out, loosened(s, f, h)...)
}

// setElsewhere tells whether another configuration came to have a limit, no lower.
func setElsewhere(s *change.Set, f *change.File, key string, least float64) bool {
	return slices.ContainsFunc(s.Files, func(o *change.File) bool {
		return o != f && o.New != "" && suite.Configures(o) && slices.ContainsFunc(o.Added(), func(n int) bool {
			is, ok := numbers(atLeast, o.Is.Code[n:n+1], 3)[key]
			return ok && is.value >= least
		})
	})
}

// loosened finds switches turned and lists of exceptions that grew.
func loosened(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	old := f.Was.Code[h.Old:h.OldEnd]
	for o, text := range old {
		if m := strict.FindStringSubmatch(text); m != nil && yes(m[2]) && !s.Came(f.Was.Lines[h.Old+o]) && !implied(f, m[1]) {
			if n := find(f.Is.Code[h.New:h.NewEnd], m[1]); n < 0 || !yes(last(strict, f.Is.Code[h.New+n])) {
				out = append(out, f.Gone(f.Was, h.Old+o, "a check was turned off."))
			}
		}
		if m := rule.FindStringSubmatch(text); m != nil && severity(m[2]) > 0 && m[1] != "threshold" && !strings.HasPrefix(m[1], "retr") {
			if n := find(f.Is.Code[h.New:h.NewEnd], m[1]); n >= 0 {
				if is := rule.FindStringSubmatch(f.Is.Code[h.New+n]); is != nil && severity(is[2]) < severity(m[2]) {
					out = append(out, f.At(h.New+n, "a rule is milder than it was."))
				}
			}
		}
	}
	for n := h.New; n < h.NewEnd; n++ {
		text := f.Is.Code[n]
		if s.Went(f.Is.Lines[n]) || asked(s, text, old) {
			continue
		}
		switch {
		case yes(last(loose, text)) && suite.Fresh(loose, text, old) && !scoped(s, f.Is, n):
			out = append(out, f.At(n, "failures of a check are let pass."))
		case severity(last(rule, text)) == 0 && rule.MatchString(text) && suite.Fresh(rule, text, old) && strings.Contains(strings.ToLower(f.Path), "eslint") && !introduced(f, rule.FindStringSubmatch(text)[1]) && !turnedOffFor(s, f.Is, n, rule.FindStringSubmatch(text)[1]):
			out = append(out, f.At(n, "a rule was turned off."))
		case idleList(s, f, text, old), excusedLine(s, text, old), opensList.MatchString(text), suite.ElsewhereRun(s, f, n, suite.NewIn(text, old)), neverFails.MatchString(text):
		case lists.MatchString(text) && !ofTests(f.Is, n) && len(language.Literals(text))+len(strings.Fields(text)) > sizeIn(old, text):
			out = append(out, f.At(n, "more is left out of a check than before."))
		case (suite.Widened(lists, f, n) || entered(f, n)) && !ofTests(f.Is, n) && !askedPath(s, strings.TrimSpace(text)):
			out = append(out, f.At(n, "more is left out of a check than before."))
		}
	}
	return out
}

// implied tells whether a switch is one of those that the strict mode which came
// turns on.
func implied(f *change.File, key string) bool {
	return !strings.EqualFold(key, "strict") && ofStrict.MatchString(key) && slices.ContainsFunc(f.Added(), func(n int) bool { return allStrict.MatchString(f.Is.Code[n]) })
}

var (
	ofStrict  = regexp.MustCompile(`^(strict\w+|noImplicit(Any|This)|alwaysStrict|useUnknownInCatchVariables|disallow_\w+|warn_(unused_\w+|redundant_casts|return_any)|check_untyped_defs|no_implicit_\w+)$`)
	allStrict = regexp.MustCompile(`^\s*["']?strict["']?\s*[=:]\s*true\b`)
)

func sizeIn(old []string, text string) int {
	key := lists.FindString(text)
	for _, o := range old {
		if lists.FindString(o) == key {
			return len(language.Literals(o)) + len(strings.Fields(o))
		}
	}
	if strings.Contains(text, "[]") {
		return 1 << 20
	}
	return 0
}

func find(lines []string, key string) int {
	return slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, key) })
}

func last(re *regexp.Regexp, text string) string {
	if m := re.FindStringSubmatch(text); m != nil {
		return m[len(m)-1]
	}
	return ""
}

func yes(word string) bool {
	switch strings.ToLower(word) {
	case "true", "yes", "on", "1", "error", "all", "full":
		return true
	}
	return false
}

func severity(word string) int {
	switch strings.ToLower(word) {
	case "warn", "warning", "1":
		return 3
	case "info", "information", "hint", "notice", "suggestion", "refactor", "convention":
		return 2
	case "error", "2", "deny", "fatal":
		return 4
	case "off", "0", "none", "ignore", "disabled", "allow", "silent", "skip":
		return 0
	}
	return -1
}
