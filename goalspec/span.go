package goalspec

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// Span is a place in the body. Lines and columns start at 1; columns count
// bytes, as Go's own positions do; the end is exclusive. The zero Span means
// that the text stands elsewhere, such as in the title.
type Span struct {
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"end_line"`
	EndColumn int `json:"end_column"`
}

// String is "line:column".
func (s Span) String() string { return fmt.Sprintf("%d:%d", s.Line, s.Column) }

// valid reports a place that a text can have: none, or one that ends no earlier
// than it begins.
func (s Span) valid() bool {
	return s == Span{} || s.Line > 0 && s.Column > 0 && s.EndColumn > 0 && (s.EndLine > s.Line || s.EndLine == s.Line && s.EndColumn >= s.Column)
}

// orStart is the span, or the start of the body for what stands in the title.
func (s Span) orStart() Span {
	if s.Line == 0 {
		return Span{1, 1, 1, 1}
	}
	return s
}

func spanOf(t page.Text) Span {
	l1, c1, l2, c2 := t.Bounds()
	return Span{l1, c1, l2, c2}
}

// Passage is a piece of what was written and where.
type Passage struct {
	Text string `json:"text"`
	Span
}

// String is the text.
func (p Passage) String() string { return p.Text }

func passageOf(t page.Text) Passage { return Passage{Text: t.Words(), Span: spanOf(t)} }
