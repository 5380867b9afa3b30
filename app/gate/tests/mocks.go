package tests

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

var (
	byPath   = regexp.MustCompile(`\b(?:patch|setattr)\(\s*["']([\w.]+)\.(\w+)["']`)
	byObject = regexp.MustCompile(`\b(?:patch\.object|setattr|spyOn|stub|replace|method)\(\s*(\w+)\s*,\s*["'](\w+)["']`)
	byAssign = regexp.MustCompile(`^\s*(?:(\w+)\.)?(\w+)\s*=\s*(?:func\s*\(|lambda\b|(?:Magic|Async)?Mock\(|mock\.|jest\.fn|vi\.fn|sinon\.|function\b|async\b|\([^)]*\)\s*=>|\w+\s*=>)`)
	byModule = regexp.MustCompile(`\b(?:jest|vi|mock|td)\.(?:mock|doMock|unstable_mockModule|module|replace)\(\s*["'](\.[^"']*)["']`)
)

// Mocks finds tests that replace the very thing they call.
func Mocks(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Is.Test() || !f.Is.Lang.Code() {
			continue
		}
		for _, n := range f.Added() {
			if s.Went(f.Is.Lines[n]) {
				continue
			}
			if name, ok := replacesSubject(f, n); ok {
				out = append(out, f.At(n, "the test replaces "+name+", which it tests."))
			}
		}
		out = append(out, shadows(f)...)
	}
	return dedupe(out), nil
}

func replacesSubject(f *change.File, n int) (string, bool) {
	text := f.Is.Code[n]
	if m := byModule.FindStringSubmatch(text); m != nil {
		for _, name := range importedNames(f, m[1]) {
			if calls(f, n, "", name, true) {
				return name, true
			}
		}
		return "", false
	}
	if m := byPath.FindStringSubmatch(text); m != nil {
		module := m[1][strings.LastIndexByte(m[1], '.')+1:]
		return m[2], calls(f, n, module, m[2], false)
	}
	if m := byObject.FindStringSubmatch(text); m != nil {
		if spies(f.Is, n) {
			return "", false
		}
		return m[2], calls(f, n, m[1], m[2], false)
	}
	if m := byAssign.FindStringSubmatch(text); m != nil && (m[1] != "" || f.Is.Lang.Name == "Go") && m[1] != "self" && m[1] != "this" && m[1] != "global" {
		return m[2], calls(f, n, m[1], m[2], false)
	}
	return "", false
}

// spies tells whether a spy lets the call through.
func spies(src *language.Source, n int) bool {
	if !strings.Contains(src.Code[n], "spyOn") {
		return false
	}
	text, _ := whole(src, n, len(src.Code))
	return !strings.Contains(text, ".mock")
}

// calls tells whether the test around line n, or any test when the line stands
// outside of all, calls the function itself.
func calls(f *change.File, n int, module, name string, everywhere bool) bool {
	call := regexp.MustCompile(`(^|[^.\w])(?:new\s+)?` + regexp.QuoteMeta(name) + `\(`)
	qualified := regexp.MustCompile(`\b` + regexp.QuoteMeta(module) + `\.` + regexp.QuoteMeta(name) + `\(`)
	from, to := 0, len(f.Is.Bare)
	if fn, ok := f.Is.Around(n); ok && !everywhere && fn.Test {
		from, to = fn.Start, fn.End
	}
	for at := from; at < min(to, len(f.Is.Bare)); at++ {
		text := f.Is.Bare[at]
		if at == n || strings.Contains(text, "def ") || strings.Contains(text, "func "+name) || strings.Contains(text, "function ") {
			continue
		}
		if call.MatchString(text) || module != "" && qualified.MatchString(text) {
			return true
		}
	}
	return false
}

// importedNames are what a script imports from a module.
func importedNames(f *change.File, module string) []string {
	var out []string
	for _, l := range f.Is.Code {
		m := importing.FindStringSubmatch(l)
		if m != nil && strings.TrimSuffix(m[7], ".js") == strings.TrimSuffix(module, ".js") {
			out = append(out, word.FindAllString(m[5]+m[6], -1)...)
		}
	}
	return out
}

// shadows finds functions of a test file that stand in for what it imported.
func shadows(f *change.File) []change.Finding {
	var lost []string
	for _, n := range f.Removed() {
		if m := importing.FindStringSubmatch(f.Was.Code[n]); m != nil {
			lost = append(lost, word.FindAllString(m[2]+" "+m[3]+" "+m[5]+m[6], -1)...)
		}
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if _, was := f.Was.Named(fn.Name); !was && !fn.Test && slices.Contains(lost, fn.Name) {
			out = append(out, f.At(fn.Head, "the test has its own "+fn.Name+" in place of the product's."))
		}
	}
	return out
}
