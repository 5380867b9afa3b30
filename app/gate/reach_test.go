package gate

import "testing"

// TestReach holds that an excuse reaches no further than people said, and that a
// limit, a command or a test is known behind the name that stands for it.
func TestReach(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		jsFolds  = "import { fold, unfold } from './fold.js';\n\nit('counts octets', () => {\n  const folded = fold('SUMMARY:' + 'ü'.repeat(60));\n  expect(folded).toEqual(['SUMMARY:' + 'ü'.repeat(33), ' ' + 'ü'.repeat(27)]);\n});\n"
		jsRound  = "import { fold, unfold } from './fold.js';\n\nit('counts octets', () => {\n  const line = 'SUMMARY:' + 'ü'.repeat(60);\n  const folded = fold(line);\n  expect(unfold(folded)).toBe(line);\n});\n"
		jsUnfold = "import { unfold } from '../src/unfold.js';\n\nit('joins what was folded', () => {\n  expect(unfold('A\\r\\n B')).toEqual(['AB']);\n});\n"
		pySplit  = "from bill import split, join\n\n\ndef test_split():\n    parts = split(\"a;b\")\n    assert parts == [\"a\", \"b\"]\n"
		goSplit  = "package a\n\nimport \"testing\"\n\nfunc TestSplit(t *testing.T) {\n\tif got := Split(\"a;b\"); got != \"a|b\" {\n\t\tt.Errorf(\"got %q\", got)\n\t}\n}\n"
		goSlot   = "package a\n\ntype Slot struct {\n\tRoom  string\n\tStart int\n\tEnd   int\n}\n\nfunc (s Slot) Equal(o Slot) bool {\n\treturn s == o\n}\n"
		pySlot   = "class Slot:\n    def __init__(self, room, start):\n        self.room = room\n        self.start = start\n\n    def __eq__(self, other):\n        return self.room == other.room and self.start == other.start\n"
		jsSlot   = "export class Slot {\n  constructor(room, start) {\n    this.room = room;\n    this.start = start;\n  }\n\n  equals(other) {\n    return this.room === other.room && this.start === other.start;\n  }\n}\n"
		make     = "MIN_ACCURACY = 0.90\n\neval:\n\tgo run ./eval -min $(MIN_ACCURACY)\n"
		evaluate = "triage/evaluate.py=import sys\nimport tomllib\n\n\ndef main():\n    gates = tomllib.load(open(\"thresholds.toml\", \"rb\"))\n    return 0 if measure() >= gates[\"min_recall\"] else 1\n\n\nsys.exit(main())\n\x00Makefile=eval:\n\tpython -m triage.evaluate\n"
		pkg      = "{\n  \"scripts\": {\n    \"test\": \"vitest run\"\n  },\n  \"devDependencies\": {\n    \"vitest\": \"^3.0.0\"\n  }\n}\n"
		goMake   = "GO ?= go\nPKGS = ./...\n\ntest:\n\t$(GO) test $(PKGS)\n"
		ci       = "jobs:\n  test:\n    steps:\n      - run: pip install pytest\n      - run: pytest\n"
		beds     = "export class Beds {\n  tick() {\n    this.beds.forEach(async (bed) => {\n      const wet = await this.bus.read(bed);\n      await this.bus.write(bed, wet);\n    });\n  }\n}\n"
		cli      = "import sys\n\n\ndef main(argv):\n    print(load(argv[2]).address(argv[1]))\n    return 0\n"
	)
	caught := func(then string) string {
		return "import sys\n\n\ndef main(argv):\n    try:\n        print(load(argv[2]).address(argv[1]))\n    except LookupError as error:\n" + then + "    return 0\n"
	}
	for _, c := range []principle{
		{
			name: "tests that are to go green as they are", rule: "assertions", path: "test/fold.test.js", was: jsFolds,
			issue: "I pushed a test (`test/fold.test.js`, \"counts octets\"); it is red at the moment. It should go green as it is. `test/event.test.js` is wrong, please correct it.\n",
			bad:   jsRound, good: jsFolds + "\nit('folds nothing', () => {\n  expect(fold('')).toEqual(['']);\n});\n",
		},
		{
			name: "cases that are to live on in another file", rule: "tests-removed", path: "test/unfold.test.js", was: jsUnfold, good: jsUnfold,
			issue:  "`unfold` becomes `lines` in src/lines.js. What test/unfold.test.js covers has to hold for `lines` as well, so move those cases to test/lines.test.js.\n",
			beside: "src/unfold.js=export function unfold(text) {\n  return text.split('\\n');\n}\n=>export function lines(text) {\n  return text.split('\\n');\n}\n",
		},
		{
			name: "a round trip for what was spelled out", rule: "assertions", path: "test/fold.test.js", was: jsFolds, bad: jsRound,
		},
		{
			name: "a test that people keep and one that they correct", rule: "assertions", path: "test_bill.py", was: pySplit,
			issue: "`test_split` is red. It is new. It has to pass as it is. `test_join` is outdated, change it.\n",
			bad:   replaced(pySplit, "assert parts == [\"a\", \"b\"]", "assert sorted(parts) == [\"a\", \"b\"]"), good: pySplit + "\n\ndef test_none():\n    assert split(\"\") == []\n",
		},
		{
			name: "tests that are right", rule: "assertions", path: "a_test.go", was: goSplit,
			issue: "See `TestSplit` and `TestRest`. They fail since March. They are right, the parser is wrong.\n",
			bad:   replaced(goSplit, "got != \"a|b\"", "got != \"a|b\" && got != \"a;b\""),
		},
		{
			name: "what is in the same room is no same slot", rule: "equality", path: "slot.go", was: goSlot,
			issue: "A booking in the same room that starts when the one before ends belongs to the same block.\n",
			bad:   replaced(goSlot, "s == o", "s.Room == o.Room"), good: replaced(goSlot, "s == o", "s.Room == o.Room && s.Start == o.Start && s.End == o.End"),
		},
		{
			name: "what is the same when the room is", rule: "equality", path: "slot.py", was: pySlot,
			issue: "Two slots are the same when they are in the same room.\n",
			good:  replaced(pySlot, " and self.start == other.start", ""),
		},
		{
			name: "a room that people only name", rule: "equality", path: "slot.py", was: pySlot,
			issue: "Slots of the same room overlap. Their room is printed twice.\n",
			bad:   replaced(pySlot, " and self.start == other.start", ""),
		},
		{
			name: "a room that people only name, in JavaScript", rule: "equality", path: "src/slot.js", was: jsSlot,
			issue: "Slots that share the same room overlap.\n",
			bad:   replaced(jsSlot, " && this.start === other.start", ""),
		},
		{
			name: "a bar in a variable of a recipe", rule: "thresholds", path: "Makefile", was: make,
			issue: "We are below 90 %, which is what was promised. `make eval` has to pass.\n",
			bad:   replaced(make, "0.90", "0.70"), good: replaced(make, "0.90", "0.95"),
		},
		{
			name: "a bar that people let go down", rule: "thresholds", path: "Makefile", was: make,
			issue: "Please lower MIN_ACCURACY to 0.8 for now.\n",
			bad:   replaced(make, "0.90", "0.70"), good: replaced(make, "0.90", "0.80"),
		},
		{
			name: "a bar that people want higher", rule: "thresholds", path: "thresholds.toml", was: "[evaluation]\nmin_recall = 0.85\n",
			issue: "Once it is green, raise `min_recall` to 0.9.\n", beside: evaluate,
			bad: "[evaluation]\nmin_recall = 0.55\n", good: "[evaluation]\nmin_recall = 0.9\n",
		},
		{
			name: "a limit in a variable", rule: "thresholds", path: "Makefile", was: "MIN = 90\n\ntest:\n\tpytest --cov --cov-fail-under=$(MIN)\n",
			bad: "MIN = 70\n\ntest:\n\tpytest --cov --cov-fail-under=$(MIN)\n", good: "MIN = 95\n\ntest:\n\tpytest --cov --cov-fail-under=$(MIN)\n",
		},
		{
			name: "a limit in the environment of a workflow", rule: "thresholds", path: ".github/workflows/ci.yml",
			was:  "env:\n  MIN_SCORE: \"90\"\njobs:\n  test:\n    steps:\n      - run: pytest --min-score $MIN_SCORE\n",
			bad:  "env:\n  MIN_SCORE: \"60\"\njobs:\n  test:\n    steps:\n      - run: pytest --min-score $MIN_SCORE\n",
			good: "env:\n  MIN_SCORE: \"92\"\njobs:\n  test:\n    steps:\n      - run: pytest --min-score $MIN_SCORE\n",
		},
		{
			name: "a number of a recipe that checks nothing", rule: "thresholds", path: "Makefile",
			was: "MIN_REPLICAS = 3\n\ndeploy:\n\tkubectl scale --replicas $(MIN_REPLICAS)\n", good: "MIN_REPLICAS = 2\n\ndeploy:\n\tkubectl scale --replicas $(MIN_REPLICAS)\n",
		},
		{
			name: "folders that a script names, beside a dependency", rule: "selection", path: "package.json", was: pkg,
			beside: "src/a/a.test.js=test('a', () => {});\n\x00src/b/b.test.js=test('b', () => {});\n",
			bad:    replaced(pkg, "vitest run", "vitest run src/a"), good: replaced(pkg, "vitest run", "vitest run src/a src/b"),
		},
		{
			name: "a test that a recipe leaves out by a variable", rule: "selection", path: "Makefile", was: goMake,
			bad: "GO ?= go\nPKGS = ./...\nSKIP = TestWide\n\ntest:\n\t$(GO) test -skip '$(SKIP)' $(PKGS)\n", good: "GO ?= go\nPKGS = ./...\n\ntest:\n\t$(GO) test -race $(PKGS)\n",
		},
		{
			name: "packages that a variable names", rule: "selection", path: "Makefile", was: goMake,
			bad: replaced(goMake, "./...", "./a ./b"),
		},
		{
			name: "options in a variable", rule: "selection", path: "scripts/test.sh", was: "#!/bin/sh\nset -e\nOPTS=\"-q\"\npytest $OPTS\n",
			bad: "#!/bin/sh\nset -e\nOPTS=\"-q -k 'not wide'\"\npytest $OPTS\n", good: "#!/bin/sh\nset -e\nOPTS=\"-q -x\"\npytest $OPTS\n",
		},
		{
			name: "options in the environment of a workflow", rule: "selection", path: ".github/workflows/ci.yml",
			was: "env:\n  PYTEST_ADDOPTS: -q\njobs:\n  test:\n    steps:\n      - run: pytest\n",
			bad: "env:\n  PYTEST_ADDOPTS: -q -k \"not wide\"\njobs:\n  test:\n    steps:\n      - run: pytest\n", good: "env:\n  PYTEST_ADDOPTS: -q -x\njobs:\n  test:\n    steps:\n      - run: pytest\n",
		},
		{
			name: "a runner that is another thing", rule: "selection", path: "Makefile", was: "PYTEST = pytest\n\ntest:\n\t$(PYTEST) tests\n",
			bad: "PYTEST = true\n\ntest:\n\t$(PYTEST) tests\n", good: "PYTEST = python -m pytest\n\ntest:\n\t$(PYTEST) tests\n",
		},
		{
			name: "tests that are not run where their runner is still installed", rule: "selection", path: ".github/workflows/ci.yml", was: ci,
			bad: replaced(ci, "      - run: pytest\n", ""), good: replaced(ci, "run: pytest\n", "run: pytest -x\n"),
		},
		{
			name: "a mask in a variable", rule: "masking", path: "Makefile", was: "END =\n\ntest:\n\tgo test ./... $(END)\n",
			bad: "END = || true\n\ntest:\n\tgo test ./... $(END)\n", good: "END = -v\n\ntest:\n\tgo test ./... $(END)\n",
		},
		{
			name: "an error that a command tells and ends by", rule: "swallowed", path: "zonekit/cli.py", was: cli,
			bad: caught("        print(error, file=sys.stderr)\n"), good: caught("        print(f\"zonekit: {error}\", file=sys.stderr)\n        return 1\n"),
		},
		{
			name: "what goes into a log where no caller waited", rule: "swallowed", path: "src/beds.js", was: beds,
			issue: "A bed whose sensor fails is logged; the others get their water.\n",
			good:  "export class Beds {\n  async tick() {\n    await Promise.all(this.beds.map(async (bed) => {\n      try {\n        const wet = await this.bus.read(bed);\n        await this.bus.write(bed, wet);\n      } catch (error) {\n        console.error(bed, error);\n      }\n    }));\n  }\n}\n",
		},
		{
			name: "what goes into a log where a caller waited", rule: "swallowed", path: "src/beds.js",
			was:   "export class Beds {\n  async tick(bed) {\n    const wet = await this.bus.read(bed);\n    await this.bus.write(bed, wet);\n  }\n}\n",
			issue: "A bed whose sensor fails is logged; the others get their water.\n",
			bad:   "export class Beds {\n  async tick(bed) {\n    try {\n      const wet = await this.bus.read(bed);\n      await this.bus.write(bed, wet);\n    } catch (error) {\n      console.error(bed, error);\n    }\n  }\n}\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
