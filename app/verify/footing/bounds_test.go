package footing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestRulesOfIncludedFiles: a pattern in one file is no name in another, and of
// several the first that fits counts, however often it is asked.
func TestRulesOfIncludedFiles(t *testing.T) {
	included := tree{"Makefile": "include more.mk\ntest:\n\tsh t/check_it.sh\n", "more.mk": "%:\n\techo $@\n", "t/check_it.sh": "true\n"}
	explicit := tree{"Makefile": "include more.mk\ntest-%:\n\techo\n", "more.mk": "test-unit:\n\tsh t/check_it.sh\n", "t/check_it.sh": "true\n"}
	several := tree{"Makefile": "te%:\n\tsh t/check_it.sh\nt%:\n\techo\n%t:\n\techo\n%:\n\techo\n", "t/check_it.sh": "true\n"}
	for command, c := range map[string]tree{"make test": included, "make test-unit": explicit, "make -s test": several} {
		for range 20 {
			if got := c.sidesOf(command, tree{"t/check_it.sh": "exit 0\n"}).Back(); !slices.Equal(got, []string{"t/check_it.sh"}) {
				t.Errorf("%s: %q goes back", command, got)
				break
			}
		}
	}
}

// TestEachFileOfAGlobByItself: a check among them makes no command of the others.
func TestEachFileOfAGlobByItself(t *testing.T) {
	c := tree{"verify.sh": "grep -q x things/*\n", "things/check_a.py": "a\n", "things/z.json": "{}\n"}
	if got := c.sidesOf("sh verify.sh", tree{"things/check_a.py": "b\n", "things/z.json": "{\"a\": 1}\n"}).Back(); !slices.Equal(got, []string{"things/check_a.py"}) {
		t.Errorf("%q goes back", got)
	}
}

// TestProductAtTheBudget: what is let go where not all is read is the same each time.
func TestProductAtTheBudget(t *testing.T) {
	c := tree{"data.json": "{}\n", "a.py": "open('data.json')\n"}
	for n := range 30 {
		c[fmt.Sprintf("b%d.py", n)] = "x = 1\n"
	}
	for range 10 {
		f := stood(c.fs(), "true", true, nil)
		f.texts, f.read = map[string]string{}, 2*maxStood-1
		f.behind["data.json"], f.unsure["data.json"] = true, true
		if f.leaveProduct(); f.behind["data.json"] {
			t.Fatal("the first that names it was not the first that was read")
		}
	}
}

// TestStepsAreBoundedInAll, however many scripts they stand in.
func TestStepsAreBoundedInAll(t *testing.T) {
	c := tree{"verify.sh": strings.Repeat("echo a | ", 50_000) + "cat\n"}
	for n := range 100 {
		c["verify.sh"] = fmt.Sprintf("sh check_%d.sh\n", n) + c["verify.sh"]
		var b strings.Builder
		for line := range 1_000 {
			fmt.Fprintf(&b, "cat %d-%d.txt\n", n, line)
		}
		c[fmt.Sprintf("check_%d.sh", n)] = b.String()
	}
	f := stood(c.fs(), "sh verify.sh", true, nil)
	if !f.behind["check_99.sh"] || len(f.asked) > 50_000 {
		t.Errorf("%d words were looked for", len(f.asked))
	}
}
