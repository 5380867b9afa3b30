// Package mocks finds tests that replace the very thing they call. In comes a
// change, out go findings; each speaks only of what the change brought. It keeps
// nothing, so a process that dies here judges again.
package mocks

import (
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
		out = append(out, forEveryTest(s, f)...)
	}
	return suite.Dedupe(out), nil
}

func replacesSubject(s *change.Set, f *change.File, n int) (string, bool) {
	text := suite.Opened(f.Is, n)
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
	m := byModule.FindStringSubmatch(suite.Opened(f.Is, n))
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
		if _, had := p.Was.Named(name); own && had && p.Touches(fn) {
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
