package mutant

import "regexp"

// lexicon finds what may be turned round, and what is passed over: strings and
// comments.
type lexicon struct {
	skip, token *regexp.Regexp
	swaps       map[string]string
}

var (
	python = lexicon{
		skip:  regexp.MustCompile(`^(?s:""".*?"""|'''.*?''')|^"(?:\\.|[^"\\\n])*"|^'(?:\\.|[^'\\\n])*'|^#[^\n]*`),
		token: regexp.MustCompile(`^(?:==|!=|<=|>=|->|//|\*\*|\+=|-=|\*=|/=|<<|>>|<|>|\+|-|\*|/|%|\b(?:True|False|and|or)\b)`),
		swaps: with(map[string]string{"True": "False", "False": "True", "and": "or", "or": "and", "//": "*"}),
	}
	script = lexicon{
		skip:  regexp.MustCompile("^`(?:\\\\.|[^`\\\\])*`" + `|^"(?:\\.|[^"\\\n])*"|^'(?:\\.|[^'\\\n])*'|^//[^\n]*|^(?s:/\*.*?\*/)`),
		token: regexp.MustCompile(`^(?:===|!==|==|!=|=>|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|/=|\*\*|<<|>>|<|>|\+|-|\*|%|\b(?:true|false)\b)`),
		swaps: with(map[string]string{"true": "false", "false": "true", "===": "!==", "!==": "===", "/": "", "<": ">=", ">": "<="}),
	}
	word = regexp.MustCompile(`^\w+`)
)

func with(more map[string]string) map[string]string {
	out := map[string]string{}
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
		to := l.swaps[string(m)]
		if letters := word.Match(m); to != "" && (letters || spaced(text, at, at+len(m))) {
			out = append(out, edit{at, at + len(m), to})
		}
		at += len(m)
	}
	return out
}

func spaced(text []byte, start, end int) bool {
	return start > 0 && end < len(text) && text[start-1] == ' ' && text[end] == ' '
}
