package assertions

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// letsMore tells whether an assertion lets pass what another one, in whose place it
// stands, did not: by a bound that is further off, or by a second way to hold.
func letsMore(u suite.Unit, s *change.Set, g, a suite.Statement) bool {
	if suite.ToEdit(s, u.Was, u.Old.Name) == asks.Wanted || s.Came(u.Was.Lines[g.Line]) {
		return false
	}
	return boundFurther(u, s, g, a) || anotherWay(u, s, g, a)
}

// boundFurther tells whether something is held against a number, further off than the
// name of one against which it was held.
func boundFurther(u suite.Unit, s *change.Set, g, a suite.Statement) bool {
	was, is := boundOf(u.Was.Lang.Name, g.Text), boundOf(u.Is.Lang.Name, a.Text)
	if was.of == "" || was.of != is.of || was.least != is.least || !plainName.MatchString(was.by) || s.Said(is.by) {
		return false
	}
	if is.by == "-"+was.by {
		return is.least
	}
	now, err := strconv.ParseFloat(is.by, 64)
	if err != nil {
		return false
	}
	old, err := strconv.ParseFloat(suite.NumberOf(u.Was.Code, was.by), 64)
	switch {
	case now <= 0 && s.Speaks(ofZero):
		return false
	case err != nil:
		return is.least && now <= 0
	case suite.ToMove(s, u.File, a.Line, was.by, old, now):
		return false
	}
	return is.least && now < old || !is.least && now > old
}

var (
	plainName = regexp.MustCompile(`^[A-Za-z_][\w.]*$`)
	ofZero    = regexp.MustCompile(`\b(zero|negative|positive)\b`)
)

// anotherWay tells whether an assertion holds where another one did, and where something
// else is the case too of which people did not speak.
func anotherWay(u suite.Unit, s *change.Set, g, a suite.Statement) bool {
	was, is := heldTrue(g.Text), heldTrue(a.Text)
	ways := alternatives(u.Is.Lang.Name, is)
	if was == "" || len(ways) < 2 || len(alternatives(u.Was.Lang.Name, was)) > 1 {
		return false
	}
	more := slices.DeleteFunc(ways, func(way string) bool { return suite.Squeeze(way) == suite.Squeeze(was) })
	if len(more) == len(alternatives(u.Is.Lang.Name, is)) {
		return false
	}
	of, _, _ := compareIn(was)
	return !slices.ContainsFunc(more, func(way string) bool {
		side, op, _ := compareIn(way)
		_, values := suite.Signed(way)
		return u.Is.Lang.Name == "Go" && (op == "" || suite.Squeeze(side) != suite.Squeeze(of)) || slices.ContainsFunc(values, func(v string) bool { return !suite.Trivial(v) && s.Said(suite.Unquote(v)) })
	})
}

// alternatives are the ways in which a condition of an assertion can hold; in Go, where
// it is what must not be, its parts.
func alternatives(lang, cond string) []string {
	by := map[string]string{"Go": "&&", "Python": " or ", "JavaScript": "||"}[lang]
	if by == "" || cond == "" {
		return nil
	}
	var out []string
	for {
		at := outside(cond, by)
		if at < 0 {
			return append(out, strings.TrimSpace(cond))
		}
		out, cond = append(out, strings.TrimSpace(cond[:at])), cond[at+len(by):]
	}
}

// heldTrue is what an assertion asks for, or in Go what it complains of; empty for
// one that is a call of its own kind.
func heldTrue(text string) string {
	flat := strings.Join(strings.Fields(text), " ")
	if m := ofCondition.FindStringIndex(flat); m != nil {
		return splitArgs(flat[m[1]:])[0]
	}
	if rest, ok := strings.CutPrefix(flat, "assert "); ok {
		return splitArgs(rest)[0]
	}
	rest, ok := strings.CutPrefix(flat, "if ")
	if !ok {
		return ""
	}
	if at := strings.LastIndex(rest, "; "); at >= 0 {
		rest = rest[at+2:]
	}
	return strings.TrimRight(rest, " {")
}

var ofCondition = regexp.MustCompile(`\bassert(?:\.ok|\.isTrue)?\(|\bexpect\(|\bassertTrue\(|\b(?:assert|require)\.True\(t, ?`)

// limit is that something is at least, or at most, as large as something else.
type limit struct {
	of, by string
	least  bool
}

// boundOf is the limit that an assertion is, none where it is another one.
func boundOf(lang, text string) limit {
	flat := strings.Join(strings.Fields(text), " ")
	if m := boundCall.FindStringSubmatchIndex(flat); m != nil {
		args := splitArgs(flat[m[1]:])
		if args[0] == "t" {
			args = args[1:]
		}
		least := strings.EqualFold(flat[m[2]:m[3]], "greater")
		if at := strings.Index(flat, "expect("); at >= 0 {
			return limit{suite.Squeeze(splitArgs(flat[at+len("expect("):])[0]), suite.Squeeze(args[0]), least}
		}
		if len(args) > 1 {
			return limit{suite.Squeeze(args[0]), suite.Squeeze(args[1]), least}
		}
		return limit{}
	}
	cond := heldTrue(text)
	of, op, by := compareIn(cond)
	if op == "" || op[0] != '<' && op[0] != '>' || len(alternatives(lang, cond)) > 1 || outside(cond, " and ") >= 0 || outside(cond, "&&") >= 0 || outside(cond, "||") >= 0 {
		return limit{}
	}
	return limit{suite.Squeeze(of), suite.Squeeze(by), (op[0] == '>') != strings.HasPrefix(strings.TrimSpace(text), "if ")}
}

var boundCall = regexp.MustCompile(`\b(?:assert|require|toBe|is)?\.?(?:assert|toBe)?(Greater|Less|greater|less)(?:Than)?(?:OrEqual)?(?:To)?f?\(`)

// compareIn are the sides of a comparison, and how it compares them.
func compareIn(cond string) (of, op, by string) {
	for _, op := range []string{"===", "!==", "==", "!=", ">=", "<=", ">", "<"} {
		if at := outside(cond, op); at >= 0 {
			return strings.TrimSpace(cond[:at]), op, strings.TrimSpace(cond[at+len(op):])
		}
	}
	return "", "", ""
}

// outside is where a text stands in code outside of brackets and quotes, -1 where it
// does not.
func outside(code, text string) int {
	depth := 0
	for n := 0; n < len(code); n++ {
		switch c := code[n]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '"', '\'', '`':
			for n++; n < len(code) && code[n] != c; n++ {
				if code[n] == '\\' {
					n++
				}
			}
			continue
		}
		if depth == 0 && strings.HasPrefix(code[n:], text) {
			return n
		}
	}
	return -1
}
