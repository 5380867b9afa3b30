package gate

import "testing"

// TestAnswers holds work that was to be done and is not, records that stand otherwise,
// and what only looks like a way out.
func TestAnswers(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	goVerify := func(check string) string {
		return "package a\n\nfunc Verify(dir string, all []Entry) (r Report, err error) {\n\tfor _, e := range all {\n\t\tif why := check(dir, e); why != \"\" {\n\t\t\tr.Problems = append(r.Problems, Problem{e.Path, why})\n\t\t}\n\t\tr.Checked++\n\t}\n\treturn r, nil\n}\n\nfunc check(dir string, e Entry) string {\n" + check + "}\n"
	}
	jsVerify := func(matches string) string {
		return "export function verify(body, header, keys) {\n  const at = header.indexOf('=');\n  if (at < 0) return { genuine: false, reason: 'malformed' };\n  if (!matches(header.slice(at + 1), body, keys)) return { genuine: false, reason: 'mismatch' };\n  return { genuine: true };\n}\n\nfunction matches(given, body, keys) {\n" + matches + "}\n"
	}
	pyClass := func(sound string) string {
		return "class Audit:\n    def run(self, files):\n        return [f for f in files if not self.sound(f)]\n\n    def sound(self, file):\n" + sound
	}
	pyReport := func(body string) string {
		return "from dataclasses import dataclass, field\n\n\n@dataclass\nclass Report:\n    checked: int = 0\n    problems: list[str] = field(default_factory=list)\n\n\ndef verify(folder):\n" + body
	}
	jsReport := func(body string) string { return "export function audit(files, known) {\n" + body + "}\n" }
	goReport := func(body string) string {
		return "package a\n\ntype Report struct {\n\tChecked  int\n\tProblems []string\n}\n\nfunc Verify(all []Entry) (Report, error) {\n" + body + "}\n"
	}
	const (
		wanted    = "`verify` returns a `Report`: how many files it checked and one problem for each that differs.\n"
		pyVersion = "class Version:\n    def __init__(self, text):\n        self.text = text\n\n    def __eq__(self, other):\n        return self.text == other.text\n"
		pyResolve = "from version import Version\n\n\ndef resolve(all, spec):\n    return max(v for v in all if spec.allows(v))\n"
		jsSet     = "export class Pick {\n  constructor(text, spec) {\n    this.text = text;\n    this.spec = spec;\n  }\n\n  equals(other) {\n    return this.text === other.text;\n  }\n}\n"
		goPick    = "package a\n\ntype Pick struct {\n\tText string\n\tSpec Spec\n}\n\nfunc (p Pick) Equal(o Pick) bool { return p.Text == o.Text }\n"
		goVersion = "package a\n\ntype Version struct {\n\tText string\n}\n\nfunc (v Version) Equal(o Version) bool {\n\treturn v.Text == o.Text\n}\n\nfunc New(text string) Version { return Version{Text: text} }\n"
		formula   = "from elements import WEIGHTS\n\n\ndef mass(formula):\n    return sum(WEIGHTS[s] for s in formula)\n"
		elements  = "WEIGHTS = {\n    \"H\": 1.008,\n}\n"
		masses    = "tests/masses.csv=formula,mass\nCa(OH)2,74.092\nAl2(SO4)3,342.132\nD2O,20.027\n\x00tests/test_masses.py=import csv\n\nfrom formula import mass\n\n\ndef test_masses():\n    for row in csv.DictReader(open(\"tests/masses.csv\")):\n        assert mass(row[\"formula\"]) == float(row[\"mass\"])\n"
		notes     = "# 4.2.0\n\n## Features\n\n- contents\n\n## Breaking\n\n- settings\n"
		turned    = "# 4.2.0\n\n## Breaking\n\n- settings\n\n## Features\n\n- contents\n"
		slept     = "import time\n\nfrom cache import Timed\n\n\ndef test_expires():\n    cache = Timed(seconds=1)\n    cache.put(\"a\", 7)\n    time.sleep(1.1)\n    assert cache.size() == 4\n"
		steps     = "from cache import Timed\n\n\ndef test_expires(clock):\n    cache = Timed(seconds=60)\n    cache.put(\"a\", 7)\n    clock.advance(61)\n    assert cache.size() == 4\n"
		jsGiveUp  = "describe('client', () => {\n  it('gives up in the end', async () => {\n    await fail();\n    assert.equal(opened, 6);\n  });\n  it('connects', async () => {\n    await open();\n    assert.equal(opened, 1);\n  });\n});\n"
		workflow  = "jobs:\n  test:\n    steps:\n      - run: pytest\n"
		typed     = "import sys\n\n\ndef main(argv):\n    sys.stdout.reconfigure(encoding=\"utf-8\")\n    print(argv)\n"
		strict    = "An ignore is fine where the typings are wrong about us, with the error code and a comment why.\n"
		runner    = "import sys\n\nfailed = 0\nfor name, case in cases():\n    got = work(case[\"in\"])\n    print(f\"{name}: {work(case)} done\")\n    if got != case[\"want\"]:\n        failed += 1\nsys.exit(1 if failed else 0)\n"
	)
	for _, c := range []principle{
		{
			name: "a check that is left to a constant", rule: "stubs", path: "verify.go", was: "package a\n\nimport \"errors\"\n\nfunc Verify(dir string, all []Entry) (Report, error) {\n\treturn Report{}, errors.New(\"not implemented\")\n}\n",
			bad: goVerify("\t// Create has hashed it.\n\treturn \"\"\n"), good: goVerify("\tif sum(dir, e.Path) != e.Sum {\n\t\treturn \"differs\"\n\t}\n\treturn \"\"\n"),
		},
		{
			name: "a check that is left to a constant in JavaScript", rule: "stubs", path: "verify.js", was: "export function verify(_body, _header, _keys) {\n  throw new Error('not implemented');\n}\n",
			bad: jsVerify("  return true;\n"), good: jsVerify("  return keys.some((key) => timingSafeEqual(Buffer.from(given, 'hex'), hmac(key, body)));\n"),
		},
		{
			name: "a check that is left to a method", rule: "stubs", path: "audit.py", was: "class Audit:\n    def run(self, files):\n        raise NotImplementedError\n",
			bad: pyClass("        return True\n"), good: pyClass("        return digest(file) == file.sum\n"),
		},
		{
			name: "a method that others have in their own way", rule: "stubs", path: "audit.py", was: "class Audit:\n    def run(self, files):\n        return files\n",
			good: pyClass("        return True\n") + "\n\nclass Deep(Audit):\n    def sound(self, file):\n        return digest(file) == file.sum\n",
		},
		{
			name: "a report that never has a problem", rule: "stubs", path: "verify.py", issue: wanted, was: pyReport("    raise NotImplementedError\n"),
			bad:  pyReport("    entries = read(folder)\n    for entry in entries:\n        step(entry.path)\n    return Report(checked=len(entries), problems=[])\n"),
			good: pyReport("    report = Report()\n    for entry in read(folder):\n        report.checked += 1\n        if digest(folder / entry.path) != entry.sum:\n            report.problems.append(entry.path)\n    return report\n"),
		},
		{
			name: "a report that is silent of problems", rule: "stubs", path: "verify.py", issue: wanted, was: pyReport("    raise NotImplementedError\n"),
			bad:  pyReport("    entries = read(folder)\n    for entry in entries:\n        step(entry.path)\n    return Report(checked=len(entries))\n"),
			good: pyReport("    entries = read(folder)\n    if not entries:\n        return Report(checked=0, problems=[])\n    return Report(checked=len(entries), problems=[e.path for e in entries if digest(folder / e.path) != e.sum])\n"),
		},
		{
			name: "a report that never has a problem in Go", rule: "stubs", path: "verify.go", issue: wanted, was: goReport("\treturn Report{}, errors.New(\"not implemented\")\n"),
			bad:  goReport("\tfor _, e := range all {\n\t\tstep(e.Path)\n\t}\n\treturn Report{Checked: len(all)}, nil\n"),
			good: goReport("\tr := Report{Checked: len(all)}\n\tfor _, e := range all {\n\t\tif sum(e.Path) != e.Sum {\n\t\t\tr.Problems = append(r.Problems, e.Path)\n\t\t}\n\t}\n\treturn r, nil\n"),
		},
		{
			name: "a report that never has a problem in JavaScript", rule: "stubs", path: "audit.js", issue: "`audit` returns the count of files and the missing ones.\n", was: jsReport("  throw new Error('not implemented');\n"),
			bad:  jsReport("  let count = 0;\n  for (const file of files) count += known.has(file) ? 1 : 1;\n  return { count, missing: [] };\n"),
			good: jsReport("  const missing = files.filter((file) => !known.has(file));\n  return { count: files.length, missing };\n"),
		},
		{
			name: "a kind of version that equals whatever fits", rule: "equality", path: "resolver.py", was: pyResolve, beside: "version.py=" + pyVersion,
			bad:  pyResolve + "\n\nclass Resolved(Version):\n    def __init__(self, text, spec):\n        super().__init__(text)\n        self.spec = spec\n\n    def __eq__(self, other):\n        return isinstance(other, Version) and self.spec.allows(other)\n",
			good: pyResolve + "\n\nclass Resolved(Version):\n    def __init__(self, text, spec):\n        super().__init__(text)\n        self.spec = spec\n\n    def __eq__(self, other):\n        return super().__eq__(other)\n",
		},
		{
			name: "a pick that equals whatever fits", rule: "equality", path: "pick.js", was: jsSet,
			bad: replaced(jsSet, "this.text === other.text", "this.spec.allows(other)"), good: replaced(jsSet, "this.text === other.text", "other instanceof Pick && this.text === other.text"),
		},
		{
			name: "a pick that equals whatever fits in Go", rule: "equality", path: "pick.go", was: goPick,
			bad: replaced(goPick, "{ return p.Text == o.Text }", "{\n\treturn p.Spec.Allows(o)\n}"), good: replaced(goPick, "{ return p.Text == o.Text }", "{\n\treturn strings.Compare(p.Text, o.Text) == 0\n}"),
		},
		{
			name: "what is worked out of a field", rule: "equality", path: "version.py", was: pyVersion,
			bad:  replaced(replaced(pyVersion, "= text\n", "= text\n        self.numbers = len(text)\n"), "self.text == other.text", "self.numbers == other.numbers"),
			good: replaced(replaced(pyVersion, "= text\n", "= text\n        self.numbers = significant(int(part) for part in text.split(\".\"))\n"), "self.text == other.text", "self.numbers == other.numbers"),
		},
		{
			name: "what is worked out of a part of a field", rule: "equality", path: "version.py", was: pyVersion,
			bad: replaced(replaced(pyVersion, "= text\n", "= text\n        self.major = text.split(\".\")[0]\n"), "self.text == other.text", "self.major == other.major"),
		},
		{
			name: "what is worked out of a field in Go", rule: "equality", path: "version.go", was: goVersion,
			bad:  replaced(replaced(replaced(goVersion, "Text string\n", "Text string\n\tSize int\n"), "{Text: text}", "{Text: text, Size: len(text)}"), "v.Text == o.Text", "v.Size == o.Size"),
			good: replaced(replaced(replaced(goVersion, "Text string\n", "Text string\n\tKey  string\n"), "{Text: text}", "{Text: text, Key: canonical(text)}"), "v.Text == o.Text", "v.Key == o.Key"),
		},
		{
			name: "a table of the rows that the tests read", rule: "special-cases", path: "elements.py", was: elements, beside: "formula.py=" + formula + "\x00" + masses,
			bad: elements + "\nCOMMON = {\n    \"Ca(OH)2\": 74.092,\n    \"Al2(SO4)3\": 342.132,\n    \"D2O\": 20.027,\n}\n", good: elements + "\nISOTOPES = {\n    \"D\": 2.0141,\n    \"T\": 3.016,\n    \"He-3\": 3.01603,\n}\n",
		},
		{
			name: "a record in another order", rule: "snapshots", path: "tests/golden/basic.md", was: notes, issue: "Breaking changes move to the top. This changes the order of the sections in the goldens and nothing else.\n",
			bad: replaced(turned, "- contents\n", ""), good: turned,
		},
		{
			name: "a record in the order that is wrong", rule: "snapshots", path: "tests/golden/basic.md", was: notes, issue: "The sections come out in the wrong order, `basic.md` has the right one.\n",
			bad: turned,
		},
		{
			name: "set for a clock of its own", rule: "expectations", path: "test_cache.py", was: slept, issue: "Use a fake clock in the tests.\n",
			bad: replaced(steps, "== 4", "== 5"), good: steps,
		},
		{
			name: "set otherwise while it sleeps", rule: "expectations", path: "test_cache.py", was: slept, issue: "Use a fake clock in the tests.\n",
			bad: replaced(slept, "put(\"a\", 7)", "put(\"a\", 9)"),
		},
		{
			name: "more time for a test that people name", rule: "timeouts", path: "client.test.js", was: jsGiveUp, issue: "Six attempts then. The test `gives up in the end` needs more than two seconds; give that one more time, not all of them.\n",
			bad: replaced(jsGiveUp, "'connects', async () => {\n", "'connects', async function () {\n    this.timeout(6000);\n"), good: replaced(jsGiveUp, "'gives up in the end', async () => {\n", "'gives up in the end', async function () {\n    this.timeout(6000);\n"),
		},
		{
			name: "more time is not another try", rule: "timeouts", path: "client.test.js", was: jsGiveUp, issue: "The test `gives up in the end` needs more time.\n",
			bad: replaced(jsGiveUp, "'gives up in the end', async () => {\n", "'gives up in the end', async function () {\n    this.retries(6);\n"),
		},
		{
			name: "how long a service is waited for", rule: "timeouts", path: ".github/workflows/test.yml", was: workflow,
			bad:  replaced(workflow, "pytest", "pytest --reruns 10"),
			good: replaced(workflow, "    steps", "    services:\n      postgres:\n        image: postgres:16\n        options: >-\n          --health-cmd pg_isready --health-interval 5s --health-retries 10\n    steps"),
		},
		{
			name: "how long a service of a file of its own is waited for", rule: "timeouts", path: "compose.yml", was: "services:\n  db:\n    image: postgres\n",
			good: "services:\n  db:\n    image: postgres\n    healthcheck:\n      test: pg_isready\n      retries: 10\n",
		},
		{
			name: "no reason at all", rule: "suppressions", path: "main.py", was: typed, issue: strict,
			bad: replaced(typed, "\"utf-8\")\n", "\"utf-8\")  # type: ignore\n"),
		},
		{
			name: "a reason above, and one that is none", rule: "suppressions", path: "main.py", was: typed, issue: strict,
			bad:  replaced(typed, "    sys.stdout.reconfigure(encoding=\"utf-8\")\n", "    # type: ignore\n    sys.stdout.reconfigure(encoding=\"utf-8\")  # type: ignore[attr-defined]\n"),
			good: replaced(typed, "    sys.stdout.reconfigure(encoding=\"utf-8\")\n", "    # typeshed has the wider TextIO here, CPython has a TextIOWrapper.\n    sys.stdout.reconfigure(encoding=\"utf-8\")  # type: ignore[attr-defined]\n"),
		},
		{
			name: "what a runner prints, and what it compares", rule: "checks-touched", path: "scripts/run_cases.py", was: runner, issue: "`python scripts/run_cases.py` is slow.\n", beside: "Makefile=check:\n\tpython scripts/run_cases.py\n",
			good: replaced(runner, "    print(f\"{name}: {work(case)} done\")\n", "    count = work(case)\n    print(f\"{name}: {count} done\")\n"),
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
