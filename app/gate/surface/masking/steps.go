package masking

import (
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
	all := partOf(src, n)
	return len(all) > 0 && asks.LetGoOn(s.Sentences(), func(text string) bool {
		for _, re := range all {
			if re.MatchString(text) {
				return true
			}
		}
		return false
	})
}

// partOf are the ways to name the step of a pipeline that a line belongs to, by its title or
// what it runs, or its job by its key or title.
func partOf(src *language.Source, n int) (out []*regexp.Regexp) {
	head := n
	for head >= 0 && !(product.IndentOf(src.Code[head]) < product.IndentOf(src.Code[n]) && strings.TrimSpace(src.Code[head]) != "") {
		head--
	}
	if head < 0 {
		return nil
	}
	whole := func(text string) {
		if text = strings.ToLower(strings.Trim(strings.TrimSpace(text), `"'`)); len(text) > 2 {
			out = append(out, regexp.MustCompile(`(^|\W)`+regexp.QuoteMeta(text)+`(\W|$)`))
		}
	}
	if m := jobKey.FindStringSubmatch(src.Code[head]); m != nil {
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
	return out
}

const ofPipeline = `(?:jobs?|steps?|stages?|builds?|runs?|runners?|checks?|legs?)`

var (
	jobKey  = regexp.MustCompile(`^\s*([\w-]+):\s*$`)
	stepKey = regexp.MustCompile(`^\s*(?:-\s+)?(name|run|uses|script):\s*(\S.*)$`)
)
