package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

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

var term = regexp.MustCompile(`[\pL_]{2,}|\d+(?:\.\d+)?`)
