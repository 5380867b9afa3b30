package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	comparesTo = regexp.MustCompile(`\b(\w+)\s*(?:===?|!==?|\bis(?:\s+not)?\b|\bin\b)\s*[(\[{]?\s*(\w+)`)
	threeUp    = regexp.MustCompile(`^\d{3,}$`)
)

// knowsInput finds comparisons that came, of a parameter that a function reckons
// with, with a number which a test gives it and which has nothing to it otherwise:
// whatever comes of that.
func knowsInput(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if s.Went(f.Is.Lines[n]) || !strings.Contains(text, "=") && !strings.Contains(text, "in") && !strings.Contains(text, "is") {
			continue
		}
		fn, in := f.Is.Around(n)
		if !in || len(fn.Params) == 0 {
			continue
		}
		for _, m := range comparesTo.FindAllStringSubmatch(text, -1) {
			param, value := m[1], m[2]
			if !slices.Contains(fn.Params, param) {
				param, value = value, param
			}
			if !slices.Contains(fn.Params, param) {
				continue
			}
			value = constant(f.Is, value)
			if threeUp.MatchString(value) && !wellKnown(value) && tried(s, f, fn.Name, []string{value}) &&
				!allows(f, fn, []string{param}, []string{value}) && works(f.Is, fn, branch{line: -1, end: -1}, []string{param}, reckons) {
				out = append(out, f.At(n, "it reckons with what it is given, and knows an input of the tests by itself."))
				break
			}
		}
	}
	return out
}

// constant is what a name stands for in a file, or the name itself.
func constant(src *language.Source, name string) string {
	if strings.Trim(name, "0123456789_") == "" {
		return strings.ReplaceAll(name, "_", "")
	}
	all := language.Fact(&src.Facts, "constants", func() map[string]string {
		out := map[string]string{}
		for _, l := range src.Code {
			if m := isNumber.FindStringSubmatch(l); m != nil {
				out[m[1]] = strings.ReplaceAll(m[2], "_", "")
			}
		}
		return out
	})
	if value, ok := all[name]; ok {
		return value
	}
	return name
}

// isNumber gives a name to a number.
var isNumber = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|let\s+|var\s+)?(\w+)(?:\s+u?int\d*|\s*:\s*\w+)?\s*:?=\s*(\d[\d_]*)\s*;?\s*$`)
