package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// theFollowing stands in a condition for each item of the list below it.
var theFollowing = regexp.MustCompile(`(?i)^([^,:]*?)\b(?:(?:any|one|some|either|each|all)(?: one)? of (?:the following|these|those)|(?:something|anything) (?:of|like) (?:the following|these|those|this)|the following|these)(?: (?:things?|items?|problems?|issues?|cases?))?(,[^:]*):\s*$`)

// eachFollowing puts what an item names in the place where a sentence above the list stands
// for it: "If you find any of these, note it:" is said of each.
func eachFollowing(blocks []page.Block) []page.Block {
	var out []page.Block
	from := 0
	for i := 0; i+1 < len(blocks); i++ {
		b := blocks[i]
		if b.Kind != page.Para || len(b.Lines) == 0 || blocks[i+1].Kind != page.Item || !strings.HasSuffix(b.Lines[len(b.Lines)-1].S, ":") {
			continue
		}
		sentences := page.Sentences(page.Join(b.Lines))
		last := sentences[len(sentences)-1]
		m := theFollowing.FindStringSubmatch(prose.Stated(last.S))
		if m == nil || !saying.IfYou.MatchString(last.S) {
			continue
		}
		out = append(out, blocks[from:i]...)
		if front := sentences[:len(sentences)-1]; len(front) > 0 {
			out = append(out, inLineBlock(front))
		}
		for from = i + 1; from < len(blocks) && blocks[from].Kind == page.Item && blocks[from].Level == blocks[i+1].Level; from++ {
			t := page.Join(blocks[from].Lines)
			if leads(t.S) {
				break // over a list of its own
			}
			if t.S != "" {
				out = append(out, inLineBlock([]page.Text{t.Reading(m[1] + strings.TrimRight(prose.StripMarkers(t.Words()), prose.EndMarks) + m[2])}))
			}
		}
		i = from - 1
	}
	if from == 0 {
		return blocks
	}
	return append(out, blocks[from:]...)
}
