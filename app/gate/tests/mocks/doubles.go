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
	answering = regexp.MustCompile(`\.route\(|\.intercept\(|\.fulfill\(|setupServer\(|setupWorker\(|HttpResponse\.|\bnock\(|fetchMock|\bresponses\.(add|get|post|put|delete)|requests_mock|\brespx\b|httpx_mock|aioresponses`)
	serving   = regexp.MustCompile(`(?:\.(?:get|post|put|delete|patch|all|use|route|HandleFunc|Handle|GET|POST|PUT|DELETE)|@\w+\.\w+)\(\s*["'\x60](?:[A-Z]+ )?(/[\w/.:{}<>-]+)`)
)

// answered finds tests that answer an address themselves which the product
// serves and the issue is about.
func answered(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds(".route(", ".intercept(", ".fulfill(", "setupServer", "setupWorker", "HttpResponse", "nock", "fetchMock", "responses.", "requests_mock", "respx", "httpx_mock", "aioresponses") || !answering.MatchString(f.Is.Text) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		for _, v := range suite.QuotedIn(f.Is.Code[n]) {
			at := strings.Trim(v, "*")
			if len(at) > 3 && at[0] == '/' && s.Asked(at) && !s.Went(f.Is.Lines[n]) && served(s)[at] {
				out = append(out, f.At(n, "the tests answer "+at+" themselves, which the product serves."))
			}
		}
	}
	return out
}

var (
	subclass = regexp.MustCompile(`^\s*class\s+\w+\s*(?:\(\s*(?:[\w.]*\.)?(\w+)|extends\s+(?:[\w.]*\.)?(\w+))`)
	embedded = regexp.MustCompile(`^\s+\*?([A-Z]\w*)$`)
)

// overridden finds types of tests that take a type of the product and put
// something else in place of a method that the tests call themselves.
func overridden(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		m := subclass.FindStringSubmatch(f.Is.Bare[n])
		if m == nil && f.Is.Lang.Name == "Go" {
			m = embedded.FindStringSubmatch(f.Is.Bare[n])
		}
		if m == nil || !ofProduct(s, &change.File{Is: f.Is, Was: f.Is, From: f.Path, Change: f.Change}, strings.Join(m[1:], "")) {
			continue
		}
		_, end := suite.Whole(f.Is, n, len(f.Is.Bare))
		for _, fn := range f.Is.Funcs() {
			of := fn.Start > n && (f.Is.Lang.Name == "Go" || fn.Start <= end || f.Is.Lang.Name == "Python")
			if fn.Test || !of || fn.Owner == "" || !strings.Contains(language.Part(f.Is.Bare, max(0, n-3), n+1), fn.Owner) || strings.HasPrefix(fn.Name, "_") || fn.Name == "constructor" {
				continue
			}
			if calledOn(f, fn) && !onlyNotes(f.Is, fn) {
				out = append(out, f.At(fn.Head, "the tests have a "+fn.Name+" of their own in place of the product's."))
			}
		}
	}
	return out
}

// onlyNotes tells whether all that a method answers is what the method answers in whose
// place it stands: it only notes that it was called.
func onlyNotes(src *language.Source, fn language.Func) bool {
	answers := 0
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		text := strings.TrimSpace(src.Bare[n])
		if !strings.Contains(text, "return") && !strings.Contains(text, "yield") {
			continue
		}
		m := ofParent.FindStringSubmatch(text)
		if m == nil || m[1] != fn.Name || strings.Trim(m[2], "*") != strings.Join(fn.Params, ", ") && !strings.Contains(m[2], "*") {
			return false
		}
		answers++
	}
	return answers == 1
}

var ofParent = regexp.MustCompile(`^return (?:await )?super(?:\(\))?\.(\w+)\(([^()]*)\);?$`)

// calledOn tells whether a test of the file calls a method on something.
func calledOn(f *change.File, method language.Func) bool {
	return slices.ContainsFunc(f.Is.Tests(), func(t language.Func) bool {
		return t.Start != method.Start && strings.Contains(language.Part(f.Is.Bare, t.Head+1, t.End), "."+method.Name+"(")
	})
}

// maxServing bounds the files that are searched for what the product serves.
const maxServing = 500

// served are the addresses that the product serves.
func served(s *change.Set) map[string]bool {
	return change.Memo(s, "served", func() map[string]bool {
		out, seen := map[string]bool{}, 0
		_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || seen > maxServing:
				return fs.SkipAll
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor"):
				return fs.SkipDir
			case d.IsDir() || language.IsTest(p) || !language.Of(p).Code():
				return nil
			}
			seen++
			text, err := fs.ReadFile(s.Candidate, p)
			for _, m := range serving.FindAllSubmatch(text, -1) {
				out[string(m[1])] = err == nil
			}
			return nil
		})
		return out
	})
}

// doubles finds new files beside the tests that define anew what the issue is
// about and a product file of the same name defines.
func doubles(s *change.Set, f *change.File) []change.Finding {
	if f.From != "" || f.Is.Lang.Collects(f.Path) {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if len(fn.Name) > 3 && !fn.Test && s.Asked(fn.Name) && definedBy(s, f, fn.Name) {
			out = append(out, f.At(fn.Head, "the tests have a "+fn.Name+" of their own beside the product's."))
		}
	}
	return out
}

// definedBy tells whether a product file of the same name as another file
// defines a function.
func definedBy(s *change.Set, f *change.File, name string) bool {
	base := path.Base(f.Path)
	for _, at := range []string{base, "src/" + base, "lib/" + base, "app/" + base} {
		if text, err := fs.ReadFile(s.Candidate, at); err == nil && at != f.Path {
			if _, ok := language.Read(at, string(text)).Named(name); ok {
				return true
			}
		}
	}
	for _, p := range s.Files {
		if p.Product() && p.Base() == base {
			if _, ok := p.Is.Named(name); ok {
				return true
			}
		}
	}
	return false
}
