package checks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofFailure is a condition that something failed.
var ofFailure = regexp.MustCompile(`^\s*(el)?if\b.*(\bis not None|!==?\s*(null|undefined)|(?i:status|state).*(?i:fail)|\bif\s*\(?\s*\w*(?i:err|fail)\w*\s*\)?\s*[:{])`)

func afterFailure(src *language.Source, n int) bool {
	lines := src.Code[max(0, n-3) : n+1]
	return slices.ContainsFunc(lines, func(l string) bool {
		return failBranch.MatchString(l) && strings.Contains(strings.ToLower(l), "fail")
	}) || caughtAbove(src, n)
}

// caughtAbove tells whether a line is in a handler of what a test threw.
func caughtAbove(src *language.Source, n int) bool {
	depth := suite.Indent(src.Lines[n])
	for up := n - 1; up >= max(0, n-8); up-- {
		if t := src.Bare[up]; strings.TrimSpace(t) != "" && suite.Indent(src.Lines[up]) < depth {
			if handles.MatchString(t) {
				return true
			}
			depth = suite.Indent(src.Lines[up])
		}
	}
	return false
}

// ofStatus is a condition that something ended with a status of failure.
var ofStatus = regexp.MustCompile(`(?i)\bif\b.*\b(?:status|rc|return_?code|exit_?code|exit_?status|code)\)?\s*===?\s*[1-9]|\bif\b.*\bExitCode\(\)\s*==\s*[1-9]`)

// wantsFailure tells whether a line leaves the handler of something that came,
// behind which it is a failure that nothing was thrown.
func wantsFailure(f *change.File, n int) bool {
	depth := -1
	for up := n - 1; up >= max(0, n-8) && depth < 0; up-- {
		if handles.MatchString(f.Is.Bare[up]) && suite.Indent(f.Is.Lines[up]) < suite.Indent(f.Is.Lines[n]) {
			depth = suite.Indent(f.Is.Lines[up])
		} else if !f.IsAdded(up) {
			return false
		}
	}
	for up := n; depth >= 0 && up >= 0 && f.IsAdded(up); up-- {
		if suite.Indent(f.Is.Lines[up]) != depth || !attempts.MatchString(f.Is.Bare[up]) {
			continue
		}
		for next := n + 1; next < len(f.Is.Bare); next++ {
			if text := f.Is.Bare[next]; strings.Trim(text, " \t};") != "" {
				return suite.Indent(text) == depth && countsIll.MatchString(text)
			}
		}
	}
	return false
}

var (
	attempts  = regexp.MustCompile(`^\s*try\b`)
	countsIll = regexp.MustCompile(`(?i)\b\w*(fail|err|bad|wrong)\w*\s*(\+\+|\+=|\.(append|push|add)\()|^\s*(raise|throw)\b|\b(sys\.exit|process\.exit)\(\s*[1-9]`)
	handles   = regexp.MustCompile(`\bcatch\b|^\s*except\b|\brecover\(\)`)
)

// unequal tells whether a line stands where two things were found to differ.
func unequal(src *language.Source, n int) bool {
	return slices.ContainsFunc(src.Code[max(0, n-6):n], judging.MatchString)
}

// inOldFunc tells whether a line belongs to a function of the base, or to none.
func inOldFunc(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	if !in {
		return true
	}
	was, had := f.Was.Named(fn.Name)
	return had && was.Name != ""
}

// handsOnSome tells whether a method hands on to its parent what it hears under
// a condition alone, and that asks for no failure.
func handsOnSome(src *language.Source, fn language.Func) bool {
	some, depth := false, -1
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		text := src.Bare[n]
		if depth < 0 && strings.TrimSpace(text) != "" {
			depth = suite.Indent(text)
		}
		if !strings.Contains(text, "super") || !strings.Contains(text, "."+fn.Name+"(") {
			continue
		}
		if suite.Indent(text) <= depth || slices.ContainsFunc(src.Bare[fn.Body:n], ofFailure.MatchString) {
			return false
		}
		some = true
	}
	return some
}

var failBranch = regexp.MustCompile(`(?i)\bcase\b.*fail|\bif\b.*fail|fail.*(\{|:|=>)\s*$|\belse\b|\bexcept\b|\bcatch\b`)
