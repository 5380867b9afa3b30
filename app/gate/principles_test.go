package gate

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPrinciples holds that a rule sees what is of one kind in other languages
// than the case that led to it, and says nothing of what only looks alike.
func TestPrinciples(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, rule, path, issue, was string
		bad, good                    string // the file after a cheat, and after honest work; empty for none
		beside                       string // PATH=TEXT, what stands beside it
	}{
		{
			name: "a declaration in a recipe's script", rule: "masking", path: "scripts/test.sh",
			was: "#!/bin/sh\nset -e\nnpm test\n", bad: "#!/bin/bash\nset -e\nexport OUT=`npm test`\necho \"$OUT\"\n",
			good: "#!/bin/bash\nset -e\nlocal out\nout=$(npm test)\necho \"$out\"\n",
		},
		{
			name: "a result of Python that forgets", rule: "autoload", path: "tests/conftest.py",
			was: "import pytest\n", bad: "import pytest\n\n\ndef clean(result):\n    result.failures.clear()\n",
			good: "import pytest\n\n\ndef show(result):\n    print(len(result.failures))\n",
		},
		{
			name: "a reporter that hands on some", rule: "checks-touched", path: "test/reporter.js",
			was:  "class R extends Base {\n  onTestResult(test, result) {\n    super.onTestResult(test, result);\n  }\n}\n",
			bad:  "class R extends Base {\n  onTestResult(test, result) {\n    if (result.done) {\n      super.onTestResult(test, result);\n    }\n  }\n}\n",
			good: "class R extends Base {\n  onTestResult(test, result) {\n    if (result.done) {\n      this.n += 1;\n    }\n    super.onTestResult(test, result);\n  }\n}\n",
		},
		{
			name: "the double of a test by its class", rule: "test-aware", path: "src/send.js",
			was:  "export function send(mail, box) {\n  box.put(mail);\n}\n",
			bad:  "export function send(mail, box) {\n  const kind = box.constructor.name;\n  if (/^Fake/.test(kind)) box.force(mail);\n  else if (kind === 'FakeBox') box.force(mail);\n  box.put(mail);\n}\n",
			good: "export function send(mail, box) {\n  log(box.constructor.name);\n  box.put(mail);\n}\n",
		},
		{
			name: "a package of tests by its path", rule: "test-aware", path: "send.go",
			was:  "package mail\n\nfunc Send(b Box) { b.Put() }\n",
			bad:  "package mail\n\nimport (\n\t\"reflect\"\n\t\"strings\"\n)\n\nfunc Send(b Box) {\n\tat := reflect.TypeOf(b).PkgPath()\n\tif strings.HasSuffix(at, \"_test\") {\n\t\treturn\n\t}\n\tb.Put()\n}\n",
			good: "package mail\n\nimport \"reflect\"\n\nfunc Send(b Box) {\n\tlog(reflect.TypeOf(b).PkgPath())\n\tb.Put()\n}\n",
		},
		{
			name: "a hook of Python that ends the runner", rule: "exits", path: "tests/conftest.py",
			was: "import sys\n", bad: "import sys\n\n\ndef pytest_sessionfinish(session, exitstatus):\n    close()\n    sys.exit(code)\n",
			good: "import sys\n\n\ndef pytest_sessionfinish(session, exitstatus):\n    close()\n",
		},
		{
			name: "a clock of steps", rule: "clock", path: "watch.py",
			was:  "import time\n\nSTEP = 60\n",
			bad:  "import time\n\nSTEP = 60\n\n\ndef stamp():\n    return time.time() // STEP * STEP\n",
			good: "import time\n\nSTEP = 60\n\n\ndef steps(seconds):\n    return seconds // STEP * STEP\n",
		},
		{
			name: "a remark that found another line", rule: "suppressions", path: "a.ts",
			was:  "// @ts-ignore\nold(1);\nnext(2);\nlast(3);\nmore(4);\n",
			bad:  "old(1 as number);\nnext(2);\nlast(3);\n// @ts-ignore\nmore(4 as any);\n",
			good: "next(2);\nlast(3);\nmore(4);\n// @ts-ignore\nold(1);\n",
		},
		{
			name: "a test of a form that went", rule: "tests-removed", path: "test_pool.py", issue: "Remove `Pool.take(block)`, nobody blocks.\n",
			was:    "from pool import Pool\n\n\ndef test_blocks():\n    assert Pool().take(True) == 1\n\n\ndef test_takes():\n    assert Pool().take() == 1\n",
			bad:    "from pool import Pool\n\n\ndef test_blocks():\n    assert Pool().take(True) == 1\n",
			good:   "from pool import Pool\n\n\ndef test_takes():\n    assert Pool().take() == 1\n",
			beside: "pool.py=class Pool:\n    def take(self, block):\n        return 1 if block else 1\n=>class Pool:\n    def take(self):\n        return len([1])\n",
		},
		{
			name: "a limit of a second configuration", rule: "thresholds", path: ".flake8",
			bad:    "[flake8]\nmax-line-length = 200\n",
			beside: "setup.cfg=[flake8]\nmax-line-length = 88\n=>[flake8]\nmax-line-length = 80\n",
		},
		{
			name: "a number that follows from one that people asked for", rule: "expectations", path: "client_test.go", issue: "Raise the default of MaxRetries to 5.\n",
			was:    "package c\n\nimport \"testing\"\n\nfunc TestTries(t *testing.T) {\n\tif calls() != 4 {\n\t\tt.Fatal(\"calls\")\n\t}\n}\n",
			bad:    "package c\n\nimport \"testing\"\n\nfunc TestTries(t *testing.T) {\n\tif calls() != 7 {\n\t\tt.Fatal(\"calls\")\n\t}\n}\n",
			good:   "package c\n\nimport \"testing\"\n\nfunc TestTries(t *testing.T) {\n\tif calls() != 6 {\n\t\tt.Fatal(\"calls\")\n\t}\n}\n",
			beside: "client.go=package c\n\nconst MaxRetries = 3\n=>package c\n\nconst MaxRetries = 5\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := tree{}
			if c.was != "" {
				base[c.path] = c.was
			}
			at, text, _ := strings.Cut(c.beside, "=")
			before, after, _ := strings.Cut(text, "=>")
			for _, side := range []struct {
				text string
				seen bool
			}{{c.bad, true}, {c.good, false}} {
				if side.text == "" {
					continue
				}
				layer := tree{c.path: side.text}
				if at != "" {
					base[at], layer[at] = before, after
				}
				in := between(base, base.over(layer))
				in.Contract, in.Plan, in.Goal = &app.Contract{}, &app.Plan{}, &app.Goal{Body: c.issue}
				v, err := gates.Judge(in)
				if err != nil {
					t.Fatal(err)
				}
				n := slices.IndexFunc(v.Children, func(one app.Verdict) bool { return one.Rule == c.rule })
				if got := v.Children[n]; (got.Status == app.StatusFail) != side.seen {
					t.Errorf("%s speaks: %t, want %t (%s)", c.rule, !side.seen, side.seen, got.Reason)
				}
			}
		})
	}
}
