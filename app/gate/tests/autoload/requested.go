package autoload

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// besidesSubject tells whether a line belongs to a fixture that tests have to
// ask for, and those that do never call themselves what it replaces.
func besidesSubject(s *change.Set, f *change.File, n int, target string) bool {
	fixture := requested(f.Is, n)
	if fixture == "" {
		return false
	}
	subject := target[strings.LastIndexByte(target, '.')+1:]
	for _, re := range []*regexp.Regexp{suite.ByPath, suite.ByObject} {
		if m := re.FindStringSubmatch(f.Is.Code[n]); m != nil {
			subject = m[2]
		}
	}
	return !slices.ContainsFunc(s.Files, func(o *change.File) bool {
		if slices.ContainsFunc(o.Is.Code, func(l string) bool { return strings.Contains(l, "usefixtures") && strings.Contains(l, fixture) }) {
			return true // whole files may
		}
		return o.Is.Test() && slices.ContainsFunc(o.Is.Funcs(), func(fn language.Func) bool {
			if !slices.Contains(fn.Params, fixture) {
				return false
			}
			return everybodys.MatchString(language.Part(o.Is.Bare, fn.Start, fn.Head)) || strings.Contains(language.Part(o.Is.Bare, fn.Head+1, fn.End), subject+"(")
		})
	})
}

// requested is the fixture around a line that a test gets only when it asks;
// empty for none.
func requested(src *language.Source, n int) string {
	for _, fn := range src.Funcs() { // the outermost comes first
		if fn.Start <= n && n < fn.End {
			if marks := language.Part(src.Bare, fn.Start, fn.Head); strings.Contains(marks, "fixture") && !everybodys.MatchString(marks) {
				return fn.Name
			}
			return ""
		}
	}
	return ""
}

var everybodys = regexp.MustCompile(`\bautouse\s*=\s*True`)
