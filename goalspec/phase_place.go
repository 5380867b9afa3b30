package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// located are the parts of a text, in their order, each with its place in the source: of one
// that reads otherwise there, that of the whole text.
func (r *reader) located(parts []string, t page.Text) []Statement {
	out := make([]Statement, len(parts))
	end := 0
	for i, s := range parts {
		s = strings.TrimRight(prose.StripMarkers(s), ": ")
		out[i] = Statement{s, spanOf(t)}
		at := strings.Index(t.S[end:], s)
		if _, own, led := strings.Cut(s, ": "); led && at < 0 && strings.HasPrefix(t.S[end:], own) {
			s, at = own, 0 // what leads it stands elsewhere
		}
		if at < 0 {
			continue
		}
		at, end = end+at, end+at+len(s)
		if span := spanOf(t.Slice(at, end)); r.reads(span, s) {
			out[i].Span = span
		}
	}
	return out
}

// reads reports that some words stand at a place, or begin there and end in a later line.
func (r *reader) reads(at Span, words string) bool {
	if at.Line < 1 || at.EndLine > len(r.src.Lines) {
		return false
	}
	line := r.src.Lines[at.Line-1]
	if at.Column > len(line) {
		return false
	}
	if line = line[at.Column-1:]; at.EndLine > at.Line {
		return strings.HasPrefix(words, strings.TrimRight(line, " \t\r"))
	}
	return at.EndColumn-at.Column == len(words) && strings.HasPrefix(line, words)
}

// end is the end of a statement, in its place.
func (s Statement) end(words string) Statement {
	if s.Line == s.EndLine && s.EndColumn-s.Column == len(s.Text) {
		s.Column += len(s.Text) - len(words)
	}
	s.Text = words
	return s
}

func texts(list []Statement) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.Text
	}
	return out
}
