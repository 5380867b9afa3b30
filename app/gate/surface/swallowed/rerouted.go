package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	insteadOf = regexp.MustCompile(`\b(fall\w*[- ]?backs?|defaults?|skip\w*|ignor\w*|as (it|they) (is|are|was|were)|unchanged|unmodified|verbatim|raw|untouched|best[- ]effort|tolera\w*|lenient\w*|graceful\w*|optional\w*|instead|(not|never|no longer|n.t) (\w+ )?(crash|fail|raise|throw|die|abort|stop|break|take|bring)\w*|(return|give|get|yield|answer|show|render|use|treat|count|is|are|be|becomes?)\w* (\w+ ){0,3}(none|null|nil|false|undefined|empty|nothing|zero|unknown|placeholder|\w+ as))\b`)
	itFails   = regexp.MustCompile(`\b(invalid|broken|cannot|can.t|could not|fail\w*|errors?|exceptions?|missing|absent|unknown|unreadable|unpars\w+|malformed|bad|corrupt\w*|crash\w*|raise\w*|throw\w*|unavailable|unreachable|not (be )?\w*(found|valid|pars\w+|read|exist|there|available|a))\b`)
	givesElse = regexp.MustCompile(`\.catch\(\s*(?:async\s*)?\(?\s*\w*\s*\)?\s*=>\s*(?:\(\{[^;\n]*|\(?[^{;\n]*|\{\s*return\b[^;\n]*;?\s*\})\)`)
)

// rerouted tells whether a function that came tries what lines of the base did without
// it, or what it is given to call, and answers every error of that with something else,
// without a word: the lines that came call it in their place.
func rerouted(s *change.Set, f *change.File, n int) bool {
	text, body, name := f.Is.Bare[n], "", ""
	switch {
	case f.Is.Lang.Name == "Python" && (wide.MatchString(text) || product.Narrow.MatchString(text) && several.MatchString(text)):
		body, name = pyBody(f.Is, n), boundName(text)
	case f.Is.Lang.Name == "JavaScript" && product.Catches.MatchString(text):
		body, name = handler(f.Is, n), product.Catches.FindStringSubmatch(text)[1]
	case f.Is.Lang.Name == "JavaScript" && givesElse.MatchString(text):
		body = "return " + givesElse.FindString(text)
	case f.Is.Lang.Name == "Go" && product.GoGuard.MatchString(text) && !returnsError(f.Is, n):
		body, name = handler(f.Is, n), product.GoGuard.FindStringSubmatch(text)[1]
	default:
		return false
	}
	fn, in := f.Is.Around(n)
	if _, had := f.Was.Before(fn); !in || had || fn.Name == "" || !strings.Contains(body, "return") || !mute(body, name) || ownError.MatchString(body) || s.SpeaksWith(insteadOf, itFails) {
		return false
	}
	tried := language.Part(f.Is.Bare, max(fn.Head, n-8), n+1)
	if slices.ContainsFunc(f.Is.Funcs(), func(by language.Func) bool {
		return by.Start <= n && n < by.End && slices.ContainsFunc(by.Params, func(p string) bool {
			return !product.Formal.MatchString(p) && regexp.MustCompile(`(?:^|[^.\w])`+regexp.QuoteMeta(p)+`\(`).MatchString(language.Part(f.Is.Bare, max(fn.Body, n-8), n))
		})
	}) {
		return wide.MatchString(text) || f.Is.Lang.Name == "JavaScript"
	}
	did := map[string]bool{}
	for call := range language.Calls(tried) {
		did[call] = len(call) > 2 && call != fn.Name && !everyday[call]
	}
	return slices.ContainsFunc(s.Files, func(p *change.File) bool {
		return p.Product() && slices.ContainsFunc(p.Hunks, func(h change.Hunk) bool {
			calls := func(lines []string, of string) bool {
				return slices.ContainsFunc(lines, func(l string) bool { return regexp.HasWord(l, of) })
			}
			if !calls(p.Is.Bare[h.New:h.NewEnd], fn.Name) {
				return false
			}
			for call, is := range did {
				if is && calls(p.Was.Bare[h.Old:h.OldEnd], call) {
					return true
				}
			}
			return false
		})
	})
}

// everyday are calls by which no work is known.
var everyday = map[string]bool{"get": true, "set": true, "has": true, "map": true, "len": true, "str": true, "int": true, "list": true, "dict": true, "push": true, "append": true, "String": true, "Number": true, "catch": true, "then": true, "return": true, "isinstance": true, "func": true, "function": true}
