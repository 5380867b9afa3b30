package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// failsAsAsked tells whether all that a handler at a line guards is one call, of which
// people say that it may fail; where they only say that nothing else must fail by it, the
// handler writes into a log.
func failsAsAsked(s *change.Set, src *language.Source, n int) bool {
	m := oneCall.FindStringSubmatch(guardedAt(src, n))
	if m == nil || doesMore.MatchString(plainCalls.ReplaceAllString(m[2], "")) {
		return false
	}
	called := inNames.FindAllString(m[1], -1)
	whole := strings.ToLower(strings.Trim(m[1], "?."))
	names := func(word string) bool {
		return strings.HasSuffix("."+whole, "."+word) || slices.ContainsFunc(called, func(part string) bool { return speaksOf(word, part) || speaksOf(part, word) })
	}
	return asks.LetFailUnheard(s.Sentences(), names) || goesIntoLog(src, n) && asks.LetFail(s.Sentences(), names)
}

// goesIntoLog tells whether what meets an error at a line writes into a log.
func goesIntoLog(src *language.Source, n int) bool {
	body := handler(src, n)
	if src.Lang.Name == "Python" {
		body = pyBody(src, n)
	}
	return slices.ContainsFunc(strings.Split(body, "\n"), intoLogLine.MatchString)
}

// guardedAt is the one statement whose error meets its end at a line; empty for none, or
// several.
func guardedAt(src *language.Source, n int) string {
	text := src.Bare[n]
	from, to := n, n
	switch {
	case product.GoGuard.MatchString(text) && src.Lang.Name == "Go":
		if _, call, ok := strings.Cut(text, ":= "); ok {
			call, _, _ = strings.Cut(call, "; err")
			return call
		}
		if n > 0 {
			_, call, _ := strings.Cut(src.Bare[n-1], "= ")
			return call
		}
	case src.Lang.Name == "Go":
		_, call, _ := strings.Cut(text, "= ")
		return call
	case strings.Contains(text, ".catch("):
		call, _, _ := strings.Cut(text, ".catch(")
		return call
	case suppress.MatchString(text):
		return strings.TrimSpace(pyBody(src, n))
	default:
		for from = n - 1; from >= max(0, n-10) && !(product.IndentOf(src.Bare[from]) <= product.IndentOf(text) && tries.MatchString(src.Bare[from])); from-- {
		}
		if from++; from <= max(0, n-10) || from == n {
			return ""
		}
		if _, to = product.Statement(src, from); to != n-1 {
			return ""
		}
		return strings.Join(strings.Fields(strings.Join(src.Bare[from:to+1], " ")), " ")
	}
	return ""
}

var (
	tries = regexp.MustCompile(`^\s*try\s*[:{]\s*$`)
	// oneCall is a statement that calls something and does nothing with its answer.
	oneCall = regexp.MustCompile(`^\s*(?:await |return |void )*([A-Za-z_$][\w$?.]*)\((.*)\);?\s*$`)
	// doesMore is what, among arguments, does work of its own, and plainCalls what does not.
	doesMore   = regexp.MustCompile(`\bawait\b|\w\(|\)\s*\.\w|[;{}]`)
	plainCalls = regexp.MustCompile(`\b(?:len|str|int|float|String|Number|Date\.now|time\.(?:time|monotonic|Now|Since)|String)\([^()]*\)`)
)
