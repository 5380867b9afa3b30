package mutant

import (
	"bytes"
	"regexp"
	"strings"
)

// lexicon finds what may be turned round, and what is passed over: strings and
// comments.
type lexicon struct {
	skip, token *regexp.Regexp
	swaps       map[string]string
	other, same wrapping // of values, where the language has them
	wraps       bool     // a statement may go on in the next line
}

var (
	python = lexicon{
		skip:  anchored(`(?s:""".*?(?:"""|\z)|'''.*?(?:'''|\z))|"(?:\\.|[^"\\\n])*(?:"|\\?(?m:$))|'(?:\\.|[^'\\\n])*(?:'|\\?(?m:$))|#[^\n]*`),
		token: regexp.MustCompile(`^(?:==|!=|<=|>=|->|//|\*\*|\+=|-=|\*=|/=|<<|>>|<|>|=|\b(?:True|False|and|or|return)\b)`),
		swaps: with(map[string]string{"True": "False", "False": "True", "and": "or", "or": "and", "//": "*"}), // other arithmetic is not of numbers for certain
		other: pyOther, same: pySame,
	}
	script = lexicon{
		skip:  anchored("`(?:\\\\.|[^`\\\\])*(?:`|\\\\?\\z)" + `|"(?:\\.|[^"\\\n])*(?:"|\\?(?m:$))|'(?:\\.|[^'\\\n])*(?:'|\\?(?m:$))|//[^\n]*|(?s:/\*.*?(?:\*/|\z))`),
		token: regexp.MustCompile(`^(?:===|!==|==|!=|=>|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|/=|\*\*|<<|>>|<|>|=|-|\*|%|\b(?:true|false|return)\b)`),
		swaps: with(map[string]string{"===": "!==", "!==": "===", "/": "", "<": ">=", ">": "<="}),
		other: jsOther, same: jsSame, wraps: true,
	}
	typescript = lexicon{skip: script.skip, token: script.token, swaps: script.swaps, other: typed(jsOther), same: typed(jsSame), wraps: true}
	braced     = lexicon{ // what C, Java, Rust and their like have in common
		skip:  anchored(`(?s:""".*?(?:"""|\z))|"(?:\\.|[^"\\\n])*(?:"|\\?(?m:$))|'(?:\\[^'\n]+|[^'\\\n])'|//[^\n]*|#[ \t]*(?:include|define|if|pragma)[^\n]*|(?s:/\*.*?(?:\*/|\z))`),
		token: regexp.MustCompile(`^(?:===|!==|==|!=|=>|->|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|/=|<<|>>|<|>|\+|-|\*|/|%|\b(?:true|false)\b)`),
		swaps: with(map[string]string{"===": "!==", "!==": "==="}),
	}
	ruby = lexicon{
		skip:  anchored(`"(?:\\.|[^"\\\n])*(?:"|\\?(?m:$))|'(?:\\.|[^'\\\n])*(?:'|\\?(?m:$))|#[^\n]*`),
		token: regexp.MustCompile(`^(?:<=>|===|==|!=|=>|->|<=|>=|&&|\|\||\+=|-=|\*\*|\*=|/=|<<|>>|<|>|\+|-|\*|/|%|\b(?:true|false|and|or)\b)`),
		swaps: with(map[string]string{"and": "or", "or": "and"}),
	}
	shell = lexicon{
		skip:  anchored(`(?s:"(?:\\.|[^"\\])*(?:"|\\?\z)|'[^']*(?:'|\z))|#[^\n]*`),
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
	".py": python, ".js": script, ".jsx": script, ".mjs": script, ".cjs": script, ".ts": typescript, ".tsx": typescript, ".mts": typescript, ".cts": typescript,
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
	looks := maxLooks * len(text)
	for at := 0; at < len(text); {
		rest := text[at:]
		if m := l.skipped(rest); len(m) > 0 {
			at += len(m)
			continue
		}
		m := l.token.Find(rest)
		if len(m) == 0 {
			at += max(1, len(word.Find(rest)))
			continue
		}
		end := at + len(m)
		if given(text, string(m), end) {
			start, stop, ok := 0, 0, false
			if l.other.before != "" && looks > 0 {
				start, stop, ok = valued(text, end, l)
			}
			if looks -= stop - start; ok {
				out = append(out, edit{start, stop, l.other, l.same, "another value"})
			}
		} else if to := l.swaps[string(m)]; to != "" && (word.Match(m) || spaced(text, at, end)) && !(reckons[string(m)] && quoted(text, at, end)) {
			out = append(out, swap(at, end, to))
		}
		at = end
	}
	return out
}

// anchored matches one of several at the start only, and looks no further.
func anchored(several string) *regexp.Regexp { return regexp.MustCompile(`^(?:` + several + `)`) }

// skipped is what starts a text and is passed over.
func (l lexicon) skipped(text []byte) []byte {
	if strings.IndexByte("\"'`#/", text[0]) < 0 {
		return nil
	}
	return l.skip.Find(text)
}

func spaced(text []byte, start, end int) bool {
	return start > 0 && end < len(text) && text[start-1] == ' ' && text[end] == ' '
}

// reckons are signs that mean something else between strings: what breaks off
// every test that comes by is noticed by tests of nothing.
var reckons = map[string]bool{"+": true, "-": true, "*": true, "/": true, "%": true}

// quoted tells whether a string stands beside a sign.
func quoted(text []byte, start, end int) bool {
	after := bytes.TrimLeft(text[end:], " frbuFRBU")
	before := bytes.TrimRight(text[:start], " ")
	quote := func(b []byte) bool { return len(b) > 0 && (b[0] == '"' || b[0] == '\'' || b[0] == '`') }
	return quote(after) || len(before) > 0 && quote(before[len(before)-1:])
}
