package stubs

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// blank tells whether a function answers with a container that it makes and puts
// nothing into, and asks no more of something it is given than how large it is.
func blank(src *language.Source, fn language.Func) bool {
	if makesThem.MatchString(fn.Name) {
		return false
	}
	body := product.Inside(src, fn)
	rest := howLarge.ReplaceAllString(body, "")
	if !slices.ContainsFunc(fn.Params, func(p string) bool { return !regexp.HasWord(rest, p) && !product.Formal.MatchString(p) }) {
		return false
	}
	answers := 0
	for text := range strings.SplitSeq(body, "\n") {
		answer, ok := product.Returned(text)
		if !ok {
			continue
		}
		value := strings.TrimSuffix(strings.TrimSpace(answer), ", nil")
		made := regexp.MustCompile(`\b` + regexp.QuoteMeta(value) + `\s*(?::[^=]+)?:?=\s*` + makesBlank)
		switch {
		case product.Trivial(value) || anError.MatchString(answer):
		case isBlank.MatchString(value):
			answers++
		case product.IsName(value) && strings.Count(body, value) == 2 && made.MatchString(body):
			answers++
		default:
			return false
		}
	}
	return answers > 0
}

const makesBlank = `(?:make\(|image\.New\w+\(|(?:np|numpy|torch|jnp)\.(?:zeros|ones|empty|full)(?:_like)?\(|Image\.new\(|bytes\(|bytearray\(|\[[^\[\],]*\]\s*\*|\[[^\[\]]*\bfor\s+_\s+in\s+range\(|new\s+(?:Array|\w+Array|Map|Set)\(|Array\(|Array\.from\(\s*\{\s*length|Buffer\.alloc\(|mat\.New\w+\()`

var (
	makesThem = regexp.MustCompile(`(?i)zero|empty|blank|clear|reset|alloc|^(new|make|create|init)`) // by its name that is the work
	isBlank   = regexp.MustCompile(`^` + makesBlank)
	anError   = regexp.MustCompile(`\b[eE]rr`)
	howLarge  = regexp.MustCompile(`\blen\(\s*\w+(\[\w+\])?\s*\)|\b\w+(\[\w+\])?\??\.(length|size|shape|width|height|byteLength|ndim|Bounds\(\)|Len\(\)|Size\(\)|Dims\(\)|Dx\(\)|Dy\(\))|\b(zeros|ones|empty|full)_like\(\s*\w+`)
)
