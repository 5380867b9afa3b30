package goalspec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
)

// leadAt is the paragraph that states the outcome: the first that says what shall
// be, where those before it tell what is the case; else the first.
func leadAt(blocks []page.Block) int {
	first := -1
	for i, b := range prose.First(blocks) {
		t := page.Join(b.Lines)
		if b.Kind != page.Para || saying.Greets(t.S) || len(t.S) <= prose.MaxLead && saying.PointsElsewhere.MatchString(t.S) || saying.OnlyHow(t) || onlyVerifies(t.S) || headsContext(blocks, i) {
			continue
		}
		if first < 0 {
			first = i
		}
		if len(t.S) > 4*prose.MaxStatement {
			break
		}
		sentences := page.Sentences(t)
		if wantsIn(b) {
			return i
		}
		if !slices.ContainsFunc(sentences, func(s page.Text) bool {
			return saying.Background(s.S) || saying.Greets(s.S) || saying.Of(s.S) == saying.Doubt
		}) {
			break
		}
	}
	return first
}

// headsContext reports a line right above a list that is called what tells of today: "Steps
// to reproduce".
func headsContext(blocks []page.Block, i int) bool {
	t := page.Join(blocks[i].Lines)
	return i+1 < len(blocks) && blocks[i+1].Kind == page.Item && len(t.S) <= prose.MaxLead && labels.Field(strings.TrimRight(t.S, ": "), true) == field.Context
}

// onlyNamed reports a title that names something, and says nothing of it.
func (r *reader) onlyNamed() bool {
	title := prose.CleanTitle(cmp.Or(r.doc.title, r.heading.S))
	return title != "" && !praise.IsClause(title) && !saying.AsksToDo(title) && saying.Of(title) == saying.State
}

// tellsIn reports a paragraph that begins with what something does, and does not go on with
// what was.
func tellsIn(b page.Block) bool {
	return tellIt(page.Sentences(page.Join(b.Lines)))
}

func tellIt(sentences []page.Text) bool {
	return len(sentences) > 0 && mayBeMeant(sentences[0].S) && !slices.ContainsFunc(sentences, func(s page.Text) bool { return saying.Of(s.S) == saying.Past })
}

// mayBeMeant reports a sentence on what something does that may be meant for what shall be.
func mayBeMeant(s string) bool {
	return saying.Of(s) == saying.State && praise.IsClause(s) && saying.TellsState(s) && !saying.TellsWhere(s) && praise.OfSentence(s) == praise.Change
}

func wantsIn(b page.Block) bool {
	t := page.Join(b.Lines)
	return len(t.S) <= 4*prose.MaxStatement && slices.ContainsFunc(page.Sentences(t), func(s page.Text) bool { return saying.Wants(s.S) })
}

// namesNoOutcome reports an answer that says nothing, or only where to read more.
func namesNoOutcome(s string) bool {
	return isNoValue(s) || len(s) <= prose.MaxLead && saying.PointsElsewhere.MatchString(s)
}

// onlyVerifies reports words on when the work is done that ask for nothing but what runs
// to pass.
func onlyVerifies(s string) bool {
	if len(s) > prose.MaxStatement {
		return false
	}
	end, not := check.DoneSaid(s)
	return end > 0 && !not && (saying.OnlyVerdict.MatchString(prose.BlankCode(s[end:])) || saying.SuitePasses.MatchString(s[end:]))
}
