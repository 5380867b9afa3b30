package specialcases

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxRote is how many lines a function has that is read as a list of answers.
const maxRote = 80

// roteOf reads a function that does nothing but to choose one of the answers written out
// in it, or in a table of its file, by comparing what it is given with values.
func roteOf(src *language.Source, fn language.Func) (rote, bool) {
	if fn.End-fn.Body > maxRote {
		return rote{}, false
	}
	r := roteReader{src: src, fn: fn}
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if !r.takes(n, src.Code[n]) {
			return rote{}, false
		}
	}
	if _, rest := product.CutBody(product.AfterParams(src, fn)); rest != "" && !r.takes(fn.Head, "return "+strings.TrimPrefix(strings.TrimSpace(rest), "return ")) {
		return rote{}, false
	}
	return r.rote, len(r.rows) > 0 && len(r.rows)+len(r.rest) > 1
}

// roteReader is a function that is read line by line.
type roteReader struct {
	rote
	src    *language.Source
	fn     language.Func
	choice bool     // the cases are of what it was given
	guard  bool     // what follows refuses what it was given
	held   string   // the name under which the answer is kept
	asked  []string // for the next answer
}

var (
	onlyText    = regexp.MustCompile(`^("""|'''|"[^"]*"$|'[^']*'$)`)
	caseStarts  = regexp.MustCompile(`^case\s+(.+?)\s*:\s*(.*)$`)
	restStarts  = regexp.MustCompile(`^(?:default\s*:|(?:\}\s*)?else\b(?:\s*[:{])?)\s*(.*)$`)
	ifStarts    = regexp.MustCompile(`^(?:\}\s*)?(?:else\s+)?(?:el)?if\b\s*(.*?)\s*[:{]?\s*(return\b.*|\b\w+ = \S+)?$`)
	ifAnswers   = regexp.MustCompile(`^\(?\s*(.+?)\s+if\s+(.+?)\s+else\s+(.+?)\s*\)?$`)
	eitherOr    = regexp.MustCompile(`^\(?\s*([^?]+?)\s*\?\s*([^?:]+?)\s*:\s*(.+?)\s*\)?$`)
	fromRows    = regexp.MustCompile(`^(\w+|\{[^{}]*\})(?:\.get\(|\[)\s*(\w+)\s*(?:[\])]|,\s*(.+?)\s*\))\s*(?:(?:\?\?|\|\|)\s*(.+))?$`)
	fromList    = regexp.MustCompile(`^(?:\[\.*\d*\]\w+)?[\[({]([^\[\](){}]*)[\])}]\[\s*(\w+)\s*\]$`)
	makesName   = regexp.MustCompile(`^(?:let|var)\s+\w+(?:\s*:?\s*\w+)?$`)
	keepsAnswer = regexp.MustCompile(`^(?:(?:let|var|const)\s+)?([A-Za-z_]\w*)(?:\s*:\s*\w+)?\s*:?=\s*([^=].*)$`)
	comparesOne = regexp.MustCompile(`^(\w+)\s*(?:===?|<=?|>=?|\bis\b|\bin\b)\s*(.+)$`)
	isBetween   = regexp.MustCompile(`^(\S+)\s*<=?\s*(\w+)\s*<=?\s*(\S+)$`)
	includesOne = regexp.MustCompile(`^(\[.*\]|\{.*\})\.includes\(\s*(\w+)\s*\)$`)
)

// partsWith is what an expression finds in a text that has one part of what it looks for.
func partsWith(re *regexp.Regexp, text, part string) []string {
	if !strings.Contains(text, part) {
		return nil
	}
	return re.FindStringSubmatch(text)
}

// takes reads one line; false where it does anything else than to choose an answer.
func (r *roteReader) takes(n int, line string) bool {
	text := strings.TrimRight(strings.TrimSpace(line), "; ")
	if r.guard && strings.Trim(text, "{}") != "" {
		r.guard = false
		return product.Declines.MatchString(text)
	}
	switch {
	case strings.Trim(text, "{}();,") == "" || onlyText.MatchString(text) || product.Declines.MatchString(text) || makesName.MatchString(text):
		return true
	case r.held != "" && text == "return "+r.held:
		return true
	case strings.HasPrefix(text, "return"):
		answer, ok := product.Returned(text)
		return ok && r.answers(n, strings.TrimSpace(answer))
	case strings.HasPrefix(text, "switch") || strings.HasPrefix(text, "match "):
		if text == "switch {" {
			return true
		}
		m := switchOn.FindStringSubmatch(text)
		r.choice = m != nil && wholeOf(r.src, r.fn, n, m[1])
		return r.choice
	}
	if m := partsWith(caseStarts, text, "case"); m != nil {
		switch {
		case m[1] == "_":
			r.asked = nil
		case r.choice && product.OnlyValue.MatchString(m[1]):
			r.asked = append(r.asked, product.Values(m[1])...)
		case r.choice || !r.asks(m[1]):
			return false
		}
		return m[2] == "" || r.takes(n, m[2])
	}
	if m := partsWith(ifStarts, text, "if"); m != nil {
		if !r.asks(m[1]) {
			r.guard = m[2] == ""
			return r.guard
		}
		return m[2] == "" || r.takes(n, m[2])
	}
	if m := partsWith(keepsAnswer, text, "="); m != nil && (r.held == "" || r.held == m[1]) {
		r.held = m[1]
		return r.answers(n, m[2])
	}
	if m := restStarts.FindStringSubmatch(text); m != nil {
		r.asked = nil
		return m[1] == "" || r.takes(n, m[1])
	}
	return false
}

// asks reads a condition that compares what the function is given with values.
func (r *roteReader) asks(cond string) bool {
	var all []string
	for _, c := range clauses.Split(strings.TrimSpace(cond), -1) {
		c = strings.TrimSpace(c)
		for strings.HasPrefix(c, "(") && strings.HasSuffix(c, ")") {
			c = strings.TrimSpace(c[1 : len(c)-1])
		}
		name, value := "", ""
		if m := comparesOne.FindStringSubmatch(c); m != nil {
			name, value = m[1], m[2]
		} else if m := isBetween.FindStringSubmatch(c); m != nil {
			name, value = m[2], m[1]+", "+m[3]
		} else if m := includesOne.FindStringSubmatch(c); m != nil {
			name, value = m[2], m[1]
		}
		if value == "" || !slices.Contains(r.fn.Params, name) || !product.OnlyValue.MatchString(value) {
			return false
		}
		all = append(all, product.Values(value)...)
	}
	r.asked = append(r.asked, all...)
	return true
}

// answers reads what a function gives back.
func (r *roteReader) answers(n int, answer string) bool {
	switch {
	case answer == "":
		return false
	case product.OnlyValue.MatchString(answer):
		all := slices.DeleteFunc(product.Values(answer), func(v string) bool { return v == "nil" })
		if len(r.asked) == 0 {
			r.rest = append(r.rest, all...)
		} else {
			r.rows = append(r.rows, product.Pair{Line: n, In: r.asked, Out: all})
		}
		r.asked = nil
		return len(all) > 0
	}
	if m := partsWith(ifAnswers, answer, " if "); m != nil && r.src.Lang.Name == "Python" {
		return r.asks(m[2]) && r.answers(n, m[1]) && r.answers(n, m[3])
	}
	if m := partsWith(eitherOr, answer, "?"); m != nil && !strings.Contains(answer, "??") {
		return r.asks(m[1]) && r.answers(n, m[2]) && r.answers(n, m[3])
	}
	if m := partsWith(fromList, answer, "["); m != nil && len(r.asked) == 0 && wholeOf(r.src, r.fn, n, m[2]) {
		for at, v := range product.Values(m[1]) {
			r.rows = append(r.rows, product.Pair{Line: n, In: []string{strconv.Itoa(at)}, Out: []string{v}})
		}
		return len(r.rows) > 0
	}
	m := fromRows.FindStringSubmatch(answer)
	if m == nil || len(r.asked) > 0 || !wholeOf(r.src, r.fn, n, m[2]) {
		return false
	}
	rows := rowsIn([]string{m[1]})
	if product.IsName(m[1]) {
		rows = r.table(m[1])
	}
	for _, p := range rows {
		p.Line = n
		r.rows = append(r.rows, p)
	}
	r.rest = append(r.rest, product.Values(m[3]+" "+m[4])...)
	return len(rows) > 0
}

// table are the rows of a table of the file that is written out.
func (r *roteReader) table(name string) []product.Pair {
	for n, text := range r.src.Bare {
		if !strings.Contains(text, name) {
			continue
		}
		if m := product.TableHead.FindStringSubmatch(text); m != nil && m[1] == name && product.LiteralAt.MatchString(text) {
			_, end := product.Statement(r.src, n)
			return rowsIn(r.src.Code[n:min(end+1, len(r.src.Code))])
		}
	}
	return nil
}
