package footing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// TestRulesOfIncludedFiles: a pattern in one file is no name in another, and of
// several the first that fits counts, however often it is asked.
func TestRulesOfIncludedFiles(t *testing.T) {
	included := tree{"Makefile": "include more.mk\ntest:\n\tsh t/check_it.sh\n", "more.mk": "%:\n\techo $@\n", "t/check_it.sh": "true\n"}
	explicit := tree{"Makefile": "include more.mk\ntest-%:\n\techo\n", "more.mk": "test-unit:\n\tsh t/check_it.sh\n", "t/check_it.sh": "true\n"}
	several := tree{"Makefile": "te%:\n\tsh t/check_it.sh\nt%:\n\techo\n%t:\n\techo\n%:\n\techo\n", "t/check_it.sh": "true\n"}
	twice := tree{"Makefile": "include more.mk\n", "more.mk": "include Makefile\nfirst:\n\techo\nsecond:\n\tsh t/check_it.sh\n", "t/check_it.sh": "true\n"}
	for command, c := range map[string]tree{"make first && make second": twice, "make test": included, "make test-unit": explicit, "make -s test": several} {
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

// sparing are files of which none is read that is too large.
type sparing struct {
	fstest.MapFS
	*testing.T
}

func (s sparing) ReadFile(name string) ([]byte, error) {
	if f := s.MapFS[name]; f != nil && len(f.Data) > maxSource {
		s.Errorf("%s is read", name)
	}
	return s.MapFS.ReadFile(name)
}

// TestPartsAreBounded: what is taken apart is no larger than a source and takes
// no time; else all of it is from one side, and none of it is read.
func TestPartsAreBounded(t *testing.T) {
	const head, tests = "[project]\nname = 'a'\n", "[tool.pytest.ini_options]\naddopts = '-q'\n"
	padding := strings.Repeat("#\n", maxSource/2-len(head+tests))
	for name, c := range map[string]struct {
		was, is, want string // "" for all of it
	}{
		"as large as a source may be": {head + padding + tests, head + padding, head + padding + tests},
		"a test's section":            {head + tests + padding, head + "# new\n", head + "# new\n" + tests + padding},
		"a small one that grew":       {head + tests, head + padding + padding, ""},
		"a large one that shrank":     {head + tests + padding + padding, head, ""},
	} {
		start := time.Now()
		was, is := tree{"pyproject.toml": c.was, "price.py": padding + padding + tests}, tree{"pyproject.toml": c.is, "price.py": "\n"}
		changes := []workspace.Change{{Path: "price.py", Old: "a", New: "b", Mode: 0o100644}, {Path: "pyproject.toml", Old: "a", New: "b", Mode: 0o100644}}
		got := Change{sparing{was.fs(), t}, sparing{is.fs(), t}, changes, "pytest", true, func(string) bool { return false }}.Sides()
		switch {
		case c.want == "" && !slices.Equal(got.Bent, []string{"pyproject.toml"}):
			t.Errorf("%s: %q goes back", name, got.Back())
		case c.want != "" && (len(got.Parts) != 1 || string(got.Parts[0].Guard) != c.want):
			t.Errorf("%s: %d parts, and %q goes back", name, len(got.Parts), got.Bent)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s takes %s", name, took)
		}
	}
}

// TestFootingIsBounded: a repository that is large, or made to be, takes no time.
func TestFootingIsBounded(t *testing.T) {
	big := tree{"Makefile": "test:\n\tsh check.sh\n", "check.sh": strings.Repeat("for f in *.sh; do sh $f; done; $(sh b.sh) `x` cd a\n", 4_000), "m_test.go": strings.Repeat("\"x.json\" ", 20_000)}
	for n := range 800 {
		big[strings.Repeat("d", n%40+1)+"/"+strings.Repeat("f", n/40+1)+"_test.go"] = "package d\n\nvar x = \"data/*.json\"\n"
	}
	start := time.Now()
	big.sidesOf("make test", tree{"x.json": "1\n", "data.json": "2\n", "Makefile": "test:\n"})
	if took := time.Since(start); took > time.Minute {
		t.Errorf("it took %s", took)
	}
}
