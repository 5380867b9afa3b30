package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

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

// Row is a pair as one text, by which it is told from others.
func (p Pair) Row() string {
	return strings.Join(p.In, "\x00") + "\x00\x00" + strings.Join(p.Out, "\x00")
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

// Branches is a line that asks something, with what it asks.
var Branches = regexp.MustCompile(`^\s*\}?\s*(?:if|elif|elseif|else if|when|case)\b(.*)$`)

// LiteralAt is where a list, a set or a map is written out that something is set to.
var LiteralAt = regexp.MustCompile(`(?:=|:=|:)\s*(?:Object\.freeze\(|Object\.assign\(|new\s+(?:Map|Set)\(|(?:frozen)?set\(|dict\(|MappingProxyType\(|map\[[^\]]*\](?:func\([^()]*\)[\s\w.*()]*|[\w.\[\]*{}]*)\{|\[\]\w*\{|\{|\[|\()`)

// TableHead is a line that gives something to a name, as the first line of a table does.
var TableHead = regexp.MustCompile(`^\s*(?:export\s+)?(?:const|let|var)?\s*([A-Za-z_]\w*)\s*(?::[^=]+?)?(?:[\w.\[\]*{}]+\s*)?:?=[^=]`)

// Statement joins the lines of what begins at a line, up to a bound.
func Statement(src *language.Source, n int) (string, int) {
	depth, end := 0, n
	for ; end < min(len(src.Bare), n+200); end++ {
		b := src.Bare[end]
		depth += strings.Count(b, "(") + strings.Count(b, "[") + strings.Count(b, "{") - strings.Count(b, ")") - strings.Count(b, "]") - strings.Count(b, "}")
		if depth <= 0 {
			break
		}
	}
	return language.Part(src.Code, n, min(end+1, len(src.Code))), end
}
