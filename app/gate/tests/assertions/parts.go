package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofPart tells whether an assertion is about one element of what another one was
// about as a whole, and none of the test is about that any more.
func ofPart(u suite.Unit, g, a suite.Statement) bool {
	if g.Strength() != suite.SaysAll {
		return false
	}
	for _, m := range element.FindAllStringSubmatch(a.Text, -1) {
		if m[1] != "" && elements(u, m[1]) == 1 && !suite.Spoken[lastName(m[1])] && holdsWhole(g.Text, m[1]) && !slices.ContainsFunc(element.FindAllStringSubmatch(g.Text, -1), func(o []string) bool { return o[1] == m[1] }) && !slices.ContainsFunc(asserted(u), func(c suite.Statement) bool {
			return holdsWhole(c.Text, m[1]) || strings.Contains(c.Text, m[1]+".length") || strings.Contains(c.Text, m[1]+".size")
		}) {
			return true
		}
	}
	return false
}

// elements is of how many elements of something a test asserts.
func elements(u suite.Unit, name string) int {
	all := map[string]bool{}
	for _, c := range asserted(u) {
		for _, m := range element.FindAllStringSubmatchIndex(c.Text, -1) {
			if c.Text[m[2]:m[3]] == name {
				which, _, _ := strings.Cut(c.Text[m[2]:]+")", ")")
				all[which] = true
			}
		}
	}
	return len(all)
}

var element = regexp.MustCompile(`\b([A-Za-z_][\w.]*?)(?:\.(?:at|slice|pop|shift|find|findLast)\(|\[-?\d*:?-?\d*\]|\[(?:len\(\w+\)|\w+\.length)\s*-\s*1\])`)

func lastName(dotted string) string { return dotted[strings.LastIndexByte(dotted, '.')+1:] }

// holdsWhole tells whether a text has a name of which it takes no part.
func holdsWhole(text, name string) bool {
	return regexp.IndexWord(text, name, func(before, after byte) bool {
		return !regexp.InWord(before) && before != '.' && !regexp.InWord(after) && strings.IndexByte(".[(:=\"'", after) < 0
	}) >= 0
}

// patterned tells whether an assertion lets anything stand for a part of a text
// that another one spelled out.
func patterned(u suite.Unit, g, a suite.Statement) bool {
	if len(anything.FindAllString(a.Text, -1)) <= len(anything.FindAllString(g.Text, -1)) {
		return false
	}
	for _, l := range language.Literals(suite.Indexes.ReplaceAllString(g.Text, "")) {
		if l[0] != '"' && l[0] != '\'' && l[0] != '`' {
			continue
		}
		if slices.ContainsFunc(suite.Figure.FindAllString(l, -1), func(w string) bool { return !strings.Contains(a.Text, w) }) {
			return true
		}
	}
	return false
}

// anything is a part of a pattern that much can stand for.
var anything = regexp.MustCompile(`\\+[dwS][+*{]|\.[*+]|\[[^\]\s]*\][+*]`)

// shortened is the assertion all of whose texts are parts of the one that another
// expected, where words of that stand in no assertion any more; -1 for none.
func shortened(u suite.Unit, g suite.Statement, come []suite.Statement, v suite.Values) int {
	if len(g.Text) < minText || g.Strength() != suite.SaysAll {
		return -1
	}
	was, all := textsIn(g.Text), ""
	for _, t := range was {
		if len(t) > len(all) {
			all = t
		}
	}
	if len(all) < minText {
		return -1
	}
	part := slices.IndexFunc(come, func(c suite.Statement) bool {
		fresh := slices.DeleteFunc(append(textsIn(c.Text), plainParts(c.Text)...), func(t string) bool { return slices.Contains(was, t) })
		return len(fresh) > 0 && !strings.Contains(c.Text, all) && !slices.ContainsFunc(fresh, func(t string) bool { return !strings.Contains(all, t) })
	})
	if part >= 0 && slices.ContainsFunc(suite.Word.FindAllString(all, -1), func(w string) bool {
		return !regexp.HasWord(v.Went, w) && !slices.ContainsFunc(asserted(u), func(c suite.Statement) bool { return regexp.HasWord(c.Text, w) })
	}) {
		return part
	}
	return -1
}

// plainParts are the parts of the patterns in code that stand for themselves.
func plainParts(code string) (out []string) {
	for _, p := range patternsIn(code) {
		for _, part := range ofPattern.Split(strings.Trim(p, "/^$"), -1) {
			if part = strings.ReplaceAll(part, `\`, ""); strings.TrimSpace(part) != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// patternsIn are the regular expressions that a script writes out.
func patternsIn(code string) []string {
	return patterns.FindAllString(quotedText.ReplaceAllString(code, `""`), -1)
}

var (
	quotedText = regexp.MustCompile("\"(?:[^\"\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\n]|\\\\.)*'|`[^`]*`")
	patterns   = regexp.MustCompile(`/(?:[^/\\\n\[ *]|\\.|\[[^\]\n]*\])(?:[^/\\\n\[]|\\.|\[[^\]\n]*\])*/`)
	ofPattern  = regexp.MustCompile(`\\[dDwWsSbB][+*?]*|\.[+*?]*|\[[^\]]*\][+*?]*|[()|+*?{}^$]+`)
)

// minText is how long a text is that has parts worth telling apart.
const minText = 12

// textsIn are the texts of an assertion, but for what it only says to people.
func textsIn(code string) (out []string) {
	for _, l := range language.Literals(suite.Message(code)) {
		if l[0] == '"' || l[0] == '\'' || l[0] == '`' {
			out = append(out, suite.Unquote(l))
		}
	}
	return out
}

// spelledOut tells whether assertions say of a thing how far it goes, and of its
// parts each value that one went from, which compared it as a whole.
func spelledOut(g suite.Statement, come []suite.Statement) bool {
	told := language.Literals(suite.Message(g.Text))
	if g.Strength() != suite.SaysAll || len(told) < 2 {
		return false
	}
	for _, c := range come {
		m := extent.FindStringSubmatch(c.Text)
		if m == nil || c.Strength() != suite.SaysShape {
			continue
		}
		parts := ""
		for _, p := range come {
			if p.Strength() == suite.SaysAll && regexp.HasWord(p.Text, m[1]+m[2]+m[3]) {
				parts += suite.Message(p.Text) + "\n"
			}
		}
		have := language.Literals(parts)
		if !slices.ContainsFunc(told, func(l string) bool { return !slices.Contains(have, l) }) {
			return true
		}
	}
	return false
}

// extent asks for the keys of a thing, or how many parts it has.
var extent = regexp.MustCompile(`\b(?:set|len|sorted|list|Object\.keys)\(\s*(\w+)(?:\.keys\(\))?\s*\)|\bexpect\((\w+)\)\s*\.\s*toHaveLength|\b(\w+)\.(?:length|size)\b`)

// says tells whether an assertion says all of something, of which another one said
// that it holds the same texts.
func says(now, old suite.Statement) bool {
	texts := textsIn(old.Text)
	return now.Strength() == suite.SaysAll && old.Strength() < suite.SaysAll && len(texts) > 0 && !slices.ContainsFunc(texts, func(part string) bool {
		return len(part) < 8 || !slices.ContainsFunc(textsIn(now.Text), func(text string) bool { return strings.Contains(text, part) })
	})
}

// givesForm tells whether an assertion expects a pattern that is a form which came
// to the product, with gaps where that has some.
func givesForm(v suite.Values, a suite.Statement) bool {
	return slices.ContainsFunc(textsIn(a.Text), func(text string) bool {
		form := anything.ReplaceAllString(strings.Trim(text, "^$"), "§")
		return form != text && suite.Letters.MatchString(form) && strings.Contains(v.Forms(), form)
	})
}
