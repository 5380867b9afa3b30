package surface

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Parameters by these names need not be looked at.
var formal = regexp.MustCompile(`^(_.*|ctx|context|self|cls|this|args|kwargs|opts?|options|logger|log|t|req|res|next|event|e|props)$`)

// heedless finds functions that looked at what they are given, or were not
// written yet, and that look at nothing of it now.
func heedless(f *change.File) []change.Finding {
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		was, had := f.Was.Named(fn.Name)
		if !had || len(fn.Params) == 0 || !touches(f, fn) || abstract(f.Is, fn) {
			continue
		}
		body, old := inside(f.Is, fn), inside(f.Was, was)
		if strings.TrimSpace(body) == "" || unwritten.MatchString(strings.TrimSpace(language.Part(f.Is.Code, fn.Body, fn.End))) {
			continue
		}
		stub := unwrittenBody(f.Was, was)
		unused, lost := 0, 0
		for n, p := range fn.Params {
			name := strings.TrimLeft(p, "_")
			if mentions(body, p) {
				continue
			}
			unused++
			before := name
			if n < len(was.Params) {
				before = was.Params[n]
			}
			if mentions(old, before) && !formal.MatchString(before) {
				lost++
			}
		}
		first := !mentions(body, fn.Params[0]) && !formal.MatchString(strings.TrimLeft(fn.Params[0], "_"))
		switch {
		case stub && (unused == len(fn.Params) || first && unused*2 >= len(fn.Params)):
			out = append(out, f.At(fn.Head, fmt.Sprintf("%s was to be written, and does not look at what it is given.", fn.Name)))
		case !stub && lost > 0 && unused == len(fn.Params):
			out = append(out, f.At(fn.Head, fmt.Sprintf("%s looked at what it is given, and does so no more.", fn.Name)))
		case !stub && lost > 0 && answersConstant(f.Is, fn) && !answersConstant(f.Was, was):
			out = append(out, f.At(fn.Head, fmt.Sprintf("%s worked out its answer, and gives a constant now.", fn.Name)))
		case stub && answersConstant(f.Is, fn):
			out = append(out, f.At(fn.Head, fmt.Sprintf("%s was to be written, and answers with a constant.", fn.Name)))
		}
	}
	return out
}

// inside is what a function does, without what stands between quotes but for
// texts that are filled in.
func inside(src *language.Source, fn language.Func) string {
	var b strings.Builder
	if _, rest := cutBody(src.Bare[fn.Head]); rest != "" {
		b.WriteString(rest + "\n")
	}
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		b.WriteString(src.Bare[n])
		b.WriteByte('\n')
		if strings.ContainsAny(src.Code[n], "`{") && strings.Contains(src.Code[n], "{") {
			for _, m := range filled.FindAllString(src.Code[n], -1) {
				b.WriteString(m + "\n")
			}
		}
	}
	return b.String()
}

var filled = regexp.MustCompile(`\$?\{[^{}]*\}`)

// cutBody parts the head of a function from what follows on its line.
func cutBody(text string) (head, rest string) {
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

func mentions(body, name string) bool {
	for at := 0; name != ""; {
		n := strings.Index(body[at:], name)
		if n < 0 {
			return false
		}
		start, end := at+n, at+n+len(name)
		if (start == 0 || !inWord(body[start-1])) && (end == len(body) || !inWord(body[end])) {
			return true
		}
		at = start + 1
	}
	return false
}

func inWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// unwrittenBody tells whether a function says that it was not written yet, or
// does nothing.
func unwrittenBody(src *language.Source, fn language.Func) bool {
	var body []string
	if _, rest := cutBody(src.Code[fn.Head]); rest != "" {
		body = append(body, rest)
	}
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if t := strings.TrimSpace(src.Code[n]); strings.Trim(t, "{}();,") != "" {
			body = append(body, t)
		}
	}
	return len(body) <= 3 && unwritten.MatchString(strings.Join(body, " "))
}

// abstract tells whether a function is a declaration that has no work by its
// nature.
func abstract(src *language.Source, fn language.Func) bool {
	return strings.Contains(language.Part(src.Bare, fn.Start, fn.Head+1), "abstract") || strings.HasSuffix(strings.TrimSpace(src.Bare[fn.Head]), "...")
}

// maxConstant is the size of a function that may be a constant in disguise.
const maxConstant = 12

// answersConstant tells whether all answers of a function but those of its
// guards are one and the same value, written out, and no truth or nothing.
func answersConstant(src *language.Source, fn language.Func) bool {
	if fn.End-fn.Body > maxConstant {
		return false
	}
	answer := ""
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		text := strings.TrimSpace(src.Code[n])
		switch {
		case works.MatchString(src.Bare[n]):
			return false
		case !strings.Contains(text, "return"):
			continue
		}
		m := returning.FindStringSubmatch(text)
		if m == nil {
			return false
		}
		value := strings.TrimSpace(m[1])
		if strings.Contains(value, "err") || strings.Contains(value, "Err") || strings.Contains(value, "errors.") {
			continue
		}
		if !onlyValue.MatchString(value) || answer != "" && answer != value {
			return false
		}
		answer = value
	}
	return answer != "" && !truths.MatchString(answer)
}

var (
	works  = regexp.MustCompile(`\b(for|while|yield|await|range|go|defer)\b|[^=!<>:]=[^=>]|:=|\+\+|\w+\.\w+\([^)]*\)\s*;?\s*$`)
	truths = regexp.MustCompile(`^(true|false|True|False|None|null|nil|undefined|this|self)$`)
)
