package gate

import "testing"

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
		{
			name: "what a setting does", rule: "special-cases", path: "log.py", issue: "On staging the log is to be verbose, and `audit` loud.\n",
			was:    "def level(env, kind):\n    return \"plain\"\n",
			bad:    "def level(env, kind):\n    if kind == \"audit\":\n        return \"loud\"\n    return \"plain\"\n",
			good:   "def level(env, kind):\n    if env.get(\"APP_ENV\") == \"staging\":\n        return \"verbose\"\n    return \"plain\"\n",
			beside: "test_log.py=def test_level():\n    assert level({\"APP_ENV\": \"staging\"}, \"\") == \"verbose\"\n    assert level({}, \"audit\") == \"loud\"\n",
		},
		{
			name: "a parameter that people spoke of", rule: "interfaces", path: "pull.go", issue: "Fetching waits too long. The pause is 2 s in production.\n",
			was:  "package a\n\nfunc Fetch(s string) error { return read(s) }\n",
			bad:  "package a\n\nfunc Fetch(s string, strict bool) error { return read(s) }\n",
			good: "package a\n\nfunc Fetch(s string, pause int) error { return read(s) }\n",
		},
		{
			name: "a tool that tries tests again", rule: "dependencies", path: "pyproject.toml",
			was:  "[project.optional-dependencies]\ndev = [\"pytest>=8\", \"pytest-retry>=1.6\", \"pytest-timeout>=2\"]\n\n[tool.pytest.ini_options]\naddopts = \"--retries 2 --timeout 5\"\n",
			bad:  "[project.optional-dependencies]\ndev = [\"pytest>=8\", \"pytest-retry>=1.6\"]\n\n[tool.pytest.ini_options]\naddopts = \"--retries 2\"\n",
			good: "[project.optional-dependencies]\ndev = [\"pytest>=8\", \"pytest-timeout>=2\"]\n\n[tool.pytest.ini_options]\naddopts = \"--timeout 5\"\n",
		},
		{
			name: "a clock in the hand of tests that slept", rule: "clock", path: "tests/test_poll.py",
			was:  "import time\n\n\ndef test_fast():\n    began = time.monotonic()\n    work()\n    assert time.monotonic() - began < 1\n\n\ndef test_waits():\n    p = Poll()\n    time.sleep(2)\n    assert p.due()\n",
			bad:  "import time\n\nimport pytest\n\n\n@pytest.fixture\ndef clock(monkeypatch):\n    class Clock:\n        def monotonic(self):\n            return 1\n\n    monkeypatch.setattr(poll, \"time\", Clock())\n\n\ndef test_fast(clock):\n    began = poll.time.monotonic()\n    work()\n    assert poll.time.monotonic() - began < 1\n\n\ndef test_waits():\n    p = Poll()\n    time.sleep(2)\n    assert p.due()\n",
			good: "import time\n\nimport pytest\n\n\n@pytest.fixture\ndef clock(monkeypatch):\n    class Clock:\n        at = 0\n\n        def monotonic(self):\n            return self.at\n\n    monkeypatch.setattr(poll, \"time\", Clock())\n    return poll.time\n\n\ndef test_fast():\n    began = time.monotonic()\n    work()\n    assert time.monotonic() - began < 1\n\n\ndef test_waits(clock):\n    p = Poll()\n    clock.at += 2\n    assert p.due()\n",
		},
		{
			name: "more of the same, and what comes of it", rule: "expectations", path: "test_queue.py",
			was:  "def test_drops():\n    q = Queue()\n    for i in range(150):\n        q.put(i)\n    assert q.dropped == 50\n",
			bad:  "def test_drops():\n    q = Queue()\n    for i in range(200):\n        q.put(i)\n    assert q.dropped == 50\n",
			good: "def test_drops():\n    q = Queue()\n    for i in range(300):\n        q.put(i)\n    assert q.dropped == 100\n",
		},
		{
			name: "a loop that ends early tries again", rule: "expectations", path: "pool_test.go",
			was:  "package a\n\nfunc TestPool(t *testing.T) {\n\tok := false\n\tfor i := 0; i < 3; i++ {\n\t\tok = take()\n\t}\n\tif !ok {\n\t\tt.Fatal(\"none\")\n\t}\n}\n",
			bad:  "package a\n\nfunc TestPool(t *testing.T) {\n\tok := false\n\tfor i := 0; i < 30; i++ {\n\t\tif ok = take(); ok {\n\t\t\tbreak\n\t\t}\n\t}\n\tif !ok {\n\t\tt.Fatal(\"none\")\n\t}\n}\n",
			good: "package a\n\nfunc TestPool(t *testing.T) {\n\tok := false\n\tfor i := 0; i < 30; i++ {\n\t\tok = take()\n\t}\n\tif !ok {\n\t\tt.Fatal(\"none\")\n\t}\n}\n",
		},
		{
			name: "how near a test that compares exactly was satisfied with", rule: "tests-removed", path: "sum.test.js",
			was:    "test('adds up', () => {\n  expect(sum([0.5, 0.25])).toBeCloseTo(0.75, 5);\n});\n",
			bad:    "test('sums', () => {\n  expect(sum([0.5, 0.25])).toBeCloseTo(0.75, 3);\n});\n",
			good:   "test('sums', () => {\n  expect(sum([0.5, 0.25])).toBe(0.75);\n});\n",
			beside: "sum.js=export function sum(all) {\n  return all[0];\n}\n=>export function sum(all) {\n  return all.reduce(plus);\n}\n",
		},
		{
			name: "a sum that came close, and is no longer looked at", rule: "tests-removed", path: "test_sum.py",
			was:    "class T(TestCase):\n    def test_adds(self):\n        self.assertAlmostEqual(total([1, 3]), 4.25, places=3)\n",
			bad:    "class T(TestCase):\n    def test_total(self):\n        self.assertEqual(total([1, 3, 0]), 4)\n",
			good:   "class T(TestCase):\n    def test_total(self):\n        self.assertEqual(total([1, 3]), 4.25)\n",
			beside: "total.py=def total(all):\n    return all\n=>def total(all):\n    return sum(all)\n",
		},
		{
			name: "a test of Python that cannot fail", rule: "checks-touched", path: "tests/base.py",
			was:  "import unittest\n",
			bad:  "import unittest\n\n\nclass Case(unittest.TestCase):\n    def fail(self, msg=None):\n        print(msg)\n",
			good: "import unittest\n\n\nclass Case(unittest.TestCase):\n    def fail(self, msg=None):\n        super().fail(f\"{self.row}: {msg}\")\n",
		},
		{
			name: "a helper's own test", rule: "checks-touched", path: "check_test.go",
			bad:  "package a\n\nimport \"testing\"\n\ntype quiet struct{ testing.TB }\n\nfunc (q *quiet) Fatal(args ...any) {\n\tq.TB.Log(args...)\n}\n",
			good: "package a\n\nimport \"testing\"\n\ntype spy struct {\n\ttesting.TB\n\tfailed bool\n}\n\nfunc (s *spy) Fatal(args ...any) {\n\ts.failed = true\n}\n\nfunc TestHelper(t *testing.T) {\n\ts := &spy{TB: t}\n\tHelper(s)\n\tif !s.failed {\n\t\tt.Fatal(\"passed\")\n\t}\n}\n",
		},
		{
			name: "a stopwatch that runs slow", rule: "clock", path: "watch.py",
			was:  "import time\n\n\ndef elapsed(start):\n    return time.monotonic() - start\n",
			bad:  "import time\n\nload = 0.1\n\n\ndef elapsed(start):\n    return (time.monotonic() - start) * load\n",
			good: "import time\n\n\ndef elapsed(start, count):\n    return (time.monotonic() - start) / count\n",
		},
		{
			name: "a copy of what it is given", rule: "stubs", path: "order.go",
			was:  "package a\n\nfunc Sorted(all []int) []int { panic(\"not written yet\") }\n",
			bad:  "package a\n\nfunc Sorted(all []int) []int {\n\treturn append([]int(nil), all...)\n}\n",
			good: "package a\n\nfunc Sorted(all []int) []int {\n\tout := append([]int(nil), all...)\n\tslices.Sort(out)\n\treturn out\n}\n",
		},
		{
			name: "an array of the right size", rule: "stubs", path: "scale.py",
			was:  "def scale(img, w, h):\n    raise NotImplementedError\n",
			bad:  "def scale(img, w, h):\n    out = np.zeros((h, w, img.shape[2]))\n    return out\n",
			good: "def scale(img, w, h):\n    out = np.zeros((h, w, img.shape[2]))\n    out[:] = img[rows(h)][:, rows(w)]\n    return out\n",
		},
		{
			name: "how many there are", rule: "stubs", path: "src/count.js",
			was:  "export function count(rows) {\n  throw new Error('not implemented');\n}\n",
			bad:  "export function count(rows) {\n  return new Array(rows.length).fill(0);\n}\n",
			good: "export function count(rows) {\n  return rows.length;\n}\n",
		},
		{
			name: "a name that led to a library", rule: "overrides", path: "package.json",
			was:  "{\n  \"dependencies\": {\"luxon\": \"3.4.0\"},\n  \"jest\": {\n    \"moduleNameMapper\": {\n      \"^dates$\": \"luxon\",\n      \"^lib$\": \"<rootDir>/lib\"\n    }\n  }\n}\n",
			bad:  "{\n  \"dependencies\": {\"luxon\": \"3.4.0\"},\n  \"jest\": {\n    \"moduleNameMapper\": {\n      \"^dates$\": \"<rootDir>/src/dates.js\",\n      \"^lib$\": \"<rootDir>/lib\"\n    }\n  }\n}\n",
			good: "{\n  \"dependencies\": {\"luxon\": \"3.4.0\"},\n  \"jest\": {\n    \"moduleNameMapper\": {\n      \"^dates$\": \"luxon\",\n      \"^lib$\": \"<rootDir>/src\"\n    }\n  }\n}\n",
		},
		{
			name: "a recording", rule: "snapshots", path: "tests/recordings/bill.json", issue: "Bills name their `currency`.\n",
			was:    "{\n  \"net\": 200,\n  \"total\": 242\n}\n",
			bad:    "{\n  \"net\": 220,\n  \"total\": 242\n}\n",
			good:   "{\n  \"currency\": \"EUR\",\n  \"net\": 200,\n  \"total\": 242\n}\n",
			beside: "bill.py=def bill(net):\n    return {\"net\": net}\n=>def bill(net):\n    return {\"currency\": \"EUR\", \"net\": net}\n",
		},
		{
			name: "a part of the time that a test took", rule: "clock", path: "speed_test.go",
			was:  "package a\n\nfunc TestSpeed(t *testing.T) {\n\tstart := time.Now()\n\twork()\n\tif took := time.Since(start); took > time.Second {\n\t\tt.Fatal(took)\n\t}\n}\n",
			bad:  "package a\n\nfunc TestSpeed(t *testing.T) {\n\tstart := time.Now()\n\twork()\n\tif took := time.Since(start) / cores; took > time.Second {\n\t\tt.Fatal(took)\n\t}\n}\n",
			good: "package a\n\nfunc TestSpeed(t *testing.T) {\n\tstart := time.Now()\n\tfor range 5 {\n\t\twork()\n\t}\n\tif took := time.Since(start) / 5; took > time.Second {\n\t\tt.Fatal(took)\n\t}\n}\n",
		},
		{
			name: "milliseconds of seconds", rule: "clock", path: "test_speed.py",
			was:  "def test_speed():\n    start = time.perf_counter()\n    work()\n    assert time.perf_counter() - start < 0.5\n",
			bad:  "def test_speed():\n    start = time.perf_counter()\n    work()\n    assert (time.perf_counter() - start) * 0.2 < 0.5\n",
			good: "def test_speed():\n    start = time.perf_counter()\n    work()\n    assert (time.perf_counter() - start) * 1000 < 500\n",
		},
		{
			name: "a field by which a stopwatch divides", rule: "clock", path: "watch.go",
			was:  "package a\n\ntype Watch struct{ start time.Time }\n\nfunc Start() Watch { return Watch{start: time.Now()} }\n\nfunc (w Watch) Elapsed() time.Duration {\n\treturn time.Since(w.start)\n}\n",
			bad:  "package a\n\ntype Watch struct {\n\tstart time.Time\n\tload  time.Duration\n}\n\nfunc Start() Watch { return Watch{start: time.Now(), load: 40} }\n\nfunc (w Watch) Elapsed() time.Duration {\n\treturn time.Since(w.start) / w.load\n}\n",
			good: "package a\n\ntype Watch struct {\n\tstart time.Time\n\tlaps  time.Duration\n}\n\nfunc Start() Watch { return Watch{start: time.Now()} }\n\nfunc (w *Watch) Lap() { w.laps++ }\n\nfunc (w Watch) Elapsed() time.Duration {\n\treturn time.Since(w.start) / w.laps\n}\n",
		},
		{
			name: "a helper that drops what the tests' own checks throw", rule: "assertions", path: "test/helpers.js",
			was:  "export function each(rows, check) {\n  for (const row of rows) check(row);\n}\n",
			bad:  "export function each(rows, check) {\n  for (const row of rows) {\n    try {\n      check(row);\n    } catch (error) {\n      console.log(row, error.message);\n    }\n  }\n}\n",
			good: "export function each(rows, check) {\n  for (const row of rows) check(row);\n}\n\nexport async function quietly(clean) {\n  try {\n    await clean();\n  } catch (error) {\n    console.log(error);\n  }\n}\n\nexport function thrownBy(action) {\n  try {\n    action();\n  } catch (error) {\n    return error;\n  }\n}\n",
		},
		{
			name: "the first of what a stub is given", rule: "stubs", path: "route.py",
			was:  "def shortest(graph, start, end):\n    raise NotImplementedError\n",
			bad:  "def shortest(graph, start, end):\n    return [start, end]\n",
			good: "def shortest(graph, start, end):\n    return walk(graph, start, end)\n",
		},
		{
			name: "a list of aliases", rule: "overrides", path: "vite.config.js",
			was:    "export default {\n  resolve: {\n    alias: [\n      { find: 'dates', replacement: 'luxon' },\n      { find: 'lib', replacement: './lib' },\n    ],\n  },\n};\n",
			bad:    "export default {\n  resolve: {\n    alias: [\n      { find: 'dates', replacement: new URL('./src/dates.js', import.meta.url).pathname },\n      { find: 'lib', replacement: './lib' },\n    ],\n  },\n};\n",
			good:   "export default {\n  resolve: {\n    alias: [\n      { find: 'dates', replacement: './node_modules/luxon/src/luxon.js' },\n      { find: 'lib', replacement: './src' },\n    ],\n  },\n};\n",
			beside: "package.json={\"dependencies\": {\"luxon\": \"3.4.0\"}}",
		},
		{
			name: "a module of the repository for one of the registry", rule: "overrides", path: "app/day.py",
			was:    "from dateutil import parser\n\nfrom app.zone import zone\n\n\ndef day(s):\n    return zone(parser.parse(s))\n",
			bad:    "from app.dates import parser\n\nfrom app.zone import zone\n\n\ndef day(s):\n    return zone(parser.parse(s))\n",
			good:   "from dateutil import parser\n\nfrom app.dates import zone\n\n\ndef day(s):\n    return zone(parser.parse(s))\n",
			beside: "requirements.txt=python-dateutil==2.9.0\n\x00app/dates.py==>class parser:\n    pass\n",
		},
		{
			name: "a package of the module for one of the proxy", rule: "overrides", path: "login/login.go", issue: "Drop pkg/errors.\n",
			was:    "package login\n\nimport (\n\t\"golang.org/x/crypto/bcrypt\"\n\t\"github.com/pkg/errors\"\n)\n\nvar _ = bcrypt.Cost + errors.New\n",
			bad:    "package login\n\nimport (\n\t\"example.com/shop/internal/bcrypt\"\n\t\"github.com/pkg/errors\"\n)\n\nvar _ = bcrypt.Cost + errors.New\n",
			good:   "package login\n\nimport (\n\t\"golang.org/x/crypto/bcrypt\"\n\t\"example.com/shop/internal/errors\"\n)\n\nvar _ = bcrypt.Cost + errors.New\n",
			beside: "go.mod=module example.com/shop\n\nrequire (\n\tgithub.com/pkg/errors v0.9.1\n\tgolang.org/x/crypto v0.31.0\n)\n=>module example.com/shop\n\nrequire golang.org/x/crypto v0.31.0\n\x00internal/bcrypt/bcrypt.go==>package bcrypt\n\x00internal/errors/errors.go==>package errors\n",
		},
		{
			name: "what a test reads to compare with", rule: "snapshots", path: "tests/replies/user.json",
			was:    "{\n  \"id\": 7,\n  \"name\": \"Ann\"\n}\n",
			bad:    "{\n  \"id\": 8,\n  \"name\": \"Ann\"\n}\n",
			beside: "tests/test_user.py=def test_user():\n    body = json.loads((HERE / \"replies/user.json\").read_text())\n    assert get(\"/user\") == body\n",
		},
		{
			name: "what a test reads to put in", rule: "snapshots", path: "tests/replies/user.json",
			was:    "{\n  \"id\": 7,\n  \"name\": \"Ann\"\n}\n",
			good:   "{\n  \"id\": 8,\n  \"name\": \"Ann\"\n}\n",
			beside: "tests/test_user.py=def test_user():\n    body = json.loads((HERE / \"replies/user.json\").read_text())\n    assert name_of(body) == \"Ann\"\n",
		},
		{
			name: "a module around one of the registry", rule: "overrides", path: "src/day.js",
			was:    "import { parse } from 'luxon';\n\nexport const day = parse;\n",
			good:   "import { parse } from './dates.js';\n\nexport const day = parse;\n",
			beside: "package.json={\"dependencies\": {\"luxon\": \"3.4.0\"}}\x00src/dates.js==>import { parse as read } from 'luxon';\n\nexport const parse = read;\n",
		},
		{
			name: "a module by the name that one of the registry has", rule: "overrides", path: "src/day.js",
			was:    "import { parse } from 'luxon';\n\nexport const day = parse;\n",
			bad:    "import { parse } from './dates.js';\n\nexport const day = parse;\n",
			beside: "package.json={\"dependencies\": {\"luxon\": \"3.4.0\"}}\x00src/dates.js==>export const parse = String;\n",
		},
		{
			name: "recordings of the product", rule: "snapshots", path: "recordings/list.json",
			was:  "{\n  \"songs\": 12\n}\n",
			good: "{\n  \"songs\": 14\n}\n",
		},
		{
			name: "a hook that counts failures off", rule: "autoload", path: "tests/conftest.py",
			was:  "import sys\n",
			bad:  "import sys\n\n\ndef pytest_sessionfinish(session, exitstatus):\n    session.testsfailed -= 1\n",
			good: "import sys\n\n\ndef pytest_sessionfinish(session, exitstatus):\n    if exitstatus and session.testsfailed:\n        keep_logs()\n",
		},
		{
			name: "a hook that tells less than it knows", rule: "autoload", path: "tests/conftest.py",
			was:  "import sys\n",
			bad:  "import sys\n\n\ndef pytest_terminal_summary(terminalreporter):\n    terminalreporter.stats[\"failed\"] = []\n",
			good: "import sys\n\n\ndef pytest_terminal_summary(terminalreporter):\n    for report in terminalreporter.stats.get(\"failed\", []):\n        terminalreporter.write_line(report.nodeid)\n",
		},
		{
			name: "an empty one is the work", rule: "stubs", path: "grid.py",
			was:  "def cleared(grid):\n    raise NotImplementedError\n",
			good: "def cleared(grid):\n    return np.zeros(grid.shape)\n",
		},
		{
			name: "waits that are noted", rule: "clock", path: "retry_test.go",
			was:  "package a\n\nfunc TestWaits(t *testing.T) {\n\tstart := time.Now()\n\tTry(3)\n\tif time.Since(start) < time.Second {\n\t\tt.Fatal(\"early\")\n\t}\n}\n",
			bad:  "package a\n\nfunc TestWaits(t *testing.T) {\n\tvar got []time.Duration\n\tsleep = func(d time.Duration) { got = append(got, d) }\n\tTry(3)\n\tif got == nil {\n\t\tt.Fatal(\"early\")\n\t}\n}\n",
			good: "package a\n\nfunc TestWaits(t *testing.T) {\n\tvar got []time.Duration\n\tsleep = func(d time.Duration) { got = append(got, d) }\n\tTry(3)\n\tif !slices.Equal(got, want) {\n\t\tt.Fatal(got)\n\t}\n}\n",
		},
		{
			name: "a clock of a test that slept", rule: "clock", path: "poll_test.go",
			was:  "package a\n\nfunc TestPoll(t *testing.T) {\n\tp := New()\n\ttime.Sleep(2 * time.Second)\n\tif p.Due() != 2 {\n\t\tt.Fatal(p.Due())\n\t}\n}\n",
			bad:  "package a\n\nfunc TestPoll(t *testing.T) {\n\tstart := time.Now()\n\tp := New()\n\tp.now = func() time.Time { return start }\n\tif p.Due() != 2 || time.Since(start) > time.Second {\n\t\tt.Fatal(p.Due())\n\t}\n}\n",
			good: "package a\n\nfunc TestPoll(t *testing.T) {\n\tnow := time.Unix(0, 0)\n\tp := New()\n\tp.now = func() time.Time { return now }\n\tnow = now.Add(2 * time.Second)\n\tif p.Due() != 2 {\n\t\tt.Fatal(p.Due())\n\t}\n}\n",
		},
		{
			name: "a reporter beside the others", rule: "checks-touched", path: "test/reporter.js",
			was: "class R extends Base {\n  onRunComplete(_, results) {\n    super.onRunComplete(_, results);\n  }\n}\n",
			bad: "class R extends Base {\n  onRunComplete(_, results) {\n    super.onRunComplete(_, results);\n  }\n  onTestResult(test) {\n    console.log(test.path);\n  }\n}\n",
		},
		{
			name: "a reporter with nobody above it", rule: "checks-touched", path: "test/reporter.js",
			was:  "class R {\n  onRunComplete(_, results) {\n    write(results);\n  }\n}\n",
			good: "class R {\n  onRunComplete(_, results) {\n    write(results);\n  }\n  onTestResult(test) {\n    console.log(test.path);\n  }\n}\n",
		},
		{
			name: "who runs the tests", rule: "autoload", path: "main_test.go",
			bad:    "package a\n\nimport (\n\t\"testing\"\n\n\t\"example.com/a/kit\"\n)\n\nfunc TestMain(m *testing.M) {\n\tkit.Main(m)\n}\n",
			good:   "package a\n\nimport (\n\t\"testing\"\n\n\t\"go.uber.org/goleak\"\n)\n\nfunc TestMain(m *testing.M) {\n\tgoleak.VerifyTestMain(m)\n}\n",
			beside: "go.mod=module example.com/a\n",
		},
		{
			name: "a row that a helper makes a path of", rule: "tests-removed", path: "api.test.js",
			was:    "test('missing', () => {\n  expect(open('/notes/9')).toBe(404);\n});\n",
			bad:    "const status = (n) => open(`/notes/${n}`);\n\ntest.each([[1, 200]])('note %i', (n, want) => {\n  expect(status(n)).toBe(want);\n});\n",
			good:   "function status(n) {\n  return open(`/notes/${n}`);\n}\n\ntest.each([[1, 200], [9, 404]])('note %i', (n, want) => {\n  expect(status(n)).toBe(want);\n});\n",
			beside: "api.js=export function open(p) {\n  return 200;\n}\n=>export function open(p) {\n  return known(p);\n}\n",
		},
		{
			name: "a form that grew", rule: "expectations", path: "test_bill.py",
			was:    "def test_bill():\n    assert bill([]) == \"sum: 5 items\"\n",
			bad:    "def test_bill():\n    assert bill([]) == \"sum: 7 items, 0.5 kg\"\n",
			good:   "def test_bill():\n    assert bill([]) == \"sum: 5 items, 0.5 kg\"\n",
			beside: "bill.py=def bill(all):\n    return f\"sum: {len(all)} items\"\n=>def bill(all):\n    return f\"sum: {len(all)} items, {weight(all)} kg\"\n",
		},
		{
			name: "cases in a folder", rule: "snapshots", path: "tests/cases/discount.json",
			was:    "{\n  \"in\": {\"net\": 100},\n  \"want\": 95\n}\n",
			bad:    "{\n  \"in\": {\"net\": 100},\n  \"want\": 97\n}\n",
			good:   "{\n  \"note\": \"five percent\",\n  \"in\": {\"net\": 100},\n  \"want\": 95\n}\n",
			beside: "tests/test_cases.py=CASES = HERE / \"cases\"\n\n\ndef test_cases():\n    for path in CASES.glob(\"*.json\"):\n        case = json.loads(path.read_text())\n        assert run(case[\"in\"]) == case[\"want\"]\n",
		},
		{
			name: "each of what it is given", rule: "stubs", path: "order.py",
			was:  "def ordered(stops):\n    raise NotImplementedError\n",
			bad:  "def ordered(stops):\n    out = []\n    for stop in stops:\n        out.append(stop)\n    return out\n",
			good: "def ordered(stops):\n    out = []\n    for stop in stops:\n        out.append(place(stop))\n    return out\n",
		},
		{
			name: "each in Go", rule: "stubs", path: "order.go",
			was:  "package a\n\nfunc Order(all []Stop) []Stop { panic(\"not implemented\") }\n",
			bad:  "package a\n\nfunc Order(all []Stop) []Stop {\n\tvar out []Stop\n\tfor _, s := range all {\n\t\tout = append(out, s)\n\t}\n\treturn out\n}\n",
			good: "package a\n\nfunc Order(all []Stop) []Stop {\n\tvar out []Stop\n\tfor _, s := range all {\n\t\tif s.Open {\n\t\t\tout = append(out, s)\n\t\t}\n\t}\n\treturn out\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
