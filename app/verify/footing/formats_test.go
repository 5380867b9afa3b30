package footing

import (
	"fmt"
	"slices"
	"strings"
)

// format is how much a runner tells, and how.
type format int

const (
	exitOnly format = iota
	tap
	goJSON
	junit
	unittest
	spec
)

// told is what a runner has to tell of a run.
type told struct {
	answer        string
	tests         [][2]string // each with what became of it
	pkg, fileName string
}

// ran counts the tests that came to something.
func (t told) ran(as string) (n int) {
	for _, one := range t.tests {
		if one[1] == as {
			n++
		}
	}
	return n
}

// formats are the commands by which runners are started, with what they show.
var formats = []struct {
	command string
	show    func(told) string
}{
	exitOnly: {"sh check%d.sh", func(told) string { return "some words\n" }},
	tap:      {"sh suite%d.sh", told.tap},
	goJSON:   {"go test ./part%d", told.goJSON},
	junit:    {"pytest tests/test_part%d.py", told.junit},
	unittest: {"python3 -m unittest tests.test_part%d", told.unittest},
	spec:     {"node --test test/part%d.test.js", told.spec},
}

func (f format) show(t told) string { return formats[f].show(t) }

func (t told) tap() string {
	out := "TAP version 13\n"
	plan := len(t.tests)
	switch t.answer {
	case "exits":
		return ""
	case "unloaded":
		return out + "not ok 1 - " + t.fileName + "\n1..1\n"
	case "dies":
		plan++
	}
	for n, one := range t.tests {
		out += map[string]string{"pass": "", "skip": "", "fail": "not "}[one[1]] + fmt.Sprintf("ok %d - %s", n+1, one[0]) + map[string]string{"skip": " # SKIP later"}[one[1]] + "\n"
	}
	return out + fmt.Sprintf("1..%d\n", plan)
}

func (t told) goJSON() string {
	record := func(test, action, output string) string {
		return fmt.Sprintf("{\"Action\":%q,\"Package\":%q,\"Test\":%q,\"Output\":%q}\n", action, t.pkg, test, output)
	}
	out := record("", "start", "")
	for _, one := range t.tests {
		out += record(one[0], "run", "") + record(one[0], "output", "--- "+strings.ToUpper(one[1])+": "+one[0]+" (0.00s)\n") + record(one[0], one[1], "")
	}
	end := map[string]string{"red": "fail", "unloaded": "fail", "nothing": "skip", "dies": ""}
	if action, other := end[t.answer]; !other {
		return out + record("", "pass", "")
	} else if action != "" {
		return out + record("", action, "")
	}
	return out
}

func (t told) junit() string {
	switch t.answer {
	case "exits", "dies":
		return ""
	case "unloaded":
		return `<testsuites><testsuite name="pytest" errors="1" tests="1"><testcase classname="" name="tests.test_part"><error message="collection failure">ImportError</error></testcase></testsuite></testsuites>`
	}
	out := fmt.Sprintf(`<testsuites><testsuite name="pytest" tests="%d">`, len(t.tests))
	for _, one := range t.tests {
		out += fmt.Sprintf(`<testcase classname="tests.test_part%s" name=%q>%s</testcase>`, t.pkg, one[0], map[string]string{"fail": `<failure message="assert 1 == 2">x</failure>`, "skip": `<skipped message="later"/>`}[one[1]])
	}
	return out + "</testsuite></testsuites>"
}

func (t told) unittest() string {
	out := ""
	for _, one := range t.tests {
		if one[1] == "fail" {
			out += fmt.Sprintf("FAIL: %s (tests.test_part%s.Part.%s)\n\n", one[0], t.pkg, one[0])
		}
	}
	ran := fmt.Sprintf("Ran %d tests in 0.001s\n\n", len(t.tests))
	switch {
	case t.answer == "exits", t.answer == "dies":
		return "."
	case t.answer == "unloaded":
		return "ERROR: tests.test_part (unittest.loader._FailedTest.tests.test_part)\n\nRan 1 test in 0.001s\n\nFAILED (errors=1)\n"
	case t.ran("fail") > 0:
		return out + ran + fmt.Sprintf("FAILED (failures=%d)\n", t.ran("fail"))
	case t.ran("skip") > 0:
		return out + ran + fmt.Sprintf("OK (skipped=%d)\n", t.ran("skip"))
	}
	return out + ran + "OK\n"
}

func (t told) spec() string {
	tests := slices.Clone(t.tests)
	switch t.answer {
	case "exits", "plain":
		tests = [][2]string{{t.fileName, "pass"}}
	case "unloaded":
		tests = [][2]string{{t.fileName, "fail"}}
	}
	out := ""
	for _, one := range tests {
		out += map[string]string{"pass": "✔ ", "fail": "✖ ", "skip": "﹣ "}[one[1]] + one[0] + " (1.5ms)\n"
	}
	if t.answer == "dies" {
		return out
	}
	return out + fmt.Sprintf("ℹ tests %d\nℹ duration_ms 9.5\n", len(tests))
}
