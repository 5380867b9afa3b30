package tests

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var record = regexp.MustCompile(`(?i)\.snap$|(^|/)__snapshots__/|(^|/)__image_snapshots__/|\.golden(\.\w+)?$|(^|/)goldens?/|\.ambr$|\.approved\.\w+$|(^|/)(expected|want)[^/]*/|(^|/)(tests?|__tests__|spec|testdata|fixtures)/(.*/)?(recorded|recordings?|approved)[^/]*/|(^|/)(testdata|fixtures|__fixtures__|tests?|cassettes|baselines?|snapshots?)/.*(expected|golden|want|baseline|output|result|approved|snapshot)[^/]*\.(json|txt|ya?ml|html|xml|csv|md|svg|out)$|\.(expected|want|baseline)(\.\w+)?$|(^|/)(testdata|snapshots?|baselines?)/.*\.(json|txt|ya?ml|html|xml|csv|out|svg|md|tsv|sql|css|log)$`)

// recorded tells whether a file holds results that tests compare with.
func recorded(p string) bool { return record.MatchString(p) }

// comparedWith tells whether a test compares with what a file holds.
func comparedWith(s *change.Set, f *change.File) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return t.Lang.Assertion != nil && slices.ContainsFunc(t.Code, func(l string) bool {
			return strings.Contains(l, f.Base()) && (t.Lang.Assertion.MatchString(l) || wanted.MatchString(l) || expects(t, l))
		})
	})
}

// expects tells whether what a line holds under a name is what a test expects to
// be equal to something.
func expects(t *language.Source, line string) bool {
	m := givenName.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	equal := regexp.MustCompile(`==\s*` + m[1] + `\s*$|\b(toEqual|toStrictEqual|toBe)\(\s*` + m[1] + `\s*\)|\b(assertEqual|assertDictEqual|deepEqual|deepStrictEqual|strictEqual|Equal|JSONEq)\(.*,\s*` + m[1] + `\s*\)`)
	return slices.ContainsFunc(t.Bare, equal.MatchString)
}

var givenName = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([A-Za-z_]\w*)(?:\s*,\s*\w+)?\s*:?=\s*[^=]`)

var wanted = regexp.MustCompile(`(?i)\b(want|expect|golden|reference|snapshot)\w*\b.*=[^=]`)

// holdsCases tells whether a file is data in a folder that a test reads, which
// compares with a part of it by a name of what is expected.
func holdsCases(s *change.Set, f *change.File) bool {
	dir := path.Base(path.Dir(f.Path))
	return f.New != "" && f.Is.Test() && data.MatchString(f.Path) && slices.ContainsFunc(f.Was.Lines, expectation.MatchString) && slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(quotedIn(strings.Join(t.Code, "\n")), func(v string) bool { return strings.Contains(v, dir) }) && slices.ContainsFunc(t.Code, asksExpected.MatchString)
	})
}

var (
	data         = regexp.MustCompile(`\.(json|jsonl|ya?ml|toml)$`)
	expectation  = regexp.MustCompile(`^\s*[{,-]?\s*["']?(want|wanted|expect|expected)["']?\s*[:=]|["'](want|wanted|expect|expected)["']\s*:`)
	asksExpected = regexp.MustCompile(`\[\s*["'](want|wanted|expect|expected)["']\s*\]|\.(want|wanted|expected|Want|Expected)\b`)
)
