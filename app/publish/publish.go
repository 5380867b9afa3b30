// Package publish renders everything people read on GitHub about a goal.
//
// In comes a goal with the verdict on its criteria, out go Markdown texts that
// the spine posts or converges to. It is pure: the same view gives the same
// bytes, and a process that dies here renders again. Words of strangers and of
// the model pass through package markdown, so that they show and do nothing.
package publish

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// View is what a rendering sees.
type View struct {
	Goal     *app.Goal
	Policy   policy.Policy // of its contract
	Criteria []app.CriterionResult
	Head     []app.CriterionResult // of Goal.OfHead, where the goal has gone on since
	Queue    int                   // position, 0: not in the queue
	Now      time.Time
	GivesUp  time.Time // when a goal that waits for people is stopped; zero: never
	Slug     string    // of the App: @slug addresses us

	Retention time.Duration // how long the work of an ended goal is kept; 0: for ever

	LogURL func(app.Digest) string // address of a kept log; nil: logs have none
	Scrub  func(string) string     // takes secrets out of a text; nil: keeps all
	SetUp  *SetUp                  // what runs now, nil while nothing of it does
}

// ofHead is the view of what the pull request shows as it was proven; not ok: it
// is not.
func (v View) ofHead() (of View, ok bool) {
	of = v
	switch g := v.Goal.OfHead(); g {
	case nil:
		return v, false
	case v.Goal:
	default:
		of.Goal, of.Criteria = g, v.Head
	}
	return of, true
}

// SetUp is a command of the policy's set-up at work.
type SetUp struct {
	N, Of   int
	Command string
	Since   time.Time
}

// maxBody is how many code points a text has at most; the mark comes on top.
const maxBody = 59_000

// size bounds the parts of a text. A text that does not fit is rendered again
// with the next smaller size: logs and lists of files shrink first.
type size struct {
	text  int // code points of prose
	line  int // code points of a line
	log   int // code points of a log excerpt
	files int // paths in a list
	items int // entries of any other list
	runs  int // logs of one check on one tree
}

func sizes() []size {
	return []size{
		{text: 6000, line: 400, log: 1500, files: 60, items: 100, runs: 10},
		{text: 6000, line: 400, log: 500, files: 25, items: 100, runs: 3},
		{text: 2000, line: 300, log: 200, files: 10, items: 40, runs: 1},
		{text: 400, line: 120, log: 80, files: 5, items: 12, runs: 1},
	}
}

// page is a view being rendered at one size.
type page struct {
	View
	size
}

func (p page) prose(s string) string { return markdown.Prose(p.scrubbed(s), p.text) }
func (p page) words(s string) string { return markdown.Line(p.scrubbed(s), p.line) }
func (p page) code(s string) string  { return markdown.Code(p.scrubbed(s), p.line) }
func (p page) cell(s string) string  { return markdown.Cell(p.scrubbed(s), p.line) }

// quoted is what somebody wrote within quotation marks, which nothing in it ends.
func (p page) quoted(s string) string { return "“" + p.words(doubleQuotes.Replace(s)) + "”" }

var doubleQuotes = strings.NewReplacer(`"`, "'", "“", "'", "”", "'", "„", "'", "‟", "'", "〝", "'", "〞", "'", "＂", "'", "❝", "'", "❞", "'", "″", "'")

func (p page) excerpt(s string) string {
	return markdown.Fence("text", markdown.Excerpt(p.scrubbed(s), p.log))
}

// scrubbed is s without secrets: what a command printed stands in prose too.
func (p page) scrubbed(s string) string {
	if p.Scrub == nil {
		return s
	}
	return p.Scrub(s)
}

// logLink is the short name of a kept log, and the way to it.
func (p page) logLink(d app.Digest) string {
	name := digest(string(d))
	if p.LogURL == nil || name == "–" {
		return name
	}
	return markdown.Link(name, p.LogURL(d))
}

// fit renders sections at the largest size that stays within limit. Sections
// are whole, so when even the smallest is too large the last ones are left out.
func fit(limit int, v View, render func(page) []string) string {
	var parts []string
	for _, s := range sizes() {
		parts = filled(render(page{v, s}))
		if text := strings.Join(parts, "\n\n"); utf8.RuneCountInString(text) <= limit {
			return text
		}
	}
	const note = "_Cut here: the record holds the rest._"
	for len(parts) > 0 {
		parts = parts[:len(parts)-1]
		if text := strings.Join(append(parts[:len(parts):len(parts)], note), "\n\n"); utf8.RuneCountInString(text) <= limit {
			return text
		}
	}
	return note
}

func filled(parts []string) []string {
	var out []string
	for _, s := range parts {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}
