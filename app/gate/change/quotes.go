package change

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// inOneQuote are the lines of a source, those of a language that has two quotes
// for the same text with one of them: a formatter's choice is no difference.
func inOneQuote(src *language.Source) []string {
	if name := src.Lang.Name; name != "JavaScript" && name != "Python" || !strings.Contains(src.Text, "'") {
		return src.Lines
	}
	out := make([]string, len(src.Lines))
	for n, l := range src.Lines {
		if out[n] = l; strings.Contains(src.Bare[n], "'") {
			out[n] = requote(l, src.Bare[n])
		}
	}
	return out
}

// bareLine is a line without its indent, in one kind of quotes.
func bareLine(l string) string {
	l = strings.TrimSpace(l)
	if strings.Contains(l, "'") {
		return requote(l, l)
	}
	return l
}

// requote puts double quotes around what stands in single ones and holds neither
// quote nor escape; bare has the quotes of the line that are ones of code.
func requote(l, bare string) string {
	var out []byte
	for at := 0; at < len(l); at++ {
		if l[at] != '\'' || bare[at] != '\'' {
			continue
		}
		length := strings.IndexAny(l[at+1:], "'\"\\")
		if length < 0 {
			break
		}
		if end := at + 1 + length; l[end] == '\'' {
			if out == nil {
				out = []byte(l)
			}
			out[at], out[end] = '"', '"'
			at = end
		}
	}
	if out == nil {
		return l
	}
	return string(out)
}
