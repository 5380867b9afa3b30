package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// way is how a name is come by and what using it gives; what is empty is not known.
type way struct {
	bound string // method, static, instance, class, property
	Gives string // value, promise, generator
}

// same tells whether who used a name in one way can use it in another one.
func (w way) same(now way) bool {
	bound := w.bound == "" || now.bound == "" || w.bound == now.bound || w.bound == "method" && now.bound == "static"
	return bound && (w.Gives == "" || now.Gives == "" || w.Gives == now.Gives)
}

// told is a way as a part of a shape: what is usual says nothing.
func (w way) told() (text string) {
	if w.bound == "static" || w.bound == "class" || w.bound == "property" {
		text = " by " + w.bound
	}
	if w.Gives == "promise" || w.Gives == "generator" {
		text += " as " + w.Gives
	}
	return text
}

var (
	pyYield  = regexp.MustCompile(`(^|[=(\s])yield\b`)
	pyReturn = regexp.MustCompile(`^\s*return\b\s*(.*)$`)
	// pyLater are words of what is waited for.
	pyLater   = regexp.MustCompile(`\b(asyncio|anyio|trio|await|[Aa]waitable|[Cc]oroutine|[Ff]uture|create_task|[Dd]eferred)\b`)
	pyValue   = regexp.MustCompile(`^(len|sum|int|str|float|bool|list|dict|set|tuple|sorted|round|max|min|abs|any|all|repr|bytes|frozenset|isinstance)\(`)
	jsValue   = regexp.MustCompile(`^(Math\.\w+|Number|String|Boolean|JSON\.\w+|Array\.\w+|Object\.\w+|parseInt|parseFloat|new (Map|Set|Date|Array))\(`)
	aCall     = regexp.MustCompile(`[\w$\])]\(`)
	jsLater   = regexp.MustCompile(`\b(Promise|await|async|then|fetch|yield)\b`)
	jsReturns = regexp.MustCompile(`(?:\breturn\b|=>)[ \t]*([^\s{;][^;\n]*)`)
	jsPlain   = regexp.MustCompile(`^(number|string|boolean|void|bigint)(\[\])*$`)
	usualMark = regexp.MustCompile(`^@(?:\w+\.)*(?:staticmethod|classmethod|property|cached_property|cache|lru_cache|override|final|abstractmethod|deprecated)\b`)
	static    = regexp.MustCompile(`^@(?:static|class)method\b`)
	property  = regexp.MustCompile(`^@(?:\w+\.)*(?:cached_)?property\b`)
	setter    = regexp.MustCompile(`^@\w+\.(setter|deleter)\b`)
)

// pythonMarks are the decorators above a line; known is false where one may make
// anything of the function.
func pythonMarks(src *language.Source, n int) (marks []string, known bool) {
	known = true
	for n--; n >= 0; n-- {
		mark := strings.TrimSpace(src.Code[n])
		if !strings.HasPrefix(mark, "@") {
			return marks, known && !strings.HasPrefix(mark, ")")
		}
		marks = append(marks, mark)
		known = known && usualMark.MatchString(mark)
	}
	return marks, known
}

// pythonWay is how a function is used that a line begins.
func pythonWay(src *language.Source, n int) (w way) {
	marks, known := pythonMarks(src, n)
	for _, mark := range marks {
		switch {
		case static.MatchString(mark):
			w.bound = "static"
		case property.MatchString(mark):
			w.bound = "property"
		}
	}
	if known && w.bound == "" {
		w.bound = "method"
	}
	if fn, ok := src.Around(n); known && ok && fn.Head == n {
		w.Gives = pythonGives(src, fn)
	}
	return w
}

// pythonGives is what a function gives: whether it is waited for, whether it goes on
// after it gave something, or neither, where nothing in it may hand on such.
func pythonGives(src *language.Source, fn language.Func) string {
	known := true
	for at := fn.Body; at < min(fn.End, len(src.Code)); at++ {
		l := src.Bare[at]
		if pyYield.MatchString(l) {
			if inner, ok := src.Around(at); ok && inner.Head == fn.Head {
				return "generator"
			}
		}
		m := pyReturn.FindStringSubmatch(l)
		handsOn := m != nil && (strings.HasPrefix(m[1], "(") || aCall.MatchString(m[1]) && !pyValue.MatchString(m[1]))
		known = known && !handsOn && !pyLater.MatchString(l)
	}
	switch {
	case strings.Contains(src.Bare[fn.Head], "async "):
		return "promise"
	case known:
		return "value"
	}
	return ""
}

// scriptGives is what a function of a script gives, by its head's marks, its type
// and its body.
func scriptGives(marks, kind, body string) string {
	switch {
	case strings.Contains(marks, "*"):
		return "generator"
	case regexp.HasWord(marks, "async"), strings.HasPrefix(kind, "Promise<"):
		return "promise"
	case jsPlain.MatchString(kind):
		return "value"
	case kind != "" || body == "" || jsLater.MatchString(body):
		return ""
	}
	for _, m := range jsReturns.FindAllStringSubmatch(body, -1) {
		if aCall.MatchString(m[1]) && !jsValue.MatchString(m[1]) {
			return ""
		}
	}
	return "value"
}

// scriptWay is how a member of a type is used, where it is one of a class.
func scriptWay(marks, kind, body, of string) (w way) {
	w.Gives = scriptGives(marks, kind, body)
	if of != "class" {
		return w
	}
	switch {
	case regexp.HasWord(marks, "get"):
		w.bound = "property"
	case regexp.HasWord(marks, "static"):
		w.bound = "class"
	default:
		w.bound = "instance"
	}
	return w
}

// settable notes that a property, which stands before, may be set too.
func settable(members []member, name string) {
	for n := range members {
		if members[n].Name == name && members[n].Way.bound == "property" {
			members[n].Takes = []param{{Kind: "set", open: true}}
		}
	}
}
