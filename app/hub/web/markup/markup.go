// Package markup turns what people wrote into HTML that is safe to show.
//
// In comes GitHub Flavored Markdown or the text of a file, by anybody; out goes HTML made of the few
// elements and attributes of one policy, balanced, that runs nothing, loads nothing from elsewhere and
// cannot leave its container. HTML comments are dropped. Everything is a pure function; there is nothing
// to lose when the process dies.
package markup

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Scope is where a text stands.
type Scope struct {
	Repository string                  // /OWNER/NAME, which #1 links into; empty for none
	Directory  string                  // what relative links start from; empty to leave them
	Known      func(login string) bool // whether @login is somebody; nil for nobody
	Tick       string                  // id of the page's form that ticks boxes; empty where they stay as they are
}

// Renderer renders texts. It is safe for use by many at once.
type Renderer struct {
	comment, document goldmark.Markdown
	policy            *bluemonday.Policy
}

// New returns a renderer.
func New() *Renderer {
	return &Renderer{comment: markdown(html.WithHardWraps()), document: markdown(), policy: policy()}
}

func markdown(options ...renderer.Option) goldmark.Markdown {
	options = append(options, html.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(codeBlocks{}, 100), util.Prioritized(boxes{}, 100)))
	return goldmark.New(
		goldmark.WithExtensions(
			extension.Linkify, extension.Strikethrough, extension.TaskList,
			extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
		),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(links{}, 100), util.Prioritized(boxes{}, 200))),
		goldmark.WithRendererOptions(options...),
	)
}

// Comment renders what is said in a conversation, where a line break is one.
func (r *Renderer) Comment(text string, in Scope) template.HTML {
	shown := r.render(r.comment, text, in)
	if in.Tick != "" {
		shown = tickable(shown, in.Tick)
	}
	return shown
}

// Document renders a Markdown file, where lines flow together.
func (r *Renderer) Document(text string, in Scope) template.HTML {
	return r.render(r.document, text, in)
}

// manyMarks is how many brackets or quote marks a text may have to be parsed: the time that takes grows
// with their square where they nest or stay open.
const manyMarks = 8000

func (r *Renderer) render(md goldmark.Markdown, text string, in Scope) template.HTML {
	if strings.Count(text, "[") > manyMarks || strings.Count(text, ">") > manyMarks {
		return plain(text)
	}
	pc := parser.NewContext()
	pc.Set(scopeKey, in)
	var out bytes.Buffer
	if err := md.Convert([]byte(text), &out, parser.WithContext(pc)); err != nil {
		return plain(text)
	}
	return balance(r.policy.SanitizeBytes(out.Bytes()), text)
}

// balance closes what the text left open and drops what it closed without opening.
func balance(fragment []byte, text string) template.HTML {
	div := &nethtml.Node{Type: nethtml.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := nethtml.ParseFragment(bytes.NewReader(fragment), div)
	if err != nil {
		return plain(text)
	}
	var out strings.Builder
	for _, node := range nodes {
		if err := nethtml.Render(&out, node); err != nil {
			return plain(text)
		}
	}
	return template.HTML(out.String())
}

// plain is the text as it stands, for what cannot be rendered.
func plain(text string) template.HTML {
	return template.HTML("<pre>" + template.HTMLEscapeString(text) + "</pre>")
}
