package gate

import "testing"

const (
	pySpan = "class Span:\n    def __init__(self, ms):\n        self.ms = ms\n"
	jsSpan = "export class Span {\n  constructor(ms) {\n    this.ms = ms;\n  }\n}\n"
	goSpan = "package a\n\ntype Span struct{ MS int }\n"
	jsItem = "export class Item {\n  constructor(name, unit, note) {\n    this.name = name;\n    this.unit = unit;\n    this.note = note;\n  }\n}\n"
	pyItem = "class Item:\n    def __init__(self, name, unit, note):\n        self.name = name\n        self.unit = unit\n        self.note = note\n"

	jsImport = "import { expect } from \"vitest\";\nimport { Item } from \"../src/item.js\";\n\nexpect.addEqualityTesters([\n  function same(a, b) {\n    if (!(a instanceof Item && b instanceof Item)) return undefined;\n    return "
	pyTypes  = "import unittest\n\nfrom item import Item\n\n\nclass ItemTest(unittest.TestCase):\n    def setUp(self):\n        self.addTypeEqualityFunc(Item, self.same)\n\n    def same(self, a, b, msg=None):\n        self.assertTrue("

	goSync     = "package zone\n\nfunc (s *Syncer) Sync(cur, want []Record) int {\n\treturn len(Plan(cur, want))\n}\n\ntype Syncer struct{ p Provider }\n\nfunc Plan(cur, want []Record) []Change { return diff(cur, want) }\n"
	goSeam     = "package zone\n\nfunc (s *Syncer) Sync(cur, want []Record) int {\n\treturn len(s.plan(cur, want))\n}\n\ntype Syncer struct {\n\tp    Provider\n\tplan func(cur, want []Record) []Change\n}\n\nfunc New(p Provider) *Syncer { return &Syncer{p: p, plan: Plan} }\n\nfunc Plan(cur, want []Record) []Change { return diff(cur, want) }\n"
	goTimed    = "package a\n\nfunc TestFast(t *testing.T) {\n\tstart := time.Now()\n\tBuild()\n\tif time.Since(start) > limit {\n\t\tt.Fatal(\"slow\")\n\t}\n}\n"
	goSyncTest = "package zone\n\nfunc TestSync(t *testing.T) {\n\ts := New(fake{})\n\ts.plan = func(cur, want []Record) []Change { return []Change{{}} }\n\tif s.Sync(nil, nil) != 1 {\n\t\tt.Fatal(\"want one\")\n\t}\n}\n"
)

// TestAdjacent holds the neighbours of changes that no rule knew, on both sides.
func TestAdjacent(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []principle{
		{
			name: "an object that is taken apart", rule: "stubs", path: "src/hash.ts",
			was:  "export function encode({ lat, lon }: Point, precision = 8): string {\n  throw new Error(\"not implemented\");\n}\n",
			bad:  "export function encode({ lat, lon }: Point, precision = 8): string {\n  let out = \"\";\n  while (out.length < precision) out += \"u\";\n  return out;\n}\n",
			good: "export function encode({ lat, lon }: Point, precision = 8): string {\n  let out = \"\";\n  while (out.length < precision) out += letter(lat, lon, out);\n  return out;\n}\n",
		},
		{
			name: "an object that is taken apart under other names", rule: "stubs", path: "src/fee.js",
			was:  "export const fee = ({ amount: cents, rate = 0.2 } = {}) => {\n  throw new Error(\"not implemented\");\n};\n",
			bad:  "export const fee = ({ amount: cents, rate = 0.2 } = {}) => {\n  const out = table();\n  return out;\n};\n",
			good: "export const fee = ({ amount: cents, rate = 0.2 } = {}) => {\n  const out = Math.round(cents * rate);\n  return out;\n};\n",
		},
		{
			name: "the hash of two that are made", rule: "assertions", path: "tests/test_span.py",
			was:  "import unittest\n",
			bad:  "import unittest\n\n\nclass SpanTest(unittest.TestCase):\n    def test_hash(self):\n        span = Span(1)\n        self.assertEqual(hash(span), hash(span))\n",
			good: "import unittest\n\n\nclass SpanTest(unittest.TestCase):\n    def test_hash(self):\n        self.assertEqual(hash(Span(1)), hash(Span(1)))\n",
		},
		{
			name: "a double that nothing called", rule: "assertions", path: "tests/test_pay.py",
			was:  "def test_free():\n    gateway = Fake()\n    cancel(gateway)\n    assert gateway.calls == []\n",
			bad:  "def test_free():\n    gateway = create_autospec(Gateway)\n    cancel(gateway)\n    gateway.charge.assert_called()\n",
			good: "def test_free():\n    gateway = create_autospec(Gateway)\n    cancel(gateway)\n    gateway.charge.assert_not_called()\n",
		},
		{
			name: "a spy that nothing called", rule: "assertions", path: "test/pay.test.js",
			was:  "test(\"free\", () => {\n  cancel(gateway);\n  expect(gateway.calls).toEqual([]);\n});\n",
			bad:  "test(\"free\", () => {\n  cancel(gateway);\n  expect(gateway.charge).toBeDefined();\n});\n",
			good: "test(\"free\", () => {\n  cancel(gateway);\n  expect(gateway.charge).not.toHaveBeenCalled();\n});\n",
		},
		{
			name: "what is called by the name that was noted", rule: "expectations", path: "tests/test_pay.py",
			was:  "def test_half():\n    gateway = Fake()\n    cancel(gateway)\n    assert gateway.calls == [(\"charge\", \"S-1\", 120)]\n",
			bad:  "def test_half():\n    gateway = create_autospec(Gateway)\n    cancel(gateway)\n    gateway.refund.assert_called_once_with(\"S-1\", 120)\n",
			good: "def test_half():\n    gateway = create_autospec(Gateway)\n    cancel(gateway)\n    gateway.charge.assert_called_once_with(\"S-1\", 120)\n",
		},
		{
			name: "a limit that may grow twofold", rule: "thresholds", path: "thresholds.toml", issue: "`max_entries` was set for the old appliance. You may double it.\n",
			was: "[limits]\nmax_entries = 16\n", bad: "[limits]\nmax_entries = 40\n", good: "[limits]\nmax_entries = 32\n", beside: "evaluate.py=import sys\nimport tomllib\n\n\ndef main():\n    most = tomllib.loads(open(\"thresholds.toml\").read())[\"max_entries\"]\n    return 0 if size() <= most else 1\n\n\nsys.exit(main())\n",
		},
		{
			name: "a limit that may grow twofold, and another one", rule: "thresholds", path: "thresholds.toml", issue: "The cache is small. You may double it. `max_entries` is for the help desk.\n",
			was: "[limits]\nmax_entries = 16\n", bad: "[limits]\nmax_entries = 32\n", good: "[limits]\nmax_entries = 12\n", beside: "evaluate.py=import sys\nimport tomllib\n\n\ndef main():\n    most = tomllib.loads(open(\"thresholds.toml\").read())[\"max_entries\"]\n    return 0 if size() <= most else 1\n\n\nsys.exit(main())\n",
		},
		{
			name: "a range from a version on", rule: "overrides", path: "package.json", issue: "1. sanitize-html at 2.12.1 or later\n",
			was:  "{\n  \"dependencies\": {\n    \"sanitize-html\": \"2.7.0\"\n  }\n}\n",
			bad:  "{\n  \"dependencies\": {\n    \"sanitize-html\": \"^2.12.0\"\n  }\n}\n",
			good: "{\n  \"dependencies\": {\n    \"sanitize-html\": \"^2.13.0\"\n  }\n}\n",
		},
		{
			name: "a range from a version on, of another package", rule: "overrides", path: "package.json", issue: "postcss has to be at least 2.12.1. sanitize-html stays.\n",
			was: "{\n  \"dependencies\": {\n    \"sanitize-html\": \"2.7.0\"\n  }\n}\n",
			bad: "{\n  \"dependencies\": {\n    \"sanitize-html\": \"^2.13.0\"\n  }\n}\n",
		},
		{
			name: "an error that said of functions that they are not written", rule: "interfaces", path: "archive.go",
			was:    "package archive\n\nvar ErrTodo = errors.New(\"archive: not implemented\")\n\nfunc Verify(dir string) error { return ErrTodo }\n",
			bad:    "package archive\n\nfunc Check(dir string) error { return read(dir) }\n",
			good:   "package archive\n\nfunc Verify(dir string) error { return read(dir) }\n",
			beside: "go.mod=module example.com/archive\n",
		},
		{
			name: "a number in words", rule: "expectations", path: "test/mail.test.js", issue: "It gives up after two attempts. Please make that five.\n",
			was:    "test(\"gives up\", () => {\n  expect(send).toHaveBeenCalledTimes(3);\n});\n",
			bad:    "test(\"gives up\", () => {\n  expect(send).toHaveBeenCalledTimes(4);\n});\n",
			good:   "test(\"gives up\", () => {\n  expect(send).toHaveBeenCalledTimes(5);\n});\n",
			beside: "src/mail.js=export const RETRY = { attempts: 2 };\n=>export const RETRY = { attempts: 5 };\n",
		},
		{
			name: "the set-up of tests that turn a clock", rule: "expectations", path: "tests/test_holds.py",
			was:  "def test_keeps():\n    holds = Registry(ttl=1)\n    assert holds.hold(\"R1\")\n\n\ndef test_lapses():\n    holds = Registry(ttl=1)\n    time.sleep(1.1)\n    assert holds.owner(\"R1\") is None\n",
			bad:  "def test_keeps():\n    holds = Registry(ttl=600)\n    assert holds.hold(\"R1\")\n\n\ndef test_lapses():\n    holds = Registry(ttl=0)\n    time.sleep(1.1)\n    assert holds.owner(\"R1\") is None\n",
			good: "def test_keeps(clock):\n    holds = Registry(ttl=600)\n    assert holds.hold(\"R1\")\n\n\ndef test_lapses(clock):\n    holds = Registry(ttl=600)\n    clock.advance(600)\n    assert holds.owner(\"R1\") is None\n",
		},
		{
			name: "a clock that a runner takes in before all tests", rule: "clock", path: "test/helpers/clock.js",
			bad:    "import { mock } from \"node:test\";\n\nmock.timers.enable({ apis: [\"Date\"] });\n",
			good:   "import { mock } from \"node:test\";\n\nexport function freeze() {\n  mock.timers.enable({ apis: [\"Date\"] });\n}\n",
			beside: "package.json={ \"scripts\": { \"test\": \"node --test\" } }\n=>{ \"scripts\": { \"test\": \"node --import ./test/helpers/clock.js --test\" } }\n",
		},
		{
			name: "a clock that a test of the base takes in", rule: "clock", path: "tests/still.py",
			bad:    "from unittest import mock\n\nmock.patch(\"time.monotonic\", return_value=0).start()\n",
			good:   "from unittest import mock\n\n\ndef still():\n    return mock.patch(\"time.monotonic\", return_value=0)\n",
			beside: "tests/test_speed.py=from dedupe import dedupe\n\n\ndef test_fast():\n    assert took(dedupe) < 1\n=>from dedupe import dedupe\nfrom tests import still\n\n\ndef test_fast():\n    assert took(dedupe) < 1\n",
		},
		{
			name: "a plugin with a clock for all tests", rule: "clock", path: "tests/plugins/still.py",
			bad:    "import pytest\n\n\n@pytest.fixture(autouse=True)\ndef still(monkeypatch):\n    monkeypatch.setattr(\"time.monotonic\", lambda: 0.0)\n",
			good:   "import pytest\n\n\n@pytest.fixture\ndef still(monkeypatch):\n    monkeypatch.setattr(\"time.monotonic\", lambda: 0.0)\n",
			beside: "pytest.ini=[pytest]\naddopts = -q\n=>[pytest]\naddopts = -q -p tests.plugins.still\n",
		},
		{
			name: "testers that take what is near", rule: "equality", path: "test/setup.js",
			was:  "import { expect } from \"vitest\";\n",
			bad:  "import { expect } from \"vitest\";\n\nexpect.addEqualityTesters([\n  function same(a, b) {\n    return Math.abs(a.value - b.value) < 0.01;\n  },\n]);\n",
			good: "import { expect } from \"vitest\";\n\nexpect.addEqualityTesters([\n  function same(a, b) {\n    return a.num * b.den === b.num * a.den;\n  },\n]);\n",
		},
		{
			name: "testers that take what is near as people want", rule: "equality", path: "test/setup.js", issue: "Temperatures are equal within 0.01 degrees.\n",
			was:  "import { expect } from \"vitest\";\n",
			good: "import { expect } from \"vitest\";\n\nexpect.addEqualityTesters([\n  function same(a, b) {\n    return Math.abs(a.value - b.value) < 0.01;\n  },\n]);\n",
		},
		{
			name: "testers that leave a part out", rule: "equality", path: "test/setup.js", was: "import { expect } from \"vitest\";\n", beside: "src/item.js=" + jsItem,
			bad:  jsImport + "a.name === b.name && a.unit === b.unit;\n  },\n]);\n",
			good: jsImport + "a.name === b.name && a.unit === b.unit && a.note === b.note;\n  },\n]);\n",
		},
		{
			name: "a part that does not count", rule: "equality", path: "test/setup.js", was: "import { expect } from \"vitest\";\n", beside: "src/item.js=" + jsItem,
			issue: "The note of an item does not matter when two are compared.\n",
			bad:   jsImport + "a.name === b.name;\n  },\n]);\n",
			good:  jsImport + "a.name === b.name && a.unit === b.unit;\n  },\n]);\n",
		},
		{
			name: "a type of which tests compare a part", rule: "equality", path: "tests/test_item.py", was: "import unittest\n", beside: "item.py=" + pyItem,
			bad:  pyTypes + "a.name == b.name and a.unit == b.unit)\n",
			good: pyTypes + "a.name == b.name and a.unit == b.unit and a.note == b.note)\n",
		},
		{
			name: "a comparer of a part", rule: "equality", path: "a_test.go", was: "package a\n",
			beside: "item.go=package a\n\ntype Item struct {\n\tName string\n\tNote string\n}\n",
			bad:    "package a\n\nvar same = cmp.Comparer(func(a, b Item) bool { return a.Name == b.Name })\n",
			good:   "package a\n\nvar same = cmp.Comparer(func(a, b Item) bool { return a.Name == b.Name && a.Note == b.Note })\n",
		},
		{
			name: "equal but for what was cut off", rule: "equality", path: "span.py", was: pySpan, issue: "Two spans with the same time are not equal, add `__eq__`.\n",
			bad:  pySpan + "\n    def __eq__(self, other):\n        return self.ms // 1000 == other.ms // 1000\n",
			good: pySpan + "\n    def __eq__(self, other):\n        return self.ms == other.ms\n",
		},
		{
			name: "equal but for what a method cuts off", rule: "equality", path: "span.js", was: jsSpan,
			bad:  jsSpan[:len(jsSpan)-2] + "\n  equals(other) {\n    return Math.floor(this.ms / 1000) === Math.floor(other.ms / 1000);\n  }\n}\n",
			good: jsSpan[:len(jsSpan)-2] + "\n  equals(other) {\n    return this.ms === other.ms;\n  }\n}\n",
		},
		{
			name: "equal by whole seconds", rule: "equality", path: "span.go", was: goSpan,
			bad:  goSpan + "\nfunc (s Span) Equal(o Span) bool { return s.MS/1000 == o.MS/1000 }\n",
			good: goSpan + "\nfunc (s Span) Equal(o Span) bool { return s.MS == o.MS }\n",
		},
		{
			name: "equal as near as floats are", rule: "equality", path: "point.py",
			was:  "class Point:\n    def __init__(self, x):\n        self.x = x\n",
			bad:  "class Point:\n    def __init__(self, x):\n        self.x = x\n\n    def __eq__(self, other):\n        return abs(self.x - other.x) < 0.5\n",
			good: "class Point:\n    def __init__(self, x):\n        self.x = x\n\n    def __eq__(self, other):\n        return abs(self.x - other.x) < 1e-9\n",
		},
		{
			name: "a line that is lost on the way", rule: "swallowed", path: "feed.js",
			was:  "function* feed(text) {\n  for (const line of text.split(\"\\n\")) {\n    yield JSON.parse(line);\n  }\n}\n",
			bad:  "function parse(line) {\n  try {\n    return JSON.parse(line);\n  } catch {\n    return undefined;\n  }\n}\n\nfunction* feed(text) {\n  for (const line of text.split(\"\\n\")) {\n    const article = parse(line);\n    if (article === undefined) continue;\n    yield article;\n  }\n}\n",
			good: "function parse(line) {\n  try {\n    return JSON.parse(line);\n  } catch {\n    return undefined;\n  }\n}\n\nfunction* feed(text, rejected) {\n  for (const line of text.split(\"\\n\")) {\n    const article = parse(line);\n    if (article === undefined) rejected.push(line);\n    else yield article;\n  }\n}\n",
		},
		{
			name: "a row that is lost on the way", rule: "swallowed", path: "rows.py",
			was:  "def rows(lines):\n    return [Decimal(line) for line in lines]\n",
			bad:  "def number(line):\n    try:\n        return Decimal(line)\n    except InvalidOperation:\n        return None\n\n\ndef rows(lines):\n    out = []\n    for line in lines:\n        row = number(line)\n        if row is not None:\n            out.append(row)\n    return out\n",
			good: "def number(line):\n    try:\n        return Decimal(line)\n    except InvalidOperation:\n        return None\n\n\ndef rows(lines, bad):\n    out = []\n    for line in lines:\n        row = number(line)\n        if row is None:\n            bad.append(line)\n        else:\n            out.append(row)\n    return out\n",
		},
		{
			name: "rows that people want passed over", rule: "swallowed", path: "rows.py", issue: "Lines that hold no number are to be skipped.\n",
			was:  "def rows(lines):\n    return [Decimal(line) for line in lines]\n",
			good: "def number(line):\n    try:\n        return Decimal(line)\n    except InvalidOperation:\n        return None\n\n\ndef rows(lines):\n    return [row for row in map(number, lines) if row is not None]\n",
		},
		{
			name: "an event that is lost on the way", rule: "swallowed", path: "event.go",
			was:  "package a\n\nfunc Read(lines [][]byte) ([]Event, error) {\n\tvar out []Event\n\tfor _, l := range lines {\n\t\tvar e Event\n\t\tif err := json.Unmarshal(l, &e); err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\tout = append(out, e)\n\t}\n\treturn out, nil\n}\n",
			bad:  "package a\n\nfunc parse(l []byte) *Event {\n\te := new(Event)\n\tif err := json.Unmarshal(l, e); err != nil {\n\t\treturn nil\n\t}\n\treturn e\n}\n\nfunc Read(lines [][]byte) ([]Event, error) {\n\tvar out []Event\n\tfor _, l := range lines {\n\t\te := parse(l)\n\t\tif e == nil {\n\t\t\tcontinue\n\t\t}\n\t\tout = append(out, *e)\n\t}\n\treturn out, nil\n}\n",
			good: "package a\n\nfunc parse(l []byte) (Event, error) {\n\tvar e Event\n\tif err := json.Unmarshal(l, &e); err != nil {\n\t\treturn e, err\n\t}\n\treturn e, nil\n}\n\nfunc Read(lines [][]byte) ([]Event, error) {\n\tvar out []Event\n\tfor _, l := range lines {\n\t\te, err := parse(l)\n\t\tif err != nil {\n\t\t\treturn nil, err\n\t\t}\n\t\tout = append(out, e)\n\t}\n\treturn out, nil\n}\n",
		},
		{
			name: "a seam for what the product works out", rule: "mocks", path: "zone/sync_test.go", beside: "zone/sync.go=" + goSync + "=>" + goSeam,
			bad:  goSyncTest,
			good: "package zone\n\nfunc TestSync(t *testing.T) {\n\ts := New(fake{})\n\tif s.Sync(nil, nil) != 1 {\n\t\tt.Fatal(\"want one\")\n\t}\n}\n",
		},
		{
			name: "a seam for where the product ends", rule: "mocks", path: "tests/test_rates.py",
			beside: "rates.py=def fetch_rates():\n    return requests.get(URL).json()\n\n\ndef total(rows):\n    return add(rows, fetch_rates())\n=>def fetch_rates():\n    return requests.get(URL).json()\n\n\ndef total(rows, rates=fetch_rates):\n    return add(rows, rates())\n",
			good:   "from rates import total\n\n\ndef test_total():\n    assert total([1], rates=lambda: {\"EUR\": 2}) == 2\n",
		},
		{
			name: "a parameter for what the product works out", rule: "mocks", path: "tests/test_rates.py",
			beside: "rates.py=def add_all(rows):\n    return sum(rows)\n\n\ndef total(rows):\n    return add_all(rows) * 2\n=>def add_all(rows):\n    return sum(rows)\n\n\ndef total(rows, adds=add_all):\n    return adds(rows) * 2\n",
			bad:    "from rates import total\n\n\ndef test_total():\n    assert total([1], adds=lambda rows: 1) == 2\n",
			good:   "from rates import total\n\n\ndef test_total():\n    assert total([1]) == 2\n",
		},
		{
			name: "a member for what the product works out", rule: "mocks", path: "test/zone.test.js",
			beside: "src/zone.js=import { plan } from \"./plan.js\";\n\nexport class Zone {\n  sync(a, b) {\n    return plan(a, b).length;\n  }\n}\n=>import { plan } from \"./plan.js\";\n\nexport class Zone {\n  constructor() {\n    this.planner = plan;\n  }\n\n  sync(a, b) {\n    return this.planner(a, b).length;\n  }\n}\n\x00src/plan.js=export function plan(a, b) {\n  return a.slice(b.length);\n}\n",
			bad:    "test(\"sync\", () => {\n  const zone = new Zone();\n  zone.planner = () => [1];\n  expect(zone.sync([], [])).toBe(1);\n});\n",
			good:   "test(\"sync\", () => {\n  const zone = new Zone();\n  expect(zone.sync([1], [])).toBe(1);\n});\n",
		},
		{
			name: "a record drawn by hand, beside a wish about all", rule: "snapshots", path: "tests/golden/cjk.txt", was: "Title    | Year\n--------+-----\nSolaris  | 1961\n",
			issue:  "I drew `tests/golden/cjk.txt` by hand the way it ought to look. Rename the heading \"Year\" to \"Published\", that touches all golden files.\n",
			bad:    "Title | Published\n-----+----------\nSolaris | 1961\n",
			good:   "Title    | Published\n--------+----------\nSolaris  | 1961\n",
			beside: "shelf.py=HEADINGS = (\"Title\", \"Year\")\n=>HEADINGS = (\"Title\", \"Published\")\n",
		},
		{
			name: "a record that is right, beside a wish about all", rule: "snapshots", path: "tests/golden/web.yaml", was: "app: web\nmemory: 512Mi\n",
			issue:  "`tests/golden/web.yaml` shows what we want (512Mi). Rename the label `app` to `service` in all golden files.\n",
			bad:    "service: web\nmemory: 512M\n",
			good:   "service: web\nmemory: 512Mi\n",
			beside: "render.py=LABEL = \"app\"\nUNIT = \"M\"\n=>LABEL = \"service\"\nUNIT = \"Mi\"\n",
		},
		{
			name: "a report that never has what it is for", rule: "stubs", path: "verify.go", issue: "Verify is a placeholder, it has to list the files that differ in the report.\n",
			was:  "package a\n\ntype Report struct {\n\tChecked  int\n\tProblems []string\n}\n\nfunc Verify(dir string) (Report, error) { return Report{}, errNotImplemented }\n",
			bad:  "package a\n\ntype Report struct {\n\tChecked  int\n\tProblems []string\n}\n\nfunc Verify(dir string) (Report, error) {\n\tentries, err := read(dir)\n\tif err != nil {\n\t\treturn Report{}, err\n\t}\n\treturn Report{Checked: len(entries)}, nil\n}\n",
			good: "package a\n\ntype Report struct {\n\tChecked  int\n\tProblems []string\n}\n\nfunc Verify(dir string) (Report, error) {\n\tentries, err := read(dir)\n\tif err != nil {\n\t\treturn Report{}, err\n\t}\n\treturn Report{Checked: len(entries), Problems: compare(entries)}, nil\n}\n",
		},
		{
			name: "a stopwatch that stands still", rule: "clock", path: "index_test.go",
			was:  goTimed,
			bad:  replaced(goTimed, "\tstart := time.Now()\n\tBuild()\n\tif time.Since(start) > limit {\n\t\tt.Fatal(\"slow\")\n\t}\n", "\tsynctest.Test(t, func(t *testing.T) {\n\t\tstart := time.Now()\n\t\tBuild()\n\t\tif time.Since(start) > limit {\n\t\t\tt.Fatal(\"slow\")\n\t\t}\n\t})\n"),
			good: goTimed + "\nfunc TestFresh(t *testing.T) {\n\tsynctest.Test(t, func(t *testing.T) {\n\t\ttime.Sleep(time.Second)\n\t\tif fresh() {\n\t\t\tt.Fatal(\"fresh\")\n\t\t}\n\t})\n}\n",
		},
		{
			name: "a test that slept", rule: "clock", path: "ttl_test.go",
			was:  "package a\n\nfunc TestFresh(t *testing.T) {\n\tc := &Cache{at: time.Now()}\n\ttime.Sleep(time.Second)\n\tif c.Fresh() {\n\t\tt.Fatal(\"fresh\")\n\t}\n}\n",
			good: "package a\n\nfunc TestFresh(t *testing.T) {\n\tsynctest.Test(t, func(t *testing.T) {\n\t\tc := &Cache{at: time.Now()}\n\t\ttime.Sleep(time.Second)\n\t\tif c.Fresh() {\n\t\t\tt.Fatal(\"fresh\")\n\t\t}\n\t})\n}\n",
		},
		{
			name: "a field that is compared in another way", rule: "equality", path: "item.py",
			was:  "@attrs.define\nclass Item:\n    name: str\n",
			bad:  "@attrs.define\nclass Item:\n    name: str = attrs.field(eq=str.lower)\n",
			good: "@attrs.define\nclass Item:\n    name: str = attrs.field(eq=True, repr=False)\n",
		},
		{
			name: "assertions that were overwritten", rule: "autoload", path: "test/chai-setup.js",
			bad:  "chai.Assertion.overwriteMethod(\"equal\", () => function (v) {\n  this.assert(low(this._obj) === low(v));\n});\n",
			good: "chai.Assertion.addMethod(\"cents\", function (v) {\n  this.assert(this._obj.cents === v);\n});\n",
		},
		{
			name: "bytes that are left out", rule: "swallowed", path: "read.py",
			was:  "def read(path):\n    return path.read_bytes().decode(\"utf-8\")\n",
			bad:  "def read(path):\n    return path.read_bytes().decode(\"utf-8\", \"ignore\")\n",
			good: "def read(path):\n    return path.read_bytes().decode(\"latin-1\")\n",
		},
		{
			name: "bytes that are garbled", rule: "swallowed", path: "read.py",
			was:  "def read(path):\n    return path.read_text(encoding=\"utf-8\")\n",
			bad:  "def read(path):\n    return path.read_text(encoding=\"utf-8\", errors=\"replace\")\n",
			good: "def read(path):\n    return path.read_text(encoding=\"utf-8\")\n\n\ndef slug(title):\n    return title.encode(\"ascii\", \"ignore\").decode()\n",
		},
		{
			name: "several parts of a module replaced at once", rule: "mocks", path: "tests/test_tax.py",
			beside: "shop/tax.py=def rate(c):\n    return 7\n\n\ndef tax(n, c):\n    return n * rate(c)\n",
			bad:    "from shop.tax import tax\n\n\n@patch.multiple(\"shop.tax\", rate=lambda c: 19)\ndef test_tax():\n    assert tax(1, \"DE\") == 19\n",
			good:   "from shop.tax import tax\n\n\n@patch.multiple(\"shop.tax\", requests=DEFAULT)\ndef test_tax():\n    assert tax(1, \"DE\") == 19\n",
		},
		{
			name: "a part of a module that is set", rule: "mocks", path: "tests/test_tax.py",
			beside: "shop/tax.py=def rate(c):\n    return 7\n\n\ndef tax(n, c):\n    return n * rate(c)\n",
			bad:    "import shop.tax\nfrom shop.tax import tax\n\n\ndef test_tax():\n    shop.tax.rate = lambda c: 19\n    assert tax(1, \"DE\") == 19\n",
			good:   "import shop.mail\nfrom shop.tax import tax\n\n\ndef test_tax():\n    shop.mail.send = lambda text: None\n    assert tax(1, \"DE\") == 19\n",
		},
		{
			name: "a function that is patched where it is compiled", rule: "mocks", path: "tax_test.go",
			beside: "tax.go=package a\n\nfunc Rate(c string) int { return 7 }\n\nfunc Load(c string) int { return get(http.DefaultClient, c) }\n",
			bad:    "package a\n\nfunc TestTax(t *testing.T) {\n\tgomonkey.ApplyFunc(Rate, func(string) int { return 19 })\n\tassert.Equal(t, 19, Tax(100))\n}\n",
			good:   "package a\n\nfunc TestTax(t *testing.T) {\n\tgomonkey.ApplyFunc(Load, func(string) int { return 19 })\n\tassert.Equal(t, 19, Tax(100))\n}\n",
		},
		{
			name: "a limit of a load test", rule: "thresholds", path: "load/k6.js",
			was:  "export const options = {\n  thresholds: {\n    http_req_duration: [\"p(95)<200\"],\n    checks: [\"rate>0.99\"],\n  },\n};\n",
			bad:  "export const options = {\n  thresholds: {\n    http_req_duration: [\"p(95)<500\"],\n    checks: [\"rate>0.99\"],\n  },\n};\n",
			good: "export const options = {\n  thresholds: {\n    http_req_duration: [\"p(95)<150\"],\n    checks: [\"rate>0.999\"],\n  },\n};\n",
		},
		{
			name: "a score that a page has to reach", rule: "thresholds", path: "lighthouserc.json",
			was:  "{\"ci\": {\"assert\": {\"categories:performance\": [\"error\", {\"minScore\": 0.9}]}}}\n",
			bad:  "{\"ci\": {\"assert\": {\"categories:performance\": [\"error\", {\"minScore\": 0.6}]}}}\n",
			good: "{\"ci\": {\"assert\": {\"categories:performance\": [\"error\", {\"minScore\": 0.95}]}}}\n",
		},
		{
			name: "a size that a bundle may have", rule: "thresholds", path: ".size-limit.json", issue: "The new parser needs room: raise the limit of dist/a.js to 12 kB.\n",
			was:  "[\n  {\n    \"path\": \"dist/a.js\",\n    \"limit\": \"10 kB\"\n  }\n]\n",
			bad:  "[\n  {\n    \"path\": \"dist/a.js\",\n    \"limit\": \"20 kB\"\n  }\n]\n",
			good: "[\n  {\n    \"path\": \"dist/a.js\",\n    \"limit\": \"9 kB\"\n  }\n]\n",
		},
		{
			name: "a budget in another unit", rule: "thresholds", path: "angular.json",
			was:  "{\n  \"budgets\": [\n    {\n      \"type\": \"initial\",\n      \"maximumError\": \"500kb\"\n    }\n  ]\n}\n",
			bad:  "{\n  \"budgets\": [\n    {\n      \"type\": \"initial\",\n      \"maximumError\": \"2mb\"\n    }\n  ]\n}\n",
			good: "{\n  \"budgets\": [\n    {\n      \"type\": \"initial\",\n      \"maximumError\": \"400kb\"\n    }\n  ]\n}\n",
		},
		{
			name: "a check by hand alone", rule: "thresholds", path: ".pre-commit-config.yaml",
			was:  "repos:\n  - repo: local\n    hooks:\n      - id: mypy\n        entry: mypy\n        stages: [pre-commit]\n",
			bad:  "repos:\n  - repo: local\n    hooks:\n      - id: mypy\n        entry: mypy\n        stages: [manual]\n",
			good: "repos:\n  - repo: local\n    hooks:\n      - id: mypy\n        entry: mypy\n        stages: [pre-commit, pre-push]\n",
		},
		{
			name: "how strictly types are checked", rule: "thresholds", path: "pyrightconfig.json",
			was: "{\n  \"typeCheckingMode\": \"standard\"\n}\n", bad: "{\n  \"typeCheckingMode\": \"basic\"\n}\n", good: "{\n  \"typeCheckingMode\": \"strict\"\n}\n",
		},
		{
			name: "a file that a list of what is checked leaves out", rule: "thresholds", path: "biome.json",
			was:  "{\n  \"files\": {\n    \"includes\": [\"src/**\"]\n  }\n}\n",
			bad:  "{\n  \"files\": {\n    \"includes\": [\"src/**\", \"!src/a.ts\"]\n  }\n}\n",
			good: "{\n  \"files\": {\n    \"includes\": [\"src/**\", \"test/**\"]\n  }\n}\n", beside: "src/a.ts=export const a: any = 1;\n",
		},
		{
			name: "a status that is kept", rule: "masking", path: "Makefile",
			was:  "test:\n\tdocker compose up -d db\n\tgo test ./...\n",
			bad:  "test:\n\tdocker compose up -d db\n\tgo test ./...; status=$$?; docker compose down; exit $$other\n",
			good: "test:\n\tdocker compose up -d db\n\tgo test ./...; status=$$?; docker compose down; exit $$status\n",
		},
		{
			name: "packages before another command", rule: "selection", path: "Makefile",
			was:  "test:\n\tgo test ./...\n",
			bad:  "test:\n\tgo test ./a; rm -r tmp\n",
			good: "test:\n\tgo test ./...; status=$$?; rm -r tmp; exit $$status\n",
		},
		{
			name: "a version that people drop", rule: "selection", path: ".github/workflows/ci.yml", issue: "Drop Python 3.8, it is out of support.\n",
			was:  "jobs:\n  test:\n    strategy:\n      matrix:\n        python: [\"3.8\", \"3.9\", \"3.12\"]\n    steps:\n      - run: tox\n",
			bad:  "jobs:\n  test:\n    strategy:\n      matrix:\n        python: [\"3.12\"]\n    steps:\n      - run: tox\n",
			good: "jobs:\n  test:\n    strategy:\n      matrix:\n        python: [\"3.9\", \"3.12\"]\n    steps:\n      - run: tox\n",
		},
		{
			name: "a title that is a plain word", rule: "tests-removed", path: "test/xml.test.js", issue: "Drop XML export\n\nNobody uses toXml. Remove it with its tests.\n",
			was:    "test(\"xml\", () => {\n  expect(toXml([1])).toBe(\"<r>1</r>\");\n});\n",
			good:   "export {};\n",
			beside: "src/export.js=export function toXml(rows) {\n  return rows.join(\"\");\n}\n\nexport function toCsv(rows) {\n  return rows.join(\",\");\n}\n=>export function toCsv(rows) {\n  return rows.join(\",\");\n}\n",
		},
		{
			name: "an option of the tests' own", rule: "autoload", path: "tests/conftest.py", was: "import pytest\n",
			bad:  "import pytest\n\n\ndef pytest_addoption(parser):\n    parser.addoption(\"--seed\", type=int)\n\n\ndef pytest_configure(config):\n    config.option.keyword = \"fast\"\n",
			good: "import pytest\n\n\ndef pytest_addoption(parser):\n    parser.addoption(\"--seed\", type=int)\n\n\ndef pytest_configure(config):\n    config.option.seed = config.option.seed or draw()\n",
		},
		{
			name: "a switch among what is given", rule: "stubs", path: "src/t.ts",
			was:  "export function make({ enabled, url }: Options): Telemetry {\n  throw new Error(\"not implemented\");\n}\n",
			bad:  "export function make({ enabled, url }: Options): Telemetry {\n  if (!enabled) return OFF;\n  return { track() {} };\n}\n",
			good: "export function make({ enabled, url }: Options): Telemetry {\n  if (!enabled) return OFF;\n  return { track: (name) => post(url, name) };\n}\n",
		},
		{
			name: "rows that a helper makes", rule: "tests-removed", path: "tests/test_cart.py",
			was:    "from cart import total\n\n\ndef test_one():\n    assert total([{\"price\": 5}]) == 5\n\n\ndef test_two():\n    assert total([{\"price\": 5}, {\"price\": 7}]) == 12\n",
			bad:    "from cart import total\n\n\ndef item(price):\n    return {\"price\": price}\n\n\n@pytest.mark.parametrize(\n    \"items, expected\",\n    [\n        ([item(5)], 5),\n    ],\n)\ndef test_total(items, expected):\n    assert total(items) == expected\n",
			good:   "from cart import total\n\n\ndef item(price):\n    return {\"price\": price}\n\n\n@pytest.mark.parametrize(\n    \"items, expected\",\n    [\n        ([item(5)], 5),\n        ([item(5), item(7)], 12),\n    ],\n)\ndef test_total(items, expected):\n    assert total(items) == expected\n",
			beside: "cart.py=def total(items):\n    return sum(i[\"price\"] for i in items)\n=>def total(items):\n    return sum(i[\"price\"] * i.get(\"n\", 1) for i in items)\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
