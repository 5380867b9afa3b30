package markup_test

import (
	"html/template"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
)

func scope() markup.Scope {
	return markup.Scope{Repository: "/ada/billing", Known: func(login string) bool { return login == "wes" || login == "goalkeeper[bot]" }}
}

func TestComment(t *testing.T) {
	r := markup.New()
	for name, tc := range map[string]struct{ text, want string }{
		"line break":       {"a\nb", "<p>a<br/>\nb</p>\n"},
		"tasks":            {"- [ ] a\n- [x] b", "<ul>\n<li><input disabled=\"\" type=\"checkbox\"/> a</li>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"/> b</li>\n</ul>\n"},
		"table":            {"|a|\n|:-:|\n|b|", "<table>\n<thead>\n<tr>\n<th align=\"center\">a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align=\"center\">b</td>\n</tr>\n</tbody>\n</table>\n"},
		"details":          {"<details><summary>x</summary>\n\n**y**\n\n</details>", "<details><summary>x</summary>\n<p><strong>y</strong></p>\n</details>"},
		"html comment":     {"a <!-- goalkeeper v1 --> b\n\n<!-- c -->", "<p>a  b</p>\n"},
		"issue":            {"see #7, not a#8", `<p>see <a href="/ada/billing/issues/7" rel="nofollow">#7</a>, not a#8</p>` + "\n"},
		"person":           {"@wes and @nobody.", `<p><a href="/wes" rel="nofollow">@wes</a> and @nobody.</p>` + "\n"},
		"end of sentence":  {"Thanks @wes.", `<p>Thanks <a href="/wes" rel="nofollow">@wes</a>.</p>` + "\n"},
		"bot":              {"@goalkeeper[bot]", `<p>@goalkeeper[bot]</p>` + "\n"},
		"quoted":           {"`@wes #7`", "<p><code>@wes #7</code></p>\n"},
		"escaped":          {`\@wes \#7`, "<p>@wes #7</p>\n"},
		"within a link":    {"[#7](https://example.com)", `<p><a href="https://example.com" rel="nofollow">#7</a></p>` + "\n"},
		"image":            {"![a plan](https://example.com/a.png)", `<p><a href="https://example.com/a.png" rel="nofollow">a plan</a></p>` + "\n"},
		"image in a link":  {"[![b](b.png)](https://example.com)", `<p><a href="https://example.com" rel="nofollow"><em>b</em></a></p>` + "\n"},
		"fence":            {"```go\nfunc a() {}\n```", "<pre><code><span class=\"k\">func</span> <span class=\"nf\">a</span>() {}\n</code></pre>\n"},
		"unknown language": {"```text\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>\n"},
		"diff":             {"```diff\n-a\n+b\n```", "<pre><code><span class=\"gd\">-a</span>\n<span class=\"gi\">+b</span>\n</code></pre>\n"},
		"unclosed details": {"<details><summary>x</summary>\n\ny", "<details><summary>x</summary>\n<p>y</p>\n</details>"},
		"closes too much":  {"a</div></article></main>\n\nb", "<p>a</p>\n<p>b</p>\n"},
	} {
		if got := string(r.Comment(tc.text, scope())); got != tc.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, tc.want)
		}
	}
}

func TestDocument(t *testing.T) {
	r := markup.New()
	in := markup.Scope{Directory: "/ada/billing/blob/main/docs"}
	want := `<p>a
<a href="/ada/billing/blob/main/x.md" rel="nofollow">b</a> <a href="#c" rel="nofollow">c</a></p>` + "\n"
	if got := string(r.Document("a\n[b](../x.md) [c](#c)", in)); got != want {
		t.Errorf("got %q", got)
	}
}

// TestAttacks holds what strangers may try against the elements and attributes that may be shown.
func TestAttacks(t *testing.T) {
	r := markup.New()
	for _, text := range attacks() {
		checkSafe(t, text, r.Comment(text, scope()))
		checkSafe(t, text, r.Document(text, scope()))
	}
}

func attacks() []string {
	return []string{
		`<script>alert(1)</script>`,
		`<SCRIPT SRC=https://evil.example/x.js></SCRIPT>`,
		`<img src=x onerror=alert(1)>`,
		`<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>`,
		`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>`,
		`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
		`<template><script>alert(1)</script></template>`,
		`<a href="javascript:alert(1)">x</a> [y](javascript:alert(1)) [z](JaVaScRiPt:alert(1)) <javascript:alert(1)>`,
		"[a](java\tscript:alert(1)) [b](&#x6a;avascript:alert(1)) [c](vbscript:x) [d](data:text/html,<script>alert(1)</script>)",
		`[a]: javascript:alert(1)` + "\n\n[a]",
		`<b onmouseover="alert(1)" style="position:fixed" id="merge" class="main-button">x</b>`,
		`<form action="/ada/billing/issues" method="post"><input name="title" value="x"><button>Go</button></form>`,
		`<input type="image" src="https://evil.example/x"> <input type="text" autofocus onfocus=alert(1)>`,
		`<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">`,
		`<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css><base href="//evil.example/">`,
		`<meta http-equiv="refresh" content="0;url=https://evil.example">`,
		`![x](https://evil.example/track.png "a\" onerror=\"alert(1)")`,
		"```\"><script>alert(1)</script>\nx\n```",
		"```go\n</code></pre><script>alert(1)</script>\n```",
		`<details open ontoggle=alert(1)><summary>x`,
		`<plaintext>`, `<xmp><script>`, `<!--><script>alert(1)</script>-->`, `<![CDATA[<script>alert(1)</script>]]>`,
		`<textarea></textarea><title></title><select><option>`,
		"<span class=\"post-card\">x</span><span class=k>y</span>",
		`<audio src=x onerror=alert(1)><video poster=javascript:alert(1)>`,
		`https://example.com/"onmouseover="alert(1) www.example.com/<script>`,
		`@wes"onclick=alert(1) #1"onclick=alert(1)`,
		"\x00<scr\x00ipt>alert(1)</script>",
	}
}

// checkSafe reads the HTML as a browser would and refuses all but what the pages allow.
func checkSafe(t *testing.T, text string, shown template.HTML) {
	t.Helper()
	elements := strings.Fields("p br hr wbr div span blockquote pre code details summary h1 h2 h3 h4 h5 h6 dl dt dd abbr b cite del em i ins kbd mark q s samp small strike strong sub sup tt u var ruby rp rt ul ol li table caption colgroup col thead tbody tfoot tr th td a input")
	attributes := strings.Fields("href rel open type checked disabled class align valign cite start value colspan rowspan headers scope summary abbr span width height char charoff reversed nowrap")
	depth := 0
	z := html.NewTokenizer(strings.NewReader(string(shown)))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		token := z.Token()
		if kind == html.TextToken {
			continue
		}
		if kind == html.CommentToken || kind == html.DoctypeToken || !slices.Contains(elements, token.Data) {
			t.Errorf("%q shows %s", text, token)
		}
		void := slices.Contains([]string{"br", "hr", "wbr", "input", "col"}, token.Data)
		switch {
		case kind == html.StartTagToken && !void:
			depth++
		case kind == html.EndTagToken:
			depth--
		}
		if depth < 0 {
			t.Errorf("%q closes what it did not open: %s", text, shown)
		}
		for _, a := range token.Attr {
			safe := slices.Contains(attributes, a.Key)
			switch a.Key {
			case "href", "cite":
				safe = safe && !strings.Contains(strings.ToLower(a.Val), "script:") && !strings.HasPrefix(a.Val, "data:")
			case "class":
				safe = len(a.Val) <= 3
			case "type":
				safe = a.Val == "checkbox"
			}
			if !safe {
				t.Errorf("%q shows %s=%q in %s", text, a.Key, a.Val, shown)
			}
		}
	}
	if depth != 0 {
		t.Errorf("%q leaves %d elements open: %s", text, depth, shown)
	}
}

func FuzzComment(f *testing.F) {
	for _, text := range attacks() {
		f.Add(text)
	}
	r := markup.New()
	f.Fuzz(func(t *testing.T, text string) { checkSafe(t, text, r.Comment(text, scope())) })
}

// TestPatience holds texts made to be slow to a time that a request may take.
func TestPatience(t *testing.T) {
	r := markup.New()
	for name, piece := range map[string]string{
		"quotes": ">", "brackets": "[", "stars": "*a **b ", "ticks": "`a ``", "tags": "<b>", "details": "<details>",
		"links": "[a](", "mentions": "@wes ", "comments": "```go\n/* /* \"", "cells": "|a|\n|-|\n",
	} {
		for _, size := range []int{8000 * len(piece), 65536} {
			began := time.Now()
			checkSafe(t, name, r.Comment(strings.Repeat(piece, size/len(piece)), scope()))
			took := time.Since(began)
			t.Logf("%d bytes of %s take %s", size, name, took)
			if took > 20*time.Second {
				t.Errorf("%d bytes of %s take %s", size, name, took)
			}
		}
	}
}

func TestCode(t *testing.T) {
	for name, tc := range map[string]struct {
		file, code string
		want       []template.HTML
	}{
		"go":        {"a/b.go", "// <x>\nreturn \"a\"\n", []template.HTML{`<span class="c">// &lt;x&gt;</span>`, `<span class="k">return</span> <span class="s">&#34;a&#34;</span>`}},
		"two lines": {"b.go", "/* a\nb */\n", []template.HTML{`<span class="c">/* a</span>`, `<span class="c">b */</span>`}},
		"plain":     {"LICENSE", "<b>\r\n\r\nc", []template.HTML{"&lt;b&gt;", "", "c"}},
		"empty":     {"a.go", "", nil},
		"shell":     {"run.sh", "if true # 1", []template.HTML{`<span class="k">if</span> true <span class="c"># 1</span>`}},
	} {
		if got := markup.Code(tc.file, tc.code); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
