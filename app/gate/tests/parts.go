package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofPart tells whether an assertion is about one element of what another one was
// about as a whole, and none of the test is about that any more.
func (u unit) ofPart(g, a statement) bool {
	if g.strength() != saysAll {
		return false
	}
	for _, m := range element.FindAllStringSubmatch(a.text, -1) {
		if m[1] != "" && u.elements(m[1]) == 1 && !spoken[lastName(m[1])] && holdsWhole(g.text, m[1]) && !slices.ContainsFunc(element.FindAllStringSubmatch(g.text, -1), func(o []string) bool { return o[1] == m[1] }) && !slices.ContainsFunc(u.asserted(), func(c statement) bool {
			return holdsWhole(c.text, m[1]) || strings.Contains(c.text, m[1]+".length") || strings.Contains(c.text, m[1]+".size")
		}) {
			return true
		}
	}
	return false
}

// elements is of how many elements of something a test asserts.
func (u unit) elements(name string) int {
	all := map[string]bool{}
	for _, c := range u.asserted() {
		for _, m := range element.FindAllStringSubmatchIndex(c.text, -1) {
			if c.text[m[2]:m[3]] == name {
				which, _, _ := strings.Cut(c.text[m[2]:]+")", ")")
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
func (u unit) patterned(g, a statement) bool {
	if len(anything.FindAllString(a.text, -1)) <= len(anything.FindAllString(g.text, -1)) {
		return false
	}
	for _, l := range language.Literals(indexes.ReplaceAllString(g.text, "")) {
		if l[0] != '"' && l[0] != '\'' && l[0] != '`' {
			continue
		}
		if slices.ContainsFunc(figure.FindAllString(l, -1), func(w string) bool { return !strings.Contains(a.text, w) }) {
			return true
		}
	}
	return false
}

// anything is a part of a pattern that much can stand for.
var anything = regexp.MustCompile(`\\+[dwS][+*{]|\.[*+]|\[[^\]\s]*\][+*]`)

// shortened is the assertion all of whose texts are parts of the one that another
// expected, where words of that stand in no assertion any more; -1 for none.
func (u unit) shortened(g statement, come []statement, v values) int {
	if len(g.text) < minText || g.strength() != saysAll {
		return -1
	}
	was, all := textsIn(g.text), ""
	for _, t := range was {
		if len(t) > len(all) {
			all = t
		}
	}
	if len(all) < minText {
		return -1
	}
	part := slices.IndexFunc(come, func(c statement) bool {
		fresh := slices.DeleteFunc(append(textsIn(c.text), plainParts(c.text)...), func(t string) bool { return slices.Contains(was, t) })
		return len(fresh) > 0 && !strings.Contains(c.text, all) && !slices.ContainsFunc(fresh, func(t string) bool { return !strings.Contains(all, t) })
	})
	if part >= 0 && slices.ContainsFunc(word.FindAllString(all, -1), func(w string) bool {
		return !regexp.HasWord(v.went, w) && !slices.ContainsFunc(u.asserted(), func(c statement) bool { return regexp.HasWord(c.text, w) })
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
	for _, l := range language.Literals(message(code)) {
		if l[0] == '"' || l[0] == '\'' || l[0] == '`' {
			out = append(out, unquote(l))
		}
	}
	return out
}

// spelledOut tells whether assertions say of a thing how far it goes, and of its
// parts each value that one went from, which compared it as a whole.
func spelledOut(g statement, come []statement) bool {
	told := language.Literals(message(g.text))
	if g.strength() != saysAll || len(told) < 2 {
		return false
	}
	for _, c := range come {
		m := extent.FindStringSubmatch(c.text)
		if m == nil || c.strength() != saysShape {
			continue
		}
		parts := ""
		for _, p := range come {
			if p.strength() == saysAll && regexp.HasWord(p.text, m[1]+m[2]+m[3]) {
				parts += message(p.text) + "\n"
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
