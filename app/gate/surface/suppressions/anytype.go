package suppressions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// anyTyped finds code that takes itself out of a check of types, and lines that
// say the same as before and only that a value may have any type.
func anyTyped(s *change.Set, f *change.File) []change.Finding {
	if f.Is.Test() || !f.Holds("no_type_check", "any", "Any", "unknown") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Bare[n]
		switch {
		case s.Went(f.Is.Lines[n]):
		case noTypeCheck.MatchString(text):
			out = append(out, f.At(n, "it takes itself out of the check of types."))
		case anyType.MatchString(text) && slices.ContainsFunc(f.Removed(), func(o int) bool {
			return !anyType.MatchString(f.Was.Bare[o]) && untypedForm(f.Was.Code[o]) == untypedForm(f.Is.Code[n])
		}):
			out = append(out, f.At(n, "it says of a value that it may have any type, and nothing else."))
		}
	}
	return out
}

// untypedForm is a line without its casts, and without brackets and blanks, which
// casts may need.
func untypedForm(code string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" \t();", c) {
			return -1
		}
		return c
	}, anyType.ReplaceAllString(code, ""))
}

var (
	noTypeCheck = regexp.MustCompile(`^\s*@(typing\.|t\.)?no_type_check\b`)
	anyType     = regexp.MustCompile(`\s+as\s+(any|never|unknown\s+as\s+[\w.<>\[\]]+)(\[\])?|<any>|\b(typing\.|t\.)?cast\(\s*["']?(typing\.|t\.)?Any["']?\s*,`)
)
