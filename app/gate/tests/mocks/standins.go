package mocks

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	made     = regexp.MustCompile(`(?:^|[^.\w])(?:new\s+)?(?:\w+\.)?([A-Z]\w+)[({]`)
	fakeType = regexp.MustCompile(`^\s*(?:type\s+(\w+)\s+(?:struct|map|func|int|\[\])|(?:export\s+)?class\s+(\w+))`)
)

// madeAlike tells whether lines that came call a function of the product whose
// name goes on where the other one's ended: New, newWithClock.
func madeAlike(s *change.Set, f *change.File, name string) bool {
	return slices.ContainsFunc(f.Added(), func(n int) bool {
		return slices.ContainsFunc(calledWord.FindAllStringSubmatch(f.Is.Bare[n], -1), func(m []string) bool {
			return len(m[1]) > len(name) && strings.EqualFold(m[1][:len(name)], name) && slices.ContainsFunc(s.Files, func(p *change.File) bool { _, ok := p.Is.Named(m[1]); return ok && p.Product() })
		})
	})
}

var calledWord = regexp.MustCompile(`\b([A-Za-z_]\w*)\(`)

// standIns finds tests that made an object of the product, make none any more,
// and have a new type of their own in its place.
func standIns(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" {
		return nil
	}
	var fakes []int
	names := map[string]bool{}
	for _, n := range f.Added() {
		if m := fakeType.FindStringSubmatch(f.Is.Bare[n]); m != nil && !strings.Contains(f.Was.Text, m[1]+m[2]) && !strings.HasPrefix(m[1]+m[2], "Test") {
			fakes = append(fakes, n)
			names[m[1]+m[2]] = true
		}
	}
	if len(fakes) == 0 || handedIn(s, f, names) {
		return nil
	}
	var out []change.Finding
	for _, o := range f.Removed() {
		for _, m := range made.FindAllStringSubmatch(f.Was.Bare[o], -1) {
			if stillMade(s, m[1]) || madeAlike(s, f, m[1]) || !ofProduct(s, f, m[1]) || !replacedBy(f, names) {
				continue
			}
			out = append(out, f.At(fakes[0], "the tests have this in place of the product's "+m[1]+"."))
		}
	}
	return out
}

// handedIn tells whether an object of the product is made with a stand-in: that
// is a collaborator's.
func handedIn(s *change.Set, f *change.File, names map[string]bool) bool {
	held := regexp.MustCompile(`\b(\w+)\s*:?=\s*(?:&|new\s+)?(\w+)[({]`)
	stand := map[string]bool{}
	for _, l := range f.Is.Bare {
		if m := held.FindStringSubmatch(l); m != nil && names[m[2]] {
			stand[m[1]] = true
		}
	}
	for _, l := range f.Is.Bare {
		for _, m := range made.FindAllStringSubmatchIndex(l, -1) {
			name, rest := l[m[2]:m[3]], l[m[3]:]
			if names[name] || !slices.ContainsFunc(suite.Word.FindAllString(rest, -1), func(w string) bool { return names[w] || stand[w] }) {
				continue
			}
			if ofProduct(s, &change.File{Is: f.Is, Was: f.Is, From: f.Path, Change: f.Change}, name) {
				return true
			}
		}
	}
	return false
}

// stillMade tells whether a test of the change names something of the product.
func stillMade(s *change.Set, name string) bool {
	re := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `[({]`)
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return f.Is.Test() && slices.ContainsFunc(f.Is.Bare, re.MatchString)
	})
}

// replacedBy tells whether a line that came makes one of some types.
func replacedBy(f *change.File, names map[string]bool) bool {
	return slices.ContainsFunc(f.Added(), func(n int) bool {
		return !fakeType.MatchString(f.Is.Bare[n]) && slices.ContainsFunc(suite.Word.FindAllString(f.Is.Bare[n], -1), func(w string) bool { return names[w] }) &&
			!strings.HasPrefix(f.Is.Bare[n], "func (")
	})
}

// ofProduct tells whether a test has a name from the product: it imports it, or
// a file beside it declares it.
func ofProduct(s *change.Set, f *change.File, name string) bool {
	for _, from := range suite.ImportedFrom(&change.File{Is: f.Was}, name) {
		if suite.Ours(s, f, from) {
			return true
		}
	}
	if f.Is.Lang.Name != "Go" {
		return false
	}
	entries, err := fs.ReadDir(s.Base, path.Dir(f.From))
	if err != nil || len(entries) > 200 {
		return false
	}
	declares := regexp.MustCompile(`(?m)^(type|func) ` + regexp.QuoteMeta(name) + `\b`)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		if path.Ext(e.Name()) != ".go" || strings.HasSuffix(e.Name(), "_test.go") {
			return false
		}
		text, err := fs.ReadFile(s.Base, path.Join(path.Dir(f.From), e.Name()))
		return err == nil && declares.Match(text)
	})
}

var (
	stoodIn  = regexp.MustCompile(`^\s*(?:const|let|var)\s+(\w+)\s*=\s*(?:vi|jest|sinon|mock|async|function|\(|\w+\s*=>)|^\s*import\s*\{?([^}]*)\}?\s*from\s*["']([^"']+)["']|^\s*(\w+)\s*=\s*(?:mock\.)?(?:\w*Mock\(|lambda\b|create_autospec\()`)
	fakePath = regexp.MustCompile(`(?i)fake|mock|stub|dummy|double|^\./`)
)

// importedAt are the names that a test of Python imports from elsewhere.
func importedAt(f *change.File) []string {
	var out []string
	for _, l := range f.Is.Code {
		if m := suite.Importing.FindStringSubmatch(l); m != nil && m[2] != "" {
			out = append(out, suite.Word.FindAllString(m[2], -1)...)
		}
	}
	return out
}

// importsFrom tells whether a line imports a name from a module.
func importsFrom(text, module, name string) bool {
	m := suite.Importing.FindStringSubmatch(text)
	return m != nil && m[7] == module && slices.Contains(suite.Word.FindAllString(m[5]+m[6], -1), name)
}

// shadows finds functions of a test file that stand in for what it imported.
func shadows(f *change.File) []change.Finding {
	var lost []string
	for _, n := range f.Removed() {
		m := suite.Importing.FindStringSubmatch(f.Was.Code[n])
		if m == nil {
			continue
		}
		for _, name := range suite.Word.FindAllString(m[2]+" "+m[3]+" "+m[5]+m[6], -1) {
			if !slices.ContainsFunc(f.Is.Code, func(l string) bool { return m[7] != "" && importsFrom(l, m[7], name) }) {
				lost = append(lost, name)
			}
		}
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if m := stoodIn.FindStringSubmatch(f.Is.Code[n]); m != nil {
			for _, name := range suite.Word.FindAllString(m[1]+m[2]+m[4], -1) {
				if slices.Contains(lost, name) && (m[3] == "" || fakePath.MatchString(m[3]) && language.IsTest(path.Join(path.Dir(f.Path), m[3]))) || m[4] == name && slices.Contains(importedAt(f), name) {
					out = append(out, f.At(n, "the test has its own "+name+" in place of the product's."))
				}
			}
		}
	}
	for _, fn := range f.Is.Funcs() {
		if _, was := f.Was.Named(fn.Name); !was && !fn.Test && slices.Contains(lost, fn.Name) {
			out = append(out, f.At(fn.Head, "the test has its own "+fn.Name+" in place of the product's."))
		}
	}
	return out
}
