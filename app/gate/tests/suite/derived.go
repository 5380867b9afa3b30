package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// handed are the names under which a hook has what its runner handed to it: its
// parameters, what comes of a yield, and what was made of those.
func handed(src *language.Source, fn language.Func) map[string]bool {
	out := map[string]bool{}
	for _, p := range fn.Params {
		out[p] = true
	}
	for grew := true; grew; {
		grew = false
		for _, text := range src.Bare[fn.Body:min(fn.End, len(src.Bare))] {
			m := takes.FindStringSubmatch(text)
			if m == nil || !slices.ContainsFunc(Words.FindAllString(m[2]+m[4], -1), func(w string) bool { return out[w] || w == "yield" }) {
				continue
			}
			for _, w := range Words.FindAllString(m[1]+m[3], -1) {
				grew = grew || !out[w]
				out[w] = true
			}
		}
	}
	return out
}

// WritesTo tells whether a hook sets or takes out something of what its runner
// handed to it; what it keeps for itself is its own.
func WritesTo(src *language.Source, fn language.Func) bool {
	theirs := handed(src, fn)
	return slices.ContainsFunc(src.Bare[fn.Body:min(fn.End, len(src.Bare))], func(text string) bool {
		return slices.ContainsFunc(writes.FindAllStringSubmatch(text, -1), func(m []string) bool { return theirs[strings.Join(m[1:], "")] })
	})
}

var (
	takes  = regexp.MustCompile(`^\s*(?:(?:const|let|var)\s+)?([\w\s,{}\[\]:.()*]+?)\s*=\s*([^=>].*)$|^\s*(?:async\s+)?for\s*\(?\s*(?:(?:const|let|var)\s+)?([\w\s,{}\[\]]+?)\s+(?:in|of)\s+(.*)$`)
	writes = regexp.MustCompile(`\b(\w+)(?:[\w.\[\]()?!]*)\.(?:remove|clear|pop|splice|shift|fill|delete)\(|\bdel(?:ete)?\s+(\w+)|\b(\w+)(?:\.\w+|\[[^\]]*\])*\.(?:length|errors?|status|state|mode|fn|failureMessages?|stats|testsfailed|exitstatus|shouldfail|items|obj|runtest|function)(?:\[[^\]]*\])?\s*(?:[-+*|&?]{0,2}=[^=>]|--|\+\+)|\bObject\.assign\(\s*(\w+)`)
)
