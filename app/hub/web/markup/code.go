package markup

import (
	"html"
	"html/template"
	"path"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// coloured is how much code is worth colouring, in bytes; more is shown plain.
const coloured = 128 << 10

// Code is a file's lines, coloured where its language is known.
func Code(name, code string) []template.HTML {
	language := strings.TrimPrefix(path.Ext(name), ".")
	return lines(language, code)
}

func lines(language, code string) []template.HTML {
	code = strings.TrimSuffix(strings.ReplaceAll(code, "\r\n", "\n"), "\n")
	lexer := lexerFor(language)
	if lexer == nil || len(code) > coloured {
		return plainLines(code)
	}
	tokens, err := chroma.Tokenise(lexer, nil, code)
	if err != nil {
		return plainLines(code)
	}
	var all []template.HTML
	for _, line := range chroma.SplitTokensIntoLines(tokens) {
		var b strings.Builder
		for _, token := range line {
			writeToken(&b, token)
		}
		all = append(all, template.HTML(b.String()))
	}
	return all
}

func plainLines(code string) []template.HTML {
	var all []template.HTML
	for line := range strings.SplitSeq(code, "\n") {
		all = append(all, template.HTML(html.EscapeString(line)))
	}
	return all
}

func writeToken(b *strings.Builder, t chroma.Token) {
	text := html.EscapeString(strings.TrimSuffix(t.Value, "\n"))
	if class := chroma.StandardTypes[t.Type]; tokenClass.MatchString(class) {
		text = `<span class="` + class + `">` + text + `</span>`
	}
	b.WriteString(text)
}

// codeBlocks renders fenced code in colour.
type codeBlocks struct{}

// RegisterFuncs makes this the renderer of fenced code.
func (codeBlocks) RegisterFuncs(to renderer.NodeRendererFuncRegisterer) {
	to.Register(ast.KindFencedCodeBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		block := n.(*ast.FencedCodeBlock)
		w.WriteString("<pre><code>")
		for _, line := range lines(strings.ToLower(string(block.Language(source))), string(block.Lines().Value(source))) {
			w.WriteString(string(line))
			w.WriteByte('\n')
		}
		w.WriteString("</code></pre>\n")
		return ast.WalkContinue, nil
	})
}
