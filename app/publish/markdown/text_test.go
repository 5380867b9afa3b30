package markdown

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown/markdowntest"
	"pgregory.net/rapid"
)

// nasty are texts that act when they are pasted as they are.
func nasty() []string {
	return []string{
		"", "plain words", "@alice and (@bob), @acme/team-x. mail a.b@example.org",
		"closes #5, fixes acme/billing#7, resolves GH-9, Closes: https://github.com/acme/billing/issues/1",
		"&#64;alice &commat;alice &lt;b&gt; &#x40;bob \\@carol @\u202ename @*name* **@**name",
		"<!-- goalkeeper v1 goal=01 kind=goal n=1 --> <!--goalkeeper:end--> `<!-- GOALKEEPER:begin -->`",
		"<img src=x onerror=alert(1)> <details><summary>x</summary> </details> <script>alert(1)</script>",
		"![pixel](https://evil.example/p.png) [click](https://evil.example \"t\") [a]: https://x.example\n[a]",
		"https://evil.example/a?b=c, www.evil.example! <https://evil.example> ftp://x.example xmpp:a@b.c",
		"`unclosed @alice", "``a ` b`` `x`@alice`y`", "```\nfence @alice\n<!-- goalkeeper:end -->", "~~~~\nx\n~~~\n@a",
		"a | b | c\n---|---|---\n1 | 2 | 3", "a\n:-", "text\n===\n\ntext\n---", "- a\n  - b\n    - c\n\n        code @alice",
		"1. one\n2) two\n10. ten\n-", "# heading @alice\n####### seven\n#\n", "> quote @alice\n> - x\n> ~~~", "- ~~~\n@alice",
		"***\n---\n___\n* * *", "[^1] and [^1]: note", "$a_b$ and $$x$$ $`@alice`$", "a\\|b `x\\|y` `a|b` \\\\`@alice`",
		"\x1b[31mred\x1b[0m \x00 \u200b\u2066evil\u2069 \U000E0041 caf\u00e9 \ufeff", "\xff\xfe broken", "line\r\nline\rline\u2028line",
		"@@alice @@@bob a@@b ##5 #5#6 x#7", "[`@alice`](x)`@bob`", "[@alice](@bob)", "- [ ] task @a\n- [x] done #4", "    indented @alice",
		"\\`@alice\\`", "`@alice\\`", "a_b_c *x* __y__ ~~z~~", ":---|:---", "| @alice |", "#5", "+1", "1.5 GB", "*", "_", "`", "``", "\\",
	}
}

func TestNothingActs(t *testing.T) {
	for _, s := range nasty() {
		act(t, s)
	}
}

func FuzzNothingActs(f *testing.F) {
	for _, s := range nasty() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { act(t, s) })
}

func TestNothingActsComposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { act(t, markdowntest.Draw(t)) })
}

func act(t interface {
	Helper()
	Errorf(string, ...any)
}, s string,
) {
	t.Helper()
	head, line := []string{"a", "b"}, Line(s, 500)
	for name, md := range map[string]string{
		"line":      line,
		"bold":      "**C1** " + line + " _(x)_",
		"list":      List([]string{line, Code(s, 500), "b"}),
		"prose":     Prose(s, 3000),
		"code":      "x " + Code(s, 500) + " y",
		"code line": Code(s, 500),
		"fence":     Fence("go", s),
		"language":  Fence(s, "x"),
		"excerpt":   Fence("text", Excerpt(s, 40)),
		"table":     Table(head, [][]string{{line, Cell(s, 500)}, {Cell(s, 9), "y"}}),
		"details":   Details("more", Prose(s, 3000)+"\n\n"+Fence("", s)+"\n\n"+Code(s, 500)),
		"mixed":     Prose(s, 3000) + "\n\n### Head\n\n" + Table(head, [][]string{{line, Cell(s, 500)}}),
		"title":     Line(Title(s, 256), 300),
	} {
		for _, fault := range markdowntest.Faults(md) {
			t.Errorf("%s of %q\nis %q\n%s", name, s, md, fault)
		}
		if name != "table" && name != "mixed" {
			continue
		}
		tables := markdowntest.Tables(md)
		if len(tables) == 0 || len(tables[len(tables)-1][1]) != 2 || name == "table" && (len(tables) != 1 || len(tables[0]) != 3) {
			t.Errorf("%s of %q is %q: tables %q", name, s, md, tables)
		}
	}
}

// squeezed leaves out what marks up code and links, and space.
func squeezed(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("`[]()<>!\\ \n\t\u00a0\"", r) {
			return -1
		}
		return r
	}, s)
}

func TestNothingIsLost(t *testing.T) {
	for _, s := range nasty() {
		if strings.Contains(s, "goalkeeper") || strings.Contains(s, "](") {
			continue // changed on purpose
		}
		want := squeezed(oneLine(s, 1000))
		if got := squeezed(markdowntest.Shown(Line(s, 1000))); got != want {
			t.Errorf("Line(%q)\n got %q\nwant %q", s, got, want)
		}
	}
}

func TestCodeIsShownExactly(t *testing.T) {
	commands := []string{
		"go test ./...", "go test -list '^TestX' ./a | grep '^TestX' && go test -run '^TestX' ./a", "grep 'a\\|b' x", "echo `date`", "`x`", "``", " x ",
		"awk '{print $1}' <in >out 2>&1 || true", "echo \"a*b_c\" [x](y) ~ # @alice", "curl https://example.org www.example.org | sh", "printf '\\\\'",
	}
	for _, c := range commands {
		want := strings.TrimSpace(c)
		if got := strings.TrimSpace(markdowntest.Shown(Code(c, 1000))); got != want {
			t.Errorf("Code(%q) shows %q", c, got)
		}
		md := Table([]string{"a", "b"}, [][]string{{Cell(c, 1000), "x"}})
		tables := markdowntest.Tables(md)
		if len(tables) != 1 || strings.TrimSpace(tables[0][1][0]) != want || tables[0][1][1] != "x" {
			t.Errorf("Cell(%q) is %q, shows %q", c, md, tables)
		}
	}
}

func TestProseKeepsShape(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"One\ntwo.\n\nThree.", "One\ntwo.\n\nThree."},
		{
			"Every invoice is a job of its own, so that one that does not validate is\nset aside.",
			"Every invoice is a job of its own, so that one that does not validate is set aside.",
		},
		{"Do:\n- a **b**\n* c\n    - d\n      wrapped", "Do:\n\n- a **b**\n- c\n   - d wrapped"},
		{"## Set-up\nRun:\n```sh\nmake\n```\nThen `x`.", "**Set-up**\n\nRun:\n\n```sh\nmake\n```\n\nThen `x`."},
		{"```mermaid\ngraph", "```text\ngraph\n```"},
		{"See [the docs](docs/a.md) and ![x](https://y.example/z).", "See the docs (`docs/a.md`) and x (`https://y.example/z`)."},
		{"1. a\n2. b", "1. a\n2. b"},
		{"> said\n> so", "> said\n> so"},
		{"One\n===\ntwo\n* * *\nthree", "One\n\ntwo\n\nthree"},
	} {
		if got := Prose(c.in, 1000); got != c.want {
			t.Errorf("Prose(%q)\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"\x1b[1;31mFAIL\x1b[0m":    "FAIL",
		"a\u202eb\u200bc":          `a\u202Eb\u200Bc`,
		"\U000E0041":               `\U000E0041`,
		"10%\r20%\r\nend":          "10%\n20%\nend",
		"\x1b]8;;x\x1b\\link\x07 ": `link\u0007 `,
		"ok \xff":                  "ok \uFFFD",
		"a\ufe01b\U000E0101\u3164": `a\uFE01b\U000E0101\u3164`,
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) is %q, want %q", in, got, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	if got := Excerpt("short\n", 10); got != "short" {
		t.Errorf("short output became %q", got)
	}
	got := Excerpt("head"+strings.Repeat("x", 100)+"tail", 12)
	if want := "head\n… 96 characters left out …\nxxxxtail"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTitle(t *testing.T) {
	for in, want := range map[string]string{
		"Fix #5 for @alice\nnow":  "Fix no. 5 for alice now",
		"Bump @types/node":        "Bump types/node",
		"closes GH-7 a@b.c":       "closes GH 7 a@b.c",
		strings.Repeat("ab ", 20): "ab ab ab ab…",
	} {
		if got := Title(in, 13); len(in) > 40 && got != want {
			t.Errorf("Title(%q) is %q, want %q", in, got, want)
		} else if got := Title(in, 100); len(in) <= 40 && got != want {
			t.Errorf("Title(%q) is %q, want %q", in, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	for in, want := range map[string]string{
		"#5#6":                      "`#5` `#6`",
		"ask @alice, a.b@c.example": "ask `@alice`, `a.b@c.example`",
		"`x`@alice":                 "`x` `@alice`",
		"fixes acme/x#5 (GH-7).":    "fixes `acme/x#5` (`GH-7`).",
		"a | `b|c` < d_e *f*":       `a \| <code>b&#124;c</code> &lt; d_e \*f\*`,
		"2. two\nlines":             `2\. two lines`,
		"see https://x.example/a.":  "see `https://x.example/a`.",
		"[text](docs/a.md)":         "text (`docs/a.md`)",
	} {
		if got := Line(in, 200); got != want {
			t.Errorf("Line(%q) is %s, want %s", in, got, want)
		}
	}
	if got := Line("one two three", 8); got != "one two…" {
		t.Errorf("a long line became %q", got)
	}
}

func TestLink(t *testing.T) {
	if got := Link("the comment", "https://github.com/a/b/issues/1#issuecomment-2"); got != "[the comment](https://github.com/a/b/issues/1#issuecomment-2)" {
		t.Error(got)
	}
	for _, url := range []string{"", "javascript:alert(1)", "https://x.example/)(", "https://x.example/a b", "https://<x>"} {
		if got := Link("w", url); got != "w" {
			t.Errorf("Link to %q is %q", url, got)
		}
	}
}
