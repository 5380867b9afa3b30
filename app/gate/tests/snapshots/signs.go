package snapshots

import (
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// spaced tells whether each line of a result still has all that it had, blanks
// too, in its order; lines that came on their own are no matter.
func spaced(f *change.File, h change.Hunk) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return true
	}
	for n := h.Old; n < h.OldEnd; n++ {
		if _, ok := inserted(f.Was.Lines[n], f.Is.Lines[h.New+n-h.Old]); !ok {
			return false
		}
	}
	return true
}

// inserted is what a text has beside all of another one, in its order.
func inserted(was, is string) (more string, ok bool) {
	var b strings.Builder
	for n := range len(is) {
		if was != "" && was[0] == is[n] {
			was = was[1:]
		} else {
			b.WriteByte(is[n])
		}
	}
	return b.String(), was == ""
}

// marked tells whether lines differ in signs alone that the product came to
// write, or that people show in a text which they show without them before.
func marked(s *change.Set, f *change.File, h change.Hunk) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	came := suite.ValuesOf(s).Came
	for n := h.Old; n < h.OldEnd; n++ {
		more, ok := inserted(f.Was.Lines[n], f.Is.Lines[h.New+n-h.Old])
		signs := strings.Join(strings.Fields(more), "")
		if !ok || signs == "" || strings.Trim(signs, signs[:1]) != "" || !strings.Contains(came, signs[:1]) && !shownWith(s, signs[:1]) {
			return false
		}
	}
	return true
}

// shownWith tells whether people show a text, and behind it the same one with a sign.
func shownWith(s *change.Set, sign string) bool {
	before := ""
	for _, m := range s.Sought(suite.CodeSpan) {
		more, ok := inserted(before, m[1])
		if signs := strings.Join(strings.Fields(more), ""); ok && before != "" && signs != "" && strings.Trim(signs, sign) == "" {
			return true
		}
		before = m[1]
	}
	return false
}

// resigned tells whether lines differ in one sign alone, in whose place stands another
// one that people want there and that the product came to write.
func resigned(s *change.Set, f *change.File, h change.Hunk) bool {
	if h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	var was, is rune
	for n := h.Old; n < h.OldEnd; n++ {
		a, b := []rune(f.Was.Lines[n]), []rune(f.Is.Lines[h.New+n-h.Old])
		if len(a) != len(b) {
			return false
		}
		for at := range a {
			if a[at] == b[at] {
				continue
			}
			if was == 0 {
				was, is = a[at], b[at]
			}
			if a[at] != was || b[at] != is {
				return false
			}
		}
	}
	v := suite.ValuesOf(s)
	return aSign(was) && aSign(is) && strings.ContainsRune(v.Came, is) && strings.ContainsRune(v.Went, was) && asks.ToReplaceSign(s.Sentences(), is, was)
}

func aSign(r rune) bool {
	return r != 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsSpace(r)
}
