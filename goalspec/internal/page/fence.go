package page

import "strings"

// fence looks at what stands behind the language, far to the right, and in what
// the page draws.
func (m *markup) fence(b *Block) {
	m.info(b.Name)
	m.farRight(b.Lines)
	m.drawing(b)
}

// info looks at the line that opens a fence.
func (m *markup) info(l Text) {
	mark, info, _ := openFence(l.S)
	words := strings.Fields(info)
	if len(words) == 0 {
		return
	}
	from := len(l.S) - len(info)
	if language(words[0]) {
		from += len(words[0])
	}
	m.hide(l.From(from))
	if len(words) > maxInfo || aside(info) {
		m.add(l.From(len(mark)), "words behind a fence's language are not shown", false)
	}
}

// maxInfo is how many words may stand behind a fence's marks.
const maxInfo = 3

// fences looks at those that open behind the marks of quotations.
func (m *markup) fences(b *Block) {
	for i, l := range b.Lines {
		if fencedBehind(l.S) == "" {
			continue
		}
		off, _, _ := content(l.S)
		m.info(l.From(off))
		_, info, _ := openFence(l.S[off:])
		lang, _, _ := strings.Cut(info, " ")
		if draws(strings.ToLower(lang)) {
			m.add(Join(b.Lines[i:]), "a drawing in a quotation is not shown as it is written", false)
			return
		}
		m.farRight(b.Lines[i:])
	}
}

// language reports the common names of languages, which color a fence and may be
// read; any other word behind its marks is not shown.
func language(name string) bool {
	switch strings.ToLower(name) {
	case "asm", "awk", "bash", "bat", "c", "c#", "c++", "clojure", "cmake", "console", "cpp", "cs", "csharp", "css", "csv", "cue", "dart", "diff", "docker", "dockerfile", "dotenv",
		"elixir", "elm", "env", "erb", "erlang", "fish", "fsharp", "gherkin", "go", "golang", "gomod", "graphql", "groovy", "haskell", "hcl", "hs", "html", "http", "ini", "java", "javascript",
		"jinja", "js", "json", "json5", "jsonc", "jsx", "julia", "kotlin", "kt", "latex", "less", "log", "lua", "make", "makefile", "markdown", "math", "md", "mermaid", "geojson", "topojson", "stl",
		"nginx", "nix", "objc", "ocaml", "patch", "perl", "php", "plaintext", "powershell", "properties", "proto", "protobuf", "ps1", "py", "python", "r", "rb", "regex", "rs", "rst", "ruby", "rust",
		"sass", "scala", "scss", "sh", "shell", "sol", "sql", "svelte", "swift", "tcl", "terraform", "tex", "text", "tf", "toml", "ts", "tsx", "txt", "typescript", "vb", "vim", "vue", "wasm", "xml", "yaml", "yml", "zig", "zsh":
		return true
	}
	return false
}

// farColumns is how many columns of blanks put what follows out of sight.
const farColumns = 100

func (m *markup) farRight(lines []Text) {
	for _, l := range lines {
		if i := farRight(l.S); i >= 0 {
			if t := l.From(i); t.S != "" {
				m.add(t, "text far to the right is out of sight", false)
			}
		}
	}
}

// farRight is where a run of blanks ends that puts what follows out of sight,
// or -1.
func farRight(s string) int {
	if len(s) <= farColumns/8 {
		return -1
	}
	columns := 0
	for i, c := range s {
		switch {
		case c == '\t':
			columns += 8
		case c == ' ' || c == 0xa0 || c >= 0x2000 && c <= 0x200a || c == 0x202f || c == 0x205f:
			columns++
		case c == 0x3000:
			columns += 2
		case columns >= farColumns:
			return i
		default:
			columns = 0
		}
	}
	return -1
}

// fence reads to the closing line, the end of its list item, or the end.
func (sc *scanner) fence(mark, info string, line Text, ind int) {
	home := sc.container(ind)
	sc.leaveLists(ind)
	lang, _, _ := strings.Cut(info, " ")
	b := Block{Kind: Fence, Level: ind, Lang: strings.ToLower(lang), Name: line, Open: true, First: sc.at}
	for b.Open && sc.at+1 < len(sc.src.Lines) {
		l := sc.src.Lines[sc.at+1]
		if indent(l) < home && skipBlank(l) < len(l) {
			b.Open = false
			b.Last = sc.at
			for n := len(b.Lines); n > 0 && strings.TrimSpace(b.Lines[n-1].S) == ""; n-- {
				b.Lines, b.Last, sc.ends = b.Lines[:n-1], b.Last-1, true // they stand behind the item
			}
			sc.push(b)
			return
		}
		sc.at++
		if closeFence(cutIndent(l, home), mark) {
			b.Open = false
			break
		}
		cut := cutIndent(l, ind)
		b.Lines = sc.with(b.Lines, sc.text(len(l)-len(cut), cut))
	}
	b.Last = sc.at
	b.Open = b.Open && !sc.src.Cut // it may be closed below
	sc.push(b)
}
