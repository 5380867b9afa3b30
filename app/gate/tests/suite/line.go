package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Whole joins the lines of one statement; end is its last.
func Whole(src *language.Source, n, limit int) (text string, end int) {
	depth := 0
	for end = n; end < min(limit, len(src.Bare), n+60); end++ {
		b := src.Bare[end]
		depth += strings.Count(b, "(") + strings.Count(b, "[") + strings.Count(b, "{") - strings.Count(b, ")") - strings.Count(b, "]") - strings.Count(b, "}")
		next := ""
		if end+1 < len(src.Bare) {
			next = strings.TrimSpace(src.Bare[end+1])
		}
		if depth <= 0 && !strings.HasPrefix(next, ".") && !strings.HasSuffix(strings.TrimSpace(b), "\\") {
			break
		}
	}
	end = min(end, len(src.Code)-1, limit-1)
	end = max(end, n)
	return language.Part(src.Code, n, end+1), end
}

// Opened is a line with those that it goes on in where it ends with a bracket that it opens.
func Opened(src *language.Source, n int) string {
	if !strings.HasSuffix(strings.TrimSpace(src.Bare[n]), "(") {
		return src.Code[n]
	}
	text, _ := Whole(src, n, len(src.Code))
	return text
}

// Indent is how many blanks a line begins with.
func Indent(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }

// Over is the line that a line is indented under; empty for none.
func Over(src *language.Source, n int) string {
	for up := n - 1; up >= 0; up-- {
		if strings.TrimSpace(src.Bare[up]) != "" && Indent(src.Bare[up]) < Indent(src.Bare[n]) {
			return src.Code[up]
		}
	}
	return ""
}

// Squeeze drops the blanks of a line, and what ends it.
func Squeeze(s string) string {
	out := make([]byte, 0, 128)
	for n := range len(s) {
		switch s[n] {
		case ' ', '\t', '\n', '\f', '\r':
		default:
			out = append(out, s[n])
		}
	}
	return strings.Trim(string(out), ";,")
}

// Telling is in every line that says more than brackets.
var Telling = regexp.MustCompile(`\w`)

// Words are the names in a text, whatever stands before them.
var Words = regexp.MustCompile(`[A-Za-z_]\w*`)

// Names are the names in code, without the letters of a number.
var Names = regexp.MustCompile(`\b[A-Za-z_]\w*`)

// Word is a name of three letters and more.
var Word = regexp.MustCompile(`[A-Za-z_]\w{2,}`)

// Tokens are the words and numbers of a line.
var Tokens = regexp.MustCompile(`[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e-?\d+)?`)

// Letters are three in a row, by which a text is known to have words.
var Letters = regexp.MustCompile(`[a-z]{3}`)

var camel = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// Without are the words that remain when those of another list were taken out, each as
// often as it is there.
func Without(all, others []string) []string {
	count := map[string]int{}
	for _, o := range others {
		count[o]++
	}
	var out []string
	for _, a := range all {
		if count[a]--; count[a] < 0 {
			out = append(out, a)
		}
	}
	return out
}

// AlikeWords tells whether two lines share most of their words.
func AlikeWords(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return len(Without(a, b))*2 <= len(a)
}

// GivesTo is a line that gives something to a name, dotted or not, with what it gives.
var GivesTo = regexp.MustCompile(`^\s*(?:const\s+|let\s+|var\s+)?([A-Za-z_][\w.]*)\s*:?=\s*([^=].*)$`)

// GivenName is the name without dots that a line gives something to, the first of two.
var GivenName = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([A-Za-z_]\w*)(?:\s*,\s*\w+)?\s*:?=\s*[^=]`)

// Variable is one of make or of a shell, where it is used.
var Variable = regexp.MustCompile(`\$[({]\w+[)}]`)

// Message drops what a test only says to people.
func Message(code string) string {
	return patience.ReplaceAllString(complaint.ReplaceAllString(code, "$1"), "")
}

var complaint = regexp.MustCompile(`(\.(Error|Errorf|Fatal|Fatalf|Log|Logf|Skipf?)\()[^)].*`)

// patience is an option that says how long a test waits, not what for.
var patience = regexp.MustCompile(`\b(timeout|interval|intervals|delay|poll\w*|retries|timeout_?ms)["']?\s*[:=]\s*[\d_.]+`)

// Looping begins a loop.
var Looping = regexp.MustCompile(`\b(for|while)\b`)
