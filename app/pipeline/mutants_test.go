package pipeline

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/verify/footing"
)

// TestMutantsOfCoveredCode: in the layouts that languages have, what is broken is
// what people named, or what the new tests are about; and nothing that checks run.
func TestMutantsOfCoveredCode(t *testing.T) {
	const py, js, golang = "def label(n):\n    return n > 10\n\n\ndef other(n):\n    return n < 3\n", "function label(n) {\n  return n > 10 ? 'many' : 'few';\n}\nmodule.exports = { label };\n", "package label\n\nfunc Label(n int) bool { return n > 10 }\n"
	for name, c := range map[string]struct {
		tree         map[string]string
		tests        string
		people, plan string
		commands     []string
		want         string // files that are broken
	}{
		"a package beside its tests, imported": {
			tree:  map[string]string{"shop/__init__.py": "", "shop/label.py": py, "shop/price.py": py, "tests/test_x.py": "from shop.label import label\n"},
			tests: "tests/test_x.py", want: "shop/label.py",
		},
		"from a package": {
			tree:  map[string]string{"shop/label.py": py, "shop/price.py": py, "tests/test_x.py": "from shop import label\n"},
			tests: "tests/test_x.py", want: "shop/label.py",
		},
		"a package itself": {
			tree:  map[string]string{"shop/__init__.py": py, "shop/price.py": py, "tests/test_x.py": "import shop\n"},
			tests: "tests/test_x.py", want: "shop/__init__.py",
		},
		"below src": {
			tree:  map[string]string{"src/shop/label.py": py, "src/shop/price.py": py, "tests/unit/test_x.py": "from shop.label import label\n"},
			tests: "tests/unit/test_x.py", want: "src/shop/label.py",
		},
		"by name alone": {
			tree:  map[string]string{"shop/label.py": py, "shop/price.py": py, "tests/test_label.py": "import importlib\n"},
			tests: "tests/test_label.py", want: "shop/label.py",
		},
		"lib and test": {
			tree:  map[string]string{"lib/price.js": js, "lib/other.js": js, "test/label.test.js": "const { label } = require('../lib/price');\nlabel(3);\n"},
			tests: "test/label.test.js", want: "lib/price.js",
		},
		"modules with an alias": {
			tree:  map[string]string{"src/lib/price.ts": js, "src/other.ts": js, "test/a.spec.ts": "import { label } from '@/lib/price'\n"},
			tests: "test/a.spec.ts", want: "src/lib/price.ts",
		},
		"an index": {
			tree:  map[string]string{"lib/price/index.js": js, "lib/other.js": js, "test/a.test.mjs": "import { label } from '../lib/price/index.js'\n"},
			tests: "test/a.test.mjs", want: "lib/price/index.js",
		},
		"beside": {
			tree:  map[string]string{"shop/label.go": golang, "shop/label_test.go": "package label\n", "other/x.go": golang},
			tests: "shop/label_test.go", want: "shop/label.go",
		},
		"another package": {
			tree:  map[string]string{"label/a.go": golang, "other/x.go": golang, "e2e/a_test.go": "package e2e\n\nimport (\n\t\"testing\"\n\n\t\"example.com/shop/label\"\n)\n"},
			tests: "e2e/a_test.go", want: "label/a.go",
		},
		"a script that is called": {
			tree:  map[string]string{"pay.sh": "[ $1 -gt $2 ] && echo no\n", "coverage.sh": "[ $1 -gt 3 ]\n", "tests/no.sh": "[ \"$(sh pay.sh 6 5)\" = no ]\n"},
			tests: "tests/no.sh", commands: []string{"sh coverage.sh"}, want: "pay.sh",
		},
		"Java": {
			tree:  map[string]string{"src/main/java/com/acme/Money.java": "class Money { boolean a(int n) { return n > 3; } }\n", "src/main/java/com/acme/Tax.java": "class Tax { boolean a(int n) { return n > 3; } }\n", "src/test/java/com/acme/MoneyTest.java": "package com.acme;\n"},
			tests: "src/test/java/com/acme/MoneyTest.java", want: "src/main/java/com/acme/Money.java",
		},
		"Rust": {
			tree:  map[string]string{"src/label.rs": "pub fn label(n: u8) -> bool { n > 10 }\n", "src/tax.rs": "pub fn tax(n: u8) -> bool { n > 10 }\n", "tests/label.rs": "use shop::label::label;\n"},
			tests: "tests/label.rs", want: "src/label.rs",
		},
		"what people named, whatever is imported": {
			tree:  map[string]string{"shop/label.py": py, "shop/easy.py": py, "tests/test_easy.py": "from shop.easy import label\n"},
			tests: "tests/test_easy.py", people: "`shop/label.py` is covered by tests.", want: "shop/label.py",
		},
		"a directory that people named": {
			tree:  map[string]string{"shop/label.py": py, "web/easy.py": py, "tests/test_easy.py": "from web.easy import label\n"},
			tests: "tests/test_easy.py", people: "Cover shop/ with tests", want: "shop/label.py",
		},
		"what the plan names": {
			tree:  map[string]string{"shop/label.py": py, "shop/price.py": py, "tests/test_x.py": "import subprocess\n"},
			tests: "tests/test_x.py", plan: "shop/label.py", want: "shop/label.py",
		},
		"what holds nothing to break yields": {
			tree:  map[string]string{"shop/__init__.py": "x = 1\n", "shop/label.py": py, "tests/test_label.py": "import shop\n"},
			tests: "tests/test_label.py", want: "shop/label.py",
		},
		"only code that no rule of these finds": {
			tree:  map[string]string{"a/b/c/price.py": py, "tests/test_x.py": "import subprocess\n"},
			tests: "tests/test_x.py", want: "",
		},
		"tests and their helpers": {
			tree:  map[string]string{"tests/helper.py": py, "tests/test_x.py": "from tests.helper import label\n", "setup.py": py},
			tests: "tests/test_x.py", want: "",
		},
	} {
		tree, texts := fstest.MapFS{}, map[string]string{}
		for p, text := range c.tree {
			tree[p] = &fstest.MapFile{Data: []byte(text)}
		}
		for p := range strings.FieldsSeq(c.tests) {
			texts[p] = c.tree[p]
		}
		var got []string
		for _, one := range mutants(footing.Covering{Tests: texts, People: c.people, Plan: strings.Fields(c.plan), Commands: c.commands}, tree) {
			if len(one.same) <= len(c.tree[one.path]) {
				t.Errorf("%s: %s is not written in another way", name, one.path)
			}
			if !slices.Contains(got, one.path) {
				got = append(got, one.path)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: broken are %v, want %s", name, got, c.want)
		}
	}
}

// TestMutantsOfNamedFunctions: in a long file the functions that the tests name
// are broken, so that honest tests of one notice.
func TestMutantsOfNamedFunctions(t *testing.T) {
	var code strings.Builder
	for _, name := range []string{"first", "second", "third", "label", "last"} {
		code.WriteString("def " + name + "(a, b):\n" + strings.Repeat("    if a > b and a != 3:\n        return a - b\n", 5) + "\n\n")
	}
	tree := fstest.MapFS{"shop/price.py": &fstest.MapFile{Data: []byte(code.String())}}
	at := strings.Count(code.String()[:strings.Index(code.String(), "def label")], "\n")
	all := mutants(footing.Covering{Tests: map[string]string{"tests/test_price.py": "from shop.price import label\nassert label(1, 2) == 3\n"}}, tree)
	if len(all) != maxMutants {
		t.Fatalf("%d mutants", len(all))
	}
	for _, one := range all {
		if one.Line <= at+1 || one.Line > at+12 {
			t.Errorf("line %d is broken: %s", one.Line, one.What)
		}
	}
}
