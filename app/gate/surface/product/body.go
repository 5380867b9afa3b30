package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Formal are names of parameters that need not be looked at.
var Formal = regexp.MustCompile(`^(_.*|ctx|context|self|cls|this|args|kwargs|opts?|options|logger|log|t|req|res|next|event|e|props)$`)

// Inside is what a function does, without what stands between quotes but for
// texts that are filled in.
func Inside(src *language.Source, fn language.Func) string {
	var b strings.Builder
	if _, rest := CutBody(bareHead(src, fn)); rest != "" {
		b.WriteString(rest + "\n")
	}
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		if !thrownAway.MatchString(src.Bare[n]) {
			b.WriteString(src.Bare[n])
		}
		b.WriteByte('\n')
		if strings.ContainsAny(src.Code[n], "`{") && strings.Contains(src.Code[n], "{") {
			for _, m := range filled.FindAllString(src.Code[n], -1) {
				b.WriteString(m + "\n")
			}
		}
	}
	return b.String()
}

// thrownAway names values to do nothing with them.
var thrownAway = regexp.MustCompile(`^\s*(_(\s*,\s*_)*\s*=\s*[\w, ]+|del\s+[\w, ]+|void\s+\w+)\s*;?\s*$`)

var filled = regexp.MustCompile(`\$?\{[^{}]*\}`)

// bareHead is the head of a function, without what stands between quotes, and
// of a script's function without its parameters.
func bareHead(src *language.Source, fn language.Func) string {
	rest := AfterParams(src, fn)
	return src.Bare[fn.Head][len(src.Bare[fn.Head])-len(rest):]
}

// AfterParams is the head of a function of a script without its parameters,
// whose defaults may be functions too; of others it is the head.
func AfterParams(src *language.Source, fn language.Func) string {
	head := src.Code[fn.Head]
	at := strings.IndexByte(src.Bare[fn.Head], '(')
	if arrow := strings.Index(src.Bare[fn.Head], "=>"); src.Lang.Name != "JavaScript" || at < 0 || arrow >= 0 && arrow < at {
		return head
	}
	depth := 0
	for n := at; n < len(src.Bare[fn.Head]); n++ {
		switch src.Bare[fn.Head][n] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return head[n+1:]
			}
		}
	}
	return ""
}

// CutBody parts the head of a function from what follows on its line.
func CutBody(text string) (head, rest string) {
	for _, sep := range []string{"=> {", "=>", ") {", "):"} {
		if h, r, ok := strings.Cut(text, sep); ok {
			return h, strings.Trim(r, " {}")
		}
	}
	if h, r, ok := strings.Cut(text, "{"); ok {
		return h, strings.Trim(r, " {}")
	}
	return text, ""
}

// UnwrittenBody tells whether a function says that it was not written yet, or
// does nothing.
func UnwrittenBody(src *language.Source, fn language.Func) bool {
	var body []string
	if _, rest := CutBody(AfterParams(src, fn)); rest != "" {
		body = append(body, rest)
	}
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if t := strings.TrimSpace(src.Code[n]); strings.Trim(t, "{}();,") != "" {
			body = append(body, t)
		}
	}
	return len(body) <= 3 && Unwritten.MatchString(strings.Join(body, " "))
}

// Unwritten is what a body says that is still to be written.
var Unwritten = regexp.MustCompile(`(?i)^$|not\s*(yet\s+)?(implemented|written)|todo|unimplemented|ErrUnsupported\b|ENOSYS|not\s+(yet\s+)?supported\s+yet|^pass$|^\.\.\.$`)

// Declines is an answer that gives no value but an error.
var Declines = regexp.MustCompile(`^(raise|throw|panic\()\b?`)
