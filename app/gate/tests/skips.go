package tests

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

var (
	conditional = regexp.MustCompile(`skipif|skipIf|skipUnless|importorskip|runIf|testing\.Short\(\)`)
	constraint  = regexp.MustCompile(`^//\s*(go:build|\+build)\b`)
	alwaysTrue  = regexp.MustCompile(`skipif\(\s*(True|1|not False)|skipIf\(\s*(True|true|1)\b|skipUnless\(\s*(False|0)|runIf\(\s*(false|0)`)
)

// Skips finds tests that were taken out of the run, and those that take all
// others out of it. A new test may skip itself under a condition.
func Skips(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Is.Test() || f.Is.Lang.Skip == nil {
			continue
		}
		for _, n := range f.Added() {
			text := f.Is.Bare[n]
			switch {
			case s.Went(f.Is.Lines[n]):
			case f.From != "" && constraint.MatchString(f.Is.Lines[n]) && !tagged(s, f.Is.Lines[n]):
				out = append(out, f.At(n, "the file's tests run under a build constraint only."))
			case f.Is.Lang.Focus != nil && f.Is.Lang.Focus.MatchString(text):
				out = append(out, f.At(n, "it keeps all other tests from running."))
			case f.Is.Lang.Skip.MatchString(text) && !mayskip(f, n):
				out = append(out, f.At(n, "it takes a test out of the run."))
			}
		}
	}
	return out, nil
}

// tagged tells whether people named the tags of a build constraint.
func tagged(s *change.Set, text string) bool {
	tags := word.FindAllString(constraint.ReplaceAllString(text, ""), -1)
	return len(tags) > 0 && !slices.ContainsFunc(tags, func(t string) bool { return !s.Asked(t) })
}

// mayskip tells whether a new test skips itself under a condition.
func mayskip(f *change.File, n int) bool {
	text := f.Is.Code[n]
	fn, ok := f.Is.Around(n)
	if ok {
		if _, was := f.Was.Named(fn.Name); was {
			return false
		}
	} else if f.From != "" {
		return false
	}
	if alwaysTrue.MatchString(text) || f.Base() == "conftest.py" {
		return false
	}
	if conditional.MatchString(text) {
		return true
	}
	for up := n; up >= max(0, n-2); up-- {
		if t := strings.TrimSpace(f.Is.Bare[up]); strings.HasPrefix(t, "if ") || strings.HasPrefix(t, "if(") {
			return !strings.HasPrefix(t, "if true") && !strings.HasPrefix(t, "if True")
		}
	}
	return false
}
