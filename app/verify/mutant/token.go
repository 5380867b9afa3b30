package mutant

import (
	"bytes"
	"regexp"
)

// lexicon finds what may be turned round, and what is passed over: strings and
// comments.
type lexicon struct {
	skip, token *regexp.Regexp
	swaps       map[string]string
	nothing     string // stands behind return in the place of a value that follows
}

var (
	python = lexicon{
		skip:    regexp.MustCompile(`^(?s:""".*?"""|'''.*?''')|^"(?:\\.|[^"\\\n])*"|^'(?:\\.|[^'\\\n])*'|^#[^\n]*`),
		token:   regexp.MustCompile(`^(?:==|!=|<=|>=|->|//|\*\*|\+=|-=|\*=|/=|<<|>>|<|>|\+|-|\*|/|%|\b(?:True|False|and|or|return)\b)`),
		swaps:   with(map[string]string{"True": "False", "False": "True", "and": "or", "or": "and", "//": "*"}),
		nothing: "None if True else",
	}
	script = lexicon{
		skip:    regexp.MustCompile("^`(?:\\\\.|[^`\\\\])*`" + `|^"(?:\\.|[^"\\\n])*"|^'(?:\\.|[^'\\\n])*'|^//[^\n]*|^(?s:/\*.*?\*/)`),
		token:   regexp.MustCompile(`^(?:===|!==|==|!=|=>|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|/=|\*\*|<<|>>|<|>|\+|-|\*|%|\b(?:true|false|return)\b)`),
		swaps:   with(map[string]string{"===": "!==", "!==": "===", "/": "", "<": ">=", ">": "<="}),
		nothing: "true ? null :",
	}
	braced = lexicon{ // what C, Java, Rust and their like have in common
		skip:  regexp.MustCompile(`^(?s:""".*?""")|^"(?:\\.|[^"\\\n])*"|^'(?:\\[^'\n]+|[^'\\\n])'|^//[^\n]*|^#[ \t]*(?:include|define|if|pragma)[^\n]*|^(?s:/\*.*?\*/)`),
		token: regexp.MustCompile(`^(?:===|!==|==|!=|=>|->|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|/=|<<|>>|<|>|\+|-|\*|/|%|\b(?:true|false)\b)`),
		swaps: with(map[string]string{"===": "!==", "!==": "==="}),
	}
	ruby = lexicon{
		skip:  regexp.MustCompile(`^"(?:\\.|[^"\\\n])*"|^'(?:\\.|[^'\\\n])*'|^#[^\n]*`),
		token: regexp.MustCompile(`^(?:<=>|===|==|!=|=>|->|<=|>=|&&|\|\||\+=|-=|\*\*|\*=|/=|<<|>>|<|>|\+|-|\*|/|%|\b(?:true|false|and|or)\b)`),
		swaps: with(map[string]string{"and": "or", "or": "and"}),
	}
	shell = lexicon{
		skip:  regexp.MustCompile(`^(?s:"(?:\\.|[^"\\])*"|'[^']*')|^#[^\n]*`),
		token: regexp.MustCompile(`^(?:\$#|\\.|-(?:eq|ne|lt|le|gt|ge|z|n)\b|==|=~|!=|=|&&|\|\||\b(?:true|false)\b)`),
		swaps: map[string]string{
			"-eq": "-ne", "-ne": "-eq", "-lt": "-ge", "-ge": "-lt", "-gt": "-le", "-le": "-gt", "-z": "-n", "-n": "-z",
			"=": "!=", "==": "!=", "!=": "=", "&&": "||", "||": "&&", "true": "false", "false": "true",
		},
	}
	word = regexp.MustCompile(`^\w+`)
)

// lexica are those of files by extension.
var lexica = map[string]lexicon{
	".py": python, ".js": script, ".jsx": script, ".mjs": script, ".cjs": script, ".ts": script, ".tsx": script, ".mts": script, ".cts": script,
	".java": braced, ".kt": braced, ".scala": braced, ".rs": braced, ".c": braced, ".cc": braced, ".cpp": braced, ".cxx": braced, ".h": braced, ".hpp": braced,
	".cs": braced, ".swift": braced, ".dart": braced, ".zig": braced, ".php": braced, ".rb": ruby, ".sh": shell, ".bash": shell,
}

func with(more map[string]string) map[string]string {
	out := map[string]string{"true": "false", "false": "true"}
	for k, v := range swaps {
		out[k] = v
	}
	for k, v := range more {
		out[k] = v
	}
	return out
}

// tokens turns operators and truths round that stand between spaces, as
// formatters leave them: elsewhere the same signs often mean something else.
func tokens(text []byte, l lexicon) (out []edit) {
	for at := 0; at < len(text); {
		rest := text[at:]
		if m := l.skip.Find(rest); len(m) > 0 {
			at += len(m)
			continue
		}
		m := l.token.Find(rest)
		if len(m) == 0 {
			at += max(1, len(word.Find(rest)))
			continue
		}
		end := at + len(m)
		if string(m) == "return" {
			if l.nothing != "" && valued(text[end:]) {
				out = append(out, edit{at, end, "return " + l.nothing})
			}
		} else if to := l.swaps[string(m)]; to != "" && (word.Match(m) || spaced(text, at, end)) && !(to == "-" && joins(text, at, end)) {
			out = append(out, edit{at, end, to})
		}
		at = end
	}
	return out
}

func spaced(text []byte, start, end int) bool {
	return start > 0 && end < len(text) && text[start-1] == ' ' && text[end] == ' '
}

// joins tells whether strings are put together: those cannot be subtracted,
// and what breaks off every test that comes by is noticed by tests of nothing.
func joins(text []byte, start, end int) bool {
	after := bytes.TrimLeft(text[end:], " frbuFRBU")
	before := bytes.TrimRight(text[:start], " ")
	quote := func(b []byte) bool { return len(b) > 0 && (b[0] == '"' || b[0] == '\'' || b[0] == '`') }
	return quote(after) || len(before) > 0 && quote(before[len(before)-1:])
}

var none = regexp.MustCompile(`^ (?:None|null|undefined)\b`)

// valued tells whether a value stands behind a return on its line.
func valued(rest []byte) bool {
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	line, _, _ = bytes.Cut(line, []byte(";"))
	line, _, _ = bytes.Cut(line, []byte("#"))
	return len(line) > 1 && line[0] == ' ' && len(bytes.TrimSpace(line)) > 0 && line[1] != '/' && !none.Match(line)
}
