package stubs

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// measures tells whether a function compares how large something is that it is
// given, with numbers that nobody named, and asks no more of it.
func measures(s *change.Set, src *language.Source, fn language.Func) bool {
	body := product.Inside(src, fn)
	rest := howLarge.ReplaceAllString(body, "")
	if s.Speaks(sized) || slices.ContainsFunc(fn.Params, func(p string) bool { return regexp.HasWord(rest, p) }) {
		return false
	}
	found := howLargeTo.FindAllStringSubmatch(body, -1)
	return len(found) > 0 && !slices.ContainsFunc(found, func(m []string) bool {
		bound := strings.Join(m[1:], "")
		return s.Asked(bound) || s.Asked(valueOf(src, bound))
	})
}

// valueOf is the number that a source gives to a name, or none.
func valueOf(src *language.Source, name string) string {
	head := regexp.MustCompile(`(?:^|\s)` + regexp.QuoteMeta(name) + `\b[^=<>!]*=\s*(\d[\d_]*)\b`)
	for _, l := range src.Bare {
		if m := head.FindStringSubmatch(l); m != nil {
			return m[1]
		}
	}
	return ""
}

var (
	sized      = regexp.MustCompile(`\b(lengths?|long(er)?|short(er)?|sizes?|characters?|bytes|wide|too (many|few|big|large|small)|how (many|large|big)|at (most|least)|counts?|counted|number of|capacity|limits?)\b`)
	howLargeTo = regexp.MustCompile(`(?:\blen\(\s*\w+(?:\[\w+\])?\s*\)|\.(?:length|size|Len\(\)))\s*(?:[<>]=?|[!=]==?|not in|in)\s*[({\[]?\s*(\w+)|\b(\w+)\s*(?:[<>]=?|[!=]==?)\s*(?:len\(|\w+\.(?:length|size)\b)`)
)

// formOnly tells whether a function tells yes from no by the form of what it is
// given, where people tell how to reckon it.
func formOnly(s *change.Set, src *language.Source, fn language.Func) bool {
	body := product.Inside(src, fn)
	if !s.Speaks(reckoned) || fn.End-fn.Body > maxIdle || arithmetic.MatchString(body) {
		return false
	}
	for name := range language.Calls(body) {
		if !ofForm[name] {
			return false
		}
	}
	answers, conditions := 0, 0
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if answer, ok := product.Returned(src.Code[n]); ok {
			value := strings.TrimRight(strings.TrimSpace(answer), "; ")
			switch {
			case product.Trivial(value) || anError.MatchString(value):
				answers++
			case tellsForm.MatchString(value):
				conditions++
			default:
				return false
			}
		}
	}
	return answers+conditions > 0
}

// ofForm are calls that look at the form of a text, or refuse it.
var ofForm = map[string]bool{
	"len": true, "match": true, "fullmatch": true, "search": true, "test": true, "MatchString": true, "isdigit": true, "isalnum": true, "isnumeric": true,
	"isdecimal": true, "isalpha": true, "isupper": true, "strip": true, "TrimSpace": true, "trim": true, "startswith": true, "endswith": true,
	"HasPrefix": true, "HasSuffix": true, "startsWith": true, "endsWith": true, "Contains": true, "includes": true, "replace": true, "ReplaceAll": true,
	"replaceAll": true, "upper": true, "ToUpper": true, "toUpperCase": true, "New": true, "Errorf": true, "Error": true, "ValueError": true, "bool": true,
	"Boolean": true, "isinstance": true, "if": true, "compile": true, "MustCompile": true, "and": true, "or": true, "not": true, "return": true,
}

var (
	reckoned   = regexp.MustCompile(`\b(check ?(digits?|sums?)|modul(o|us)|mod \d+|weighted|weights?|multipl\w+|divid\w+|remainder|luhn|sum of|added up)\b`)
	arithmetic = regexp.MustCompile(`[\w)\]]\s*(?:[*/%^]|<<|>>|\+=|-=|&\s)\s*[\w(]|[\w)\]]\s+[-+]\s+[\w(]|\b(?:for|while|sum|reduce|divmod|map)\b`)
	tellsForm  = regexp.MustCompile(`\b(?:len|fullmatch|match|test|MatchString|isdigit|startswith|endswith|HasPrefix|HasSuffix|startsWith|endsWith|includes|Contains)\(|\.length\b`)
)
