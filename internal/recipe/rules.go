package recipe

import (
	"cmp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Rules are those of a file, and what else it says.
type Rules struct {
	First    []string // what is made when nothing is asked for
	Beside   []string // lines of no rule
	Included []string // files that it takes in
	Unread   string   // a name that is not read, "" for none: it may be any
	named    map[string][]*Rule
	forms    []string          // names with a % for others
	held     map[string]string // what variables hold
	put      int               // bytes that stand for variables so far
}

// Rule is how something is made.
type Rule struct {
	Line  int      // from 0
	Needs []string // that are made first
	Body  []Line
}

// Line is one of a rule.
type Line struct {
	N    int // from 0
	Text string
}

// Bounds of what a file may ask for.
const (
	maxForms  = 500
	maxNested = 5
	maxHeld   = 16 << 10 // bytes of a variable
	maxLine   = 64 << 10 // bytes that a line becomes
	maxPut    = 1 << 20  // bytes that all of them get from variables
)

// Rules reads a file of rules.
func (r Runner) Rules(lines []string) *Rules {
	out := &Rules{named: map[string][]*Rule{}, held: map[string]string{"MAKE": "make", "CURDIR": "."}}
	var current *Rule
	for n := 0; n < len(lines); n++ {
		if current.open() {
			current.add(n, lines[n])
			continue
		}
		from := n
		for n+1 < len(lines) && strings.HasSuffix(lines[n], `\`) {
			n++
		}
		line := lines[from]
		if n > from {
			line = strings.ReplaceAll(strings.Join(lines[from:n+1], "\n"), "\\\n", " ")
		}
		names, needs, ok := r.head(out.Expand(line))
		switch {
		case ok:
			current = out.rule(from, names, needs)
			if _, command, inline := strings.Cut(line, ";"); inline && strings.Contains(needs, ";") {
				current.add(from, command)
			}
		case strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"):
			if current != nil {
				n = from
				current.add(n, lines[n])
			}
		default:
			out.beside(line)
		}
	}
	if out.put > maxPut {
		out.Unread = cmp.Or(out.Unread, "$")
	}
	if goal := out.held[".DEFAULT_GOAL"]; goal != "" {
		out.First = strings.Fields(goal)
	}
	return out
}

// open tells whether the last line goes on on the next one.
func (r *Rule) open() bool {
	return r != nil && len(r.Body) > 0 && strings.HasSuffix(r.Body[len(r.Body)-1].Text, `\`)
}

func (r *Rule) add(n int, text string) { r.Body = append(r.Body, Line{n, text}) }

func (r *Rules) rule(at int, names, needs string) *Rule {
	needs, _, _ = strings.Cut(needs, ";")
	of := &Rule{Line: at, Needs: slices.DeleteFunc(strings.Fields(needs), func(w string) bool { return strings.Contains(w, "$") })}
	for name := range strings.FieldsSeq(names) {
		switch {
		case strings.Contains(name, "$"):
			r.Unread = cmp.Or(r.Unread, name)
		case !strings.Contains(name, "%"):
			if len(r.First) == 0 && name[0] != '.' {
				r.First = []string{name}
			}
		case r.named[name] == nil && len(r.forms) < maxForms:
			r.forms = append(r.forms, name)
		}
		r.named[name] = append(r.named[name], of)
	}
	return of
}

// Named are the rules that make something, and by which name.
func (r *Rules) Named(name string) (as string, rules []*Rule) {
	if r.named[name] != nil {
		return name, r.named[name]
	}
	for _, form := range r.forms {
		front, end, _ := strings.Cut(form, "%")
		if len(name) > len(front)+len(end) && strings.HasPrefix(name, front) && strings.HasSuffix(name, end) {
			return form, r.named[form]
		}
	}
	return "", nil
}

// Commands are the lines of a rule, those that go on on the next one with it.
func (r *Rule) Commands() (out []string) {
	var open []string
	for _, l := range r.Body {
		if open = append(open, l.Text); !strings.HasSuffix(l.Text, `\`) {
			out, open = append(out, strings.Join(open, "\n")), nil
		}
	}
	if open != nil {
		out = append(out, strings.Join(open, "\n"))
	}
	return out
}

var (
	including = regexp.MustCompile(`^\s*-?s?(?:include|import|mod)\b\s+(.+)`)
	assigned  = regexp.MustCompile(`^(?:[^:=#]*:)?\s*(?:(?:export|override|private)\s+)*([\w.-]+)\s*(:{0,3}|[?+!])=\s*(.*)$`)
	reference = regexp.MustCompile(`\$\$|\$\([\w.-]+\)|\$\{[\w.-]+\}`)
)

func (r *Rules) beside(line string) {
	if strings.HasPrefix(line, "#") {
		return
	}
	r.Beside = append(r.Beside, line)
	if m := including.FindStringSubmatch(line); m != nil {
		r.Included = append(r.Included, strings.Fields(r.Expand(m[1]))...)
	}
	m := assigned.FindStringSubmatch(line)
	if m == nil {
		return
	}
	name, value := m[1], strings.TrimSpace(m[3])
	switch was, set := r.held[name]; {
	case m[2] == "+" && set:
		value = was + " " + value
	case m[2] == "?" && set:
		value = was
	}
	if len(value) <= maxHeld {
		r.held[name] = value
	}
}

// Expand is a text with what the variables of the file hold, as long as it has not asked
// for more than fits.
func (r *Rules) Expand(text string) string {
	for range maxNested {
		size, was := len(text), text
		text = reference.ReplaceAllStringFunc(text, func(ref string) string {
			value, set := r.held[strings.Trim(ref, "$(){}")]
			if size += len(value); !set || size > maxLine || r.put > maxPut {
				return ref
			}
			r.put += len(value)
			return value
		})
		if text == was {
			break
		}
	}
	return text
}

var (
	nested    = regexp.MustCompile(`\$(?:\([^()]*\)|\{[^{}]*\}|\w)`)
	directive = regexp.MustCompile(`^(?:-?s?include|ifn?def|ifn?eq|else|endif|define|endef|undefine|export|unexport|override|vpath)\b`)
	ofTarget  = regexp.MustCompile(`^\s*(?:(?:export|override|private)\s+)*[\w.-]+\s*(?::{0,3}|[?+!])=`)
)

// unnested is a line with a $ for each variable or function of make.
func unnested(line string) string {
	for i := 0; i < maxNested && strings.Contains(line, "$"); i++ {
		line = nested.ReplaceAllString(line, "$$")
	}
	return line
}

// Head takes apart the line of a makefile with which a rule begins: what it makes and
// what that needs, and a $ for what is not read of either.
func Head(line string) (names, needs string, ok bool) {
	if line == "" || strings.IndexByte("\t #:=", line[0]) >= 0 || directive.MatchString(line) {
		return "", "", false
	}
	names, needs, ok = strings.Cut(unnested(line), ":")
	needs = strings.TrimPrefix(needs, ":")
	if !ok || strings.ContainsAny(names, "=#") || strings.HasPrefix(needs, "=") || strings.HasPrefix(needs, ":") || ofTarget.MatchString(needs) {
		return "", "", false
	}
	needs, _, _ = strings.Cut(needs, "#")
	return names, needs, true
}

// headed reads the lines of other runners with which rules begin.
func headed(expr string) func(line string) (names, needs string, ok bool) {
	re := regexp.MustCompile(expr)
	return func(line string) (names, needs string, ok bool) {
		m := re.FindStringSubmatchIndex(line)
		if m == nil {
			return "", "", false
		}
		_, needs, _ = strings.Cut(line[m[3]:], ":")
		return line[m[2]:m[3]], strings.NewReplacer("(", " ", ")", " ", "&&", " ").Replace(needs), true
	}
}
