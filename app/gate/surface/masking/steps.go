package masking

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// goesOnAsAsked tells whether people let the step or job of a pipeline fail that a line
// belongs to.
func goesOnAsAsked(s *change.Set, src *language.Source, n int) bool {
	all, words := partOf(src, n)
	return len(all) > 0 && asks.LetGoOn(s.Sentences(), func(text string) bool {
		return slices.ContainsFunc(all, func(re *regexp.Regexp) bool { return re.MatchString(text) })
	}, spokenIn(words))
}

// spokenIn tells of a word whether it is one of a text, or begins as one does.
func spokenIn(text string) func(word string) bool {
	return func(word string) bool {
		return slices.ContainsFunc(ofCommand.FindAllString(strings.ToLower(text), -1), func(w string) bool {
			short := min(len(w), len(word))
			return w == word || short > 3 && strings.HasPrefix(w, word[:short]) || short > 5 && w[:5] == word[:5]
		})
	}
}

// partOf are the ways to name the step of a pipeline that a line belongs to, by its title or
// what it runs, or its job by its key or title, and those words.
func partOf(src *language.Source, n int) (out []*regexp.Regexp, words string) {
	head := n
	for head >= 0 && !(product.IndentOf(src.Code[head]) < product.IndentOf(src.Code[n]) && strings.TrimSpace(src.Code[head]) != "") {
		head--
	}
	if head < 0 {
		return nil, ""
	}
	whole := func(text string) {
		words += " " + text
		if text = strings.ToLower(strings.Trim(strings.TrimSpace(text), `"'`)); len(text) > 2 {
			out = append(out, regexp.MustCompile(`(^|\W)`+regexp.QuoteMeta(text)+`(\W|$)`))
		}
	}
	if m := jobKey.FindStringSubmatch(src.Code[head]); m != nil {
		words = m[1]
		key := regexp.QuoteMeta(strings.ToLower(m[1]))
		out = append(out, regexp.MustCompile(`\b`+key+"[`\"']* (?:\\w+ )?"+ofPipeline+`\b|\b`+ofPipeline+" [`\"']*"+key+`\b`))
	}
	for at := head; at < len(src.Code) && (at == head || strings.TrimSpace(src.Code[at]) == "" || product.IndentOf(src.Code[at]) > product.IndentOf(src.Code[head])); at++ {
		m := stepKey.FindStringSubmatch(src.Code[at])
		switch {
		case m == nil || at != head && product.IndentOf(src.Code[at]) != product.IndentOf(src.Code[n]):
		case m[1] == "uses":
			name, _, _ := strings.Cut(m[2], "@")
			whole(name)
		default:
			whole(m[2])
		}
	}
	return out, words
}

const ofPipeline = `(?:jobs?|steps?|stages?|builds?|runs?|runners?|checks?|legs?)`

var (
	jobKey  = regexp.MustCompile(`^\s*([\w-]+):\s*$`)
	stepKey = regexp.MustCompile(`^\s*(?:-\s+)?(name|run|uses|script):\s*(\S.*)$`)
)
