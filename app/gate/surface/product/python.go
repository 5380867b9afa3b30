package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	pyDecl     = regexp.MustCompile(`^(\s*)(?:async\s+)?(class|def)\s+([A-Za-z]\w*)\s*(\(?)`)
	pyField    = regexp.MustCompile(`^\s+([A-Za-z]\w*)\s*(?::\s*([^=]+?)\s*)?(?:=\s*([^=].*))?$`)
	pyConstant = regexp.MustCompile(`^([A-Z][A-Z0-9_]*)\s*(?::\s*([^=]+?)\s*)?=\s*([^=\s].*)`)
	pyInit     = regexp.MustCompile(`^(\s+)def\s+__init__\s*\(`)
	byFields   = regexp.MustCompile(`^@(?:\w+\.)*(?:dataclass|define|frozen|attrs|s)\b|^class\s+\w+\(.*\b(?:NamedTuple|BaseModel|TypedDict)\b`)
	pyEnum     = regexp.MustCompile(`^class\s+\w+\(.*\b(?:\w*Enum|\w*Flag)\b`)
)

// PythonMembers are what a module of Python offers: functions, classes with what makes
// them, their methods and fields, and constants.
func PythonMembers(src *language.Source) (out []member) {
	class, at, depth := "", -1, -1 // the class, its place in out, and the indent of its body
	fields, values := false, false
	for n, l := range src.Code {
		text := strings.TrimSpace(src.Bare[n])
		if text == "" || !strings.HasPrefix(l, " ") && !strings.HasPrefix(l, "\t") && strings.IndexByte(")]}", text[0]) >= 0 {
			continue
		}
		in := len(l) - len(strings.TrimLeft(l, " \t"))
		if in == 0 {
			class, depth = "", -1
		} else if class != "" && depth < 0 {
			depth = in
		}
		m := pyDecl.FindStringSubmatch(l)
		switch {
		case m != nil && m[2] == "class" && in == 0:
			class, at = m[3], len(out)
			values = pyEnum.MatchString(l)
			fields = byFields.MatchString(l) || n > 0 && byFields.MatchString(src.Code[n-1])
			out = append(out, member{Name: class, Line: n, Callable: Callable{Gives: "class", kin: pythonKin(src, n)}})
		case m != nil && m[2] == "def" && in == 0:
			c := pythonCall(src, n, 0)
			c.Way.Gives = pythonWay(src, n).Gives
			out = append(out, member{Name: m[3], Line: n, Callable: c})
		case m != nil && m[2] == "def" && in == depth && class != "":
			marks, _ := pythonMarks(src, n)
			if slices.ContainsFunc(marks, setter.MatchString) {
				settable(out, class+"."+m[3])
				continue
			}
			self := 1
			if slices.Contains(marks, "@staticmethod") {
				self = 0
			}
			c := pythonCall(src, n, self)
			if c.Way = pythonWay(src, n); c.Way.bound == "property" {
				c.Takes = nil
			}
			out = append(out, member{Name: class + "." + m[3], Line: n, Callable: c})
		case class != "" && in == depth && pyInit.MatchString(l):
			out[at].Takes = pythonCall(src, n, 1).Takes
		case class != "" && in == depth:
			f := pyField.FindStringSubmatch(l)
			if f == nil || f[2] == "" && f[3] == "" || strings.HasPrefix(f[1], "_") {
				continue
			}
			one := member{Name: class + "." + f[1], Line: n, Callable: Callable{Gives: plain(f[2])}}
			if values {
				one.Gives = plain(f[3])
			}
			out = append(out, one)
			if fields && f[2] != "" && !strings.HasPrefix(f[2], "ClassVar") {
				out[at].Takes = append(out[at].Takes, param{name: f[1], Kind: plain(f[2]), open: f[3] != ""})
			}
		case in == 0:
			if c := pyConstant.FindStringSubmatch(l); c != nil {
				out = append(out, member{Name: c[1], Line: n, Callable: Callable{Gives: plain(c[2]), holds: kindHeld(c[2], c[3])}})
			}
		}
	}
	return out
}

// pythonCall is how a function is called that a line begins, without the first
// parameters that the language gives it.
func pythonCall(src *language.Source, n, self int) Callable {
	text := language.Part(src.Code, n, min(n+40, len(src.Code)))
	from := strings.IndexByte(text, '(')
	if from < 0 {
		return Callable{}
	}
	end := closeOf(text, from)
	c, only := Callable{}, false
	for _, p := range parted(text[from+1:min(end, len(text))], ",") {
		switch p = strings.TrimSpace(p); p {
		case "":
			continue
		case "*":
			only = true
			continue
		case "/":
			for n := range c.Takes {
				c.Takes[n].name = ""
			}
			continue
		}
		if self > 0 {
			self--
			continue
		}
		sides := parted(p, "=")
		name, kind := sides[0], ""
		if parts := parted(sides[0], ":"); len(parts) > 1 {
			name, kind = parts[0], sides[0][len(parts[0])+1:]
		}
		name = strings.TrimSpace(name)
		one := param{name: strings.TrimLeft(name, "*"), Kind: plain(unquoted.Replace(kind)), open: len(sides) > 1, rest: strings.HasPrefix(name, "*")}
		if one.rest || strings.HasPrefix(name, "_") && !only {
			one.name = ""
		}
		one.only = only && !one.rest
		only = only || one.rest
		c.Takes = append(c.Takes, one)
	}
	if m := pyResult.FindStringSubmatch(text[min(end+1, len(text)):]); m != nil {
		c.Gives = plain(unquoted.Replace(m[1]))
	}
	return c
}

// unquoted is a type without the quotes around what is defined later.
var unquoted = strings.NewReplacer(`"`, "", "'", "")

var pyResult = regexp.MustCompile(`^\s*->\s*([^\n]+?)\s*:\s*(?:\n|\S[^\n]*\n|$)`)
