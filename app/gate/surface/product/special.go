package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var OnlyValue = regexp.MustCompile(`^(?:(?:(?:new\s+)?(?:Decimal|Fraction|set|frozenset|list|tuple|dict|float|int|str|Set|Map|Date|Promise\.resolve|big\.NewInt)?\(|[\w.&*\[\]]*\{|\[)\s*)*(?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + "`(?:[^`$]|\\$[^`{]|\\$\\{[^`()}]*\\})*`" + `|-?\d[\d_.eE]*|true|false|True|False|None|null|nil|undefined|\w+\s*:|["']\w+["']\s*:|[({\[]|[)}\]])[\s,]*)*$`)

// Pair is an answer that code gives to an input, both written out.
type Pair struct {
	Line   int
	In     []string
	Out    []string
	Table  bool
	Whole  bool   // the condition asks for several inputs at once
	Part   bool   // it asks for the beginning or the end of one
	Length int    // it asks for the length alone
	Fn     string // the function around it, empty for none
}

// Returned is what a line of code gives back.
func Returned(code string) (answer string, ok bool) {
	for at := 0; ; {
		n := strings.Index(code[at:], "return")
		if n < 0 {
			return "", false
		}
		from, to := at+n, at+n+len("return")
		if language.Edge(code, from) && language.Edge(code, to) {
			return strings.TrimRight(strings.Trim(code[to:], " \t\n\f\r"), ";}"), true
		}
		at = to
	}
}
