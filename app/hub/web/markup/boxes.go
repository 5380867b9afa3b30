package markup

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extension "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// place is the attribute of a box that says where its brackets begin in the text.
const place = "value"

// boxes notes where each box of a task list stands.
type boxes struct{}

// Transform changes the parsed document in place.
func (boxes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	if in, _ := pc.Get(scopeKey).(Scope); in.Tick == "" {
		return
	}
	for _, box := range found(doc) {
		box.SetAttributeString(place, strconv.Itoa(box.Parent().Lines().At(0).Start))
	}
}

func found(doc ast.Node) (all []*extension.TaskCheckBox) {
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if box, ok := n.(*extension.TaskCheckBox); ok && entering {
			all = append(all, box)
		}
		return ast.WalkContinue, nil
	})
	return all
}

// RegisterFuncs makes boxes be written with their places.
func (boxes) RegisterFuncs(to renderer.NodeRendererFuncRegisterer) {
	to.Register(extension.KindTaskCheckBox, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		checked, at := "", ""
		if n.(*extension.TaskCheckBox).IsChecked {
			checked = `checked="" `
		}
		if where, ok := n.AttributeString(place); ok {
			at = fmt.Sprintf(` %s="%s"`, place, where)
		}
		fmt.Fprintf(w, `<input %sdisabled="" type="checkbox"%s> `, checked, at)
		return ast.WalkContinue, nil
	})
}

var placedBox = regexp.MustCompile(`<input (checked="" )?disabled="" type="checkbox" value="(\d+)"/>`)

// tickable makes a button of each box that has its place, in the form of the page with that id.
func tickable(shown template.HTML, form string) template.HTML {
	return template.HTML(placedBox.ReplaceAllStringFunc(string(shown), func(box string) string {
		m := placedBox.FindStringSubmatch(box)
		label, sign := "Tick", ""
		if m[1] != "" {
			label, sign = "Untick", "✓"
		}
		return fmt.Sprintf(`<button class="tick-box" form="%s" name="box" value="%s" aria-label="%s">%s</button>`, template.HTMLEscapeString(form), m[2], label, sign)
	}))
}

// Tick turns the box of a comment's text whose brackets begin at place; ok is false when none does.
func (r *Renderer) Tick(source string, place int) (turned string, ok bool) {
	doc := r.comment.Parser().Parse(text.NewReader([]byte(source)))
	at := slices.IndexFunc(found(doc), func(box *extension.TaskCheckBox) bool { return box.Parent().Lines().At(0).Start == place })
	if at < 0 {
		return source, false
	}
	sign := "x"
	if source[place+1] != ' ' {
		sign = " "
	}
	return source[:place+1] + sign + source[place+2:], true
}
