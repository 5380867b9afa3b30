// Package removed finds tests of the base that are run no more, and those whose
// body or cases are gone. In comes a change, out go findings; each speaks only of
// what the change brought. It keeps nothing, so a process that dies here judges
// again.
package removed

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds tests of the base that a runner collects no more, and those
// whose body is gone. A test that lives on under another name or in another
// file, or whose subject went with it, is no loss.
func Judge(s *change.Set) ([]change.Finding, error) {
	lines, shared := testLines(s), sharedLines(s)
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" && suite.MovedAway(s, f) {
			continue // its tests are looked at where they are now
		}
		for _, t := range f.Was.Tests() {
			body := telltale(f.Was, t)
			if len(body) == 0 && f.Was.Lang.Skip.MatchString(f.Was.Bare[t.Head]) {
				continue // a note of a test to write
			}
			if kept, ok := suite.Named(f.Is, t.Name); ok && !shutIn(s, f, kept) {
				if len(body) > 0 && len(telltale(f.Is, kept)) == 0 && !suite.Retired(s, f.Was, t) {
					out = append(out, f.At(kept.Head, fmt.Sprintf("the test %s has lost its body.", t.Name)))
				} else if unwaited(s, f, t, kept) {
					out = append(out, f.At(kept.Head, fmt.Sprintf("the test %s is one to wait for now, and nothing says who waits.", t.Name)))
				} else if examplesOnly(s, f, t, kept) && !suite.Retired(s, f.Was, t) {
					out = append(out, f.At(kept.Head, fmt.Sprintf("the test %s made up what it tries, and has examples now.", t.Name)))
				}
				continue
			}
			if stillRun(s, f.Was, t, body, shared, lines) || suite.Retired(s, f.Was, t) && !pointedAt(s, f, t) || inherited(s, f, t) || ranNothing(s, f.Was, t) || renamed(f, t) || sharpened(f, t) || listedAnew(f, t) || toGo(s, f.Was, t.Name) || f.New == "" && asks.FileToGo(s.Sentences(), f.From) {
				continue
			}
			removed := f.Gone(f.Was, t.Head, fmt.Sprintf("the test %s was removed, or no runner collects it any more.", t.Name))
			removed.Place.Text = change.Clip(t.Name)
			out = append(out, removed)
		}
	}
	return slices.Concat(out, rows(s), lostCases(s), lostLines(s), shadowed(s), passedBy(s)), nil
}

// telltale are the lines of a test that do something, without blanks.
func telltale(src *language.Source, t language.Func) []string {
	type doing int
	return language.Fact(&src.Facts, doing(t.Start), func() []string { return doings(src, t) })
}

func doings(src *language.Source, t language.Func) []string {
	var out []string
	for n := t.Head; n < min(t.End, len(src.Code)); n++ {
		text := src.Code[n]
		if n == t.Head {
			_, text = suite.CutHead(text)
		}
		text = suite.Squeeze(text)
		if len(text) < 4 || text == "pass" || text == "return" || text == "..." || strings.HasPrefix(text, "return;") || !suite.Telling.MatchString(text) {
			continue
		}
		out = append(out, text)
	}
	return out
}

// testLines are the lines that stand in collected tests of the result.
func testLines(s *change.Set) map[string]bool {
	out := map[string]bool{}
	for _, f := range s.Files {
		for _, t := range f.Is.Tests() {
			if shutIn(s, f, t) {
				continue
			}
			for _, l := range telltale(f.Is, t) {
				out[l] = true
			}
		}
		if f.Is.Lang.Collects(f.Path) {
			for _, n := range f.Added() { // tables and helpers beside the tests
				if fn, ok := f.Is.Around(n); !ok || !fn.Idle && called(s, f, fn) && !shutIn(s, f, fn) {
					out[suite.Squeeze(f.Is.Code[n])] = true
				}
			}
		}
	}
	for _, l := range suiteLines(s) {
		out[l] = true
	}
	return out
}

// sharedLines are the lines that stood in more than one test of a changed file.
func sharedLines(s *change.Set) map[string]bool {
	seen, out := map[string]string{}, map[string]bool{}
	for _, f := range s.Files {
		for _, t := range f.Was.Tests() {
			at := f.From + "\x00" + t.Name
			for _, l := range telltale(f.Was, t) {
				if was, ok := seen[l]; ok && was != at {
					out[l] = true
				}
				seen[l] = at
			}
		}
	}
	return out
}

// stillRun tells whether most of what a test did that no other one of the base did too
// is still done by some test; where there is no such thing, with the rows of its marks.
func stillRun(s *change.Set, was *language.Source, t language.Func, body []string, shared, lines map[string]bool) bool {
	if own := slices.DeleteFunc(slices.Clone(body), func(l string) bool { return shared[l] }); len(own) > 0 {
		return lives(renamedIn(s, own), lines)
	}
	rows := rowsIn(language.Part(was.Code, t.Start, t.Head))
	return lives(renamedIn(s, body), lines) && (len(rows) == 0 || lives(rows, rowsOfTests(s)))
}

// lives tells whether most of what a test did is still done by some test.
func lives(body []string, lines map[string]bool) bool {
	found := 0
	for _, l := range body {
		if lines[l] {
			found++
		}
	}
	return len(body) > 0 && found*2 > len(body)
}

// pointedAt tells whether people point at a test in whose place no other one came.
func pointedAt(s *change.Set, f *change.File, t language.Func) bool {
	quoted := func(q string) bool { return s.Asked(q + t.Name + q) }
	if (!s.Asked(t.Name) || prose.MatchString(t.Name) && !slices.ContainsFunc([]string{"`", "\"", "'"}, quoted)) && !casesStay(s, f) {
		return false
	}
	return !slices.ContainsFunc(s.Files, func(o *change.File) bool {
		return path.Dir(o.Path) == path.Dir(f.Path) && slices.ContainsFunc(o.Is.Tests(), func(fn language.Func) bool {
			_, was := suite.Named(o.Was, fn.Name)
			return !was
		})
	})
}

// casesStay tells whether people say of a test's file that what it tries is to live on.
func casesStay(s *change.Set, f *change.File) bool {
	return slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return strings.Contains(text, strings.ToLower(path.Base(f.Path))) && livesOn.MatchString(text) && !suite.Dropping.MatchString(text)
	})
}

var livesOn = regexp.MustCompile(`\b(moved?|moves|port(ed)?|carr(y|ied) over|keep|keeps|kept|holds?|stays?|still (pass|hold|apply|cover)\w*)\b`)

// prose is a title that people may write without a thought of the test.
var prose = regexp.MustCompile(`^[A-Za-z]+$`)

// toGo tells whether people want a test of the base, by its name, to be removed.
func toGo(s *change.Set, was *language.Source, name string) bool {
	name = suite.Title(name)
	return s.Asked(name) && asks.ToGo(s.Sentences(), name, suite.TitlesOf(was))
}
