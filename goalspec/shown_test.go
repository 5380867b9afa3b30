package goalspec_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	nethtml "golang.org/x/net/html"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// shown is the text of the page that a body renders to.
func shown(t *testing.T, body string) string {
	t.Helper()
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := md.Convert([]byte(body), &page); err != nil {
		t.Fatal(err)
	}
	root, err := nethtml.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == nethtml.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// hiding are bodies that such a search has found to hide a word where blocks end
// in unusual places.
var hiding = []string{
	"> | a |\n> |---|\n> | b | c |\n| a | zqx |\n---\n",
	"> <div title=\"\"><a\n> | a |\n> |---|\n> | b | zqx |\n&",
	"><pre>>\")<zqx ```a zqx\n> | a |\n> | b | zqx |\n[^a]",
	"[^a]: zqx\n>a ```\n---\n    [^a]a ",
	"](c)1. ---\n>~~~ [^a]: zqx\n[^a]: zqx\n~~~ \">[^a]: zqx\n",
	"</div>\n- ```\n\n```a zqx\n",
	" -->[b][zqx zqx]<!-- ---\n1. <div title=\"```\n[zqx zqx]: b\n\")- ",
	">> a\n-\nb\n>     <a\n[a]: b (zqx)\n- ```zqx\n",
	"- <!-- a\n-\nb\n -->    \n\n- zqx\n",
	"> <!-- ---\na \n\n -->\">\n- zqx\n",
	"<div><!-- \n\n\n\nzqx\n -->\n\nzqx\n",
	"<pre>&]<!-- </pre>\n](c) -->zqx<x y=\"",
	"</pre>\n</zqx>\n- ```zqx\n# ```\n",
	"<!-- ~~~\n --><a\n> ~~~ zqx\n",
	"<img alt=\"# ```a zqx\n1. \n'><zqx>\">",
	"| a |\n|---|\n    > | a | zqx |\n---\na \"",
	"    ---\n[^a]: zqx\n[a]: b (zqx)\n    zqx ",
	"[zqx zqx]: b\n\">    [zqx zqx]: b\n\"",
	"> <pre><!-- ---\n --></pre>\n<zqx <img alt=\"",
	"| a |\n|---|\n    - [a]: b \"| a | zqx |\n",
	"<div>a >\n<a\n\n\n> <a\n```a zqx\n\">",
	"<!-- a\n](c) --><!-- \n\n -->zqx ",
	"</pre>\n> <b>\n[a]: b (zqx)\n>",
	"    <a\n[zqx zqx]: b\n[b][zqx zqx]\n\")<!-- ~~~ [^a]]",
	"1.     !['>\n[a]: b (zqx)\n",
	"</pre>\n`\n<zqx>a\n-\nb\n<span title=\"`",
	"<img alt=\"<div title=\"<p title='    [a](b \"<pre>`<zqx \")",
	"see www.a.b/`<!-- zqx -->`",
	"http://a.b/`<a title='zqx'>x</a>`",
	"www.a.b/` ![zqx](x)`",
	"**http://a.b/`<!-- zqx -->`**",
	"![a [b](u \"[\") zqx](x.png)",
	"![a [b](u '[') zqx](x.png)",
	"![a [b](<u[> ) zqx](x.png)",
	"![a [b](u[) zqx](x.png)",
	"![a [b][`] zqx `](x.png)\n\n[`]: u",
	"![<b title=']'> zqx](x.png)",
	"![<http://a/]> zqx](x.png)",
	"[a](x<y \"zqx\")",
	"![](x<y \"zqx\")",
	"[a](x\\ \"zqx\")",
	"[a](<u\\> zqx>)",
	"![](<u\\> zqx>)",
	"[x]: <u\\> zqx>\n[x]",
	"x](u \"<a title='\") zqx'>y</a>",
	"x](u \"![\") zqx](x.png)",
	"[a [b](c) d](u \"<a title='\") zqx'>y</a>",
	"\\![a [b](c) d](u \"<a title='\") zqx'>y</a>",
	"| a <a title='\nzqx'>b</a>",
	"|![](x \"\nzqx\")",
	"| a |\n|---|\n[^f]: zqx|",
	"x[^f]\n\n[^f]: [^g]: zqx",
	"x[^f]\n\n[^f]: [g]: u 'zqx'",
	"    x\n<b>\n`<a title='zqx'>x</a>`",
	">\n<b>\n\\<a title='zqx'>x</a>",
	"- - ```\n  <a title='zqx'>x</a>\n",
	"[x]: <zqx b c d e f g h i j<b>\n",
	"|\n<b>\n```go zqx b c d e",
	"[b]: c\n'zqx<p title='[b]: c\n'",
	"[x]: <\t<b>\n[b]: c 'zqx[b]: c\n'",
	"[b]: c (zqx\\)",
	"[b]: c\n'zqx\\'",
	"[\nzqx\nc\n]: d",
	"-\na\n=\n[zqx]: b",
	"a```|b\n-|-\n<a title=\"zqx\">```",
	"a\n-:\nb```\n<zqx>```",
	"|| b\n-|-\na||zqx",
	"[b]: ```\n<a title=\"zqx\">```",
	"http://a.b\\<zqx>",
	"</pre>\n<zqx",
	"<!X\n\nzqx",
	"[^1]: a\n=\nzqx",
}

// TestWhatIsReadIsShown holds bodies made of the tokens that decide what a page
// shows against a renderer: a word that the page does not show is not read.
func TestWhatIsReadIsShown(t *testing.T) {
	t.Parallel()
	tokens := []string{
		"zqx", "zqx", "zqx ", "a ", "\n", "\n", "\n\n", "- ", "1. ", "> ", "    ", "\n- zqx\n", "\n\nzqx\n", "`", "```\n", "| a |\n|---|\n", "| a | zqx |\n",
		"<div>", "<div title=\"", "<p title='", "<span title=\"", "<a\n", "\">", "\"", "'>", ">", "</div>\n", "<b>", "<img alt=\"", "<x y=\"", "[a](b \"", "\")", "![", "](c)", "[a]: b \"", "[a]: b (zqx)\n", "[^a]: zqx\n", "[^a]",
		"<!-- ", " -->", "\\", "&", "# ", "---\n", "<zqx>", "</zqx>", "<zqx ", "[zqx zqx]: b\n", "[b][zqx zqx]", "> | a |\n> |---|\n> | b | zqx |\n", "a\n-\nb\n", "```a zqx\n", "~~~ ", "> ~~~ zqx\n", "- ```zqx\n", "<pre>", "</pre>\n", "[", "]",
		"(zqx\\)\n", "'zqx\\'\n", "'zqx\n", "[b]: c\n", "[\n", "]: c\n", "-:\n", "-|-\n", "=\n", "http://a.b\\", "-\n", "<?", "<!X\n",
	}
	r := rand.New(rand.NewPCG(5, 10))
	bodies := 15_000
	if raced {
		bodies /= 5 // all of them are read without the race detector
	}
	hidden := 0
	for i := range bodies {
		var b strings.Builder
		for range 2 + r.IntN(9) {
			b.WriteString(tokens[r.IntN(len(tokens))])
		}
		body := b.String()
		if i < len(hiding) {
			body = hiding[i]
		}
		if !strings.Contains(body, "zqx") || strings.Contains(shown(t, body), "zqx") {
			continue
		}
		hidden++
		d := goalspec.Parse("x is y", body)
		if draft := d.Draft(); strings.Contains(draft, "zqx") && !goalspec.HasErrors(only(d.Lint(goalspec.Options{}), "GS013", "GS015", "GS021")) {
			t.Errorf("%q shows %q and reads as\n%s", body, shown(t, body), draft)
		}
		if s := goalspec.Shown(body); strings.Contains(s, "zqx") {
			t.Errorf("%q shows %q, and a model is shown\n%s", body, shown(t, body), s)
		}
	}
	if hidden < bodies/30 {
		t.Errorf("only %d bodies hide anything", hidden)
	}
}

// only are the findings with one of some codes.
func only(findings []goalspec.Finding, codes ...string) []goalspec.Finding {
	var out []goalspec.Finding
	for _, f := range findings {
		if strings.Contains(strings.Join(codes, " "), f.Code) {
			out = append(out, f)
		}
	}
	return out
}
