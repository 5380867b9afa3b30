package markup

import (
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var (
	scopeKey  = parser.NewContextKey()
	reference = regexp.MustCompile(`(?:^|[\s(\[{"'])([#@])([A-Za-z0-9][A-Za-z0-9._-]*(?:\[bot\])?)`)
	number    = regexp.MustCompile(`^[0-9]{1,9}$`)
)

// links makes links of #1 and @name, and of images, which would load from elsewhere.
type links struct{}

// Transform changes the parsed document in place.
func (links) Transform(doc *ast.Document, reader text.Reader, pc parser.Context) {
	in, _ := pc.Get(scopeKey).(Scope)
	var texts []*ast.Text
	var images []*ast.Image
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			images = append(images, n)
		case *ast.Link:
			n.Destination = []byte(in.absolute(string(n.Destination)))
		case *ast.CodeSpan, *ast.AutoLink:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if !linked(n) {
				texts = append(texts, n)
			}
		}
		return ast.WalkContinue, nil
	})
	for _, t := range texts {
		in.refer(t, reader.Source())
	}
	for _, image := range images {
		in.unload(image)
	}
}

// linked reports whether the node stands in a link, or in an image, which becomes one.
func linked(n ast.Node) bool {
	for up := n.Parent(); up != nil; up = up.Parent() {
		if up.Kind() == ast.KindLink || up.Kind() == ast.KindImage {
			return true
		}
	}
	return false
}

// absolute is where a link of a file in the scope's directory leads.
func (in Scope) absolute(to string) string {
	if in.Directory == "" || to == "" || strings.ContainsAny(to[:1], "/#?") || strings.Contains(to, ":") {
		return to
	}
	return path.Join(in.Directory, to)
}

func (in Scope) refer(t *ast.Text, source []byte) {
	value := t.Segment.Value(source)
	rest := t.Segment
	for _, m := range reference.FindAllSubmatchIndex(value, -1) {
		name := strings.TrimRight(string(value[m[4]:m[5]]), "._-")
		to := in.target(value[m[2]], name)
		if to == "" {
			continue
		}
		start, end := t.Segment.Start+m[2], t.Segment.Start+m[4]+len(name)
		link := ast.NewLink()
		link.Destination = []byte(to)
		link.AppendChild(link, ast.NewTextSegment(text.NewSegment(start, end)))
		t.Parent().InsertBefore(t.Parent(), t, ast.NewTextSegment(text.NewSegment(rest.Start, start)))
		t.Parent().InsertBefore(t.Parent(), t, link)
		rest = text.NewSegment(end, rest.Stop)
	}
	t.Segment = rest
}

func (in Scope) target(sign byte, name string) string {
	switch {
	case sign == '#' && in.Repository != "" && number.MatchString(name):
		return in.Repository + "/issues/" + name
	case sign == '@' && in.Known != nil && in.Known(name):
		return "/" + name
	}
	return ""
}

// unload puts a link in an image's place, or only its words where a link is around it already.
func (in Scope) unload(image *ast.Image) {
	words := ast.Node(ast.NewLink())
	words.(*ast.Link).Destination = []byte(in.absolute(string(image.Destination)))
	if linked(image) {
		words = ast.NewEmphasis(1)
	}
	for child := image.FirstChild(); child != nil; child = image.FirstChild() {
		words.AppendChild(words, child)
	}
	if !words.HasChildren() {
		words.AppendChild(words, ast.NewString([]byte("image")))
	}
	image.Parent().ReplaceChild(image.Parent(), image, words)
}
