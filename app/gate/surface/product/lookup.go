package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	LiteralAt = regexp.MustCompile(`(?:=|:=|:)\s*(?:Object\.freeze\(|Object\.assign\(|new\s+(?:Map|Set)\(|(?:frozen)?set\(|dict\(|MappingProxyType\(|map\[[^\]]*\][\w.\[\]*{}]*\{|\[\]\w*\{|\{|\[|\()`)
	TableHead = regexp.MustCompile(`^\s*(?:export\s+)?(?:const|let|var)?\s*([A-Za-z_]\w*)\s*(?::[^=]+?)?(?:[\w.\[\]*{}]+\s*)?:?=[^=]`)
)

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

func IsName(s string) bool {
	for n := range len(s) {
		if !regexp.InWord(s[n]) {
			return false
		}
	}
	return s != ""
}

// TestsOfChange are the tests that may speak of the change.
func TestsOfChange(s *change.Set) (out []*language.Source) {
	seen := map[*language.Source]bool{}
	for _, p := range s.Files {
		if p.New == "" || !p.Product() {
			continue
		}
		for _, t := range s.TestsOf(p) {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
	}
	return out
}
