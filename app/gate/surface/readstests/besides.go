package readstests

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// asksBeside tells whether product code reads what stands beside its input under the
// ending that tests know what they expect by, and nobody spoke of.
func asksBeside(s *change.Set, f *change.File, n int) bool {
	if !strings.ContainsAny(f.Is.Code[n], "\"'`") {
		return false
	}
	return slices.ContainsFunc(language.Literals(f.Is.Code[n]), func(l string) bool {
		m := ending.FindStringSubmatch(l)
		return m != nil && !strings.Contains(f.Was.Text, m[1]) && besideOthers(s, m[1]) && readsMade(f.Is, n) &&
			slices.ContainsFunc(product.TestsOfChange(s), func(t *language.Source) bool { return strings.Contains(t.Text, m[1]) }) &&
			!s.Mentions(regexp.MustCompile(`(?:^|[^\w*}/-])`+regexp.QuoteMeta(strings.ToLower(m[1]))+`\b`))
	})
}

var (
	// ending is a text that ends in the ending of a file's name.
	ending = regexp.MustCompile("^[\"'`](?:\\$?\\{[^{}]*\\}|%[sv]|\\*)?((?:[._-]\\w+)*\\.\\w+)[\"'`]$")
	opened = regexp.MustCompile(`\bos\.(ReadFile|Open)\(|\bfs\.ReadFile\(|\breadFile(Sync)?\(|\bcreateReadStream\(|\bopen\(|\bOpen\(|\.read_(text|bytes)\(|\bread(Text)?File\w*\(|\bslurp\(|\bgetline\(|\b(json|yaml|pickle)\.load\(`)
	madeOf = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([A-Za-z_]\w*)\s*(?::[^=]+)?:?=\s*[^=]`)
)

// readsMade tells whether a line reads a file, or gives a name to what a line of its
// function reads.
func readsMade(src *language.Source, n int) bool {
	if opened.MatchString(src.Code[n]) {
		return !writesOnly.MatchString(src.Code[n])
	}
	m := madeOf.FindStringSubmatch(src.Code[n])
	if m == nil {
		return false
	}
	end := min(n+30, len(src.Code))
	if fn, in := src.Around(n); in {
		end = min(end, fn.End)
	}
	return slices.ContainsFunc(src.Code[n+1:end], func(l string) bool {
		return regexp.HasWord(l, m[1]) && opened.MatchString(l) && !writesOnly.MatchString(l)
	})
}

var writesOnly = regexp.MustCompile(`\bopen\([^)]*["'][wax]b?\+?["']`)

// besideOthers tells whether a file of the tests has an ending, and another one that is
// called as it is but for that stands beside it.
func besideOthers(s *change.Set, end string) bool {
	called := change.Memo(s, "stems of data of tests", func() map[string]int {
		out := map[string]int{}
		for _, p := range dataOf(s).tests {
			out[p]++
			for n := len(path.Dir(p)); n < len(p); n++ {
				if p[n] == '.' {
					out[p[:n]]++
				}
			}
		}
		return out
	})
	own := 0
	if end[0] == '.' {
		own = 1
	}
	return slices.ContainsFunc(dataOf(s).tests, func(p string) bool {
		stem, ok := strings.CutSuffix(p, end)
		return ok && !strings.HasSuffix(stem, "/") && called[stem] > own
	})
}
