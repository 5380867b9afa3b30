package suite

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToMove tells whether people ask for a limit at a line to go from one number to
// another: for this one, where they name a file, a test or a kind of coverage.
func ToMove(s *change.Set, f *change.File, n int, name string, was, now float64) bool {
	if !numbersShown(s).May(now) || !asks.ToMove(s.Sentences(), name, was, now) {
		return false
	}
	var of []string
	elsewhere := false
	for _, text := range s.Sentences() {
		files, tests := NamedFiles(text), namedTests(s, text)
		if len(files)+len(tests) > 0 || !goesOn.MatchString(text) {
			elsewhere = len(files) > 0 && !slices.ContainsFunc(files, func(at string) bool { return strings.HasSuffix("/"+strings.ToLower(f.Path), "/"+at) }) ||
				len(tests) > 0 && f.Is.Test() && f.Is.Lang.Code() && !slices.ContainsFunc(testsAt(f, n), func(t string) bool { return slices.Contains(tests, t) })
		}
		if kinds := coverageKind.FindAllString(text, -1); !elsewhere && (len(kinds) == 0 || !coverageKind.MatchString(name) || slices.Contains(kinds, strings.ToLower(name))) {
			of = append(of, text)
		}
	}
	return asks.ToMove(of, name, was, now)
}

// EasedAsAsked tells whether people want a number that says how patient or exact a test
// is, at a line, to become another one.
func EasedAsAsked(s *change.Set, f *change.File, n int, was, now float64) bool {
	name := ofPatience
	if numbersShown(s).Has(now) {
		name += " " + strings.Join(testsAt(f, n), " ")
	}
	return ToMove(s, f, n, name, was, now)
}

// ofPatience are words for how patient or exact a test is.
const ofPatience = "timeout benchmark tolerance precision digits decimals relaxed"

func numbersShown(s *change.Set) asks.Shown {
	return change.Memo(s, "numbers shown", func() asks.Shown { return asks.Numbers(s.Sentences()) })
}

// NamedFiles are the files of tests, settings and scripts that a sentence names.
func NamedFiles(text string) []string {
	return slices.DeleteFunc(ofChecks.FindAllString(text, -1), func(at string) bool {
		return language.Of(at).Code() && !language.IsTest(at) && !strings.Contains(path.Base(at), "conf")
	})
}

// namedTests are the titles of tests, of the files that changed, that a sentence names.
func namedTests(s *change.Set, text string) []string {
	return slices.DeleteFunc(slices.Clone(TestsNamed(s)), func(t string) bool { return !asks.Names(text, t) })
}

// TestsNamed are those that people name somewhere.
func TestsNamed(s *change.Set) []string {
	return change.Memo(s, "tests named", func() (out []string) {
		for _, f := range s.Files {
			if f.Was.Test() && f.Was.Lang.Code() {
				out = append(out, slices.DeleteFunc(TitlesOf(f.Was), func(t string) bool { return !s.Asked(t) })...)
			}
		}
		return out
	})
}

// testsAt are the titles of the test around a line, or that a mark or an end of it is
// at; of a line outside of all, those of the tests that go by the name which it gives.
func testsAt(f *change.File, n int) (out []string) {
	if fn, in := testAt(f, n); in {
		return []string{Title(fn.Name)}
	}
	if m := GivenName.FindStringSubmatch(f.Is.Bare[n]); m != nil {
		for _, fn := range f.Is.Tests() {
			if regexp.HasWord(language.Part(f.Is.Bare, fn.Body, fn.End), m[1]) {
				out = append(out, Title(fn.Name))
			}
		}
	}
	return out
}

func testAt(f *change.File, n int) (language.Func, bool) {
	for _, at := range []int{n, n + 1, n - 1} {
		if fn, in := f.Is.Around(at); in && at >= 0 {
			return fn, true
		}
	}
	return language.Func{}, false
}

var (
	ofChecks     = regexp.MustCompile(`[\w./-]*\w\.(?:go|pyi?|[cm]?[jt]sx?|toml|cfg|ini|json|ya?ml|sh)\b|\bmakefile\b`)
	coverageKind = regexp.MustCompile(`(?i)\b(lines|branches|functions|statements)\b`)
	goesOn       = regexp.MustCompile(`\b(it|that|this|them|these|those|its|their)\b`)
)

// NumbersAsAsked tells whether a line that says how patient or exact its test is differs from
// another one in numbers alone that people want there.
func NumbersAsAsked(s *change.Set, f *change.File, n int, was string) bool {
	was, is := InSeconds(was), InSeconds(f.Is.Code[n])
	old, now := Figure.FindAllString(was, -1), Figure.FindAllString(is, -1)
	if len(old) == 0 || Outline(was) != Outline(is) {
		return false
	}
	for i := range old {
		if old[i] != now[i] && !EasedAsAsked(s, f, n, Value(old[i]), Value(now[i])) {
			return false
		}
	}
	return true
}
