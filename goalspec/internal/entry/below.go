package entry

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// SaidBelow reads what stands below commands in a list of criteria: a sentence that says
// what they do is said of them. What says only that they pass is given back.
func SaidBelow(blocks []page.Block) (list, heard []page.Block) {
	if !slices.ContainsFunc(blocks, func(b page.Block) bool { return b.Kind == page.Fence }) {
		return blocks, nil
	}
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		if i+1 == len(blocks) || b.Kind != page.Fence || blocks[i+1].Kind != page.Para || len(commandsIn(b)) == 0 {
			list = append(list, *b)
			continue
		}
		below := blocks[i+1]
		sentences := page.Sentences(page.Join(below.Lines))
		switch said := sentences[0]; {
		case len(said.S) > prose.MaxStatement/2:
			list = append(list, *b)
		case saidAbove.MatchString(said.S):
			list, heard = append(list, *b), append(heard, InLineBlock(sentences[:1]))
			if i++; len(sentences) > 1 {
				list = append(list, InLineBlock(sentences[1:]))
			}
		case saidOtherwise.MatchString(said.S):
			list = append(list, withSaid(*b, said)...)
			if i++; len(sentences) > 1 {
				list = append(list, InLineBlock(sentences[1:]))
			}
		default:
			list = append(list, *b)
		}
	}
	return list, heard
}

// withSaid are the commands of a fence with what is said below: of each, or of the last
// one. Where they are only one script that goes for all of it, and none is bound.
func withSaid(b page.Block, said page.Text) []page.Block {
	lines := commandLines(&b)
	if together(lines) || slices.ContainsFunc(lines, func(l page.Text) bool { return strings.Contains(l.S, "`") }) {
		b.Kind = page.Quote
		return []page.Block{b, {Kind: page.Item, Lines: []page.Text{said.Reading("The commands above " + said.S)}, First: b.Last, Last: b.Last}}
	}
	from := len(lines) - 1
	if ofEvery.MatchString(said.S) {
		from = 0
	}
	var out []page.Block
	if from > 0 {
		b.Lang, b.Lines = "sh", lines[:from]
		out = append(out, b)
	}
	words := strings.TrimRight(subjectOf.ReplaceAllString(said.S, ""), prose.EndMarks)
	for _, l := range lines[from:] {
		t := page.Join([]page.Text{l.Reading("`" + l.S + "`"), said.Reading(words)})
		out = append(out, page.Block{Kind: page.Item, Lines: []page.Text{t}, First: b.First, Last: b.Last})
	}
	return out
}

// TypedLines cuts the lines typed at a prompt off a paragraph, as a fence of them; one that
// the page shows as code is a fence where it is nothing but commands.
func TypedLines(b *page.Block) []page.Block {
	if b.Kind == page.Para && b.Code {
		if fence := *b; !prompted(b) {
			if fence.Kind = page.Fence; commandsOnly(&fence) {
				return []page.Block{fence}
			}
			return nil
		}
	}
	if b.Kind != page.Para || len(b.Lines) < 2 && (len(b.Lines) == 0 || !strings.HasPrefix(b.Lines[0].S, prompt)) || !prompted(b) {
		return nil
	}
	var out []page.Block
	for i, l := range b.Lines {
		kind := page.Para
		if l = l.From(0); strings.HasPrefix(l.S, prompt) {
			kind, l = page.Fence, l.From(len(prompt))
		}
		if n := len(out) - 1; n >= 0 && out[n].Kind == kind {
			out[n].Lines, out[n].Last = append(out[n].Lines, l), b.First+i
			continue
		}
		part := page.Block{Kind: kind, Level: b.Level, Lines: []page.Text{l}, First: max(b.First, 0) + i, Last: max(b.First, 0) + i, Tight: true}
		if kind == page.Fence {
			part.Lang = "sh"
		}
		out = append(out, part)
	}
	return out
}

// ofThose are the words for the commands above.
const ofThose = `(?i)^(?:(?:[→⇒]|[=-]>|and|which|it|this|that|these|those|they|(?:all|both|each|every one) of (?:them|these|those)|both|all|each|every one|(?:all )?(?:(?:the|of the|of these|of them) )?(?:last|first|two|three|four|five)?(?: (?:one|ones|of them))?|the (?:(?:last|second|first|above) )?(?:one|commands?|calls?|scripts?|outputs?|results?|runs?)(?: above)?)\s+)*` + `(?:(?:all|both|each|still|now|also|must|should|shall|will|ha(?:s|ve) to|needs? to|is|are|be|expected|supposed|to)\s+)*`

var (
	// saidOtherwise says below commands that they do something else than to pass, or more.
	saidOtherwise = regexp.MustCompile(ofThose + `(?:fail\w*|crash\w*|break\w*|abort\w*|error\w*|refuse\w*|exits? (?:(?:with|code|status|a|an) )*(?:non-?zero|[1-9])|non-?zero|not|never|prints?|outputs?|finds?|returns?|reports?|shows?|lists?|gives?|says?|empty|nothing|no|silent|quiet)\b`)
	// saidAbove says that they pass, and nothing else.
	saidAbove = regexp.MustCompile(ofThose + `(?:pass\w*|succeeds?|exits? (?:(?:with|code|status) )*(?:0|zero)|green|clean)(?:,? and|\s*[.,;:])?\s*$`)
	ofEvery   = regexp.MustCompile(`(?i)^\W*(?:and )?(?:both|all|each|every|these|those|they)\b`)
	// subjectOf is what stands for the commands above before what is said of them.
	subjectOf = regexp.MustCompile(`(?i)^(?:[→⇒]|[=-]>)?\s*(?:and\s+)?(?:which|it|this|that|these|those|they|(?:all|both|each) of (?:them|these|those)|the (?:(?:last|second|first|above) )?(?:one|commands?|calls?|scripts?|outputs?|results?|runs?)(?: above)?)\s+`)
)

// Scenarios makes one statement of the lines of a scenario: those that begin with
// Given, When and Then, in this order.
func Scenarios(items []Entry) []Entry {
	if !slices.ContainsFunc(items, func(e Entry) bool { return e.scene(0) == thenScene }) {
		return items
	}
	var out []Entry
	at := 0
	for _, e := range items {
		was := at
		at = e.scene(was)
		n := len(out) - 1
		if was == 0 || at < was || at == was && e.scene(0) != 0 && at != thenScene || len(out[n].Text.S)+len(e.Text.S) > prose.MaxStatement/2 {
			out = append(out, e)
			continue
		}
		out[n].Text = check.Tied(out[n].Text, ",", e.Text)
	}
	return out
}

const thenScene = 4
