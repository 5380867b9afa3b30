package specialcases

import (
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	comparing   = regexp.MustCompile(`===?|\bis\b|\bin\b|\.equals\(|Equal\(|includes\(|\.has\(|startswith|startsWith|HasPrefix|\.test\(|match\(|^\s*["'\d\[(-]`)
	ternary     = regexp.MustCompile(`(?:===?)\s*([^?]+?)\s*\?\s*([^:?]+?)\s*:`)
	pyTernary   = regexp.MustCompile(`return\s+(.+?)\s+if\s+(.+?==.+?)\s+else`)
	conjunction = regexp.MustCompile(`&&|\band\b`)
	ifEqual     = regexp.MustCompile(`^\s*(?:\}?\s*(?:else\s+)?if|elif|elseif|when|case|\}?\s*else if)\b(.*)$`)
	entry       = regexp.MustCompile(`((?:[A-Z]\w*\()?"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\})\)?\s*:\s*((?:[A-Z]\w*\()?"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?|[\w.\[\]]*\[[^\[\]]*\]|[\w.&\[\]]*\{[^{}]*\}|\([^()]*\)|[\w.]+\([^()]*\)|True|False|true|false)\s*[,}\n]|\[\s*("(?:[^"\\]|\\.)*"|'[^']*'|-?\d+)\s*,\s*("(?:[^"\\]|\\.)*"|'[^']*'|-?\d+(?:\.\d+)?|\[[^\[\]]*\]|\{[^{}]*\})\s*\]`)
	wordEntry   = regexp.MustCompile(`^\s+([\pL_$][\pL\d_$]*)\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?\s*$`)
	partial     = regexp.MustCompile(`startswith|startsWith|HasPrefix|endswith|endsWith|HasSuffix`)
	closes      = regexp.MustCompile(`^\s*(\}\s*$|throw\b|raise\b|panic\()`)
)

// pairsOf are the answers written out in the lines that came.
func pairsOf(s *change.Set, f *change.File) []product.Pair {
	var out []product.Pair
	code := f.Is.Code
	for _, n := range f.Added() {
		text := code[n]
		if s.Went(f.Is.Lines[n]) || !strings.ContainsAny(text, "\"'`0123456789") || !strings.ContainsAny(text, ":?=[(") {
			continue
		}
		for _, m := range ternary.FindAllStringSubmatch(text, -1) {
			if len(language.Literals(m[1])) > 0 && product.OnlyValue.MatchString(m[2]) {
				out = append(out, product.Pair{Line: n, In: product.Values(m[1]), Out: product.Values(m[2])})
			}
		}
		if m := pyTernary.FindStringSubmatch(text); m != nil && product.OnlyValue.MatchString(m[1]) {
			out = append(out, product.Pair{Line: n, In: product.Values(m[2]), Out: product.Values(m[1])})
		}
		if m := ifEqual.FindStringSubmatch(text); m != nil && comparing.MatchString(m[1]) {
			cond := m[1]
			var answer string
			var ok bool
			if answer, ok = product.Returned(cond); ok {
				cond = cond[:strings.Index(cond, "return")]
			}
			lengths := measured(cond)
			cond = places.ReplaceAllString(matched.ReplaceAllString(cond, ` "$1"`), "")
			for at := n + 1; at < min(len(code), n+4) && !ok && !closes.MatchString(code[at]); at++ {
				if answer, ok = product.Returned(code[at]); ok {
					break
				} else if a := assigned.FindStringSubmatch(code[at]); a != nil {
					answer, ok = a[1], true
				} else if strings.TrimSpace(code[at]) != "" && ifEqual.MatchString(code[at]) {
					cond += code[at]
				}
			}
			if in := product.Values(cond); ok && len(in) > 0 && !strings.Contains(language.Blanked(cond, ""), "%") && product.OnlyValue.MatchString(strings.TrimSpace(answer)) {
				fn, _ := f.Is.Around(n)
				out = append(out, product.Pair{Line: n, In: in, Out: product.Values(answer), Whole: conjunction.MatchString(cond), Part: partial.MatchString(cond), Length: lengths, Fn: fn.Name})
			}
		}
		if m := wordEntry.FindStringSubmatch(text); m != nil {
			out = append(out, product.Pair{Line: n, In: []string{m[1]}, Out: product.Values(m[2]), Table: true})
		}
		for _, m := range wordsInLine(f, text) {
			out = append(out, product.Pair{Line: n, In: []string{m[1]}, Out: product.Values(m[2]), Table: true})
		}
		for _, at := range entry.FindAllStringSubmatchIndex(text+"\n", -1) {
			if strings.HasSuffix(strings.TrimSpace(text[:at[0]]), "?") || at[6] >= 0 && strings.Contains(text, "Set([") {
				continue // one of two answers, or members, and no rows
			}
			part := func(n int) string { return text[max(at[n], 0):max(at[n+1], 0)] }
			out = append(out, product.Pair{Line: n, In: product.Values(part(2) + part(6)), Out: product.Values(part(4) + part(8)), Table: true})
		}
	}
	return out
}

// wordsInLine are the rows of a table of a script that stand in one line, under words
// without quotes.
func wordsInLine(f *change.File, text string) [][]string {
	if f.Is.Lang.Name != "JavaScript" || !oneLineTable.MatchString(text) {
		return nil
	}
	return wordInLine.FindAllStringSubmatch(text, -1)
}

var (
	oneLineTable = regexp.MustCompile(`^\s*(?:export\s+)?(?:const|let|var)\s+\w+\s*(?::[^={]+)?=\s*\{.*\}`)
	wordInLine   = regexp.MustCompile(`[{,]\s*([A-Za-z_$][\w$]*)\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`)
	places       = regexp.MustCompile(`\[\d+\]|\blen\(\w+\)\s*==\s*\d+\s*(&&|and\b)|\.length\s*===?\s*\d+\s*&&`)
	matched      = regexp.MustCompile(`/\^?([^/\\^$]+)\$?/\w*\.test\(`)
)

// measured is the length that a condition asks of an input, and nothing else;
// 0 for none.
func measured(cond string) int {
	if m := lengthy.FindStringSubmatch(cond); m != nil {
		n, _ := strconv.Atoi(m[1])
		return n
	}
	return 0
}

var (
	lengthy  = regexp.MustCompile(`^\s*\(?\s*(?:len\(\w+\)|\w+\.length)\s*===?\s*(\d+)\s*\)?\s*[:{]?\s*$`)
	assigned = regexp.MustCompile(`^\s*[\w.\[\]]+\s*:?=\s*("[^"]*"|'[^']*'|-?\d[\d._]*|\[[^\]]*\])\s*;?$`)
)
