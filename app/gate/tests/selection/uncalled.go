package selection

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// uncalled finds scripts of tests that a script or a recipe called, or had before it,
// and that nothing calls any more.
func uncalled(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	if f.Base() != "package.json" && !suite.IsMake.MatchString(f.Base()) {
		return nil
	}
	called := func(text string) []string {
		if m := prerequisites.FindStringSubmatch(text); m != nil && f.Base() != "package.json" {
			return strings.Fields(m[1])
		}
		var out []string
		for _, m := range callsScript.FindAllStringSubmatch(text, -1) {
			out = append(out, m[1]+m[2])
		}
		return out
	}
	started := func(x *change.File) bool {
		return x.Is.Lang.Code() && slices.ContainsFunc(f.Is.Code[h.New:h.NewEnd], func(l string) bool { return suite.HoldsPath(l, x.Path) })
	}
	elsewhere := func(name string) bool {
		return slices.ContainsFunc(s.Files, func(x *change.File) bool {
			return x != f && (started(x) || language.IsScript(x.Path) || suite.Runs(x.Path)) && slices.ContainsFunc(x.Added(), func(n int) bool { return regexp.HasWord(x.Is.Code[n], name) })
		})
	}
	var out []change.Finding
	for o := h.Old; o < h.OldEnd; o++ {
		if besides.MatchString(f.Was.Code[o]) {
			continue
		}
		for _, name := range called(f.Was.Code[o]) {
			if name == "test" || !runsTestsIn(f, name) || elsewhere(name) || slices.ContainsFunc(f.Is.Code[h.New:h.NewEnd], func(l string) bool { return regexp.HasWord(l, name) }) {
				continue // people and services call a test by itself
			}
			if !slices.ContainsFunc(f.Is.Code, func(l string) bool { return slices.Contains(called(l), name) }) {
				out = append(out, f.Gone(f.Was, o, "nothing calls "+name+" any more, which runs tests."))
			}
		}
	}
	return out
}

var (
	prerequisites = regexp.MustCompile(`^[\w.-]+\s*:([^=:]*)$`)
	callsScript   = regexp.MustCompile(`\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?([\w:-]+)|\$[({]MAKE[)}]\s+([\w-]+)`)
)

// runsTestsIn tells whether a script of a package, or a target of a recipe, that still
// stands runs tests.
func runsTestsIn(f *change.File, name string) bool {
	n := slices.IndexFunc(f.Is.Code, func(l string) bool {
		l = strings.TrimLeft(l, " \t\"")
		rest, ok := strings.CutPrefix(l, name)
		return ok && (strings.HasPrefix(rest, "\":") || strings.HasPrefix(strings.TrimLeft(rest, " "), ":"))
	})
	if n < 0 {
		return false
	}
	for end := n; end < len(f.Is.Code) && (end == n || strings.HasPrefix(f.Is.Code[end], "\t")); end++ {
		if suite.Runner.MatchString(f.Is.Code[end]) || suite.Checkers.MatchString(f.Is.Code[end]) {
			return true
		}
	}
	return false
}

// narrowedIn finds a script, in the place of a command of tests, that runs less.
func narrowedIn(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	old := f.Was.Code[h.Old:h.OldEnd]
	if !slices.ContainsFunc(old, suite.RanTests) {
		return nil
	}
	var out []change.Finding
	for n := h.New; n < h.NewEnd; n++ {
		if suite.Runner.MatchString(f.Is.Code[n]) {
			continue
		}
		for _, script := range s.Files {
			if script.From != "" || !language.IsScript(script.Path) || !suite.HoldsPath(f.Is.Code[n], script.Path) {
				continue
			}
			for at, l := range script.Is.Code {
				if suite.Runner.MatchString(l) && (suite.Fresh(narrow, untagged(s, module.ReplaceAllString(runnersPart(l), ""), old), old) || fewer(l, old) && !spans(s, l)) && !complemented(s, script.Is, at) {
					out = append(out, script.At(at, "the script runs fewer tests than the command in whose place it stands."))
				}
			}
		}
	}
	return out
}
