package snapshots

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// comparedWith tells whether a test compares with what a file holds, which it names or
// puts the name of together from its folder and its ending.
func comparedWith(s *change.Set, f *change.File) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return t.Lang.Assertion != nil && slices.ContainsFunc(t.Code, func(l string) bool {
			return strings.Contains(l, f.Base()) && (t.Lang.Assertion.MatchString(l) || wanted.MatchString(l) || expects(t, l)) || wanted.MatchString(l) && byEnding(t, l, f.Path)
		})
	})
}

// toStay tells whether a file that a test reads by its name is one of which people say that
// it stays as it is.
func toStay(s *change.Set, f *change.File) bool {
	return f.New != "" && s.Asked(f.Base()) && slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool { return t.Holds(f.Base()) }) &&
		asks.ToEdit(s.Sentences(), f.Base(), otherRecords(s, f)) == asks.Forbidden
}

// comparedByScript tells whether a command that a check runs, or one of a script beside
// a file or above it, compares something with the file.
func comparedByScript(s *change.Set, f *change.File) bool {
	if f.Is.Lang.Code() || f.Binary || f.From == "" {
		return false
	}
	names := func(l string) bool {
		return strings.Contains(l, f.Base()) && diffing.MatchString(l) && regexp.HasWord(l, f.Base())
	}
	base, _ := s.Counted()
	return slices.ContainsFunc(base, func(u change.Unit) bool { return slices.ContainsFunc(u.Commands, names) }) ||
		slices.ContainsFunc(change.Memo(s, "lines that compare", func() []string { return scriptedDiffs(s) }), names)
}

// scriptedDiffs are the lines that compare something, of the scripts beside changed files
// of data and above them.
func scriptedDiffs(s *change.Set) (out []string) {
	seen, left := map[string]bool{}, maxBeside
	for _, f := range s.Files {
		for dir := path.Dir(f.Path); f.From != "" && !f.Is.Lang.Code() && !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			files, _ := fs.ReadDir(s.Base, dir)
			for _, e := range files {
				at := path.Join(dir, e.Name())
				if left == 0 || e.IsDir() || !language.IsScript(at) {
					continue
				}
				left--
				text, _ := fs.ReadFile(s.Base, at)
				for _, l := range language.Read(at, string(text[:min(len(text), maxBesideSize)])).Code {
					if diffing.MatchString(l) {
						out = append(out, l)
					}
				}
			}
		}
	}
	return out
}

const (
	maxBeside     = 100
	maxBesideSize = 1 << 16
)

// diffing is a command that ends ill where two things differ.
var diffing = regexp.MustCompile(`\b(?:diff|cmp|colordiff|comm|fc)\s+[^|;&]*\S`)

// byEnding tells whether a line puts together a path that ends as a file's does, and
// the test names the folder of that file.
func byEnding(t *language.Source, line, file string) bool {
	ending, dir := path.Ext(file), path.Base(path.Dir(file))
	return ending != "" && slices.ContainsFunc(suite.QuotedIn(line), func(v string) bool { return strings.HasSuffix(v, ending) && !strings.HasSuffix(v, "*"+ending) }) &&
		slices.ContainsFunc(suite.QuotedIn(strings.Join(t.Code, "\n")), func(v string) bool { return strings.Contains("/"+v+"/", "/"+dir+"/") })
}

// expects tells whether what a line holds under a name is what a test expects to
// be equal to something.
func expects(t *language.Source, line string) bool {
	m := suite.GivenName.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	equal := regexp.MustCompile(`==\s*` + m[1] + `\s*$|\b(toEqual|toStrictEqual|toBe)\(\s*` + m[1] + `\s*\)|\b(assertEqual|assertDictEqual|deepEqual|deepStrictEqual|strictEqual|Equal|JSONEq)\(.*,\s*` + m[1] + `\s*\)`)
	return slices.ContainsFunc(t.Bare, equal.MatchString)
}

var wanted = regexp.MustCompile(`(?i)\b(want|expect|golden|reference|snapshot)\w*\b.*=[^=]`)

// holdsCases tells whether a file is data in a folder that a test reads, which
// compares with a part of it by a name of what is expected.
func holdsCases(s *change.Set, f *change.File) bool {
	dir := path.Base(path.Dir(f.Path))
	return f.New != "" && f.Is.Test() && data.MatchString(f.Path) && slices.ContainsFunc(f.Was.Lines, expectation.MatchString) && slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(suite.QuotedIn(strings.Join(t.Code, "\n")), func(v string) bool { return strings.Contains(v, dir) }) && slices.ContainsFunc(t.Code, asksExpected.MatchString)
	})
}

var (
	data         = regexp.MustCompile(`\.(json|jsonl|ya?ml|toml)$`)
	expectation  = regexp.MustCompile(`^\s*[{,-]?\s*["']?(want|wanted|expect|expected)["']?\s*[:=]|["'](want|wanted|expect|expected)["']\s*:`)
	asksExpected = regexp.MustCompile(`\[\s*["'](want|wanted|expect|expected)["']\s*\]|\.(want|wanted|expected|Want|Expected)\b`)
)

// showsOne tells whether people show, where they name a record, a text that came to the
// product and in which it is to differ: the rest of it is none of that.
func showsOne(s *change.Set, base string) bool {
	return slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return strings.Contains(text, strings.ToLower(base)) && slices.ContainsFunc(shownText.FindAllString(text, -1), func(shown string) bool {
			shown = strings.Trim(shown, "`\"“” ")
			return slices.ContainsFunc(s.Files, func(p *change.File) bool {
				return p.Product() && slices.ContainsFunc(p.Added(), func(n int) bool { return strings.Contains(strings.ToLower(p.Is.Code[n]), shown) })
			})
		})
	})
}

// shownText is a text of several words that is shown as it is.
var shownText = regexp.MustCompile("`[^`\\s]+[^`\\S]+[^`]*[^`\\s]`|[\"“][^\"\\s]+\\s[^\"]*[\"”]")
