package publish

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// Box is an answer that people give by ticking it: the text beside it as the
// comment shows it, and what the same answer is in a comment.
type Box struct{ Text, Say string }

// Boxes are those of a breakpoint's comment. They depend on nothing but the
// breakpoint and what takes secrets out, so a tick is read as it was offered.
func Boxes(b *app.Breakpoint, scrub func(string) string) []Box {
	p := page{View: View{Scrub: scrub}}
	var out []Box
	for n, o := range p.options(b) {
		out = append(out, Box{o, fmt.Sprint(n + 1)})
	}
	for _, d := range answers(b) {
		if d.whole() {
			out = append(out, Box{d.String(), d.say})
		}
	}
	return out
}

// An agent's options stand in boxes in the same words at every size of the page.
const (
	maxOptions   = 12
	optionLength = 300
)

// options are an agent's, numbered.
func (p page) options(b *app.Breakpoint) []string {
	if b.Kind != app.BreakpointAsk {
		return nil
	}
	var out []string
	for n, o := range first(b.Options, maxOptions) {
		out = append(out, fmt.Sprintf("**%d** %s", n+1, markdown.Line(p.scrubbed(o), optionLength)))
	}
	return out
}

// answerable lists the boxes, then the answers that take words of one's own.
func (p page) answerable(b *app.Breakpoint) string {
	var lines []string
	for _, box := range Boxes(b, p.Scrub) {
		lines = append(lines, "[ ] "+box.Text)
	}
	for _, d := range answers(b) {
		if !d.whole() {
			lines = append(lines, d.String())
		}
	}
	return markdown.List(lines)
}

// ticked is the box of an answer.
func (p page) ticked(b *app.Breakpoint, answer string) string {
	for n, box := range Boxes(b, p.Scrub) {
		if option := b.Kind == app.BreakpointAsk && n < len(p.options(b)); option && b.Options[n] == answer || !option && strings.TrimPrefix(box.Say, "/goal ") == answer {
			return markdown.List([]string{"[x] " + box.Text})
		}
	}
	return ""
}

// whole tells whether a deed can be said as it stands.
func (d deed) whole() bool {
	return d.say == "approve" || strings.HasPrefix(d.say, "/goal ") && !strings.Contains(d.say, "GLOB")
}
