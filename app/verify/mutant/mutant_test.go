package mutant

import (
	"bytes"
	"fmt"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for name, c := range map[string]struct {
		path, text string
		want       []string
	}{
		"go": {
			"a.go", "package a\n\nconst x = 1 + 2\n\nfunc F(a, b int) (bool, string) {\n\tif a <= b && a != 0 {\n\t\treturn true, \"a\" + \"b == c\"\n\t}\n\treturn a+b > 3, \"\"\n}\n",
			[]string{"<= → >", "&& → ||", "!= → ==", "true → false", "+ → -", "> → <="},
		},
		"go that does not parse": {"a.go", "package a\nfunc {", nil},
		"python": {
			"a.py", "def f(a, b):\n    # a == b\n    \"\"\"a == b\"\"\"\n    if a == b and a < 3:\n        return -1\n    return 'x + y', a + b, True, android\n",
			[]string{"== → !=", "and → or", "< → >=", "-1 → another value", "'x + y', a + b, True, android → another value", "True → False"},
		},
		"python without operators":             {"a.py", "def f(a):\n    if a:\n        return\n    return None\n\ndef g(a):\n    return f\"total {a}\"\n", []string{"f\"total {a}\" → another value"}},
		"signs that may stand between strings": {"a.py", "def f(a, b):\n    print('lot ' + a, '%d' % b, '-' * 3, a + b, a * b, a % (b, a), a - b, a / b)\n", nil},
		"strings put together":                 {"a.kt", "fun f(a: Int, b: Int) = print(\"lot \" + a, a + b)\n", []string{"+ → -"}},
		"effects": {
			"a.py", "LIMIT = 3\n\nclass A:\n    def f(self, n=4):\n        self.a = n  # that\n        self.b[n] -= n\n        x = n\n        x += g(\n            n,\n        )\n        self.c = self.d = n\n        self.e == n\n        g(a = n)\n",
			[]string{"n → another value", "n → another value", "g(… → another value", "== → !="},
		},
		"values over lines": {
			"a.js", "class A {\n  f(a) {\n    if (a) return\n    this.a = a;\n    if (a.b) { return a.c }\n    return a\n      .b()\n  }\n  g = () => {\n    return [\n      1, // one\n    ]\n  }\n}\n",
			[]string{"a → another value", "a.c → another value", "a… → another value", "[… → another value"},
		},
		"go's values": {
			"a.go", "package a\n\nfunc F(s []int) (string, error) {\n\tf := func() int { return 1 }\n\tif f() == 2 {\n\t\treturn G()\n\t}\n\treturn name(s), nil\n}\n\nfunc H() (a, b int) { return a, b }\n",
			[]string{"== → !=", "name(s) → another value", "a → another value"},
		},
		"java": {
			"a.java", "class A { // a == b\n  boolean a(List<Integer> l, char c) { return l.size() > 3 && c != '\"' || true; }\n}\n",
			[]string{"> → <=", "&& → ||", "!= → ==", "|| → &&", "true → false"},
		},
		"rust":  {"a.rs", "fn f<'a, 'b>(x: &'a str, n: u8) -> bool { n >= 3 && x == \"a > b\" }\n", []string{">= → <", "&& → ||", "== → !="}},
		"ruby":  {"a.rb", "def f(a) # a > 3\n  a > 3 and \"#{a == 2}\" != 'x'\nend\n", []string{"> → <=", "and → or", "!= → =="}},
		"shell": {"a.sh", "# a -gt b\nx=1\nif [ \"$1\" -gt \"$2\" ] && [ -n \"$x\" ]; then echo 'a -gt b' $#; fi; [ $1 = 3 ]\n", []string{"-gt → -le", "&& → ||", "-n → -z", "= → !="}},
		"script": {
			"a.ts", "const f = (a: Array<number>) => { // a === b\n  return a.length === 0 || `${a} > 1` ? true : a[0] >= 2\n}\n",
			[]string{"a.length === 0 || `${a} > 1` ? true : a[0] >= 2 → another value", "=== → !==", "|| → &&", "true → false", ">= → <"},
		},
		"unknown": {"a.txt", "1 == 2", nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, m := range Of(c.path, []byte(c.text)) {
				got = append(got, m.What)
				if bytes.Equal(m.Text(), []byte(c.text)) || m.Line < 1 {
					t.Errorf("%s changes nothing", m.What)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("mutants %v, want %v", got, c.want)
			}
		})
	}
}

// FuzzOf: every mutant of Go that parses parses as well, and so does what is
// written in another way.
func FuzzOf(f *testing.F) {
	f.Add("package a\nfunc F(a, b int) bool { return a < b || a+b*2 == 3 }\n")
	f.Add("package a\nvar x = func() bool { return !true }\n")
	f.Add("def f(a):\n    self.a = [\n\n    return (a\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range []string{"a.go", "a.py", "a.ts", "a.rs", "a.rb", "a.sh"} {
			texts := [][]byte{Rewritten(p, []byte(text))}
			for _, m := range Of(p, []byte(text)) {
				texts = append(texts, m.Text())
			}
			for _, now := range texts {
				if _, err := parser.ParseFile(token.NewFileSet(), p, now, 0); len(texts) > 1 && p == "a.go" && err != nil {
					t.Errorf("%s: %v", now, err)
				}
			}
		}
	})
}

func TestSpread(t *testing.T) {
	all := make([]Mutant, 10)
	for n := range all {
		all[n].Line = n
	}
	got := Spread(all, 4)
	if len(got) != 4 || got[0].Line != 0 || got[3].Line != 7 || len(Spread(all[:2], 4)) != 2 {
		t.Errorf("spread %v", got)
	}
}

// BenchmarkHostile: what an untrusted file holds, finding its mutants takes time and
// memory by its length.
func BenchmarkHostile(b *testing.B) {
	for _, part := range []string{"return (\n", "    x.y = [ ", "a == b ", "/* ", "\"\"\" x ", "`${", "' \" \\", "return a +\n"} {
		text := []byte(strings.Repeat(part, 60_000/len(part)))
		for _, p := range []string{"a.py", "a.ts", "a.rs", "a.rb", "a.sh"} {
			b.Run(fmt.Sprintf("%s/%q", p, part), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					Of(p, text)
					Rewritten(p, text)
				}
			})
		}
	}
}
