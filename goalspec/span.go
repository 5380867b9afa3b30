package goalspec

import "fmt"

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

// Passage is a piece of what was written and where.
type Passage struct {
	Text string `json:"text"`
	Span
}

// String is the text.
func (p Passage) String() string { return p.Text }
