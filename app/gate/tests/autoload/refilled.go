package autoload

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// refilled finds entries that every test gets in a table which the product writes out.
func refilled(s *change.Set, f *change.File) (out []change.Finding) {
	for _, n := range f.Added() {
		m := fills.FindStringSubmatch(suite.Opened(f.Is, n))
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		target := strings.Join(m[1:], "")
		if !forTests.MatchString(target) && writtenOut(s, f, target) && !askedDouble(s, f, target) && !nameAsked(s, f, n, target) && !besidesSubject(s, f, n, target) {
			out = append(out, f.At(n, "every test gets something else in the product's "+target+"."))
		}
	}
	return out
}

var (
	fills = regexp.MustCompile(`^\s*([A-Za-z_]\w*(?:\.\w+)*)(?:\[[^\]]+\]|\.\w+)\s*[-+*]?=[^=>]|\b(?:set|del)item\(\s*["']?([\w.]+)["']?\s*,|\bpatch\.dict\(\s*["']?([\w.]+)|^\s*([A-Za-z_]\w*(?:\.\w+)*)\.(?:update|setdefault|pop|clear|set|delete|extend|append|push|splice)\(|\bObject\.assign\(\s*([\w.]+)\s*,`)
	// forTests is what a product has so that it can be set up for where it runs.
	forTests = regexp.MustCompile(`(?i)conf|setting|option|default|\benv|environ|flag|feature|log|debug|registr|cache|state|session|pool|mock|stub|fake`)
	literals = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|let\s+|var\s+)?(\w+)\s*(?::[^=]+)?=\s*(?:Object\.freeze\(|new (?:Map|Set)\(|dict\(|frozenset\()?\s*[\[{(]`)
)

// writtenOut tells whether a module of the base that a file imports writes out a table under
// the last name of what a target says.
func writtenOut(s *change.Set, f *change.File, target string) bool {
	first, _, _ := strings.Cut(target, ".")
	name := target[strings.LastIndexByte(target, '.')+1:]
	files := suite.ModulesOf(f, first)
	if f.Is.Lang.Name == "Python" {
		for _, from := range suite.ImportedFrom(f, first) {
			files = append(files, suite.FilesOf(from+"."+first)...)
		}
		files = append(files, suite.FilesOf(strings.TrimSuffix(target, "."+name))...)
	}
	return slices.ContainsFunc(files, func(file string) bool {
		text, err := fs.ReadFile(s.Base, file)
		if err != nil || language.IsTest(file) || !strings.Contains(string(text), name) {
			return false
		}
		src := language.Read(file, string(text))
		at := slices.IndexFunc(src.Code, func(l string) bool {
			m := literals.FindStringSubmatch(l)
			return m != nil && m[1] == name
		})
		if at < 0 || suite.Indent(src.Code[at]) > 0 {
			return false
		}
		whole, _ := suite.Whole(src, at, len(src.Code))
		_, value, _ := strings.Cut(whole, "=")
		return len(language.Literals(value)) > 0
	})
}
