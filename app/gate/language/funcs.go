package language

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	goFunc   = regexp.MustCompile(`^func\s*(?:\([^)]*\)\s*)?(\w+)(?:\[[^\]]*\])?\(([^)]*)\)?`)
	goTest   = regexp.MustCompile(`^(Test|Fuzz|Benchmark|Example)([^a-z]\w*)?$`)
	pyFunc   = regexp.MustCompile(`^(\s*)(?:async\s+)?def\s+(\w+)\s*\(([^)]*)\)?`)
	jsTest   = regexp.MustCompile(`^\s*(?:(?:await|void|return)\s+)?(x|f)?(it|test|specify)((?:\.\w+(?:\([^)]*\))?)*)\s*\(\s*(['"\x60])`)
	jsChosen = regexp.MustCompile(`^\s*\([^?]*\?\s*(?:it|test|specify)(?:\.\w+)*\s*:\s*(?:it|test|specify)(?:\.\w+)*\s*\)\s*\(\s*(['"\x60])`)
	jsNamed  = regexp.MustCompile(`^\s*(?:(?:await|void|return)\s+)?(?:it|test|specify)((?:\.\w+)*)\s*\(\s*([A-Za-z_$][\w.$]*)\s*,\s*(?:\{[^}]*\}\s*,\s*)?(?:async\s*)?(?:function\b|\([^)]*\)\s*=>|\w+\s*=>)`)
	jsGroup  = regexp.MustCompile(`^\s*[xf]?(describe|context|suite)((?:\.\w+(?:\([^)]*\))?)*)\s*\(\s*(['"\x60])`)
	jsEach   = regexp.MustCompile(`^\s*(?:x|f)?(?:it|test|specify)(?:\.\w+)*\.each\s*([(\x60])`)
	jsTitle  = regexp.MustCompile(`^\(\s*(['"\x60])`)
	jsOpens  = regexp.MustCompile(`^\(\s*$`)
	jsQuote  = regexp.MustCompile(`^\s*['"\x60]`)
	jsNoFunc = map[string]bool{"if": true, "for": true, "while": true, "switch": true, "catch": true, "function": true, "return": true, "with": true, "super": true}

	// jsFuncs are the ways to write a function: its name, and its parameters in
	// one of the groups behind.
	jsFuncs = []*regexp.Regexp{
		regexp.MustCompile(`^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?function\s*\*?\s*(\w+)\s*(?:<[^>]*>)?\(([^)]*)\)?`),
		regexp.MustCompile(`^\s*(?:export\s+)?(?:const|let|var)\s+(\w+)(?:\s*:[^=]+)?\s*=\s*(?:async\s*)?(?:function\s*\*?\s*\w*\s*)?(?:<[^>]*>)?(?:\(([^)]*)\)?[^=;]*=>|\(([^)]*)\)?\s*\{|(\w+)\s*=>)`),
		regexp.MustCompile(`^\s*(?:(?:public|private|protected|static|async|override|get|set)\s+)*\*?\s*(#?\w+)\s*(?:<[^>]*>)?\(([^)]*)\)\s*(?::\s*[^{;]+)?\{`),
		regexp.MustCompile(`^\s*(?:module\.)?exports\.(\w+)\s*=\s*(?:async\s*)?(?:function\s*\w*\s*)?\(([^)]*)\)?`),
	}
)

// params are the names of a list of parameters; an object that is taken apart is
// known by the names that it gives.
func params(list string) []string {
	var out []string
	for p := range strings.SplitSeq(Flat(apart.ReplaceAllStringFunc(list, namesIn)), ",") {
		name := strings.FieldsFunc(strings.TrimLeft(strings.TrimSpace(p), "*.{["), func(r rune) bool { return strings.ContainsRune(" :=?)}]", r) })
		if len(name) > 0 && name[0] != "self" && name[0] != "cls" && name[0] != "this" {
			out = append(out, name[0])
		}
	}
	return out
}

// apart is an object of a script that is taken apart where a parameter stands, with
// its type and what it is by default.
var apart = regexp.MustCompile(`(?:^|,)\s*\{[^{}]*\}\s*(?::\s*(?:\{[^{}]*\}|[\w.]+(?:<[^<>]*>)?)(?:\[\])?)?(?:\s*=\s*\{[^{}]*\})?`)

// namesIn are the names that an object gives where it is taken apart, as a list.
func namesIn(object string) string {
	from := strings.IndexByte(object, '{')
	parts := strings.Split(object[from+1:strings.IndexByte(object, '}')], ",")
	for n, p := range parts {
		name, _, _ := strings.Cut(p, "=")
		if _, as, renamed := strings.Cut(name, ":"); renamed {
			name = as
		}
		parts[n] = strings.TrimSpace(name)
	}
	return object[:from] + strings.Join(parts, ",")
}

// Flat is a list without what stands in brackets inside of it.
func Flat(list string) string {
	var b strings.Builder
	depth := 0
	for _, c := range list {
		switch c {
		case '[', '(', '{':
			depth++
		case ']', ')', '}':
			depth--
		default:
			if depth <= 0 {
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

func goFuncs(s *Source) []Func {
	var out []Func
	for n := 0; n < len(s.Bare); n++ {
		if !strings.HasPrefix(s.Bare[n], "func") {
			continue
		}
		m := goFunc.FindStringSubmatch(s.Bare[n])
		if m == nil {
			continue
		}
		end := braces(s.Bare, n, 0)
		out = append(out, Func{
			Name: m[1], Params: params(m[2]), Test: goTest.MatchString(m[1]) && !strings.HasPrefix(strings.TrimSpace(s.Bare[n][4:]), "("),
			Start: n, Head: n, Body: n + 1, End: end,
		})
		n = max(n, end-1)
	}
	return out
}

// braces is the line after the one that closes what opens at or after a place;
// a head without a body is one line.
func braces(bare []string, at, col int) int {
	depth, opened := 0, false
	for n := at; n < len(bare); n++ {
		text := bare[n]
		if n == at {
			text = text[min(col, len(text)):]
		}
		for i := range len(text) {
			switch text[i] {
			case '{', '(', '[':
				depth++
				opened = opened || text[i] == '{'
			case '}', ')', ']':
				depth--
			}
			if depth < 0 {
				return n + 1
			}
		}
		if depth == 0 && (opened || n > at+1) {
			return n + 1
		}
		if depth == 0 && !opened && !strings.HasSuffix(strings.TrimSpace(text), "=>") {
			return n + 1
		}
	}
	return len(bare)
}

func pythonFuncs(s *Source) []Func {
	var out []Func
	pytest := collector(s.Bare)
	for n, text := range s.Bare {
		if !strings.Contains(text, "def ") {
			continue
		}
		m := pyFunc.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		body := n
		for depth := 0; body < len(s.Bare) && body < n+50; body++ {
			depth += strings.Count(s.Bare[body], "(") - strings.Count(s.Bare[body], ")") + strings.Count(s.Bare[body], "[") - strings.Count(s.Bare[body], "]")
			if depth <= 0 && strings.Contains(s.Bare[body], ":") {
				break
			}
		}
		list := m[3]
		if body > n {
			list = strings.Join(s.Bare[n:min(body+1, len(s.Bare))], " ")
			list = list[strings.IndexByte(list, '(')+1:]
			if c := strings.LastIndexByte(list, ')'); c >= 0 {
				list = list[:c]
			}
		}
		start := n
		for mark := markAbove(s.Bare, n, len(m[1])); mark >= 0; mark = markAbove(s.Bare, start, len(m[1])) {
			start = mark
		}
		fn := Func{
			Name: m[2], Params: params(list),
			Start: start, Head: n, Body: min(body+1, len(s.Bare)), End: dedent(s.Bare, body+1, len(m[1])),
		}
		if strings.HasPrefix(m[2], "test") {
			fn.Test = pytest.collects(fn)
			fn.Idle = !fn.Test
		}
		out = append(out, fn)
	}
	return out
}

// maxMark is how many lines a mark above a function may have.
const maxMark = 200

// markAbove is where a mark that ends above a line begins, at an indent where it has
// several lines; -1 for none.
func markAbove(bare []string, at, indent int) int {
	if at > 0 && strings.HasPrefix(strings.TrimSpace(bare[at-1]), "@") {
		return at - 1
	}
	if at < 2 {
		return -1
	}
	end := strings.TrimLeft(bare[at-1], " \t")
	if end == "" || !strings.ContainsAny(end[:1], ")]}") || len(bare[at-1])-len(end) != indent {
		return -1
	}
	for n := at - 2; n >= max(0, at-maxMark); n-- {
		if text := strings.TrimLeft(bare[n], " \t"); text != "" && len(bare[n])-len(text) <= indent {
			if strings.HasPrefix(text, "@") {
				return n
			}
			return -1
		}
	}
	return -1
}

// dedent is the first line from at on that stands no deeper than indent.
func dedent(bare []string, at, indent int) int {
	end := at
	for n := at; n < len(bare); n++ {
		text := strings.TrimLeft(bare[n], " \t")
		if text == "" {
			continue
		}
		if len(bare[n])-len(text) <= indent && !strings.ContainsAny(text[:1], ")]}") {
			break
		}
		end = n + 1
	}
	return min(end, len(bare))
}

func scriptFuncs(s *Source) []Func {
	var out []Func
	var groups []Func
	grouped, tabled := s.May(jsGroup), s.May(jsEach)
	for n, text := range s.Bare {
		if !strings.ContainsAny(text, "(>`") {
			continue
		}
		if grouped {
			if m := jsGroup.FindStringSubmatchIndex(text); m != nil {
				name := quoted(s.Lines[n], m[6])
				groups = append(groups, Func{Name: name, Start: n, End: braces(s.Bare, n, 0)})
				continue
			}
		}
		if name, ok := titleAt(s, n); ok {
			for _, g := range groups {
				if g.Start <= n && n < g.End {
					name = g.Name + " › " + name
				}
			}
			out = append(out, Func{Name: name, Test: true, Start: n, Head: n, Body: n + 1, End: braces(s.Bare, n, 0)})
			continue
		}
		if tabled {
			if fn, ok := eachTest(s, n); ok {
				out = append(out, fn)
				continue
			}
		}
		if name, list := jsName(text); name != "" && !jsNoFunc[name] {
			out = append(out, Func{Name: name, Params: params(list), Start: n, Head: n, Body: n + 1, End: braces(s.Bare, n, 0)})
		}
	}
	return out
}

// titleAt is the title of a test that begins at a line, or the name of what holds
// it.
func titleAt(s *Source, n int) (string, bool) {
	if m := jsTest.FindStringSubmatchIndex(s.Bare[n]); m != nil {
		return quoted(s.Lines[n], m[8]), true
	}
	if m := jsNamed.FindStringSubmatch(s.Bare[n]); m != nil {
		return m[2], true
	}
	if m := jsChosen.FindStringSubmatchIndex(s.Bare[n]); m != nil {
		return quoted(s.Lines[n], m[2]), true
	}
	return "", false
}

// eachTest is a test over a table that begins at a line.
func eachTest(s *Source, n int) (Func, bool) {
	m := jsEach.FindStringSubmatchIndex(s.Bare[n])
	if m == nil {
		return Func{}, false
	}
	depth, from := 0, m[2]
	for at := n; at < min(len(s.Bare), n+200); at, from = at+1, 0 {
		text := s.Bare[at]
		for i := from; i < len(text); i++ {
			if depth == 0 && text[i] == '(' && (at > n || i > m[2]) {
				if head, col := titleFrom(s, at, i); col >= 0 {
					return Func{Name: quoted(s.Lines[head], col), Test: true, Start: n, Head: head, Body: head + 1, End: braces(s.Bare, at, i)}, true
				}
			}
			switch text[i] {
			case '(', '[', '{':
				depth++
			case ')', ']', '}':
				depth--
			}
		}
	}
	return Func{}, false
}

// titleFrom is where a title stands behind a parenthesis that opens at a column, in
// its line or first in the next one; column -1 for nowhere.
func titleFrom(s *Source, at, i int) (line, column int) {
	text := s.Bare[at][i:]
	if t := jsTitle.FindStringSubmatchIndex(text); t != nil {
		return at, i + t[2]
	}
	if at+1 < len(s.Bare) && jsOpens.MatchString(text) {
		if t := jsQuote.FindStringIndex(s.Bare[at+1]); t != nil {
			return at + 1, t[1] - 1
		}
	}
	return at, -1
}

func jsName(text string) (name, list string) {
	if !strings.Contains(text, "{") && !strings.Contains(text, "=>") && !strings.Contains(text, "function") && !strings.Contains(text, "exports") {
		return "", ""
	}
	for _, form := range jsFuncs {
		if m := form.FindStringSubmatch(text); m != nil {
			return m[1], strings.Join(m[2:], "")
		}
	}
	return "", ""
}

// quoted is the text that a quote at a column of a line begins.
func quoted(text string, at int) string {
	if at < 0 || at >= len(text) {
		return ""
	}
	n := closing(text[at:], 1, quote{close: text[at : at+1]})
	return strings.Trim(text[at:at+n], text[at:at+1])
}
