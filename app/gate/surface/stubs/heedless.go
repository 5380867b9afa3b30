package stubs

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// heedless finds functions that looked at what they are given, or were not
// written yet, and that look at nothing of it now.
func heedless(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if !f.Touches(fn) || abstract(f.Is, fn) {
			continue
		}
		was, had := f.Was.Before(fn)
		if !had && promised(f.Is, fn) {
			out = append(out, f.At(fn.Head, fn.Name+" says that it is still to be written, and answers as if it were."))
		}
		if !had || len(fn.Params) == 0 {
			continue
		}
		body := product.Muted(product.Inside(f.Is, fn))
		if strings.TrimSpace(body) == "" {
			continue
		}
		stub := product.UnwrittenBody(f.Was, was)
		if stub {
			body = ifThere.ReplaceAllString(body, "")
		}
		unused, lost := 0, 0
		for n, p := range fn.Params {
			name := strings.TrimLeft(p, "_")
			if regexp.HasWord(body, p) {
				continue
			}
			unused++
			before := name
			if n < len(was.Params) {
				before = was.Params[n]
			}
			if regexp.HasWord(product.Muted(product.Inside(f.Was, was)), before) && !product.Formal.MatchString(before) {
				lost++
			}
		}
		first := !regexp.HasWord(body, fn.Params[0]) && !(unused < len(fn.Params) && strings.Contains(f.Is.Bare[fn.Head], "({") && regexp.HasWord(product.Muted(product.Inside(f.Is, fn)), fn.Params[0])) && !product.Formal.MatchString(strings.TrimLeft(fn.Params[0], "_"))
		reason := ""
		switch {
		case stub && (unused == len(fn.Params) || first || unused > 1 && unused*2 >= len(fn.Params)):
			reason = " was to be written, and does not look at what it is given."
		case !stub && lost > 0 && unused == len(fn.Params):
			reason = " looked at what it is given, and does so no more."
		case !stub && idle(f.Is, fn) && !idle(f.Was, was) && !endsAlike(f, fn, was):
			reason = " worked out its answer, and gives a constant now."
		case !stub && forgets(s, f, fn, was):
			reason = " worked out its answer, and no more looks at all that it is given."
		case !stub && lost > 0 && asksPresence(f, fn, was):
			reason = " compared what it is given, and asks no more than whether something is there."
		case stub && fn.End-fn.Body <= maxIdle && laterOn.MatchString(language.Part(f.Is.Notes(), fn.Body, fn.End)):
			reason = " was to be written, and says that a part of it still is."
		case stub && echoes(f.Is, fn):
			reason = " was to be written, and gives back what it is given."
		case stub && blank(f.Is, fn):
			reason = " was to be written, and answers with something empty of the right size."
		case stub && measures(s, f.Is, fn):
			reason = " was to be written, and asks no more of what it is given than how large it is."
		case stub && formOnly(s, f.Is, fn):
			reason = " was to be written with a reckoning, and looks at the form alone."
		case stub && dealsOut(f.Is, fn):
			reason = " was to be written, and answers out of a list of its own."
		case stub && chooses(f.Is, fn):
			reason = " was to be written, and chooses between answers written out."
		case stub && findsNone(s, f.Is, fn):
			reason = " was to be written, and never finds any of what it is to look for."
		case stub && idle(f.Is, fn):
			reason = " was to be written, and answers with a constant."
		}
		_, inline := product.CutBody(product.AfterParams(f.Is, fn))
		if reason != "" && !product.Unwritten.MatchString(strings.TrimSpace(inline+language.Part(f.Is.Code, fn.Body, fn.End))) {
			out = append(out, f.At(fn.Head, fn.Name+reason))
		}
	}
	return out
}

// laterOn says that work is still to be done.
var laterOn = regexp.MustCompile(`(?i)\b(left|leave \w+|comes?|follows?|postponed|done|deferred)\s+(for|until|to)?\s*later\b|\bnot (yet )?(implemented|written)\b`)

// endsAlike tells whether a function gives the same as it did, out of a parameter
// that it leaves as it is.
func endsAlike(f *change.File, fn, was language.Func) bool {
	last := func(src *language.Source, fn language.Func) string {
		for n := min(fn.End, len(src.Code)) - 1; n >= fn.Body; n-- {
			if text := strings.TrimSpace(src.Code[n]); strings.HasPrefix(text, "return ") {
				return text
			}
		}
		return ""
	}
	text := last(f.Is, fn)
	return text != "" && text == last(f.Was, was) && slices.ContainsFunc(fn.Params, func(p string) bool {
		return regexp.HasWord(product.Inside(f.Is, fn), p) && !slices.ContainsFunc(f.Is.Bare[fn.Body:min(fn.End, len(f.Is.Bare))], func(l string) bool {
			m := given.FindStringSubmatch(strings.TrimSpace(l))
			return m != nil && m[1] == p
		})
	})
}

// ifThere asks whether there is something, and not what it is.
var ifThere = regexp.MustCompile(`\b(len\(\s*\w+\s*\)|\w+(\.length)?)\s*(===?|!==?|<=?|is not|is)\s*(""|''|0\b|nil\b|null\b|None\b|undefined\b)|[(|&\s]!\w+\s*([)|&]|$)|\bnot \w+\s*(:|\bor\b|\band\b)`)

// abstract tells whether a function is a declaration that has no work by its
// nature.
func abstract(src *language.Source, fn language.Func) bool {
	return strings.Contains(language.Part(src.Bare, fn.Start, fn.Head+1), "abstract") || strings.HasSuffix(strings.TrimSpace(src.Bare[fn.Head]), "...")
}

// maxIdle is the size of a function that may be a constant in disguise.
const maxIdle = 14

var (
	discards = regexp.MustCompile(`^(_(\s*,\s*_)*\s*=\s*[\w, ]+|del\s+[\w, ]+|void\s+\w+|pass|[{}()\];,]*|else\s*:?|\}?\s*else\s*\{)$`)
	guards   = regexp.MustCompile(`^(?:\}\s*)?(?:if|elif|else if)\b\s*\(?\s*(?:len\(\w+\)\s*(?:==|<|<=)\s*[01]|\w+\.length\s*(?:===?|<)\s*[01]|\w+\s*(?:===?|is)\s*(?:null|undefined|None|nil|""|'')|not\s+isinstance\([^)]*\)|typeof\s+\w+\s*!==?\s*["']\w+["']|!\s*Array\.isArray\(\w+\)|not\s+\w+|!\s*\w+|\w+)\s*\)?\s*[:{]?\s*(.*)$`)
	either   = regexp.MustCompile(`^(?:!?\w+\s*\?\s*(.+?)\s*:\s*(.+)|(.+?)\s+if\s+(?:not\s+)?\w+\s+else\s+(.+))$`)
	given    = regexp.MustCompile(`^(?:const|let|var)?\s*(\w+)\s*(?::[^=]+?)?(?::=|=)\s*(.+)$`)
)

// cast is what a script says of a value's type.
var cast = regexp.MustCompile(`\s+(as|satisfies)\s+[\w<>\[\]., |{}:]+$|^<[\w<>\[\], ]+>`)

// idle tells whether a function does no more than to refuse what is nothing
// and to answer with values written out.
func idle(src *language.Source, fn language.Func) bool {
	if fn.End-fn.Body > maxIdle {
		return false
	}
	known := map[string]bool{}
	constant := func(value string) bool {
		value = cast.ReplaceAllString(strings.TrimRight(strings.TrimSpace(value), ";"), "")
		if strings.Contains(value, "${") && slices.ContainsFunc(fn.Params, func(p string) bool { return regexp.HasWord(value, p) }) {
			return false
		}
		return known[value] || product.OnlyValue.MatchString(value) || product.Named.MatchString(value)
	}
	answered := false
	var lines []string
	if _, rest := product.CutBody(product.AfterParams(src, fn)); rest != "" {
		lines = append(lines, rest)
	}
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		text := src.Code[n]
		if strings.HasPrefix(strings.TrimSpace(text), "return") {
			text, n = product.Statement(src, n)
			text = strings.Join(strings.Fields(text), " ")
		}
		lines = append(lines, text)
	}
	for _, text := range lines {
		text = strings.TrimRight(strings.TrimSpace(text), ";")
		if m := guards.FindStringSubmatch(text); m != nil {
			text = strings.TrimSpace(strings.Trim(m[1], "{};"))
		}
		value, returns := strings.CutPrefix(text, "return")
		value = strings.TrimSuffix(strings.TrimSpace(value), ", nil")
		switch m := given.FindStringSubmatch(text); {
		case text == "", discards.MatchString(text), product.Declines.MatchString(text):
		case returns && constant(value):
			answered = answered || value != ""
		case returns:
			m := either.FindStringSubmatch(value)
			if m == nil || !constant(m[1]+m[3]) || !constant(m[2]+m[4]) {
				return false
			}
			answered = true
		case m != nil && constant(m[2]):
			known[m[1]] = true
		default:
			return false
		}
	}
	return answered
}

// promised tells whether a short function has a note that its work is still to
// be done, and answers with a success.
func promised(src *language.Source, fn language.Func) bool {
	if fn.End-fn.Body > maxIdle {
		return false
	}
	notes := language.Part(src.Notes(), fn.Body, fn.End)
	if strings.TrimSpace(notes) == "" || !toDo.MatchString(notes) {
		return false
	}
	return slices.ContainsFunc(src.Code[fn.Body:min(fn.End, len(src.Code))], func(text string) bool {
		answer, ok := product.Returned(text)
		return ok && !strings.Contains(answer, "rr") && product.OnlyValue.MatchString(strings.TrimSpace(answer))
	})
}

var toDo = regexp.MustCompile(`(?i)\b(todo|fixme|xxx|hack)\b|not (yet )?(implemented|written)|for now\b|placeholder|real implementation|\bdummy\b|hard-?coded|\bcanned\b|sample (data|value)|in production\b`)

// dealsOut tells whether all a function does is to answer with a list written
// out that is worked on.
func dealsOut(src *language.Source, fn language.Func) bool {
	text := strings.TrimSpace(language.Part(src.Code, fn.Body, fn.End))
	return strings.Count(text, "return") == 1 && listed.MatchString(text)
}

var listed = regexp.MustCompile(`^return\s+\(?\[\s*["'][^\]]*["']\s*,?\s*\]\s*\.|^return\s+\[\s*\w+\s+for\s+\w+\s+in\s+[(\[]\s*["']`)
