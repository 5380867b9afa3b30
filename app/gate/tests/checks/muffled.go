package checks

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// muffled finds methods by which a test fails that a type around a runner's own
// has in their place, and that neither fail it nor note what somebody reads.
func muffled(f *change.File) []change.Finding {
	if !f.Is.Test() || !f.Holds("testing.", "TestCase") {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if !toFail.MatchString(fn.Name) || !f.Touches(fn) {
			continue
		}
		if fn.Owner == "" || !wraps(f.Is, fn.Owner) {
			continue
		}
		body := suite.Within(f.Is.Bare, fn)
		if !fails.MatchString(body) && !slices.ContainsFunc(notes.FindAllStringSubmatch(body, -1), func(m []string) bool { return readBeside(f.Is, fn, m[1]) }) {
			out = append(out, f.At(fn.Head, fn.Name+" hears of a failure and hands on none."))
		}
	}
	return out
}

var (
	toFail     = regexp.MustCompile(`^(Error|Errorf|Fatal|Fatalf|Fail|FailNow|fail|assert(Equal|Equals|NotEqual|True|False|Is|IsNot|IsNone|In|NotIn|Raises|Dict|List|Count|Almost|Multi)\w*)$`)
	fails      = regexp.MustCompile(`\.(Error|Errorf|Fatal|Fatalf|Fail|FailNow|fail|assert\w+)\(|\bpanic\(|\bGoexit\(|\bsuper\(|\braise\b|^\s*assert\b`)
	notes      = regexp.MustCompile(`\b\w+\.(\w+)\s*(?:\+\+|\+?=[^=]|\.append\()`)
	runnersOwn = regexp.MustCompile(`\btesting\.(T|TB|B|F)\b|\bclass\s+\w+\(.*TestCase\b`)
)

// wraps tells whether a type of a file has a runner's own inside of it.
func wraps(src *language.Source, name string) bool {
	opens := regexp.MustCompile(`^\s*(?:type|class)\s+` + regexp.QuoteMeta(name) + `\b`)
	n := slices.IndexFunc(src.Bare, opens.MatchString)
	if n < 0 {
		return false
	}
	text, _ := suite.Whole(src, n, len(src.Bare))
	return runnersOwn.MatchString(text)
}

// readBeside tells whether a field is read outside of a function.
func readBeside(src *language.Source, fn language.Func, field string) bool {
	use := regexp.MustCompile(`\.` + regexp.QuoteMeta(field) + `\b\s*($|[^\s=]|==)`)
	return slices.ContainsFunc(append(slices.Clone(src.Bare[:fn.Start]), src.Bare[fn.End:]...), use.MatchString)
}
