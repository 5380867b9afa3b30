// Package skips finds tests that were taken out of the run, and those that take
// all others out of it. In comes a change, out go findings; each speaks only of
// what the change brought. It keeps nothing, so a process that dies here judges
// again.
package skips

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	conditional = regexp.MustCompile(`skipif|skipIf|skipUnless|importorskip|runIf|testing\.Short\(\)`)
	setsUp      = regexp.MustCompile(`^(setUp\w*|setup(_\w+)?|asyncSetUp)$`)
	leftOut     = regexp.MustCompile(`doctest:\s*\+?.*\bSKIP\b|doctest:\s*\+SKIP|skip: next|doctest_skip`)
	optional    = regexp.MustCompile(`skipif|skipIf|skipUnless|runIf|\bskip\s*:\s*[^\s"'t]`)
	constraint  = regexp.MustCompile(`^//\s*(go:build|\+build)\b`)
)

// Judge finds tests that were taken out of the run, and those that take all
// others out of it. A new test may skip itself under a condition.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	leaving := leavers(s)
	for _, f := range s.Files {
		for _, n := range f.Added() {
			if strings.Contains(f.Is.Lines[n], "doctest") && leftOut.MatchString(f.Is.Lines[n]) && !s.Went(f.Is.Lines[n]) {
				out = append(out, f.At(n, "it takes an example out of the run."))
			}
		}
		if f.New == "" || !f.Is.Test() || f.Is.Lang.Skip == nil {
			continue
		}
		for _, n := range f.Added() {
			text := f.Is.Bare[n]
			switch {
			case s.Went(f.Is.Lines[n]):
			case leaving[f] != nil && f.From != "" && leaving[f].MatchString(text) && suite.InOld(f, n) && !suite.ToSkip(s, f, n):
				out = append(out, f.At(n, "it takes a test of the base out of the run."))
			case constraint.MatchString(f.Is.Lines[n]) && holdsOld(s, f) && (besideNamed(s, f) || !runUnder(s, f.Is.Lines[n]) && !tagged(s, f, f.Is.Lines[n])):
				out = append(out, f.At(n, "the file's tests run under a build constraint only."))
			case f.Is.Lang.Focus != nil && f.Is.Lang.Focus.MatchString(text):
				out = append(out, f.At(n, "it keeps all other tests from running."))
			case givesUp.MatchString(text) && suite.InOld(f, n) && assertsBelow(f, n):
				out = append(out, f.At(n, "it lets a test of the base end before it asserts."))
			case f.Is.Lang.Skip.MatchString(text) && (!mayskip(f, n) && !suite.ToSkip(s, f, n) && !underShown(s, f.Is, n) || neverGiven(s, f.Is, n)) && !suite.OptedOut(s, f, n):
				out = append(out, f.At(n, "it takes a test out of the run."))
			}
		}
	}
	return out, nil
}

// underShown tells whether a line leaves a test out under a condition that people show.
func underShown(s *change.Set, src *language.Source, n int) bool {
	condition := src.Lang.Skip.ReplaceAllString(inFull(src, src.Code[n]+"\n"+suite.Over(src, n)), " ")
	return !strings.Contains(condition, "importorskip") && suite.ShownIn(s, condition, asksToSkip)
}

var givesUp = regexp.MustCompile(`^\s*return;?\s*$`)

// assertsBelow tells whether a test asserts below a line what it asserted before.
func assertsBelow(f *change.File, n int) bool {
	fn, _ := f.Is.Around(n)
	for at := n + 1; at < min(fn.End, len(f.Is.Bare)); at++ {
		if !f.IsAdded(at) && f.Is.Lang.Assertion.MatchString(f.Is.Bare[at]) {
			return true
		}
	}
	return false
}

// leavers are, for each file of tests, the names by which it may call what came
// and takes a test out of the run; nil for none.
func leavers(s *change.Set) map[*change.File]*regexp.Regexp {
	out := map[*change.File]*regexp.Regexp{}
	for _, f := range s.Files {
		if f.New == "" || !f.Is.Test() || f.Is.Lang.Skip == nil || !f.Holds("kip", "xfail", "xpectedFailure", "todo", "failing", "fails", "fixme", "pending", "runIf", "xit", "xtest", "xdescribe", "nottest", "__test__") {
			continue
		}
		var names []string
		for _, n := range f.Added() {
			if !f.Is.Lang.Skip.MatchString(f.Is.Bare[n]) || onlyElsewhere(f.Is, n) {
				continue
			}
			if fn, in := f.Is.Around(n); in && !fn.Test {
				names = append(names, fn.Name)
			} else if m := namedMark.FindStringSubmatch(f.Is.Bare[n]); !in && m != nil {
				names = append(names, m[1])
			}
		}
		if len(names) == 0 {
			continue
		}
		re := regexp.MustCompile(`(^|[^.\w])(` + strings.Join(names, "|") + `)\b`)
		for _, user := range s.Files {
			if user == f || user.Is.Lang == f.Is.Lang && user.Is.Test() && out[user] == nil {
				out[user] = re
			}
		}
	}
	return out
}

var namedMark = regexp.MustCompile(`^\s*(?:const\s+|let\s+|var\s+)?(\w+)\s*=[^=]`)

// holdsOld tells whether a file was there, or has a test now that another one had.
func holdsOld(s *change.Set, f *change.File) bool {
	return f.From != "" || slices.ContainsFunc(s.Files, func(o *change.File) bool {
		return o != f && o.Was.Lang == f.Is.Lang && slices.ContainsFunc(o.Was.Tests(), func(t language.Func) bool {
			_, here := suite.Named(f.Is, t.Name)
			_, still := suite.Named(o.Is, t.Name)
			return here && !still
		})
	})
}

// besideNamed tells whether a file that came has tests of the base which people name, and
// others that they do not: a wish about some tests is none about all.
func besideNamed(s *change.Set, f *change.File) bool {
	if f.From != "" || s.Asked(f.Base()) || s.Asked(f.Path) {
		return false
	}
	named, some := 0, 0
	for _, o := range s.Files {
		for _, t := range o.Was.Tests() {
			if _, here := suite.Named(f.Is, t.Name); here {
				if some++; s.Asked(t.Name) {
					named++
				}
			}
		}
	}
	return 0 < named && named < some
}

// tagged tells whether people want a file, or one of its tests, to be built under a
// constraint: by the names of its tags, in a sentence about that.
func tagged(s *change.Set, f *change.File, text string) bool {
	tags := suite.Word.FindAllString(constraint.ReplaceAllString(text, ""), -1)
	if len(tags) == 0 || slices.ContainsFunc(tags, func(t string) bool {
		return !s.SpeaksWith(regexp.MustCompile(`\b`+regexp.QuoteMeta(strings.ToLower(t))+`\b`), ofBuilds)
	}) {
		return false
	}
	return s.Asked(f.Base()) || s.Asked(strings.TrimSuffix(f.Base(), "_test.go")+" tests") ||
		slices.ContainsFunc(slices.Concat(f.Was.Tests(), f.Is.Tests()), func(t language.Func) bool { return s.Asked(t.Name) })
}

// ofBuilds is about what is built, and when.
var ofBuilds = regexp.MustCompile(`\b(tags?|tagged|build|built|constraints?|behind)\b`)

// runUnder tells whether a command that came runs tests under each tag of a
// constraint.
func runUnder(s *change.Set, text string) bool {
	tags := suite.Word.FindAllString(constraint.ReplaceAllString(text, ""), -1)
	return len(tags) > 0 && !slices.ContainsFunc(tags, func(t string) bool {
		return !slices.ContainsFunc(suite.CommandsThatCame(s), func(l string) bool { return strings.Contains(l, "-tags") && strings.Contains(l, t) })
	})
}

// asksFirst tells whether an option of a test that skips it asks the platform or
// its tools, here or where the condition has its name.
func asksFirst(src *language.Source, text string) bool {
	m := optionOf.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	if asksTools.MatchString(m[1]) {
		return true
	}
	held := regexp.MustCompile(`\b` + regexp.QuoteMeta(strings.TrimLeft(m[1], "!")) + `\s*=(.*)`)
	return slices.ContainsFunc(src.Code, func(l string) bool {
		w := held.FindStringSubmatch(l)
		return w != nil && asksTools.MatchString(w[1])
	})
}

var (
	optionOf  = regexp.MustCompile(`\bskip\s*:\s*([^,}]+?)\s*[,}]`)
	asksTools = regexp.MustCompile(`process\.(platform|arch|version|env|getuid)|\bexists\w*\(|\bwhich\b|spawnSync\(|\bos\.(platform|type|arch)\(|\bhas[A-Z]\w*\(|\bversions\b`)
)

var (
	// elsewhere is a condition that holds on a platform where no check is run.
	elsewhere = regexp.MustCompile(`(?:\bif\b|\bskip(?:if|If)\(|\bskip\s*:).*(\bGOOS\s*==\s*"(windows|plan9|js|wasip1)"|\bsys\.platform\s*==\s*["']win32["']|\bos\.name\s*==\s*["']nt["']|\bplatform\s*===?\s*["']win32["'])|\b(?:runIf|skipUnless)\(.*\bplatform\s*!==?\s*["']win32["']`)
	reversed  = regexp.MustCompile(`\|\||\bor\b|!\s*\(|\bnot\s*\(|\bnot\s+(?:sys|os|platform)\b`)
	choosing  = regexp.MustCompile(`\s\?\s`)
	runsOn    = regexp.MustCompile(`^[^?:]*\?\s*["'` + "`" + `t][^?:]*:\s*(?:false|undefined|null|0|''|"")[\s,;)}]`)
	turnedBy  = regexp.MustCompile(`^[\s)]*(?:[!=]=|is\b)|\|\||\bor\b|\belse\b|\^|;\s*!`)
)

// onlyElsewhere tells whether what a line begins, or what it stands under, leaves a
// test out on a platform where no check is run.
func onlyElsewhere(src *language.Source, n int) bool {
	text, _ := suite.Whole(src, n, len(src.Code))
	return slices.ContainsFunc([]string{text, suite.Over(src, n)}, func(text string) bool {
		return holdsElsewhere(strings.Join(strings.Fields(inFull(src, text)), " "))
	})
}

// holdsElsewhere tells whether a condition holds on a platform where no check is run and
// on no other: nothing before the platform or behind it turns that round.
func holdsElsewhere(text string) bool {
	m := elsewhere.FindStringIndex(text)
	if m == nil {
		return false
	}
	behind, rest := text[m[1]:], text[m[1]:]
	if end := strings.IndexAny(behind, ",{:"); end >= 0 {
		behind = behind[:end]
	}
	return !reversed.MatchString(text[m[0]:m[1]]) && !turnedBy.MatchString(behind) && (!choosing.MatchString(behind) || runsOn.MatchString(rest))
}

// inFull puts what a name stands for into the condition it is.
func inFull(src *language.Source, text string) string {
	return conditionName.ReplaceAllStringFunc(text, func(m string) string {
		name := suite.Words.FindAllString(m, -1)
		if stands := suite.Definition(src, name[len(name)-1]); stands != "" && !strings.Contains(stands, "\n") {
			return strings.TrimSuffix(m, name[len(name)-1]) + "(" + strings.TrimRight(strings.TrimSpace(stands), ";") + ")"
		}
		return m
	})
}

var conditionName = regexp.MustCompile(`\b(?:if|skip(?:if|If)\(|skip\s*:)\s*\(?[A-Za-z_]\w*`)

// mayskip tells whether a new test skips itself under a condition.
func mayskip(f *change.File, n int) bool {
	text := f.Is.Code[n]
	if at := inFull(f.Is, strings.Join(f.Is.Code[max(0, n-1):n+1], "\n")); holdsElsewhere(at) {
		return true // no check runs there
	}
	fn, ok := f.Is.Around(n)
	if ok {
		if was, had := f.Was.Named(fn.Name); had {
			return optional.MatchString(text) && f.Is.Lang.Skip.MatchString(f.Was.Bare[was.Head]) && !optional.MatchString(f.Was.Code[was.Head])
		}
	} else if f.From != "" && newClassBelow(f, n) {
		return conditional.MatchString(text) && !suite.AlwaysTrue.MatchString(text)
	} else if f.From != "" {
		m := namedMark.FindStringSubmatch(text) // tests of the base that have it are seen to where they name it
		return m != nil && m[1] != "pytestmark" && optional.MatchString(text) && !suite.AlwaysTrue.MatchString(text)
	}
	if ok && f.From != "" && (setsUp.MatchString(fn.Name) || strings.Contains(language.Part(f.Is.Bare, fn.Start, fn.Head), "autouse")) {
		return false
	}
	if suite.AlwaysTrue.MatchString(text) || f.Base() == "conftest.py" {
		return false
	}
	if conditional.MatchString(text) || ok && asksFirst(f.Is, text) {
		return true
	}
	if f.From != "" && inHook(f, n) {
		return false
	}
	for up := n; up >= max(0, n-2); up-- {
		if t := strings.TrimSpace(f.Is.Bare[up]); strings.HasPrefix(t, "if ") || strings.HasPrefix(t, "if(") {
			return !strings.HasPrefix(t, "if true") && !strings.HasPrefix(t, "if True")
		}
	}
	return false
}

// newClassBelow tells whether a line is a mark above a group of tests that is new.
func newClassBelow(f *change.File, n int) bool {
	for down := n; down < min(len(f.Is.Bare), n+12); down++ {
		if m := groupHead.FindStringSubmatch(f.Is.Bare[down]); m != nil {
			return f.IsAdded(down) && !slices.ContainsFunc(f.Was.Bare, func(l string) bool {
				was := groupHead.FindStringSubmatch(l)
				return was != nil && was[1] == m[1]
			})
		}
		if !f.IsAdded(down) {
			return false
		}
	}
	return false
}

var groupHead = regexp.MustCompile(`^\s*class\s+(\w+)`)

// inHook tells whether a line stands in a hook that came and goes before the
// tests of a suite that was there.
func inHook(f *change.File, n int) bool {
	hook, in := false, suite.Indent(f.Is.Bare[n])
	for up := n - 1; up >= 0; up-- {
		text := f.Is.Bare[up]
		if strings.TrimSpace(text) == "" || suite.Indent(text) >= in {
			continue
		}
		in = suite.Indent(text)
		hook = hook || goesBefore.MatchString(text)
		if opensTests.MatchString(text) && (!hook || f.IsAdded(up)) {
			return false
		}
	}
	return hook
}

var (
	goesBefore = regexp.MustCompile(`^\s*(before|beforeEach|beforeAll|setup|suiteSetup)\(`)
	opensTests = regexp.MustCompile(`^\s*(it|test|describe|context|suite|specify)(\.\w+)*\(`)
)

var asksToSkip = regexp.MustCompile(`\b(skip\w*|leave\w* (\w+ )?out|left out|omit\w*|run only|only run)\b`)
