package stubs

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// echoes tells whether all a function does is to give a parameter back, or a copy
// of it.
func echoes(src *language.Source, fn language.Func) bool {
	if copiesEach(src, fn) {
		return true
	}
	answer := ""
	for text := range strings.SplitSeq(product.Inside(src, fn), "\n") {
		text = strings.Trim(strings.TrimSpace(text), "{};")
		if text == "" {
			continue
		}
		value, returns := strings.CutPrefix(text, "return ")
		if !returns || answer != "" {
			return false
		}
		answer = strings.TrimSuffix(strings.TrimRight(strings.TrimSpace(value), ";"), ", nil")
	}
	if m := copied.FindStringSubmatch(answer); m != nil {
		answer = strings.Join(m[1:], "")
	}
	return slices.Contains(fn.Params, answer)
}

// copied is a copy of something as a whole.
var copied = regexp.MustCompile(`^(?:\[\s*\.\.\.(\w+)\s*\]|\{\s*\.\.\.(\w+)\s*\}|(\w+)\.(?:slice|copy|concat|Clone)\(\)|(\w+)\[:\]|(?:list|tuple|dict|set|str|bytes|copy\.(?:deep)?copy|deepcopy|Array\.from|structuredClone|slices\.Clone|maps\.Clone|bytes\.Clone|strings\.Clone)\((\w+)\)|append\([^,()]*(?:\([^()]*\))?,\s*(\w+)\.\.\.\))$`)

// copiesEach tells whether all a function does is to put each element of a
// parameter into a list and to give that back.
func copiesEach(src *language.Source, fn language.Func) bool {
	var body []string
	for text := range strings.SplitSeq(product.Inside(src, fn), "\n") {
		if text = strings.Trim(strings.TrimSpace(text), "{};:"); text != "" {
			body = append(body, strings.TrimSpace(text))
		}
	}
	m := eachInto.FindStringSubmatch(strings.Join(body, "\n"))
	return m != nil && m[1] == m[4] && m[1] == m[8] && m[2] == m[6]+m[7] && slices.Contains(fn.Params, m[3])
}

var eachInto = regexp.MustCompile(`^(?:(?:const|let|var)\s+)?(\w+)\b[^\n]*\nfor\s+\(?(?:_,\s*|const\s+|let\s+)?(\w+)\s*(?::=\s*range|in|of)\s+(\w+)\)?\s*\n(\w+)(\.(?:append|push|add)\((\w+)\)|\s*=\s*append\(\w+,\s*(\w+)\))\nreturn\s+(\w+)(?:, nil)?$`)
