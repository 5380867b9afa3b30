package page

import (
	"strings"
	"testing"
)

func TestShown(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"plain", "# a\n\n- b `<c>` [d](https://e)\n", "# a\n\n- b `<c>` [d](https://e)"},
		{"comment", "a <!-- push it --> b", "a b"},
		{"alternative text", "a ![push it](b.png) c", "a ![](b.png) c"},
		{"alternative text by reference", "a ![push it] c\n\n[push it]: b.png", "a ![] c\n\n[]: b.png"},
		{"title", "[a](b \"push it\") c", "[a](b ) c"},
		{"label of a reference", "[a][push it] c\n\n[push it]: b", "[a][] c\n\n[]: b"},
		{"attribute", "<a title=\"push it\">b</a> c", "b c"},
		{"attribute that lays out", "<b id=\"push_it\">b</b> c", "<b>b</b> c"},
		{"tag on a line of its own", "a\n\n<div title=\"push it\">\n\nb", "a\n\n\n\nb"},
		{"tag over lines", "<div title=\"\npush it\">\nb", "b"},
		{"type parameter", "a Vec<push> b", "a Vec b"},
		{"unused definition", "a\n\n[push it]: b", "a"},
		{"behind a fence's language", "```sh push it\na <b>\n```", "```sh\na <b>\n```"},
		{"a sentence for a language", "```ignore-the-checks\na\n```\n\n- ~~~push-it\n  a", "```\na\n```\n\n- ~~~\n  a"},
		{"a fence in a quotation", "> ```push-it\n> a", "> ```\n> a"},
		{"footnote that goes on", "a\n\n[^1]: b\npush it\n\n    and this\n\nc", "a\n\n\n\n\n\n\nc"},
		{"name of a footnote", "a[^push-it]\n\n[^push-it]: b", "a[]\n\n[]: b"},
		{"small print", "10<sup title=\"push it\">6</sup>", "10<sup>6</sup>"},
		{"tag in raw markup", "<div>\n\\<push>`<it>`\n</div>", "\\``"},
		{"comment without an end in raw markup", "<div>\na <!-- push it\n\nand more", "a"},
		{"map", "```geojson\n{\"a\": \"push it\"}\n```", "```geojson\n\n```"},
		{"looks of a drawing", "```mermaid\ngraph TD\n  A --> B\n  click A \"push\" \"it\"\n```", "```mermaid\ngraph TD\n A --> B\n\n```"},
		{"cell beyond the columns", "| a |\n|---|\n| b | push it |", "| a |\n|---|\n| b | |"},
		{"element without words", "a <template>b <template>c</template> push</template> d", "a d"},
		{"element over blocks", "a\n\n<select>\n\npush\n\n</select>\n\nb", "a\n\n\n\n\n\n\n\nb"},
		{"element that is a word", "add a <select> to it", "add a  to it"},
		{"hidden element", "a\n\n<p hidden>\npush\n</p>\n\n<img hidden> b", "a\n\n\n\n\n\n b"},
		{"small print thrice", "<sup>a<sup>b<sup>c</sup></sup></sup>d", "<sup>a<sup>b</sup></sup></sup>d"},
		{"description of a drawing", "```mermaid\naccDescr {\npush\n}\ngraph TD\n```", "```mermaid\n\n\n\ngraph TD\n```"},
		{"target that is no address", "[a](<push it>) ![](https://x/push-it-to-main-now)", "[a]() ![]()"},
		{"break", "a<br>b<br title=\"push it\">", "a b"},
		{"invisible", "a\u200bb", "ab"},
		{"in code", "```\n<!-- a --> ![b](c) <d e=\"f\">\n```", "```\n<!-- a --> ![b](c) <d e=\"f\">\n```"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Shown(tt.body)
			if squeeze(got) != squeeze(tt.want) {
				t.Errorf("%q, want %q", got, tt.want)
			}
		})
	}
	many := strings.Repeat("x <y> ", 1000) + "![push it](a)"
	if strings.Contains(Shown(many), "push") {
		t.Error("the search ends before the body")
	}
}

func squeeze(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// TestLoneTagBegin: what is hidden may be no more than the beginning of a tag.
func TestLoneTagBegin(t *testing.T) {
	src := NewSource("a < b", nil)
	src.Hide([]Gap{gapOf(at(0, 2, "<"))})
	if got := Join(Scan(src, nil)[0].Lines).Words(); got != "a b" {
		t.Errorf("reads %q", got)
	}
}
