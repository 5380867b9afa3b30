package removed

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	row    = regexp.MustCompile(`^\s*(\{.*\}|\(.*\)|\[.*\]|pytest\.param\(.*\)|("[^"]*"|'[^']*'|[\w.]+)\s*:\s*[^=\s].*)\s*,?\s*$`)
	params = regexp.MustCompile(`parametrize\(|\.each\(`)
)

// rows finds tables of tests that lost rows.
func rows(s *change.Set) []change.Finding {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || f.From == "" || !f.Is.Lang.Collects(f.Path) {
			continue
		}
		for _, h := range f.Hunks {
			rows := cameRows(f, h)
			for o := h.Old; o < h.OldEnd; o++ {
				text := f.Was.Code[o]
				if table := row.MatchString(text); (table || params.MatchString(text)) && lost(s, text) && !s.Came(f.Was.Lines[o]) {
					if at := editedIn(rows, text); table && at >= 0 {
						rows = slices.Delete(rows, at, at+1)
						continue
					}
					if fn, ok := f.Was.Around(o); ok && suite.Retired(s, f.Was, fn) {
						continue
					}
					out = append(out, f.Gone(f.Was, o, "a row of a test's table is gone."))
				}
			}
		}
	}
	return out
}

// cameRows are the values of each row that came with a part of a change.
func cameRows(f *change.File, h change.Hunk) (out [][]string) {
	for n := h.New; n < h.NewEnd; n++ {
		if row.MatchString(f.Is.Code[n]) {
			out = append(out, tellings(f.Is.Code[n]))
		}
	}
	return out
}

// editedIn is the row that has most of what another one had; -1 for none.
func editedIn(rows [][]string, text string) int {
	all := tellings(text)
	return slices.IndexFunc(rows, func(have []string) bool {
		same := 0
		for _, v := range all {
			if slices.Contains(have, v) {
				same++
			}
		}
		return same*2 >= len(all)
	})
}

// lost tells whether a row holds more than one value, and no line that came to a test
// holds those of them that tell it from others.
func lost(s *change.Set, text string) bool {
	if at := titled.FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	all := tellings(text)
	if !row.MatchString(text) { // all rows on a line
		came := suite.ValuesOf(s).TestCame
		return len(all) > 1 && slices.ContainsFunc(all, func(v string) bool { return !suite.Trivial(v) && !came[v] })
	}
	if many := slices.DeleteFunc(slices.Clone(all), suite.Trivial); len(many) > 1 {
		all = many
	}
	return len(all) > 1 && !slices.ContainsFunc(cameTogether(s)[all[0]], func(have []string) bool {
		return !slices.ContainsFunc(all, func(v string) bool { return !slices.Contains(have, v) })
	})
}

// cameTogether are the values of each line that came to a test, by each of them.
func cameTogether(s *change.Set) map[string][][]string {
	return change.Memo(s, "came together", func() map[string][][]string {
		out := map[string][][]string{}
		for _, f := range s.Files {
			if !f.Is.Test() {
				continue
			}
			for _, n := range f.Added() {
				text, _ := suite.Whole(f.Is, n, min(n+4, len(f.Is.Code)))
				all := tellings(text)
				for _, v := range all {
					out[v] = append(out[v], all)
				}
			}
		}
		return out
	})
}

// titled is where the title of a test begins behind its rows.
var titled = regexp.MustCompile(`\]\s*\)\(\s*["'\x60]`)
