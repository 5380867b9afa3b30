package selection

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// leavesKeys are the keys by which a runner leaves something out, and asksKeys those by
// which it is told what to look at and what to ask for, without their dashes.
var (
	leavesKeys = regexp.MustCompile(`ignore|exclude|skip|deselect|grep|^invert$|norecurse|^passwith|^allow|^omit$|testname`)
	asksKeys   = regexp.MustCompile(`^(spec|testmatch|testregex|testpaths|roots|files|pythonfiles|include|extension|projects|testdir|forbidonly|coveragethreshold|failunder|checkcoverage|branches|lines|functions|statements|strict\w*|addopts)$`)
	sectionEnd = regexp.MustCompile(`^\[[^\]]+\]\s*$`)
)

// byLeaf are the values of a configuration by its last keys, in a form that each notation
// of them has.
func byLeaf(src *language.Source) map[string][]suite.SetAt {
	out := map[string][]suite.SetAt{}
	for at, values := range suite.SettingsOf(src) {
		key := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(suite.Leaf(at)))
		for _, v := range values {
			for word := range strings.FieldsSeq(v.Text) {
				out[key] = append(out[key], suite.SetAt{Text: strings.Trim(word, "\"'"), Line: v.Line})
			}
		}
	}
	return out
}

// oldSection are the lines of the base, of a part of another file, in whose place a new
// file says to a tool what it is to do.
func oldSection(s *change.Set, f *change.File) []string {
	if f.From != "" || f.New == "" {
		return nil
	}
	for _, mark := range suite.Supersedes[f.Base()] {
		for _, g := range s.Files {
			if g == f || g.Was == nil || suite.SectionAt(g.Is, mark) >= 0 {
				continue
			}
			if n := suite.SectionAt(g.Was, mark); n >= 0 {
				if strings.HasPrefix(mark, "[") {
					end := n + 1
					for end < len(g.Was.Code) && !sectionEnd.MatchString(strings.TrimSpace(g.Was.Code[end])) {
						end++
					}
					return g.Was.Code[n+1 : end]
				}
				_, end := suite.Whole(g.Was, n, len(g.Was.Code))
				return g.Was.Code[n+1 : end]
			}
		}
	}
	return nil
}

// lostOnTheWay finds what a configuration that moved into a file of its own says otherwise:
// more that is left out, or less that is asked for.
func lostOnTheWay(s *change.Set, f *change.File) []change.Finding {
	lines := oldSection(s, f)
	if lines == nil {
		return nil
	}
	was, is := byLeaf(language.Read(f.Path, strings.Join(lines, "\n"))), byLeaf(f.Is)
	lost := func(all, others []suite.SetAt) []suite.SetAt {
		return slices.DeleteFunc(slices.Clone(all), func(v suite.SetAt) bool {
			return slices.ContainsFunc(others, func(o suite.SetAt) bool { return o.Text == v.Text })
		})
	}
	var out []change.Finding
	for _, key := range slices.Sorted(maps.Keys(is)) {
		more := lost(is[key], was[key])
		words := ""
		for _, v := range more {
			words += " " + v.Text
		}
		if leavesKeys.MatchString(key) && len(more) > 0 && words != " false" || key == "addopts" && narrow.MatchString(words+" ") {
			out = append(out, f.At(more[0].Line, "the configuration leaves tests out that it did not where it stood."))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(was)) {
		if asksKeys.MatchString(key) && len(lost(was[key], is[key])) > 0 {
			return append(out, f.Whole("the configuration asks for less than it did where it stood: "+change.Clip(key)+"."))
		}
	}
	return out
}
