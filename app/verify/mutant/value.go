package mutant

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// wrapping makes another value of an expression that stands between its two
// parts: at run time, for only then its type is known.
type wrapping struct{ before, after string }

// other are wrappings by which a value becomes another of its type, so that what
// only uses it goes on as before; same leaves it as it is.
var (
	pyOther = wrapping{flat(`(lambda f, v: f(f, v, 3))(lambda f, v, n:
		not v if isinstance(v, bool)
		else v + 1 if isinstance(v, __import__("numbers").Number)
		else v + "x" if isinstance(v, str)
		else v + b"x" if isinstance(v, bytes)
		else v if callable(v) or n == 0
		else ([f(f, x, n - 1) for x in v] or [None]) * 2 if type(v) is list
		else type(v)(f(f, x, n - 1) for x in v) if type(v) in (tuple, set, frozenset)
		else {k: f(f, x, n - 1) for k, x in v.items()} or {"x": "x"} if type(v) is dict
		else (lambda c: c.__dict__.update({k: f(f, x, n - 1) for k, x in vars(v).items()}) or c)(__import__("copy").copy(v)) if getattr(v, "__dict__", None)
		else v if n < 3 else 0 if v is None else None, (`), "))"}
	pySame = wrapping{"(lambda v: v)((", "))"}

	jsOther = wrapping{flat(`((f, v) => f(f, v, 3))((f, v, n) =>
		typeof v === "boolean" ? !v
		: typeof v === "number" ? v + 1
		: typeof v === "bigint" ? v + 1n
		: typeof v === "string" ? v + "x"
		: v == null || n === 0 ? (n < 3 ? v : 0)
		: typeof v === "function" ? v
		: v instanceof Promise ? v.then((x) => f(f, x, n))
		: Array.isArray(v) ? (v.length ? [...v, ...v].map((x) => f(f, x, n - 1)) : [null])
		: Object.prototype.toString.call(v) === "[object Object]" ? Object.assign(Object.create(Object.getPrototypeOf(v)), Object.fromEntries(Object.entries(v).map(([k, x]) => [k, f(f, x, n - 1)])))
		: n < 3 ? v : null, (`), "))"}
	jsSame = wrapping{"((v) => v)((", "))"}
)

func flat(code string) string { return strings.Join(strings.Fields(code), " ") }

// typed gives the parameters of a wrapping the type of anything.
func typed(w wrapping) wrapping {
	w.before = strings.NewReplacer("(f, v) =>", "(f: any, v: any): any =>", "(f, v, n) =>", "(f: any, v: any, n: any): any =>",
		"(x) =>", "(x: any) =>", "([k, x]) =>", "([k, x]: any) =>", "(v) =>", "(v: any): any =>").Replace(w.before)
	return w
}

var (
	none = regexp.MustCompile(`^(?:None|null|undefined)\b`)
	// effect stands before what is given to something that outlives the function.
	effect = regexp.MustCompile(`^\s+[A-Za-z_$](?:[\w$.]|\[[^\]\n]*\])*(?:\s*[-+*/]=|(?:\.\w+|\[[^\]\n]*\])(?:: [^=\n]+)?\s*=)$`)
)

// given tells whether the sign that ends at end gives its function's caller, or
// something that stays, the value behind it.
func given(text []byte, sign string, end int) bool {
	if keeps := slices.Contains([]string{"=", "+=", "-=", "*=", "/="}, sign); !keeps {
		return sign == "return"
	}
	near := text[max(0, end-maxTarget):end]
	line := bytes.LastIndexByte(near, '\n')
	return line >= 0 && effect.Match(near[line+1:])
}

// What is looked at is bounded, in bytes: a value for its end, what it is given to,
// the ends of two lines for whether they are one, and all values of a file by its
// length.
const (
	maxValue  = 4000
	maxTarget = 200
	maxJoint  = 40
	maxLooks  = 4
)

// valued is where the value behind a sign starts and ends; not ok where there is
// none, or no end as far as it was looked at.
func valued(text []byte, at int, l lexicon) (start, end int, ok bool) {
	start = at + len(text[at:]) - len(bytes.TrimLeft(text[at:], " "))
	if start == at || start == len(text) || none.Match(text[start:]) {
		return 0, 0, false
	}
	depth := 0
	for at = start; at < min(len(text), start+maxValue); {
		m := l.skipped(text[at:])
		comment := len(m) > 0 && (m[0] == '#' || m[0] == '/')
		switch c := text[at]; {
		case comment && depth == 0, c == ';' && depth == 0:
			return cut(text, start, at)
		case len(m) > 0:
			at += len(m)
			continue
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			if depth--; depth < 0 {
				return cut(text, start, at)
			}
		case c == '=' && depth == 0 && !compares(text, at):
			return 0, 0, false
		case c == '\n' && depth == 0 && !l.goesOn(text[max(start, at-maxJoint):at], text[at:min(len(text), at+maxJoint)]):
			return cut(text, start, at)
		}
		at++
	}
	if depth > 0 || at < len(text) {
		return start, at, false
	}
	return cut(text, start, at)
}

func cut(text []byte, start, end int) (int, int, bool) {
	end = start + len(bytes.TrimRight(text[start:end], " \t\r\n"))
	return start, end, end > start
}

// compares tells whether the = at a place is part of a longer sign.
func compares(text []byte, at int) bool {
	return bytes.IndexByte([]byte("=!<>"), text[at-1]) >= 0 || at+1 < len(text) && (text[at+1] == '=' || text[at+1] == '>')
}

var (
	open   = regexp.MustCompile(`[-+*/%&|=<>?:,.]\s*$|\b(?:instanceof|in|typeof|await|new)\s*$`)
	joined = regexp.MustCompile("^\\s*(?:[-+*/%&|=<>?:,.([`]|(?:instanceof|in)\\b)")
)

// goesOn tells whether a value may go on in the next line.
func (l lexicon) goesOn(before, after []byte) bool {
	return bytes.HasSuffix(before, []byte(`\`)) || l.wraps && (open.Match(before) || joined.Match(after))
}
