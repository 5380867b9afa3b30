package equality

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var teaching = regexp.MustCompile(`\b(addEqualityTesters|addCustomEqualityTester|addEqualityTester|addTypeEqualityFunc|cmp\.Comparer|cmp\.FilterValues|cmp\.Transformer)\(`)

// taught finds comparisons that a runner was taught and that do not compare
// what they are given, field by field.
func taught(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	if !f.Holds("EqualityTester", "addTypeEqualityFunc", "cmp.Comparer", "cmp.FilterValues", "cmp.Transformer") {
		return nil
	}
	for _, n := range f.Added() {
		if !teaching.MatchString(f.Is.Bare[n]) || s.Went(f.Is.Lines[n]) {
			continue
		}
		text, end := suite.Whole(f.Is, n, len(f.Is.Bare))
		text = text[max(0, strings.Index(text, teaching.FindString(f.Is.Bare[n]))):]
		for _, fn := range f.Is.Funcs() { // a comparison that has a name
			if strings.Contains(text, fn.Name) && (fn.Start < n || fn.Start > end) {
				text += "\n" + language.Part(f.Is.Code, fn.Start, fn.End)
			}
		}
		one := strings.Contains(f.Is.Bare[n], "Transformer(") // what is compared of one thing
		switch {
		case !one && !comparesPart(text) && !comparesWhole.MatchString(text) || agrees3.MatchString(suite.Squeeze(text)):
			out = append(out, f.At(n, "a comparison was taught to agree."))
		case suite.Tolerates.MatchString(text) && !s.Speaks(leeway) && !s.Speaks(suite.Inexact) && !allTiny(f.Is.Code, text):
			out = append(out, f.At(n, "a comparison was taught to take what is near for the same."))
		case nearly.MatchString(exactly(f.Is.Code, text)) && !s.SpeaksWith(leeway, toBeAlike) && !s.Speaks(suite.Inexact):
			out = append(out, f.At(n, "a comparison was taught to look at less than what things hold."))
		default:
			if lost := untaught(s, f, text); lost != "" {
				out = append(out, f.At(n, "a comparison was taught not to look at "+lost+"."))
			}
		}
	}
	return out
}

// comparesPart tells whether code compares something of two things by one name.
func comparesPart(code string) bool {
	for l := range strings.SplitSeq(code, "\n") {
		if !comparing.MatchString(l) {
			continue
		}
		of := map[string]string{}
		for _, m := range member.FindAllStringSubmatch(l, -1) {
			if by, had := of[m[2]]; had && by != m[1] {
				return true
			}
			of[m[2]] = m[1]
		}
	}
	return false
}

var comparing = regexp.MustCompile(`[!=]==?|\.(equals?|Equal|localeCompare)\(`)

// allTiny tells whether what is near enough by code is as near as numbers can be told.
func allTiny(code []string, text string) bool {
	return !slices.ContainsFunc(suite.Tolerates.FindAllStringSubmatch(text, -1), func(m []string) bool {
		bound := suite.NumberOf(code, suite.Squeeze(m[2]))
		return suite.Numeric(bound) && suite.Value(bound) > 1e-6
	})
}

// untaught is a field of a type that a comparison which a runner was taught is for and
// does not look at, and of which people did not say that it does not count.
func untaught(s *change.Set, f *change.File, text string) string {
	if wholly.MatchString(text) {
		return ""
	}
	for _, m := range taughtType.FindAllStringSubmatch(text, -1) {
		if lost := lostOf(s, f, strings.Join(m[1:], ""), text); lost != "" {
			return lost
		}
	}
	return ""
}

// lostOf is a field of a type, which a file declares or imports, that code which looks
// at others of it does not look at, itself or by what it calls; empty for none.
func lostOf(s *change.Set, f *change.File, name, text string) string {
	src, fields := typeOf(s, f, name)
	if src == nil {
		return ""
	}
	seen, all := map[string]bool{}, reached(src, name, text)
	if wholly.MatchString(strings.TrimPrefix(all, text)) {
		return ""
	}
	for _, m := range member.FindAllStringSubmatch(all, -1) {
		seen[strings.TrimPrefix(m[2], "#")] = true
	}
	if asksIdentity(s, seen) || !slices.ContainsFunc(fields, func(o string) bool { return seen[o] }) {
		return ""
	}
	at := slices.IndexFunc(fields, func(field string) bool {
		return !seen[field] && !aside.MatchString(field) && !suite.UncountedBy(s, field) && !workedOut(src, name, field, seen)
	})
	if at < 0 {
		return ""
	}
	return fields[at]
}

// matchers finds matchers that the change brought to a runner of JavaScript and that do
// not look at all of the things which tests hand to them.
func matchers(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("expect.extend(") {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if len(fn.Params) < 2 || !f.Touches(fn) {
			continue
		}
		body := language.Part(f.Is.Bare, fn.Head, fn.End)
		if wholly.MatchString(body) || comparesWhole.MatchString(body) {
			continue
		}
		for _, t := range s.Files {
			if !t.Is.Test() || !t.Holds("."+fn.Name+"(new ") {
				continue
			}
			_, made, _ := strings.Cut(t.Is.Text, "."+fn.Name+"(new ")
			if lost := lostOf(s, t, suite.Words.FindString(made), body); lost != "" {
				out = append(out, f.At(fn.Head, fn.Name+" does not look at "+lost+"."))
				break
			}
		}
	}
	return out
}

// reached is code with the bodies of the methods of a type that it calls, and those
// they call.
func reached(src *language.Source, name, code string) string {
	done := map[int]bool{}
	for grew := true; grew; {
		grew = false
		for _, fn := range src.Funcs() {
			if fn.Owner == name && !done[fn.Start] && fn.Name != "constructor" && fn.Name != "__init__" && !equals.MatchString(fn.Name) && strings.Contains(code, "."+fn.Name) {
				done[fn.Start], grew = true, true
				code += "\n" + language.Part(src.Bare, fn.Head, fn.End)
			}
		}
	}
	return code
}

var taughtType = regexp.MustCompile(`\binstanceof\s+(?:\w+\.)?([A-Z]\w*)|\baddTypeEqualityFunc\(\s*(?:\w+\.)?([A-Z]\w*)|\bfunc\(\s*\w+\s*,\s*\w+\s+\*?(?:\w+\.)?([A-Z]\w*)\s*\)|\bTransformer\([^{]*func\(\s*\w+\s+\*?(?:\w+\.)?([A-Z]\w*)\s*\)`)

// typeOf is where a type of the tests, or of what they import, is declared, and its
// fields; nil for nowhere.
func typeOf(s *change.Set, f *change.File, name string) (*language.Source, []string) {
	if out := declared(f.Is, name); len(out) > 0 {
		return f.Is, out
	}
	at := suite.ModulesOf(f, name)
	if f.Is.Lang.Name == "Go" {
		at = suite.Siblings(s, f.Path)
	}
	for _, p := range at {
		if text, err := fs.ReadFile(s.Candidate, p); err == nil && strings.Contains(string(text), name) {
			src := language.Read(p, string(text))
			if out := declared(src, name); len(out) > 0 {
				return src, out
			}
		}
	}
	return nil, nil
}

var (
	comparesWhole = regexp.MustCompile(`(?i)\b(deep)?equals?\(\s*\w+\s*,\s*\w+|\.Equals?\(\s*\w+\s*\)|\.(compare|compareTo|cmp|Cmp|Compare)\(\s*\w+\s*\)\s*[!=]==?\s*0|Math\.(abs|hypot)\(|math\.Abs\(|\b\w+\.\w+\s*[*+/-]\s*\w+\.\w+\s*[!=]==?\s*\w+\.\w+\s*[*+/-]\s*\w+\.\w+|abs\(\s*\w+\s*-|return\s+\w+\s*===?\s*\w+\s*[;}]|assertEqual`)
	agrees3       = regexp.MustCompile(`\?true:|\)returntrue;?\}?|returntrue$`)
)
