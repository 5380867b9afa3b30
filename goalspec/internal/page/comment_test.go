package page

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

func TestComments(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"none", "plain", nil},
		{"one", "a <!-- b --> c", []string{"<!-- b -->"}},
		{"two in a line", "<!-- a --><!-- b -->", []string{"<!-- a -->", "<!-- b -->"}},
		{"over lines", "a\n<!-- b\n\nc -->\nd", []string{"<!-- b\n\nc -->"}},
		{"never closed", "a\n\n<!-- b\n\nc", []string{"<!-- b\n\nc"}},
		{"in a fence", "```\n<!-- shown -->\n```\n", nil},
		{"behind a fence", "```\na\n```\n<!-- b -->", []string{"<!-- b -->"}},
		{"in a code span", "write `<!-- x -->` there", nil},
		{"its beginning in a code span", "write `<!--` there\n\nand `-->`", nil},
		{"in a longer code span", "write `` `<!-- x -->` `` there", nil},
		{"escaped mark", "write \\`<!-- x -->` there", []string{"<!-- x -->"}},
		{"span over lines above", "a `\n` <!-- x --> `", []string{"<!-- x -->"}},
		{"tag eats the mark", "<a title=\"`\"> <!-- x --> <b title=\"`\">", []string{"<!-- x -->"}},
		{"fence in raw block", "<div>\n```\n<!-- x -->\n```\n</div>", []string{"<!-- x -->"}},
		{"fence ended by its list", "- a\n  ```\n<!-- x -->\n  ```\n", []string{"<!-- x -->"}},
		{"fence in an item, code below", "- a\n  ```sh\n  b\n  ```\n\n`<!-- shown -->`", nil},
		{"in a fence of an item", "- a\n  ```sh\n  <!-- shown -->\n  ```\n", nil},
		{"in what may be no fence", "- a ``` b\n      ```\n      <!-- x -->\n      ```\n", []string{"<!-- x -->"}},
		{"in indented code", "a\n\n    <!-- shown -->\n    b <!-- shown -->\n\nc", nil},
		{"indented below an item", "- a\n\n    <!-- x -->\n", []string{"<!-- x -->"}},
		{"indented in a paragraph", "a\n    <!-- x -->\n", []string{"<!-- x -->"}},
		{"a table cuts code", "| a |\n|---|\n``<!-- x -->|b``", []string{"<!-- x -->"}},
		{"code marks around a pipe", "`|` \"><!-- x --> `", []string{"<!-- x -->"}},
		{"code marks in a link's target", "[a](\t***```- )<!-- x --> ```", []string{"<!-- x -->"}},
		{"fence on the item's line", "- ```\n  a\n  ```\n<!-- x -->\n", []string{"<!-- x -->"}},
		{"fence in a quotation", "> ```\n<!-- x -->\n", []string{"<!-- x -->"}},
		{"fence closed by less", "  ```\n```\n<!-- x -->\n", []string{"<!-- x -->"}},
		{"indented code is no fence", "    ```\n<!-- x -->\n", []string{"<!-- x -->"}},
		{"empty comment", "<!--> <!-- x -->", []string{"<!-->", "<!-- x -->"}},
		{"in the rest of a line", "<!-- a --> ```\n<!-- x -->\n```", []string{"<!-- a -->", "<!-- x -->"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, r := range Comments(tt.body) {
				got = append(got, tt.body[r.From:r.To])
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("comments of %q: %q, want %q", tt.body, got, tt.want)
			}
		})
	}
}

// rendered are the offsets at which a Markdown parser sees a comment begin.
func rendered(body string) []int {
	source := []byte(body)
	var out []int
	add := func(seg text.Segment) {
		s := string(seg.Value(source))
		for i := 0; ; {
			at := strings.Index(s[i:], "<!--")
			if at < 0 {
				return
			}
			out = append(out, seg.Start+i+at)
			i += at + 4
		}
	}
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				add(n.Lines().At(i))
			}
			if n.HasClosure() {
				add(n.ClosureLine)
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				add(n.Segments.At(i))
			}
		}
		return ast.WalkContinue, nil
	})
	return out
}

// FuzzComments holds the finder against a full Markdown parser: what that one
// takes for a comment is found.
func FuzzComments(f *testing.F) {
	for _, s := range []string{
		"<!-- x -->", "`<!-- x -->`", "```\n<!-- x -->\n```", "- a\nb\n  ```\n<!-- x -->", "<div>\n`<!-- x -->`\n</div>",
		"> ```\n> <!-- x -->\n> ```", "a `b\nc` <!-- x --> `", "1. ~~~\n   <!-- x -->\n   ~~~", "<pre>\n```\n</pre>\n<!-- x -->\n```", "[a](<`> \"`\") <!-- x -->",
		"| a `|` <!-- x --> `|\n|---|\n", "a\\\\`<!-- x -->`", "***`<!-- x -->`***", "- - ```\n<!-- x -->", "\t- ```\n<!-- x -->", "<https://a`b> <!-- x --> `",
		"| a |\n|---|\n| ` | ` <!-- x --> ` |\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if strings.ContainsRune(body, 0) {
			t.Skip("goldmark replaces it")
		}
		found := Comments(body)
		for _, off := range rendered(body) {
			if !slices.ContainsFunc(found, func(r Region) bool { return r.From <= off && off < r.To }) {
				t.Errorf("the comment at %d of %q is not found: %v", off, body, found)
			}
		}
	})
}

// TestCommentsInAnyStructure does the same with bodies made of the tokens that
// decide where code and markup begin and end.
func TestCommentsInAnyStructure(t *testing.T) {
	tokens := []string{
		"<!-- x -->", "<!-- x -->", "<!--", "-->", "`", "``", "```", "```\n", "~~~\n", "\n", "\n", "\n\n", "- ", "1. ", "  ", "    ", "\t", "> ", "<div>", "</div>\n",
		"<a title=\"", "\">", "<pre>", "</pre>", "\\", "a", "|", "|---|\n", "# ", "[a](", ")", "<?", "?>", "<![CDATA[", "]]>", "<!X", "***", "---\n", "[x]: ", "$", "sh", "'", "<b>", "* ", "+ ",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		var b strings.Builder
		for range 2 + r.IntN(12) {
			b.WriteString(tokens[r.IntN(len(tokens))])
		}
		body := b.String()
		found := Comments(body)
		for _, off := range rendered(body) {
			if !slices.ContainsFunc(found, func(r Region) bool { return r.From <= off && off < r.To }) {
				t.Fatalf("the comment at %d of %q is not found: %v", off, body, found)
			}
		}
	}
}
