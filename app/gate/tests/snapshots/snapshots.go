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
		whole := suite.Recorded(f.Path) || f.Is.Test() && comparedWith(s, f) || comparedByScript(s, f)
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

// inlined finds lines of a snapshot inside of a test that read differently now,
// in words that neither the product nor people brought.
func inlined(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !f.Holds("InlineSnapshot") {
		return nil
	}
	v := suite.ValuesOf(s)
	out := recordedAnew(s, f, v)
	for _, h := range f.Hunks {
		for o := h.Old; o < h.OldEnd; o++ {
			was := strings.Trim(f.Was.Lines[o], " \t\"`;")
			if !inSnapshot(f.Was, o) || len(was) < 3 {
				continue
			}
			best := ""
			for n := h.New; n < h.NewEnd; n++ {
				if is := f.Is.Lines[n]; strings.Contains(is, was) {
					best = was
					break
				} else if suite.AlikeWords(suite.Tokens.FindAllString(was, -1), suite.Tokens.FindAllString(is, -1)) {
					best = strings.Trim(is, " \t\"`;")
				}
			}
			if best != was && best != "" && !v.Rewritten(was, best) && !(s.Said(best) && !s.Said(was)) {
				out = append(out, f.Gone(f.Was, o, "a recorded result was overwritten."))
			}
		}
	}
	return out
}

// recordedAnew finds assertions of a value in whose place there is a snapshot of another
// one, that neither the product nor people brought.
func recordedAnew(s *change.Set, f *change.File, v suite.Values) (out []change.Finding) {
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			is := inlineOf.FindStringSubmatch(f.Is.Lines[n])
			if is == nil {
				continue
			}
			for o := h.Old; o < h.OldEnd; o++ {
				was := expectsOne.FindStringSubmatch(f.Was.Code[o])
				if was == nil || suite.Squeeze(was[1]) != suite.Squeeze(is[1]) {
					continue
				}
				if old, now := strings.Trim(was[2], "\"'` "), strings.Trim(is[2], "\"'` "); old != now && !v.Rewritten(old, now) && !(s.Said(now) && !s.Said(old)) {
					out = append(out, f.At(n, "a snapshot records another value than the test expected."))
				}
			}
		}
	}
	return out
}

var (
	inlineOf   = regexp.MustCompile("^\\s*(?:await\\s+)?expect\\((.*)\\)\\s*\\.\\s*toMatchInlineSnapshot\\(\\s*[`\"']([^`]*)[`\"']\\s*\\)")
	expectsOne = regexp.MustCompile("^\\s*(?:await\\s+)?expect\\((.*)\\)\\s*\\.\\s*to(?:Be|Equal|StrictEqual)\\((\\s*(?:-?\\d[\\d_.]*|\"[^\"]*\"|'[^']*'|`[^`]*`|true|false|null)\\s*)\\)")
)

// inSnapshot tells whether a line stands in what a snapshot inside of a test
// holds.
func inSnapshot(src *language.Source, n int) bool {
	for up := n; up >= max(0, n-60); up-- {
		if text := src.Lines[up]; strings.Contains(text, "InlineSnapshot(") {
			return true
		} else if up < n && strings.Contains(text, "`") {
			return false
		}
	}
	return false
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

var term = regexp.MustCompile(`[\pL_]{2,}|\d+(?:\.\d+)?`)

// bounds are numbers that something is only compared with, or that say which one of some
// it is: no result shows them.
var bounds = regexp.MustCompile(`(?:(?:^|[^=-])[<>!]=?|===?)\s*-?\d+(?:\.\d+)?\b|\[-?\d+\]|\[-?\d*:-?\d*\]|\brange\(\d+`)

// productWords are the words that product code came to say and says no more.
func productWords(s *change.Set) (brought, dropped map[string]bool) {
	brought, dropped = map[string]bool{}, map[string]bool{}
	for _, f := range s.Files {
		if f.Is.Test() || f.Was.Test() || suite.Recorded(f.Path) || comparedByScript(s, f) {
			continue
		}
		for _, n := range f.Added() {
			for _, w := range term.FindAllString(bounds.ReplaceAllString(f.Is.Code[n], " "), -1) {
				brought[w] = true
			}
		}
		for _, n := range f.Removed() {
			for _, w := range term.FindAllString(f.Was.Code[n], -1) {
				dropped[w] = true
			}
		}
	}
	return brought, dropped
}

// accounted tells whether every word that came and went in a stretch of a
// recorded result came and went in the product too.
func accounted(s *change.Set, f *change.File, h change.Hunk, brought, dropped map[string]bool) bool {
	was := term.FindAllString(strings.Join(f.Was.Lines[h.Old:h.OldEnd], "\n"), -1)
	is := term.FindAllString(strings.Join(f.Is.Lines[h.New:h.NewEnd], "\n"), -1)
	came, went := suite.Without(is, was), suite.Without(was, is)
	if len(came)+len(went) == 0 {
		return h.Old == h.OldEnd || shown(s, f, h) || marked(s, f, h) || resigned(s, f, h)
	}
	if appended(s, f, h, brought) || len(went) == 0 && (enriched(s, came, was, brought) && spaced(f, h) || reformatted(s, f, h, came, brought)) {
		return true
	}
	for _, w := range came {
		if (!brought[w] || dropped[w] && digits.MatchString(w)) && (!s.Said(w) && !givenIn(s, f, w) || noValue[w]) && !(h.Old == h.OldEnd && digits.MatchString(w)) {
			return false
		}
	}
	if shown(s, f, h) && !displaces(s, f, h, dropped) {
		return true
	}
	return !slices.ContainsFunc(went, func(w string) bool {
		return !dropped[w] && (len(came) == 0 || !digits.MatchString(w) && !s.Said(w))
	})
}

// appended tells whether all lines of a recorded result are there as they were,
// with more at their end or beginning whose words the product came to say.
func appended(s *change.Set, f *change.File, h change.Hunk, brought map[string]bool) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	for n := h.Old; n < h.OldEnd; n++ {
		was, is := strings.TrimSpace(f.Was.Lines[n]), strings.TrimSpace(f.Is.Lines[h.New+n-h.Old])
		more, ok := strings.CutPrefix(is, was)
		if !ok {
			more, ok = strings.CutSuffix(is, was)
		}
		if !ok || more == "" || slices.ContainsFunc(term.FindAllString(more, -1), func(w string) bool { return !digits.MatchString(w) && !brought[w] && !s.Said(w) }) {
			return false
		}
	}
	return true
}

// enriched tells whether what came to a result, all of which stayed, are values
// under names that the product came to say and people spoke of: numbers, or words
// that stood there in another case.
func enriched(s *change.Set, came, was []string, brought map[string]bool) bool {
	named := false
	for _, w := range came {
		if digits.MatchString(w) || !noValue[w] && slices.ContainsFunc(was, func(o string) bool { return strings.EqualFold(o, w) }) {
			continue
		}
		if !brought[w] && !s.Said(w) || noValue[w] {
			return false
		}
		named = named || brought[w] && s.Said(w)
	}
	return named
}

// givenIn tells whether a word, no number, stands in a test that reads a file.
func givenIn(s *change.Set, f *change.File, w string) bool {
	return !digits.MatchString(w) && slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return language.Fact(&t.Facts, "terms", func() map[string]bool {
			out := map[string]bool{}
			for _, have := range term.FindAllString(strings.Join(t.Code, "\n"), -1) {
				out[have] = true
			}
			return out
		})[w]
	})
}

var digits = regexp.MustCompile(`^[\d.]+$`)

// noValue are the words by which a fault shows in a result.
var noValue = map[string]bool{"undefined": true, "null": true, "NaN": true, "nan": true, "None": true, "nil": true, "Traceback": true}

// shown tells whether each line that came has a part that people showed, and
// that the line in its place had not.
func shown(s *change.Set, f *change.File, h change.Hunk) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	for n := h.New; n < h.NewEnd; n++ {
		_, b := suite.Differing(f.Was.Lines[h.Old+n-h.New], f.Is.Lines[n])
		at := strings.Index(f.Is.Lines[n], b)
		around := strings.TrimSpace(f.Is.Lines[n][max(0, at-4):min(len(f.Is.Lines[n]), at+len(b)+3)])
		if b = strings.TrimSpace(b); (len(around) < 4 || !s.SaidLike(around)) && (len(strings.Fields(b)) < 2 || strings.ContainsAny(b, "<>&{}=") || !s.Asked(b)) {
			return false
		}
	}
	return true
}

// displaces tells whether a line that came has nothing of the one in whose place it
// stands, of which the product still says all and people said nothing.
func displaces(s *change.Set, f *change.File, h change.Hunk, dropped map[string]bool) bool {
	for n := h.New; n < h.NewEnd; n++ {
		was, is := term.FindAllString(f.Was.Lines[h.Old+n-h.New], -1), term.FindAllString(f.Is.Lines[n], -1)
		if len(was) > 0 && len(suite.Without(was, is)) == len(was) && !slices.ContainsFunc(was, func(w string) bool { return dropped[w] || s.Said(w) }) {
			return true
		}
	}
	return false
}
