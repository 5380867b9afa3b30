package checks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// letsAsAsked tells whether the statuses by which a line lets a command end are those
// that people named, and what decides knows for which commands alone they named them.
func letsAsAsked(s *change.Set, f *change.File, n int) bool {
	text := decider(f.Is, n)
	codes := text
	if at := strings.Index(text, "success_codes"); at >= 0 {
		codes = text[at:]
	}
	return asks.LetEnd(s.Sentences(), slices.DeleteFunc(language.Literals(codes), func(l string) bool { return l == "0" || !wholeNumber.MatchString(l) }), func(word string) bool {
		return slices.ContainsFunc(language.Literals(text), func(l string) bool { return regexp.HasWord(strings.ToLower(suite.Unquote(l)), word) })
	})
}

// decider is a line that lets a command end in some way, with the conditions that it
// stands under and what its names stand for.
func decider(src *language.Source, n int) string {
	text, _ := suite.Whole(src, n, len(src.Code))
	depth := suite.Indent(src.Code[n])
	for up := n - 1; up >= max(0, n-6); up-- {
		if l := src.Code[up]; strings.TrimSpace(l) != "" && suite.Indent(l) < depth {
			if depth = suite.Indent(l); inCase.MatchString(l) {
				text += "\n" + l
			}
		}
	}
	for range 2 {
		for _, name := range suite.Names.FindAllString(language.Blanked(text, ""), -1) {
			for _, l := range src.Code {
				if m := namedValue.FindStringSubmatch(l); m != nil && m[1] == name && !strings.Contains(text, m[2]) {
					text += "\n" + m[2]
				}
			}
		}
	}
	return text
}

var (
	wholeNumber = regexp.MustCompile(`^\d+$`)
	inCase      = regexp.MustCompile(`^\s*(?:\}?\s*else\s+if|el(?:se )?if|if|case|when)\b`)
	namedValue  = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([A-Za-z_]\w*)\s*(?::[^=]+)?:?=\s*([^=\s].*?);?\s*$`)
)
