package snapshots

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

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
