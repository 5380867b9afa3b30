package markdowntest

import (
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

var escapeRE = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// resolve is a piece of source text as it is shown.
func resolve(s string) string {
	var b strings.Builder
	for s != "" {
		m := escapeRE.FindStringSubmatchIndex(s)
		if m == nil {
			b.WriteString(html.UnescapeString(s))
			break
		}
		b.WriteString(html.UnescapeString(s[:m[0]]))
		b.WriteString(s[m[2]:m[3]])
		s = s[m[1]:]
	}
	return b.String()
}

// Shown is the text of a rendered page, code included, tags left out.
func Shown(md string) string {
	source := []byte(md)
	var b strings.Builder
	_ = ast.Walk(Parse(source), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Type() == ast.TypeBlock {
				b.WriteByte('\n')
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			b.WriteString(codeText(n, source))
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			b.WriteString(resolve(string(n.Segment.Value(source))))
			if n.SoftLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.FencedCodeBlock:
			b.Write(n.Lines().Value(source))
		case *ast.CodeBlock:
			b.Write(n.Lines().Value(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

func codeText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Segment.Value(source))
		case *ast.String:
			b.Write(c.Value)
		}
	}
	return b.String()
}

// Tables are the rows of every table in order, head first, each cell as shown.
func Tables(md string) [][][]string {
	source := []byte(md)
	var out [][][]string
	_ = ast.Walk(Parse(source), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*extast.Table)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		var rows [][]string
		for r := t.FirstChild(); r != nil; r = r.NextSibling() {
			var cells []string
			for c := r.FirstChild(); c != nil; c = c.NextSibling() {
				cells = append(cells, inlineText(c, source))
			}
			rows = append(rows, cells)
		}
		out = append(out, rows)
		return ast.WalkSkipChildren, nil
	})
	return out
}

func inlineText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.CodeSpan:
			b.WriteString(codeText(c, source))
		case *ast.Text:
			b.WriteString(resolve(string(c.Segment.Value(source))))
		case *ast.RawHTML:
		default:
			b.WriteString(inlineText(c, source))
		}
	}
	return b.String()
}

// Headings are the texts of all headings in order.
func Headings(md string) []string {
	source := []byte(md)
	var out []string
	_ = ast.Walk(Parse(source), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering {
			out = append(out, inlineText(h, source))
		}
		return ast.WalkContinue, nil
	})
	return out
}
