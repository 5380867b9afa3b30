package suite

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// UncountedBy tells whether people said in one sentence of a field that it does not
// count.
func UncountedBy(s *change.Set, field string) bool {
	word := strings.ToLower(regexp.QuoteMeta(camel.ReplaceAllString(field, "$1 $2")))
	word = strings.NewReplacer(" ", "[ _-]?", "_", "[ _-]?").Replace(word)
	near := func(by string) *regexp.Regexp {
		return regexp.MustCompile(`\b` + word + `s?\b[^.;]{0,120}(?:` + by + `)|(?:` + by + `)[^.;]{0,80}\b` + word + `s?\b`)
	}
	return s.Mentions(near(Uncounted)) || slices.ContainsFunc(s.Sentences(), func(text string) bool { return alikeWhen.MatchString(text) && near(besideIt).MatchString(text) })
}

// besideIt leaves something out of what a sentence is about, a comparison or not.
const besideIt = `\b(regardless|whatever|without|except|apart from)\b`

const Uncounted = `(?:\bnot |n['’]t )(?:matter|count|part|compare\w*|take\w* part|influence)\b|\b(ignor\w+|no (influence|part|role|effect)|irrelevant|disregard\w*|leaves? out|left out)\b`

var camel = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// Siblings are the other files of Go in the folder of one, tests aside.
func Siblings(s *change.Set, of string) (out []string) {
	entries, err := fs.ReadDir(s.Candidate, path.Dir(of))
	if err != nil || len(entries) > 200 {
		return nil
	}
	for _, e := range entries {
		if p := path.Join(path.Dir(of), e.Name()); path.Ext(p) == ".go" && p != of && !strings.HasSuffix(p, "_test.go") {
			out = append(out, p)
		}
	}
	return out
}

var alikeWhen = regexp.MustCompile(`\b(equal\w*|same|identical|compar\w*|identity|duplicat\w*|distinct|match\w*|differ\w*)\b`)
