// Package markdowntest reads Markdown as GitHub renders it and says what in it
// acts that should not. Tests only.
package markdowntest

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

const sentinel = "Sentinel-paragraph-after-everything"

var (
	tagRE     = regexp.MustCompile(`^(?:<details><summary>[^<>@#` + "`" + `]*</summary>|</details>|</?code>)$`)
	mentionRE = regexp.MustCompile(`(?:^|[^\pL\pN_])@[\pL\pN_]`)
	refRE     = regexp.MustCompile(`(?i)#\d+|\bGH-\d+`)
	markRE    = regexp.MustCompile(`(?i)<!--\s*goalkeeper`)
	hiddenRE  = regexp.MustCompile(`[\x00-\x08\x0b-\x1f\x7f\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}\x{E0000}-\x{E007F}]`)
)

// Parse is goldmark with GitHub's extensions.
func Parse(source []byte) ast.Node {
	return goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
}

// Faults lists what acts in md: names that notify, references and links other
// than those allowed ("#12", an address), images, tags, marks, characters that
// nobody sees, a block left open.
func Faults(md string, allowed ...string) []string {
	c := check{source: []byte(md + "\n\n" + sentinel + "\n"), allowed: map[string]bool{}}
	for _, a := range allowed {
		c.allowed[a] = true
	}
	if m := markRE.FindString(md); m != "" {
		c.fault("holds the mark %q", m)
	}
	if m := hiddenRE.FindString(md); m != "" {
		c.fault("holds the hidden character %q", m)
	}
	doc := Parse(c.source)
	_ = ast.Walk(doc, c.visit)
	last := doc.LastChild()
	if p, ok := last.(*ast.Paragraph); !ok || strings.TrimSpace(string(p.Lines().Value(c.source))) != sentinel {
		c.fault("leaves a block open")
	}
	if c.details != 0 {
		c.fault("leaves %d details open", c.details)
	}
	return c.faults
}

type check struct {
	source  []byte
	allowed map[string]bool
	details int
	coded   bool // inside <code>
	shown   strings.Builder
	faults  []string
}

func (c *check) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *check) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if n.Kind() == ast.KindEmphasis {
		c.shown.WriteRune('\uFFFC') // GitHub looks at one text node at a time
	}
	if !entering {
		if n.Type() == ast.TypeBlock {
			c.words(c.shown.String())
			c.shown.Reset()
		}
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Image:
		c.fault("shows an image")
	case *ast.AutoLink:
		c.fault("links %s", n.URL(c.source))
	case *ast.Link:
		if !c.allowed[string(n.Destination)] {
			c.fault("links %s", n.Destination)
		}
	case *ast.RawHTML:
		c.tag(string(n.Segments.Value(c.source)))
	case *ast.HTMLBlock:
		for _, l := range strings.Split(strings.TrimSpace(string(n.Lines().Value(c.source))), "\n") {
			c.tag(l)
		}
	case *ast.CodeSpan:
		c.shown.WriteRune('\uFFFC')
		return ast.WalkSkipChildren, nil
	case *ast.Text:
		c.text(string(n.Segment.Value(c.source)))
		if n.SoftLineBreak() || n.HardLineBreak() {
			c.shown.WriteByte(' ')
		}
	case *ast.String:
		c.text(string(n.Value))
	}
	return ast.WalkContinue, nil
}

// text collects what is shown outside code, entities and escapes resolved.
func (c *check) text(s string) {
	if !c.coded {
		c.shown.WriteString(resolve(s))
	}
}

func (c *check) tag(s string) {
	switch {
	case !tagRE.MatchString(s):
		c.fault("holds the tag %q", s)
	case s == "<code>":
		c.coded = true
	case s == "</code>":
		c.coded = false
		c.shown.WriteRune('\uFFFC')
	case s == "</details>":
		c.details--
	default:
		c.details++
	}
	if c.details < 0 {
		c.fault("closes details that are not open")
	}
}

func (c *check) words(s string) {
	if m := mentionRE.FindString(s); m != "" {
		c.fault("notifies %q in %q", m, s)
	}
	for _, m := range refRE.FindAllString(s, -1) {
		if !c.allowed[m] {
			c.fault("refers to %s in %q", m, s)
		}
	}
}
