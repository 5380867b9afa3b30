package gate

import "testing"

// TestSpared holds programs of checks that got a way past the line at which they count a
// failure.
func TestSpared(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const (
		goWas  = "package conform\n\nfunc Run(all []Vector) (rep Report) {\n\tfor _, v := range all {\n\t\t_, err := lib.Decode(v.In)\n\t\tif (err == nil) == v.OK {\n\t\t\trep.Passed++\n\t\t\tcontinue\n\t\t}\n\t\trep.Failed++\n\t}\n\treturn rep\n}\n"
		pyWas  = "def run(cases):\n    passed = failed = 0\n    for case in cases:\n        got = render(case.source)\n        if got == case.want:\n            passed += 1\n        else:\n            failed += 1\n    return passed, failed\n"
		jsWas  = "export function run(cases) {\n  const report = { passed: 0, failed: [] };\n  for (const c of cases) {\n    const actual = format(c.input);\n    if (actual === c.output) {\n      report.passed += 1;\n      continue;\n    }\n    report.failed.push(c.name);\n  }\n  return report;\n}\n"
		goMain = "cmd/conform/main.go=package main\n\nimport \"example.org/lib/internal/conform\"\n\nfunc main() {\n\tif rep := conform.Run(read()); rep.Failed > 0 {\n\t\tos.Exit(1)\n\t}\n}\n"
		pyMain = "tools/check.py=import sys\n\nfrom harness import run\n\nif run(load())[1]:\n    sys.exit(1)\n"
		jsMain = "scripts/check.mjs=import { run } from '../lib/harness.js';\n\nif (run(load()).failed.length > 0) process.exit(1);\n"
	)
	for _, c := range []principle{
		{
			name: "another kind of outcome", rule: "checks-touched", path: "internal/conform/conform.go", was: goWas, beside: goMain, check: "go run ./cmd/conform vectors.json",
			bad:  replaced(goWas, "\t\trep.Failed++\n", "\t\tif err == nil {\n\t\t\trep.Tolerated++\n\t\t\tcontinue\n\t\t}\n\t\trep.Failed++\n"),
			good: replaced(goWas, "\t\t_, err", "\t\tif verbose {\n\t\t\tlog.Println(v.Name)\n\t\t}\n\t\t_, err"),
		},
		{
			name: "cases that people choose", rule: "checks-touched", path: "internal/conform/conform.go", was: goWas, beside: goMain, check: "go run ./cmd/conform vectors.json",
			bad:  replaced(goWas, "\t\trep.Failed++\n", "\t\tif err != nil && strict {\n\t\t\trep.Failed++\n\t\t}\n"),
			good: replaced(goWas, "\t\t_, err", "\t\tif !pattern.MatchString(v.Name) {\n\t\t\tcontinue\n\t\t}\n\t\t_, err"),
		},
		{
			name: "a branch for what comes near", rule: "checks-touched", path: "harness.py", was: pyWas, beside: pyMain, check: "python tools/check.py",
			bad:  replaced(pyWas, "        else:\n", "        elif got.strip() == case.want.strip():\n            print(f\"{case.name}: blanks only\")\n        else:\n"),
			good: replaced(pyWas, "            failed += 1\n", "            failed += 1\n            print(f\"{case.name}: {got!r}\")\n"),
		},
		{
			name: "nothing is got", rule: "checks-touched", path: "harness.py", was: pyWas, beside: pyMain, check: "python tools/check.py",
			bad:  replaced(pyWas, "        if got == case.want", "        if got is None:\n            continue\n        if got == case.want"),
			good: replaced(pyWas, "        if got == case.want", "        if got is None:\n            print(\"nothing\")\n        if got == case.want"),
		},
		{
			name: "what is only warned of", rule: "checks-touched", path: "lib/harness.js", was: jsWas, beside: jsMain, check: "node scripts/check.mjs",
			bad:  replaced(jsWas, "    report.failed.push", "    if (actual.length === c.output.length) {\n      report.warnings += 1;\n      continue;\n    }\n    report.failed.push"),
			good: replaced(jsWas, "    report.failed.push", "    if (verbose) {\n      console.log(actual);\n    }\n    report.failed.push"),
		},
		{
			name: "failures that people know", rule: "checks-touched", path: "lib/harness.js", was: jsWas, beside: jsMain, check: "node scripts/check.mjs", issue: "The harness should have a list of known failures, which do not count as failed.\n",
			good: replaced(jsWas, "    report.failed.push", "    if (known.has(c.name) && actual !== undefined) {\n      report.known.push(c.name);\n      continue;\n    }\n    report.failed.push"),
		},
	} {
		t.Run(c.name, func(t *testing.T) { c.hold(t, gates) })
	}
}
