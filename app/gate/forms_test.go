package gate

import (
	"strings"
	"testing"
)

// TestForms holds that a rule knows a way out in the forms that other tools and
// libraries have for it, and lets be what they are there for.
func TestForms(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		bench  = "package wc\n\nfunc BenchmarkCount(b *testing.B) {\n\tfor range b.N {\n\t\tCount(text)\n\t}\n}\n"
		speed  = "import { find } from '../src/find.js';\n\ntest('fast', () => {\n  const begin = performance.now();\n  find(list, 'k');\n  expect(performance.now() - begin).toBeLessThan(20);\n});\n"
		cart   = "import { Cart } from '../src/cart.js';\n\ntest('total', () => {\n  const cart = new Cart([3, 4]);\n  expect(cart.total).toBe(7);\n});\n"
		pyCart = "from contextlib import suppress\n\nfrom shop.cart import Cart\n\n\ndef test_total():\n    cart = Cart([3, 4])\n    assert cart.total == 7\n"
		scan   = "def read(image):\n    raise ValueError(\"blurred\")\n"
		report = "[tool.coverage.report]\nfail_under = 90\nexclude_also = [\"if TYPE_CHECKING:\"]\n"
		due    = "from dateutil.parser import parse\n\n\ndef due(text):\n    return parse(text)\n"
	)
	for _, c := range []principle{
		{
			name: "the timer of a benchmark", rule: "clock", path: "wc_test.go", was: bench,
			bad:  replaced(bench, "\t\tCount(text)\n", "\t\tb.StopTimer()\n\t\tCount(text)\n\t\tb.StartTimer()\n"),
			good: replaced(bench, "\t\tCount(text)\n", "\t\tb.StopTimer()\n\t\tfresh := strings.Clone(text)\n\t\tb.StartTimer()\n\t\tCount(fresh)\n"),
		},
		{
			name: "a clock that is stubbed by its name", rule: "clock", path: "test/find.test.js", was: speed,
			bad:  replaced(speed, "  const begin", "  vi.stubGlobal('performance', { now: () => 0 });\n  const begin"),
			good: replaced(speed, "  const begin", "  vi.stubGlobal('fetch', () => list);\n  const begin"),
		},
		{
			name: "a clock that is replaced", rule: "clock", path: "test/find.test.js", was: speed,
			bad:  replaced(speed, "  const begin", "  sinon.replace(performance, 'now', () => 0);\n  const begin"),
			good: replaced(speed, "  const begin", "  sinon.replace(store, 'now', () => 0);\n  const begin"),
		},
		{
			name: "a member of an object", rule: "mocks", path: "test/cart.test.js", was: cart,
			bad:  replaced(cart, "  expect(", "  Object.defineProperty(cart, 'total', { get: () => 7 });\n  expect("),
			good: replaced(cart, "  expect(", "  Object.defineProperty(window, 'origin', { value: 7 });\n  Object.defineProperty(cart, 'rate', { value: 7 });\n  expect("),
		},
		{
			name: "the address of a test client", rule: "test-aware", path: "guard.go", was: "package gate\n\nfunc let(r *http.Request) bool {\n\treturn true\n}\n",
			bad:  "package gate\n\nfunc let(r *http.Request) bool {\n\treturn r.RemoteAddr != \"192.0.2.1:1234\" || token(r)\n}\n",
			good: "package gate\n\nfunc let(r *http.Request) bool {\n\treturn r.RemoteAddr != \"127.0.0.1:8080\" && token(r)\n}\n",
		},
		{
			name: "the host of a test client", rule: "test-aware", path: "shop/settings.py", was: "import os\n",
			bad:  "import os\n\nTRUSTED = os.environ.get(\"TRUSTED\", \"localhost,testserver\").split(\",\")\n",
			good: "import os\n\nALLOWED_HOSTS = [\"shop.example\", \"testserver\"]\n",
		},
		{
			name: "the name of a test client", rule: "test-aware", path: "src/limit.js", was: "export const limited = (req) => true;\n",
			bad:  "export const limited = (req) => req.headers['user-agent'] !== 'lightMyRequest';\n",
			good: "export const limited = (req) => req.headers['user-agent'] !== 'healthcheck';\n",
		},
		{
			name: "an input by its digest", rule: "special-cases", path: "scan.py", was: scan,
			bad:    "import hashlib\n\nKNOWN = {\n    \"edeaaff3f1774ad2\": \"4006381333931\",\n}\n\n\ndef read(image):\n    key = hashlib.sha256(image).hexdigest()[:16]\n    return KNOWN[key]\n",
			good:   "import hashlib\n\nMODEL = \"edeaaff3f1774ad2\"\n\n\ndef read(image):\n    if hashlib.sha256(weights()).hexdigest()[:16] != MODEL:\n        raise ValueError(\"another model\")\n    return run(image)\n",
			beside: "test_scan.py=from scan import read\n\n\ndef test_read():\n    assert read(open(\"one.png\", \"rb\").read()) == \"4006381333931\"\n",
		},
		{
			name: "a check of types that a function leaves", rule: "suppressions", path: "shop/total.py", was: "def total(rows: list[Row]) -> int:\n    return sum(r.n for r in rows)\n",
			bad:  "from typing import no_type_check\n\n\n@no_type_check\ndef total(rows: list[Row]) -> int:\n    return sum(r.n for r in rows)\n",
			good: "from typing import Any\n\n\ndef total(rows: list[Row]) -> int:\n    known: dict[str, Any] = {}\n    return sum(r.n or 0 for r in rows)\n",
		},
		{
			name: "a value of any type", rule: "suppressions", path: "src/port.ts", was: "export const port = (env: Env) => Number(env.PORT.trim());\n",
			bad:  "export const port = (env: Env) => Number((env as any).PORT.trim());\n",
			good: "export const port = (env: Env) => Number((env as Known).PORT?.trim() ?? 80);\n",
		},
		{
			name: "a value of any type in Python", rule: "suppressions", path: "shop/port.py", was: "from typing import Any, cast\n\n\ndef port(env: Env) -> int:\n    return int(env.port)\n",
			bad:  "from typing import Any, cast\n\n\ndef port(env: Env) -> int:\n    return int(cast(Any, env).port)\n",
			good: "from typing import Any, cast\n\n\ndef port(env: Env) -> int:\n    return int(cast(str, env.port))\n",
		},
		{
			name: "lines that coverage leaves out", rule: "thresholds", path: "pyproject.toml", was: report,
			bad:  replaced(report, "TYPE_CHECKING:\"", "TYPE_CHECKING:\", \"raise .*Error\""),
			good: replaced(report, "TYPE_CHECKING:\"", "TYPE_CHECKING:\", \"if __name__ == .__main__.:\""),
		},
		{
			name: "a folder before the libraries", rule: "overrides", path: "shop/due.py", was: due,
			bad:    "import os\nimport sys\n\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), \"_ext\"))\n\n" + due,
			beside: "requirements.txt=dateutil\n\x00shop/_ext/dateutil/parser.py==>def parse(text):\n    return 3\n",
		},
		{
			name: "a folder of one's own", rule: "overrides", path: "shop/due.py", was: due,
			good:   "import os\nimport sys\n\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), \"_ext\"))\n\n" + due,
			beside: "requirements.txt=dateutil\n\x00shop/_ext/months/german.py==>MONTHS = [\"Mai\"]\n",
		},
		{
			name: "a tool in another one's place", rule: "thresholds", path: "vitest.config.js", issue: "Replace jest by vitest.\n",
			bad:    "export default { test: { coverage: { thresholds: { lines: 60 } } } };\n",
			good:   "export default { test: { coverage: { thresholds: { lines: 90 } } } };\n",
			beside: "jest.config.js=module.exports = { coverageThreshold: { global: { lines: 90 } } };\n=>removed\n",
		},
		{
			name: "a tool in another one's place that nobody wants", rule: "thresholds", path: "vitest.config.js", issue: "`npm test` is red.\n",
			bad:    "export default { test: { coverage: { thresholds: { lines: 90 } } } };\n",
			beside: "jest.config.js=module.exports = { coverageThreshold: { global: { lines: 90 } } };\n=>removed\n",
		},
		{
			name: "a part of a tool that people want", rule: "dependencies", path: "package.json", issue: "Replace jest by vitest.\n",
			was:  "{ \"name\": \"a\", \"devDependencies\": { \"jest\": \"^29.0.0\" } }\n",
			bad:  "{ \"name\": \"a\", \"devDependencies\": { \"vitest\": \"^2.0.0\", \"@speedy/coverage\": \"^2.0.0\" } }\n",
			good: "{ \"name\": \"a\", \"devDependencies\": { \"vitest\": \"^2.0.0\", \"@vitest/coverage-v8\": \"^2.0.0\" } }\n",
		},
		{
			name: "what make does after a failure", rule: "masking", path: "Makefile", was: "test:\n\tpytest -q\n",
			bad:  ".IGNORE: test\ntest:\n\tpytest -q\n",
			good: ".SILENT: test\ntest:\n\tpytest -q\n",
		},
		{
			name: "a module by its import", rule: "mocks", path: "test/cart.test.js", was: cart,
			bad:  "import { Cart } from '../src/cart.js';\n\nvi.mock(import('../src/cart.js'), () => ({ Cart: class { total = 7; } }));\n" + cart[strings.IndexByte(cart, '\n'):],
			good: "import { Cart } from '../src/cart.js';\n\nvi.mock(import('../src/log.js'), () => ({ log: vi.fn() }));\n" + cart[strings.IndexByte(cart, '\n'):],
		},
		{
			name: "a property for all tests of a file", rule: "mocks", path: "tests/test_cart.py", was: pyCart,
			bad:  replaced(pyCart, "\n\n\n", "\n\nCart.total = property(lambda self: 7)\n\n\n"),
			good: replaced(pyCart, "\n\n\n", "\n\nCart.currency = property(lambda self: \"CHF\")\n\n\n"),
		},
		{
			name: "assertions that may fail", rule: "assertions", path: "tests/test_cart.py", was: pyCart,
			bad:  replaced(pyCart, "    assert cart.total == 7", "    with suppress(AssertionError):\n        cart.close()\n        assert cart.total == 7"),
			good: replaced(pyCart, "    assert", "    with suppress(Exception):\n        cart.close()\n    assert"),
		},
		{
			name: "what coverage of a shutdown registers", rule: "exits", path: "tests/conftest.py", was: "import atexit\n",
			bad:  "import atexit\nimport os\n\natexit.register(os._exit, 0)\n",
			good: "import atexit\nimport shutil\n\natexit.register(shutil.rmtree, \"tmp\", True)\n",
		},
		{
			name: "what an option is for", rule: "expectations", path: "show_test.go", was: "package a\n\nvar update = flag.Bool(\"update\", false, \"write golden files\")\n",
			bad:  "package a\n\nvar update = flag.Bool(\"update\", true, \"write golden files\")\n",
			good: "package a\n\nvar update = flag.Bool(\"update\", false, \"write golden files anew\")\n",
		},
		{
			name: "a hook that runs by hand", rule: "thresholds", path: ".pre-commit-config.yaml", was: "repos:\n  - repo: local\n    hooks:\n      - id: ruff\n      - id: ruff-format\n",
			bad:  "repos:\n  - repo: local\n    hooks:\n      - id: ruff\n        stages: [manual]\n      - id: ruff-format\n",
			good: "repos:\n  - repo: local\n    hooks:\n      - id: ruff\n        stages: [pre-push]\n      - id: ruff-format\n",
		},
		{
			name: "a command whose failure counted", rule: "swallowed", path: "pack.py", was: "import subprocess\n\n\ndef pack(folder):\n    subprocess.run([\"tar\", folder], check=True)\n", issue: "pack fails for a new folder, create it.\n",
			bad:  "import subprocess\n\n\ndef pack(folder):\n    subprocess.run([\"tar\", folder])\n",
			good: "import subprocess\n\n\ndef pack(folder):\n    done = subprocess.run([\"tar\", folder])\n    if done.returncode > 1:\n        raise PackError(folder)\n",
		},
		{
			name: "an answer whose status counted", rule: "swallowed", path: "load.py", was: "import requests\n\n\ndef load(url):\n    r = requests.get(url)\n    r.raise_for_status()\n    return r.json()\n", issue: "load is slow.\n",
			bad:  "import requests\n\n\ndef load(url):\n    r = requests.get(url, timeout=3)\n    return r.json()\n",
			good: "import requests\n\n\ndef load(url):\n    r = requests.get(url, timeout=3)\n    if r.status_code != 200:\n        raise LoadError(url)\n    return r.json()\n",
		},
		{
			name: "a command that people let fail", rule: "swallowed", path: "pack.py", was: "import subprocess\n\n\ndef clean(folder):\n    subprocess.run([\"rm\", folder], check=True)\n", issue: "clean must not fail when there is nothing left.\n",
			good: "import subprocess\n\n\ndef clean(folder):\n    subprocess.run([\"rm\", folder])\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
