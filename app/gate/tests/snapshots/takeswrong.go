package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

const minShownText = 5

// takesWrong tells whether lines have a text that people show as what comes out today
// and is not to, more often than the lines in whose place they stand.
func takesWrong(s *change.Set, was, is []string) bool {
	texts := wrongTexts(s)
	if len(texts) == 0 {
		return false
	}
	before, after := strings.ToLower(strings.Join(was, "\n")), strings.ToLower(strings.Join(is, "\n"))
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Count(after, text) > strings.Count(before, text) })
}

// wrongTexts are the texts of more than a word that people show as what is not to be, in
// lower case.
func wrongTexts(s *change.Set) []string {
	return change.Memo(s, "wrong texts", func() (out []string) {
		seen := map[string]bool{}
		for _, m := range s.Sought(suite.CodeSpan) {
			text := strings.TrimSpace(m[1])
			if seen[text] || len(seen) == suite.MaxShownTexts || len(text) < minShownText || suite.Word.FindString(text) == text {
				continue
			}
			seen[text] = true
			if !asks.Means(s.Sentences(), text) {
				out = append(out, text)
			}
		}
		return out
	})
}

// reblanked tells whether a line that got more words has other blanks before them.
func reblanked(f *change.File, h change.Hunk) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	for n := h.Old; n < h.OldEnd; n++ {
		was, is := f.Was.Lines[n], f.Is.Lines[h.New+n-h.Old]
		more := len(term.FindAllString(is, -1)) > len(term.FindAllString(was, -1))
		if more && !strings.HasPrefix(is, strings.TrimRight(was, " ")) && strings.HasPrefix(suite.Squeeze(is), suite.Squeeze(was)) {
			return true
		}
	}
	return false
}
