package removed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ranNothing tells whether a test ran nothing and compared with each other values
// that it wrote itself, where tests came that run the product.
func ranNothing(s *change.Set, src *language.Source, t language.Func) bool {
	all := suite.Assertions(src, t)
	if len(all) == 0 || len(heirs(s)) == 0 {
		return false
	}
	for _, is := range suite.ProductCalls(src, t) {
		if is {
			return false
		}
	}
	own := map[string]bool{}
	for n := t.Head; n < min(t.End, len(src.Bare)); n++ {
		if m := writesOut.FindStringSubmatch(src.Bare[n]); m != nil {
			own[m[1]+m[2]] = true
		}
	}
	return len(own) > 0 && !slices.ContainsFunc(all, func(a suite.Statement) bool {
		text := language.Blanked(a.Text, "")
		for _, at := range suite.Names.FindAllStringIndex(text, -1) {
			name, before := text[at[0]:at[1]], strings.TrimSpace(text[:at[0]])
			called := strings.HasPrefix(text[at[1]:], "(") || strings.HasPrefix(text[at[1]:], ".") && ofRunner[name]
			if !own[name] && !suite.Spoken[name] && !keyword[name] && !called && !strings.HasSuffix(before, ".") {
				return true
			}
		}
		return false
	})
}

var (
	// writesOut gives a name a value that is written out, or the zero of a type.
	writesOut = regexp.MustCompile(`^\s*(?:(?:var|const|let)\s+(\w+)\s+[\w.*\[\]]+\s*$|(?:const\s+|let\s+|var\s+)?(\w+)\s*:?=\s*(?:&?[A-Z]\w*\{[^()]*|["'\d\[{][^()A-Za-z]*|\s*)$)`)
	ofRunner  = map[string]bool{"t": true, "b": true, "assert": true, "require": true}
	keyword   = map[string]bool{"if": true, "t": true, "is": true, "in": true, "and": true, "or": true, "not": true, "nil": true, "else": true}
)
