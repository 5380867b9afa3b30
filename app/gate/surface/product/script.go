package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// member is a name that a declaration offers: its own, or that of a part of it.
type member struct {
	Name string
	Line int // from 0
	Callable
}

var (
	scriptDecl  = regexp.MustCompile(`^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(function\s*\*?|class|interface|type|(?:const\s+)?enum|const|let|var)\s+([A-Za-z_$][\w$]*)`)
	scriptValue = regexp.MustCompile(`^\s*(?:async\s*)?(?:function\s*\*?\s*\w*\s*)?(?:<[^>]*>\s*)?\(`)
	memberHead  = regexp.MustCompile(`^\s*((?:(?:public|private|protected|static|readonly|abstract|override|async|declare|get|set)\s+)*)\*?\s*(#?[A-Za-z_$][\w$]*|"[^"]*"|'[^']*')\s*([?!]?)\s*(?:<[^<>]*>\s*)?([(:=]|$)`)
	isKept      = regexp.MustCompile(`\b(?:private|protected)\b`)
)

// ScriptMembers are what the declarations of a script at its top offer, by their names.
func ScriptMembers(src *language.Source) map[string][]member {
	return language.Fact(&src.Facts, "members", func() map[string][]member {
		out := map[string][]member{}
		for n, l := range src.Code {
			m := scriptDecl.FindStringSubmatch(l)
			if m == nil || strings.TrimSpace(src.Bare[n]) == "" {
				continue
			}
			end := n + 1
			for end < min(n+MaxList, len(src.Code)) && (src.Code[end] == "" || strings.IndexByte(" \t})]|&.", src.Code[end][0]) >= 0) {
				end++
			}
			text := language.Part(src.Code, n, end)
			rest, types := behindGenerics(text[len(m[0]):])
			kind, name := strings.Fields(m[1])[0], m[2]
			own := member{Name: name, Line: n}
			switch {
			case strings.HasPrefix(kind, "function"):
				own.Callable = calledBy(rest)
				own.Way.Gives = scriptGives(m[0], own.Gives, behindHead(rest))
			case kind == "class" || kind == "interface" || strings.HasSuffix(m[1], "enum"):
				own.Gives, own.bound = kind, types
				out[name] = append(out[name], bodyOfType(name, n, rest, kind)...)
			case kind == "type":
				own.bound = types
				_, value, _ := strings.Cut(rest, "=")
				if value = strings.TrimLeft(value, " \t\n|"); strings.HasPrefix(value, "{") {
					own.Gives = kind
					out[name] = append(out[name], bodyOfType(name, n, value, kind)...)
				} else {
					own.Takes = []param{{Kind: plain(untilEnd(value))}} // more alternatives are no less
				}
			default:
				own.Callable = heldBy(rest)
			}
			out[name] = append(out[name], own)
		}
		return out
	})
}

// behindGenerics is what follows the types that a declaration is made for, and how many
// those are.
func behindGenerics(rest string) (string, arity) {
	if !strings.HasPrefix(rest, "<") {
		return rest, arity{}
	}
	end := min(closeOf("T"+rest, 1), len(rest))
	var types arity
	for _, one := range parted(strings.Trim(rest[:end], "<>"), ",") {
		if strings.TrimSpace(one) == "" {
			continue
		}
		if types.most++; len(parted(strings.ReplaceAll(one, "=>", "  "), "=")) == 1 {
			types.least++
		}
	}
	return rest[end:], types
}

// behindHead is what follows the parameters of a function.
func behindHead(rest string) string {
	at := strings.IndexByte(rest, '(')
	if at < 0 {
		return ""
	}
	return rest[min(closeOf(rest, at)+1, len(rest)):]
}

// untilEnd is a type up to the end of its statement: a line that the next one does not
// go on.
func untilEnd(text string) string {
	lines := strings.Split(parted(text, ";")[0], "\n")
	for n := range lines {
		next := ""
		if n+1 < len(lines) {
			next = strings.TrimSpace(lines[n+1])
		}
		if !strings.HasPrefix(next, "|") && !strings.HasPrefix(next, "&") && !strings.HasSuffix(strings.TrimSpace(lines[n]), "|") && balanced(strings.Join(lines[:n+1], "\n")) {
			return strings.Join(lines[:n+1], "\n")
		}
	}
	return text
}

func balanced(text string) bool {
	for n := 0; n < len(text); n++ {
		if c := text[n]; bracket[c] != 0 && c != '<' {
			if n = closeOf(text, n); n == len(text) {
				return false
			}
		}
	}
	return true
}

// heldBy is what a name stands for that is given a value.
func heldBy(rest string) Callable {
	parts := parted(rest, "=")
	kind := ""
	if strings.HasPrefix(strings.TrimSpace(parts[0]), ":") {
		kind = plain(strings.TrimPrefix(strings.TrimSpace(parts[0]), ":"))
	}
	if value := rest[min(len(parts[0])+1, len(rest)):]; kind == "" && scriptValue.MatchString(value) {
		at := strings.IndexByte(value, '(')
		if end := closeOf(value, at); strings.HasPrefix(strings.TrimSpace(value[:at]), "function") || arrowBehind.MatchString(value[min(end+1, len(value)):]) {
			c := calledBy(value)
			c.Way.Gives = scriptGives(value[:at], c.Gives, behindHead(value))
			return c
		}
	}
	return Callable{Gives: kind, holds: kindHeld(kind, strings.TrimRight(strings.TrimSpace(rest[min(len(parts[0])+1, len(rest)):]), ";"))}
}

// arrowBehind is what stands between the parameters of a function and its body.
var arrowBehind = regexp.MustCompile(`^\s*(?::[^=;]*)?=>`)

// calledBy is how a function is called whose parameters come next.
func calledBy(rest string) Callable {
	at := strings.IndexByte(rest, '(')
	if at < 0 {
		return Callable{}
	}
	end := closeOf(rest, at)
	body := rest[min(end+1, len(rest)):]
	c := Callable{declared: !strings.Contains(body, "{") && !strings.Contains(body, "=>")}
	for _, p := range parted(rest[at+1:min(end, len(rest))], ",") {
		if p = strings.TrimSpace(p); p == "" || strings.HasPrefix(p, "this:") {
			continue
		}
		sides := parted(p, "=")
		name, kind := sides[0], ""
		if parts := parted(sides[0], ":"); len(parts) > 1 {
			name, kind = parts[0], sides[0][len(parts[0])+1:]
		}
		c.Takes = append(c.Takes, param{
			Kind: plain(kind), rest: strings.HasPrefix(p, "..."),
			free: kind == "", called: name, body: body, open: len(sides) > 1 && !strings.HasPrefix(sides[1], ">") || strings.HasSuffix(strings.TrimSpace(name), "?"),
		})
	}
	if behind := strings.TrimLeft(body, " \t"); strings.HasPrefix(behind, ":") {
		c.Gives = plain(resultOf(behind[1:]))
	}
	return c
}

// resultOf is a type up to the body of the function that gives it.
func resultOf(text string) string {
	text = strings.TrimLeft(text, " \t")
	for n := 0; n < len(text); n++ {
		switch c := text[n]; {
		case c == '\n' || c == ';' || c == '{' && n > 0 || c == '=' && strings.HasPrefix(text[n:], "=>") && !strings.HasPrefix(text, "("):
			return text[:n]
		case bracket[c] != 0:
			n = closeOf(text, n)
		}
	}
	return text
}

// bodyOfType are the members of a class, an interface, an object or an enumeration.
func bodyOfType(owner string, line int, rest, kind string) (out []member) {
	at := strings.IndexByte(rest, '{')
	if at < 0 {
		return nil
	}
	body := rest[at+1 : min(closeOf(rest, at), len(rest))]
	from, seen := at+1, 0
	separators := ";\n"
	if kind != "class" {
		separators += ","
	}
	for _, part := range parted(body, separators) {
		line += strings.Count(rest[seen:from], "\n")
		n := line + strings.Count(part[:len(part)-len(strings.TrimLeft(part, " \t\n"))], "\n")
		seen, from = from, from+len(part)+1
		m := memberHead.FindStringSubmatch(part)
		if m == nil || isKept.MatchString(m[1]) || strings.HasPrefix(m[2], "#") || strings.HasPrefix(m[2], "_") || m[4] == "" && kind != "enum" && !strings.HasSuffix(kind, "const") {
			continue
		}
		one := member{Name: owner + "." + strings.Trim(m[2], `"'`), Line: n}
		behind := part[len(m[0])-len(m[4]):]
		switch {
		case kind == "enum" || kind == "const":
			one.Gives = plain(strings.TrimPrefix(behind, "="))
		case regexp.HasWord(m[1], "set"):
			settable(out, one.Name)
			continue
		case m[4] == "(":
			one.Callable = calledBy(behind)
			one.Way = scriptWay(m[0], one.Gives, behindHead(behind), kind)
		case kind == "class":
			one.Callable = heldBy(behind)
		default:
			one.Gives = plain(strings.TrimPrefix(behind, ":"))
		}
		if m[3] == "?" {
			one.Gives += "|undefined"
		}
		out = append(out, one)
	}
	return slices.Clip(out)
}
