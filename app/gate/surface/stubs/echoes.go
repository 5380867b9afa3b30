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
