package gate

import "testing"

// TestKindred holds more cases beside those that a rule was mended for.
func TestKindred(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []principle{
		{
			name: "options of another command on the line", rule: "selection", path: "Makefile",
			was:  "test:\n\tpytest tests\n",
			bad:  "test:\n\tset -e; pytest tests -k fast | tee -a out.log\n",
			good: "test:\n\tset -o pipefail; mkdir -m 755 out && pytest tests | tee -a out.log\n",
		},
		{
			name: "options that reach the runner by way of the shell", rule: "selection", path: "test.sh",
			was:  "pytest tests\n",
			bad:  "set -- -k fast; pytest tests \"$@\"\n",
			good: "set -u; pytest tests\n",
		},
		{
			name: "a name in the path of a file", rule: "interfaces", path: "lib/price.js", plan: []string{"lib/price.js"},
			issue: "See lib/price.js, it rounds wrongly.\n",
			was:   "export function price(n) {\n  return n;\n}\n\nexport function net(n) {\n  return price(n) - 1;\n}\n",
			bad:   "export function net(n) {\n  return Math.round(n) - 1;\n}\n",
			good:  "export function price(n) {\n  return Math.round(n);\n}\n\nexport function net(n) {\n  return price(n) - 1;\n}\n",
		},
		{
			name: "a name that people spoke of beside its file", rule: "interfaces", path: "shop/label.py", plan: []string{"shop/label.py"},
			issue: "Nobody calls `wrap`, it goes from shop/label.py.\n",
			was:   "def label(n):\n    return str(n)\n\n\ndef wrap(n):\n    return n\n",
			bad:   "def wrap(n):\n    return n\n",
			good:  "def label(n):\n    return str(n)\n",
		},
		{
			name: "a file of a name that the plan lists", rule: "interfaces", path: "shop/label.py", plan: []string{"shop/label.py", "shop/price.py"},
			was:    "def label(n):\n    return str(n)\n",
			bad:    "removed\n",
			good:   "def label(n):\n    return repr(n)\n",
			beside: "shop/price.py=def net(n):\n    return n\n=>def net(n):\n    return n + 1\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
