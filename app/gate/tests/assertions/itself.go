package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// withItself finds assertions that compare a call with the same call, where another one
// compared it with what it has to give.
func withItself(u suite.Unit, s *change.Set, gone, come []suite.Statement) []change.Finding {
	var out []change.Finding
	for _, c := range come {
		a, b := sidesIn(u.Is, u.Now, c)
		if a == "" || a != b || !strings.Contains(a, "(") || c.Strength() == suite.SaysNothing || s.Speaks(keptThing) || u.Is.Lang.Name != "Go" && suite.BuiltAnew.MatchString(a) && !suite.Builtin.MatchString(a) {
			continue
		}
		held := func(all []suite.Statement, src *language.Source, fn language.Func) bool {
			return slices.ContainsFunc(all, func(g suite.Statement) bool {
				x, y := sidesIn(src, fn, g)
				return x != y && (x == a || y == a)
			})
		}
		if held(gone, u.Was, u.Old) && !held(suite.Assertions(u.Is, u.Now), u.Is, u.Now) {
			out = append(out, u.File.At(c.Line, "an assertion of "+u.Old.Name+" compares a call with itself."))
		}
	}
	return out
}

// sidesIn are the two things that an assertion of a function compares for being equal, by
// what their names were given there; none where it is another one.
func sidesIn(src *language.Source, fn language.Func, st suite.Statement) (a, b string) {
	flat := strings.Join(strings.Fields(st.Text), " ")
	given := map[string]string{}
	if m := equalCall.FindStringIndex(flat); m != nil {
		args := splitArgs(flat[m[1]:])
		if args[0] == "t" {
			args = args[1:]
		}
		if len(args) < 2 {
			return "", ""
		}
		a, b = args[0], args[1]
	} else if m := equalMatch.FindStringIndex(flat); m != nil {
		a, b = splitArgs(flat[strings.Index(flat, "expect(")+len("expect("):])[0], splitArgs(flat[m[1]:])[0]
	} else {
		var op string
		if a, op, b = compareIn(heldTrue(st.Text)); !strings.Contains(op, "=") || strings.ContainsAny(op, "<>") || outside(b, "&&") >= 0 || outside(b, "||") >= 0 || outside(b, " or ") >= 0 || outside(b, " and ") >= 0 {
			return "", ""
		}
		if m := inHead.FindStringSubmatch(flat); m != nil {
			given[m[1]] = suite.Squeeze(m[2])
		}
	}
	for n := fn.Start; n < min(fn.End, len(src.Code)); n++ {
		if m := givesName.FindStringSubmatch(src.Code[n]); m != nil {
			name := strings.TrimSpace(m[1])
			if _, again := given[name]; again {
				given[name] = name
			} else {
				given[name] = suite.Squeeze(strings.TrimRight(m[2], "; "))
			}
		}
	}
	of := func(side string) string {
		side = inBrackets.ReplaceAllString(suite.Squeeze(strings.TrimPrefix(side, "await ")), "$1")
		if call, ok := given[side]; ok {
			return call
		}
		return side
	}
	return of(a), of(b)
}

var (
	equalCall  = regexp.MustCompile(`(?i)\b(?:assertEquals?|strictEqual|deepEqual|deepStrictEqual|equal)\(`)
	equalMatch = regexp.MustCompile(`^\s*(?:await )?expect\(.*\)\s*\.\s*(?:toBe|toEqual|toStrictEqual)\(`)
	inHead     = regexp.MustCompile(`^if (\w+) := (.*); `)
	inBrackets = regexp.MustCompile(`^\((.*)\)$`)
)
