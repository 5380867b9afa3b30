// Package snapshots finds recorded results of the base that were overwritten with
// words the product does not say. In comes a change, out go findings; each speaks
// only of what the change brought. It keeps nothing, so a process that dies here
// judges again.
package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds recorded results of the base that were overwritten with
// words the product does not say.
func Judge(s *change.Set) ([]change.Finding, error) {
	var brought, dropped map[string]bool
	var out []change.Finding
	grew := newTests(s)
	for _, f := range s.Files {
		if f.From == "" || f.Is.Lang.Code() {
			continue
		}
		whole := suite.Recorded(f.Path) || f.Is.Test() && comparedWith(s, f) || comparedByScript(s, f) || toStay(s, f)
		if !whole && !holdsCases(s, f) {
			continue
		}
		said, right := asks.Unsaid, false
		if f.New != "" && s.Asked(f.Base()) {
			said = asks.ToEdit(s.Sentences(), f.Base(), otherRecords(s, f))
			if right = asks.Right(s.Sentences(), f.Base(), otherRecords(s, f)); right {
				said = asks.Unsaid
			}
		}
		extent := asks.Open
		if said == asks.Wanted {
			extent = asks.ToExtent(s.Sentences(), f.Base(), otherRecords(s, f))
		}
		wanted := said == asks.Wanted && !showsOne(s, f.Base())
		if (said == asks.Unsaid || extent == asks.OnePart) && rearranged(s, f) || said != asks.Forbidden && gainsCases(s, f) {
			continue
		}
		if brought == nil {
			brought, dropped = productWords(s)
		}
		for _, h := range f.Hunks {
			if h = behindNew(f, h); h.New == h.NewEnd && h.Old == h.OldEnd || !whole && !slices.ContainsFunc(f.Was.Lines[h.Old:h.OldEnd], expectation.MatchString) {
				continue
			}
			if wanted && !inOtherEntry(s, f, h) {
				if beyond(s, f, h, extent, brought, dropped) {
					out = append(out, f.At(h.New, "a recorded result was overwritten beside what was asked for."))
				}
				continue
			}
			if h.Old == h.OldEnd && (grew || h.NewEnd == len(f.Is.Lines)) || h.Old < h.OldEnd && s.Came(f.Was.Lines[h.Old]) && f.New == "" {
				continue // a test's own, or moved
			}
			if !accounted(s, f, h, brought, dropped) && !sampled(s, f, h) && !onlyGains(s, f, h, brought) && !growsAsAsked(s, f, h) || losesSign(s, f, h) || against(s, f, h) || said == asks.Forbidden || right && !asNamed(s, f, h) && !sampled(s, f, h) {
				if f.New == "" {
					if suite.MovedAway(s, f) {
						break
					}
					out = append(out, f.Whole("a recorded result is gone."))
					break
				}
				out = append(out, f.At(min(h.New, max(0, len(f.Is.Lines)-1)), "a recorded result was overwritten."))
			}
		}
	}
	for _, f := range s.Files {
		if f.New != "" && f.Is.Test() && f.Is.Lang.Code() {
			out = append(out, rewriting(s, f)...)
			out = append(out, inlined(s, f)...)
		}
	}
	return suite.Dedupe(out), nil
}

// asNamed tells whether a stretch of a record differs in words that people named, and
// not in blanks before the first of them on its line, or alone.
func asNamed(s *change.Set, f *change.File, h change.Hunk) bool {
	words := func(lines []string) []string { return term.FindAllString(strings.Join(lines, "\n"), -1) }
	old, now := f.Was.Lines[h.Old:h.OldEnd], f.Is.Lines[h.New:h.NewEnd]
	came, went := suite.Without(words(now), words(old)), suite.Without(words(old), words(now))
	if slices.ContainsFunc(slices.Concat(came, went), func(w string) bool { return !s.Asked(w) }) {
		return false
	}
	blanks := func(a, b string) bool { return a != b && suite.Squeeze(a) == suite.Squeeze(b) }
	if len(came)+len(went) == 0 || len(old) != len(now) {
		return !blanks(strings.Join(old, "\n"), strings.Join(now, "\n"))
	}
	for n, was := range old {
		is := now[n]
		came, went := suite.Without(words([]string{is}), words([]string{was})), suite.Without(words([]string{was}), words([]string{is}))
		if len(came) > 0 && len(went) > 0 {
			was, _, _ = strings.Cut(was, went[0])
			is, _, _ = strings.Cut(is, came[0])
			if blanks(was, is) {
				return false
			}
		}
	}
	return true
}

// rearranged tells whether a record has the lines that it had, in another order that
// people want.
func rearranged(s *change.Set, f *change.File) bool {
	lines := func(src *language.Source) []string {
		var out []string
		for _, l := range src.Lines {
			if l = strings.TrimRight(l, ", \t\r"); l != "" {
				out = append(out, l)
			}
		}
		slices.Sort(out)
		return out
	}
	return f.New != "" && slices.Equal(lines(f.Was), lines(f.Is)) && asks.ToReorder(s.Sentences(), f.Base())
}

// behindNew is a stretch of a file of snapshots without the new ones that stand
// at its beginning.
func behindNew(f *change.File, h change.Hunk) change.Hunk {
	for n := h.New; n < h.NewEnd; n++ {
		if !opensSnapshot.MatchString(f.Is.Lines[n]) {
			continue
		}
		if name, _, _ := strings.Cut(f.Is.Lines[n], "] ="); strings.Contains(f.Was.Text, name) {
			if n > h.New && slices.ContainsFunc(f.Is.Lines[h.New:n], opensSnapshot.MatchString) {
				h.New = n
			}
			break
		}
		if n > h.New && !opensSnapshot.MatchString(f.Is.Lines[h.New]) {
			break
		}
		if n+1 == h.NewEnd {
			return h
		}
	}
	return h
}

var opensSnapshot = regexp.MustCompile("^exports\\[`|^# name: ")

// otherRecords are the names of the files of data that changed beside one.
func otherRecords(s *change.Set, f *change.File) (out []string) {
	for _, o := range s.Files {
		if o != f && !o.Is.Lang.Code() {
			out = append(out, o.Base())
		}
	}
	return out
}

// newTests tells whether the change brought a test.
func newTests(s *change.Set) bool {
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return slices.ContainsFunc(f.Is.Tests(), func(fn language.Func) bool {
			_, was := f.Was.Named(fn.Name)
			return !was
		})
	})
}

var (
	writing  = regexp.MustCompile(`\b(write_text|write_bytes|writeFile(Sync)?|os\.WriteFile|ioutil\.WriteFile|Bun\.write|shutil\.copy\w*|copyFile(Sync)?|np\.save|to_csv|to_json|json\.dump|yaml\.dump)\(|\bopen\(.*["'][wa]b?["']`)
	recalled = regexp.MustCompile(`(?i)expected|golden|snapshots?|baselines?|approved|testdata`)
	renewal  = regexp.MustCompile(`(?i)update|regen|record|rewrite|accept`)
)

// rewriting finds tests that write what they compare with, unless somebody asks
// for it.
func rewriting(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("rite", "open(", "copy", "dump", "save") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if !writing.MatchString(text) || !recalled.MatchString(text) || s.Went(f.Is.Lines[n]) || strings.Contains(text, "tmp") || strings.Contains(text, "Temp") {
			continue
		}
		if !renewal.MatchString(language.Part(f.Is.Code, n-4, n)) {
			out = append(out, f.At(n, "the test writes what it compares with."))
		}
	}
	return out
}
