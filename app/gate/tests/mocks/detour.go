package mocks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var handsAll = regexp.MustCompile(`\breturn\s+(?:await\s+)?(?:\w+\.)?(\w+)\(([^()]*)\)`)

// detours finds what tests put into a place that came with the change, and to which
// a function of the product hands all that it is given before it does anything.
func detours(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for name, of := range detouring(s) {
		sets := regexp.MustCompile(`\b` + name + `\s*(?::|=[^=])`)
		for _, n := range f.Added() {
			if of.lang == f.Is.Lang && sets.MatchString(f.Is.Bare[n]) && !s.Asked(name) && !s.Went(f.Is.Lines[n]) {
				out = append(out, f.At(n, "the tests put in "+name+", which answers in place of the product's "+of.function+"."))
			}
		}
	}
	return out
}

// detour is a function of the base that lets itself be answered for.
type detour struct {
	lang     *language.Language
	function string
}

// detouring are those functions, by what answers for them.
func detouring(s *change.Set) map[string]detour {
	return change.Memo(s, "detours", func() map[string]detour {
		out := map[string]detour{}
		for _, p := range s.Files {
			if !p.Product() || p.From == "" {
				continue
			}
			for _, n := range p.Added() {
				m := handsAll.FindStringSubmatch(p.Is.Bare[n])
				if m == nil || p.Was.Holds(m[1]) || !strings.Contains(language.Part(p.Is.Bare, n-1, n)+p.Is.Bare[n][:strings.Index(p.Is.Bare[n], "return")], m[1]) {
					continue
				}
				fn, in := p.Is.Around(n)
				_, own := p.Is.Named(m[1])
				_, had := p.Was.Before(fn)
				if in && had && !own && len(fn.Params) > 0 && suite.Telling.MatchString(language.Part(p.Is.Bare, n+1, fn.End)) && !slices.ContainsFunc(fn.Params, func(arg string) bool { return !regexp.HasWord(m[2], arg) }) {
					out[m[1]] = detour{p.Is.Lang, fn.Name}
				}
			}
		}
		return out
	})
}
