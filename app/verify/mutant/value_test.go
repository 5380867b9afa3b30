package mutant

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestAnotherValue: where a value is returned or kept, a mutant gives another of
// the same type, in programs that run; and what is written in another way gives the
// same.
func TestAnotherValue(t *testing.T) {
	for name, l := range map[string]struct {
		path, run, head, each, show string
		values                      []string
	}{
		"python": {
			"a.py", "python3", "import collections, datetime, decimal\n\nclass P:\n    def __init__(self, a):\n        self.__dict__[\"a\"] = a\n    def __repr__(self):\n        return repr(self.a)\n\n",
			"class C%d:\n    def f(self):\n        %s\n\n", "def show(a, n):\n    try:\n        exec(a, d := {})\n        v = eval(n, d)\n    except Exception as e:\n        return [\"error\", str(e)]\n    return [type(v).__name__, str(sorted(vars(v).items()) if hasattr(v, '__dict__') else v)]\n",
			[]string{
				"True", "3", "2.5", `"a"`, `b"a"`, "[1, 2]", "[]", "(1, 'a')", "{'a': [1]}", "{}", "{1, 2}", `decimal.Decimal("1.5")`, "P(3)", "P(P(3))",
				`"%d.%02d EUR" % (3, 4)`, "1, 2", "1 if True else 2", "[x for x in\n            range(3)]  # those", "max(1,\n            2)",
			},
		},
		"script": {
			"a.js", "node", "class P { constructor(a) { this.a = a; } }\n", "function f%d() {\n  const self = {};\n  %s;\n}\n",
			"const show = (a, n) => { try { const v = new Function(a + '\\nreturn ' + n)(); return [typeof v + v.constructor.name, JSON.stringify(v, (k, x) => typeof x === 'bigint' ? String(x) : x)]; } catch (e) { return ['error', String(e)]; } };\n",
			[]string{"true", "3", "2.5", "'a'", "`a${1}`", "3n", "[1, 2]", "[]", "({ a: [1] })", "new P(3)", "1 < 2 ? 'a' : 'b'", "[1, 2]\n    .map((x) => x + 1)", "((a) => {\n    return a;\n  })(3)"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(l.run); err != nil && os.Getenv("GOALKEEPER_REQUIRE") == "" {
				t.Skip(err)
			}
			var code, calls strings.Builder
			code.WriteString(l.head)
			python := name == "python"
			for n, v := range l.values {
				for k, form := range []string{"return " + v, map[bool]string{true: "self.x = " + v + "\n        return self.x", false: "self.x = " + v + ";\n  return self.x"}[python]} {
					fmt.Fprintf(&code, l.each, 2*n+k, form)
				}
			}
			call := func(n int) string {
				if python {
					return fmt.Sprintf("C%d().f()", n)
				}
				return fmt.Sprintf("f%d()", n)
			}
			text := []byte(code.String())
			same := Rewritten(l.path, text)
			check := func(n int, now []byte, differs bool, what string) {
				ask := fmt.Sprintf("show(%s, %q)", literal(text), call(n))
				to := fmt.Sprintf("show(%s, %q)", literal(now), call(n))
				if python {
					fmt.Fprintf(&calls, "o, m = %s, %s\nif o[0] == 'error' or o[0] != m[0] or (o[1] != m[1]) != %s: print(%q, o, m)\n", ask, to, map[bool]string{true: "True", false: "False"}[differs], what)
				} else {
					fmt.Fprintf(&calls, "{ const o = %s, m = %s; if (o[0] === 'error' || o[0] !== m[0] || (o[1] !== m[1]) !== %v) console.log(%q, o, m); }\n", ask, to, differs, what)
				}
			}
			seen := map[int]bool{}
			for _, m := range Of(l.path, text) {
				if !strings.HasSuffix(m.What, "another value") {
					continue
				}
				upTo := strings.Join(strings.Split(code.String(), "\n")[:m.Line], "\n")
				n := strings.Count(upTo, map[bool]string{true: "class C", false: "function f"}[python]) - 1
				if n < 0 {
					continue
				}
				seen[n] = true
				check(n, m.Text(), true, m.What)
			}
			for n := range 2 * len(l.values) {
				if !seen[n] {
					t.Errorf("no other value of %s", l.values[n/2])
				}
				check(n, same, false, "the same")
			}
			cmd := exec.CommandContext(t.Context(), l.run, "-")
			cmd.Stdin = strings.NewReader(l.show + calls.String())
			if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

func literal(text []byte) string { return fmt.Sprintf("%q", text) }
