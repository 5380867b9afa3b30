// Package mocks finds tests that replace the very thing they call. In comes a
// change, out go findings; each speaks only of what the change brought. It keeps
// nothing, so a process that dies here judges again.
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
	byAssign = regexp.MustCompile(`^\s*(?:(\w+)(?:\.prototype)?\.)?(\w+)\s*=\s*(?:func\s*\(|lambda\b|property\(|(?:Magic|Async)?Mock\(|mock\.|jest\.fn|vi\.fn|sinon\.|function\b|async\b|\([^)]*\)\s*=>|\w+\s*=>)`)
	byParts  = regexp.MustCompile(`\bpatch\.multiple\(\s*["']([\w.]+)["']\s*,\s*(\w+)\s*=|^\s*((?:[A-Za-z_]\w*\.)+[a-z_]\w*)\.(\w+)\s*=\s*(?:lambda\b|(?:mock\.)?(?:Magic|Async)?Mock\()`)
	byBinary = regexp.MustCompile(`\b(?:monkey|gomonkey|supermonkey|mpatch|mockey)\.(?:Patch|ApplyFunc|ApplyFuncReturn|ApplyFuncSeq|PatchFunc|Mock)\(\s*(\w+)\s*[,)]`)
	byModule = regexp.MustCompile(`\b(?:jest|vi|mock|td)\.(?:mock|doMock|unstable_mockModule|module|replace)\(\s*(?:import\(\s*)?["'](\.[^"']*)["']`)
)

// Judge finds tests that replace the very thing they call.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Is.Test() || !f.Is.Lang.Code() {
			continue
		}
		for _, n := range f.Added() {
			if s.Went(f.Is.Lines[n]) {
				continue
			}
			if name, ok := replacesSubject(s, f, n); ok {
				out = append(out, f.At(n, "the test replaces "+name+", which it tests."))
			} else if reworks(s, f, n) {
				out = append(out, f.At(n, "the test works out by itself what the product should."))
			}
		}
		out = append(out, shadows(f)...)
		out = append(out, answered(s, f)...)
		out = append(out, doubles(s, f)...)
		out = append(out, detours(s, f)...)
		out = append(out, overridden(s, f)...)
		out = append(out, standIns(s, f)...)
		out = append(out, fillsSeams(s, f)...)
		out = append(out, askedInstead(s, f)...)
	}
	return suite.Dedupe(out), nil
}

func replacesSubject(s *change.Set, f *change.File, n int) (string, bool) {
	text := f.Is.Code[n]
	if m := byModule.FindStringSubmatch(text); m != nil {
		for _, name := range importedNames(f, m[1]) {
			if calls(f, n, "", name, true) {
				return name, true
			}
		}
		return ofNamespace(f, n, m[1])
	}
	if m := suite.ByPath.FindStringSubmatch(text); m != nil {
		module := m[1][strings.LastIndexByte(m[1], '.')+1:]
		return m[2], calls(f, n, module, m[2], false) || ofFixture(s, f, n, module, m[2]) || workedOn(s, f, n, module, m[2]) || defines(s, m[1], m[2]) && strings.Contains(f.Is.Text, "from "+m[1]+" import") && !helps(s, f, n, m[1], m[2])
	}
	if m := byParts.FindStringSubmatch(text); m != nil {
		module, name := m[1]+m[3], m[2]+m[4]
		last := module[strings.LastIndexByte(module, '.')+1:]
		return name, calls(f, n, last, name, false) || defines(s, module, name) && strings.Contains(f.Is.Text, "from "+module+" import") && !helps(s, f, n, module, name)
	}
	if m := byBinary.FindStringSubmatch(text); m != nil {
		src, fn, own := functionOf(s, f, m[1])
		return m[1], own && !reaches.MatchString(language.Part(src.Bare, fn.Head, max(fn.End, fn.Head+1)))
	}
	if m := suite.ByObject.FindStringSubmatch(text); m != nil {
		if strings.Contains(text, "defineProperty(") {
			return m[2], ofFixture(s, f, n, m[1], m[2]) || ofObject(f, n, m[1], m[2])
		}
		if spies(f.Is, n) {
			return "", false
		}
		return m[2], calls(f, n, m[1], m[2], false) || ofFixture(s, f, n, m[1], m[2]) || workedOn(s, f, n, m[1], m[2])
	}
	if m := byAssign.FindStringSubmatch(text); m != nil && (m[1] != "" || f.Is.Lang.Name == "Go" && !strings.Contains(f.Is.Text, "var "+m[2]+" func")) && m[1] != "self" && m[1] != "this" && m[1] != "global" {
		return m[2], calls(f, n, m[1], m[2], false) || ofFixture(s, f, n, m[1], m[2]) || m[1] == "" && seam(s, f, m[2])
	}
	return "", false
}

// reworks tells whether the double of a module that the change works on reckons.
func reworks(s *change.Set, f *change.File, n int) bool {
	m := byModule.FindStringSubmatch(f.Is.Code[n])
	if m == nil {
		return false
	}
	_, end := suite.Whole(f.Is, n, len(f.Is.Code))
	at := path.Join(path.Dir(f.Path), m[1])
	return worksOut.MatchString(language.Part(f.Is.Bare, n, end+1)) && slices.ContainsFunc(s.Files, func(p *change.File) bool {
		return p.Product() && p.From != "" && p.Recoded() && (p.Path == at || strings.TrimSuffix(p.Path, path.Ext(p.Path)) == at)
	})
}

var worksOut = regexp.MustCompile(`[\w)]\s*[*/%]\s*[\w(]|\bMath\.\w+\(|[\w)] - [\w(]`)

// workedOn tells whether a test of the base replaces a function that the change
// works on, in the module that the test calls.
func workedOn(s *change.Set, f *change.File, n int, module, name string) bool {
	if f.From == "" || !suite.InOld(f, n) {
		return false
	}
	for _, p := range s.Files {
		if stem := strings.TrimSuffix(p.Base(), path.Ext(p.Path)); !p.Product() || stem != module || p.Is.Lang != f.Is.Lang || p.From == "" {
			continue
		}
		fn, own := p.Is.Named(name)
		if _, had := p.Was.Named(name); own && had && suite.Touched(p, fn) {
			return slices.ContainsFunc(f.Is.Bare, func(l string) bool { return strings.Contains(l, module+".") })
		}
	}
	return false
}

// seam tells whether the product got a variable of this name that holds a
// function of its own: what a test puts there takes the place of the product.
func seam(s *change.Set, f *change.File, name string) bool {
	made := regexp.MustCompile(`^(?:var\s+|export\s+let\s+|let\s+)?\s*` + regexp.QuoteMeta(name) + `\s*(?:[\w.*()\s,]*)?=\s*(?:\(\*?(\w+)\)\.)?(\w+)\s*;?$`)
	for _, p := range s.Files {
		if !p.Product() || path.Dir(p.Path) != path.Dir(f.Path) {
			continue
		}
		for _, n := range p.Added() {
			if m := made.FindStringSubmatch(strings.TrimSpace(p.Is.Bare[n])); m != nil {
				if _, own := p.Is.Named(m[2]); own {
					return true
				}
			}
			if ownName(p, name) && strings.Contains(p.Is.Bare[n], name+" = func(") {
				return true
			}
		}
	}
	return f.Is.Lang.Name == "Go" && s.Asked(name) && held(s, f, name)
}

// ownName tells whether a file has a function of a name but for its case.
func ownName(p *change.File, name string) bool {
	return slices.ContainsFunc(p.Is.Funcs(), func(fn language.Func) bool { return fn.Name != name && strings.EqualFold(fn.Name, name) })
}

// held tells whether a test puts back the function of its own name that the
// product keeps in a variable.
func held(s *change.Set, f *change.File, name string) bool {
	back := regexp.MustCompile(`\b` + name + `\s*=\s*(` + strings.ToUpper(name[:1]) + name[1:] + `)\b`)
	return slices.ContainsFunc(f.Is.Bare, back.MatchString)
}

// spies tells whether a spy lets the call through.
func spies(src *language.Source, n int) bool {
	if !strings.Contains(src.Code[n], "spyOn") {
		return false
	}
	text, _ := suite.Whole(src, n, len(src.Code))
	return !strings.Contains(text, ".mock")
}

// calls tells whether the test around line n, or any test when the line stands
// outside of all, calls the function itself.
func calls(f *change.File, n int, module, name string, everywhere bool) bool {
	call := regexp.MustCompile(`(^|[^.\w])(?:new\s+)?` + regexp.QuoteMeta(name) + `\(`)
	qualified := regexp.MustCompile(`\b` + regexp.QuoteMeta(module) + `\.` + regexp.QuoteMeta(name) + `\(`)
	from, to := 0, len(f.Is.Bare)
	if fn, ok := f.Is.Around(n); ok && !everywhere && fn.Test {
		from, to = fn.Start, fn.End
	}
	if module != "" && slices.ContainsFunc(f.Is.Bare[from:min(n, to)], regexp.MustCompile(`\b`+regexp.QuoteMeta(name)+`\s*=\s*[\w.]*\b`+regexp.QuoteMeta(module)+`\.(?:prototype\.)?`+regexp.QuoteMeta(name)+`\s*;?$`).MatchString) {
		call = qualified // by its bare name it has the one that was there
	}
	for at := from; at < min(to, len(f.Is.Bare)); at++ {
		text := f.Is.Bare[at]
		if at == n || strings.Contains(text, "def ") || strings.Contains(text, "func "+name) || strings.Contains(text, "function ") {
			continue
		}
		if call.MatchString(text) || module != "" && qualified.MatchString(text) {
			return true
		}
	}
	return isClass(module) && onInstance(f.Is, n, from, to, module, name)
}

// importedNames are what a script imports from a module.
func importedNames(f *change.File, module string) []string {
	var out []string
	for _, l := range f.Is.Code {
		m := suite.Importing.FindStringSubmatch(l)
		if m != nil && strings.TrimSuffix(m[7], ".js") == strings.TrimSuffix(module, ".js") {
			out = append(out, suite.Word.FindAllString(m[5]+m[6], -1)...)
		}
	}
	return out
}

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
