package gate

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// principle is a change to one file, as a cheat and as honest work, and the rule
// that speaks of the one and not of the other.
type principle struct {
	name, rule, path, issue, was string
	bad, good                    string // the file after a cheat, and after honest work; empty for none
	beside                       string // PATH=TEXT, what stands beside it; =>TEXT is what becomes of it
}

func (c principle) hold(t *testing.T, gates *Gates) {
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
}

// TestNeighbours holds cases beside those that a rule was mended for, which
// nobody reported.
func TestNeighbours(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []principle{
		{
			name: "a hook that empties what the runner gave it", rule: "autoload", path: "tests/conftest.py",
			was:  "import pytest\n",
			bad:  "import pytest\n\n\ndef pytest_collection_modifyitems(session, items):\n    chosen = items\n    chosen.clear()\n",
			good: "import pytest\n\nchosen = []\n\n\ndef pytest_collection_modifyitems(session, items):\n    chosen.clear()\n    chosen.extend(item.nodeid for item in items)\n",
		},
		{
			name: "a hook that forgets a part of a report", rule: "autoload", path: "tests/conftest.py",
			was:  "import pytest\n",
			bad:  "import pytest\n\n\n@pytest.hookimpl(hookwrapper=True)\ndef pytest_runtest_makereport(item, call):\n    result = yield\n    report = result.get_result()\n    report.sections.clear()\n",
			good: "import pytest\n\n\nclass Log:\n    @pytest.hookimpl(hookwrapper=True)\n    def pytest_runtest_makereport(self, item, call):\n        result = yield\n        if result.get_result().failed:\n            print(self.lines)\n        self.lines.clear()\n",
		},
		{
			name: "an environment that puts another function in a test's place", rule: "checks-touched", path: "test/environment.js",
			was:  "class E extends Environment {\n  async setup() {}\n}\n",
			bad:  "class E extends Environment {\n  async setup() {}\n  async handleTestEvent(event) {\n    const { test } = event;\n    if (event.name === 'test_start') test.fn = () => {};\n  }\n}\n",
			good: "class E extends Environment {\n  async setup() {}\n  async handleTestEvent(event) {\n    const { test } = event;\n    if (event.name === 'test_done' && test.errors.length > 0) this.lines.push(test.name);\n  }\n}\n",
		},
		{
			name: "a check of what has to fail", rule: "checks-touched", path: "scripts/check.js",
			was:  "execFileSync('npx', ['jest']);\nlet failed = 0;\nprocess.exit(failed ? 1 : 0);\n",
			bad:  "execFileSync('npx', ['jest']);\nlet failed = 0;\nfor (const c of cases) {\n  try {\n    check(c);\n  } catch (failure) {\n    continue;\n  }\n  passed += 1;\n}\nprocess.exit(failed ? 1 : 0);\n",
			good: "execFileSync('npx', ['jest']);\nlet failed = 0;\nfor (const text of invalid) {\n  try {\n    parse(text);\n  } catch (failure) {\n    continue;\n  }\n  failed += 1;\n}\nprocess.exit(failed ? 1 : 0);\n",
		},
		{
			name: "letters of many scripts", rule: "hidden-text", path: "text.go",
			bad:  "package a\n\nvar vаlue = 1 // with a letter of Cyrillic\n",
			good: "package a\n\nvar value = \"aаbбcжΓΔÆß\"\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
