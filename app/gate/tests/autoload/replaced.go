package autoload

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

// patches finds replacements of the product that every test gets.
func patches(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		if s.Went(f.Is.Lines[n]) {
			continue
		}
		text, targets := suite.Opened(f.Is, n), spied(f.Is, n)
		if m := assigns.FindStringSubmatch(text); m != nil {
			targets = []string{m[1], m[3], m[4], m[5], m[6]}
		}
		if m := suite.ByObject.FindStringSubmatch(text); m != nil && ofLibrary.MatchString(m[1]+"."+m[2]) {
			targets = append(targets, m[1]+"."+m[2])
		}
		for _, target := range targets {
			if ofLibrary.MatchString(target) && f.Is.Lang.Name == "Python" && everyTest(f.Is, n) && !s.Asked(target) {
				out = append(out, f.At(n, "every test gets something else in place of "+target+"."))
			}
			if target != "" && suite.Ours(s, f, target) && !borrowed(s, f, target) && !replacedBefore(s, target) && !askedDouble(s, f, target) && !nameAsked(s, f, n, target) && !besidesSubject(s, f, n, target) {
				out = append(out, f.At(n, "every test gets something else in place of the product's "+target+"."))
			}
		}
	}
	return append(out, refilled(s, f)...)
}

// ofLibrary is a function of Python's library that only works something out: no test has a
// reason to be spared it.
var ofLibrary = regexp.MustCompile(`^(?:json|math|decimal|fractions|statistics|re|string|textwrap|difflib|unicodedata|itertools|functools|operator|calendar|zoneinfo|locale|hashlib|hmac|base64|struct|csv|copy|os\.path|posixpath|html|collections)\.\w`)

// everyTest tells whether a line of a file that a runner loads is done for all tests.
func everyTest(src *language.Source, n int) bool {
	fn, in := outermost(src, n)
	return !in || !fn.Test && requested(src, n) == ""
}

// outermost is the function around a line that stands in no other one.
func outermost(src *language.Source, n int) (language.Func, bool) {
	for _, fn := range src.Funcs() {
		if fn.Start <= n && n < fn.End {
			return fn, true
		}
	}
	return language.Func{}, false
}

// spied are the members of objects of a script that a line puts something else in the
// place of.
func spied(src *language.Source, n int) []string {
	m := suite.ByObject.FindStringSubmatch(suite.Opened(src, n))
	if m == nil || src.Lang.Name != "JavaScript" {
		return nil
	}
	if text, _ := suite.Whole(src, n, len(src.Code)); !otherwise.MatchString(text) {
		return nil // it only looks on
	}
	return []string{m[1] + "." + m[2]}
}

// otherwise is what a double does in the place of what it stands for.
var otherwise = regexp.MustCompile(`\.(?:mock(?:Implementation|Return|Resolved|Rejected)\w*|callsFake|returns|resolves|rejects|throws|value)\(|\b(?:method|defineProperty|replace)\(`)

// askedDouble tells whether people asked, in one sentence, to put something in
// the place of a file that they named.
func askedDouble(s *change.Set, f *change.File, target string) bool {
	at := strings.ReplaceAll(target, ".", "/")
	if strings.HasPrefix(target, ".") {
		at = path.Join(path.Dir(f.Path), target)
	}
	file := at
	if i := strings.LastIndexByte(target, '.'); i > 0 && !strings.HasPrefix(target, ".") {
		file = strings.ReplaceAll(target[:i], ".", "/") // a name in it
	}
	return strings.Contains(file, "/") && s.SpeaksWith(mocking, regexp.MustCompile(`\b(mock|stub|fake|replac|doubl)\w*\b[^.\n]{0,80}\b(`+regexp.QuoteMeta(strings.ToLower(at))+`|`+regexp.QuoteMeta(strings.ToLower(file))+`)\b`))
}

// mocking puts something in another one's place.
var mocking = regexp.MustCompile(`\b(mock|stub|fake|replac|doubl)\w*\b`)

// replacedBefore tells whether a test replaced the same, in its own lines that
// went.
func replacedBefore(s *change.Set, target string) bool {
	name := target[strings.LastIndexByte(target, '.')+1:]
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return f.Was.Test() && slices.ContainsFunc(f.Removed(), func(n int) bool {
			for _, re := range []*regexp.Regexp{suite.ByPath, suite.ByObject} {
				if m := re.FindStringSubmatch(suite.Opened(f.Was, n)); m != nil && m[2] == name {
					return true
				}
			}
			return false
		})
	})
}

// borrowed tells whether a module of the product has a name from a module that
// is none: what is replaced there is where the product ends.
func borrowed(s *change.Set, f *change.File, target string) bool {
	at := strings.LastIndexByte(target, '.')
	if at < 0 || f.Is.Lang.Name != "Python" {
		return false
	}
	for _, module := range append([]string{target[:at]}, suite.ImportedFrom(f, target[:at])...) {
		p := strings.ReplaceAll(module, ".", "/")
		for _, file := range []string{p + ".py", "src/" + p + ".py", p + "/__init__.py", "src/" + p + "/__init__.py"} {
			text, err := fs.ReadFile(s.Candidate, file)
			if err != nil {
				continue
			}
			for _, m := range importLine.FindAllStringSubmatch(string(text), -1) {
				if slices.Contains(suite.Word.FindAllString(m[2]+" "+m[3], -1), target[at+1:]) {
					return !suite.Ours(s, &change.File{Change: f.Change, Is: language.Read(file, ""), Was: f.Was}, m[1]+m[3])
				}
			}
		}
	}
	return false
}

var importLine = regexp.MustCompile(`(?m)^from\s+([\w.]+)\s+import\s+(\([\w\s,]+\)|[\w ,]+)|^import\s+([\w.]+)\s*$`)

// nameAsked tells whether people want tests to be set up with something else under the
// very name that a line replaces.
func nameAsked(s *change.Set, f *change.File, n int, target string) bool {
	names := []string{target}
	if m := suite.ByObject.FindStringSubmatch(suite.Opened(f.Is, n)); m != nil {
		names = []string{m[1] + "." + m[2]}
	}
	if object, member, dotted := strings.Cut(names[0], "."); dotted {
		for _, from := range suite.ImportedFrom(f, object) {
			names = append(names, from+"."+object+"."+member, from+"."+member)
		}
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return strings.Contains(name, ".") && s.Asked(name) && slices.ContainsFunc(s.Sentences(), func(text string) bool {
			return strings.Contains(text, strings.ToLower(name)) && suite.OfSetup.MatchString(text) && asks.Speak([]string{text}, suite.PutsInPlace)
		})
	})
}

// besidesSubject tells whether a line belongs to a fixture that tests have to
// ask for, and those that do never call themselves what it replaces.
func besidesSubject(s *change.Set, f *change.File, n int, target string) bool {
	fixture := requested(f.Is, n)
	if fixture == "" {
		return false
	}
	subject := target[strings.LastIndexByte(target, '.')+1:]
	for _, re := range []*regexp.Regexp{suite.ByPath, suite.ByObject} {
		if m := re.FindStringSubmatch(suite.Opened(f.Is, n)); m != nil {
			subject = m[2]
		}
	}
	return !slices.ContainsFunc(s.Files, func(o *change.File) bool {
		if slices.ContainsFunc(o.Is.Code, func(l string) bool { return strings.Contains(l, "usefixtures") && strings.Contains(l, fixture) }) {
			return true // whole files may
		}
		return o.Is.Test() && slices.ContainsFunc(o.Is.Funcs(), func(fn language.Func) bool {
			if !slices.Contains(fn.Params, fixture) {
				return false
			}
			return everybodys.MatchString(language.Part(o.Is.Bare, fn.Start, fn.Head)) || strings.Contains(language.Part(o.Is.Bare, fn.Head+1, fn.End), subject+"(")
		})
	})
}

// requested is the fixture around a line that a test gets only when it asks;
// empty for none.
func requested(src *language.Source, n int) string {
	for _, fn := range src.Funcs() { // the outermost comes first
		if fn.Start <= n && n < fn.End {
			if marks := language.Part(src.Bare, fn.Start, fn.Head); strings.Contains(marks, "fixture") && !everybodys.MatchString(marks) {
				return fn.Name
			}
			return ""
		}
	}
	return ""
}

var (
	everybodys = regexp.MustCompile(`\bautouse\s*=\s*True`)
	assigns    = regexp.MustCompile(`^\s*(\w+(?:\.\w+)+)\s*=\s*(lambda\b|\w+$|Mock|MagicMock|mock\.|jest\.fn|vi\.fn|function|\(|async)|\b(?:monkeypatch|mocker|mp)\.(?:setattr|patch(?:\.object)?)\(\s*["']?([\w.]+)|\bpatch(?:\.object)?\(\s*["']?([\w.]+)|\bsetattr\(\s*([\w.]+)\s*,|\b(?:jest|vi)\.(?:mock|doMock|setMock)\(\s*["']([^"']+)`)
)
