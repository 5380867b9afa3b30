package publish

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestAgainRuns: the commands to run the evidence again do so as they are
// printed, in the policy's environment, each from the top of the tree.
func TestAgainRuns(t *testing.T) {
	s := newStory(t).verified()
	rules := policy.Default()
	rules.Env = map[string]string{"GREET": "it's $HOME; \"loud\"", "MODE": "a=b", "EMPTY": "", "KEY": "s3cret", "LINES": "a\nb"}
	rules.Setup = []string{"mkdir sub"}
	s.goal.Plan.Checks = []app.Check{
		{Criterion: "C1", Command: `cd sub && printf '%s\n' "$GREET"`},
		{Criterion: "C2", Command: `ls -d sub && echo "$MODE-$EMPTY-$LINES-$KEY" | cat`},
		{Criterion: "C3", Command: "cd sub # in there"},
		{Criterion: "C4", Command: "X=1; ! exit 3"},
		{Criterion: "C5", Command: `ls -d sub; echo "x$X"`},
		{Criterion: "C6", Command: `ls -d sub; echo "x$X"`},
	}
	v := s.view()
	v.Policy, v.Scrub = rules, func(text string) string { return strings.ReplaceAll(text, "s3cret", "[secret]") }
	text := page{v, sizes()[0]}.again()
	_, block, _ := strings.Cut(text, "```sh\n")
	block, _, _ = strings.Cut(block, "```")
	sh := exec.Command("sh", "-c", "git() { :; }\n"+block)
	sh.Dir = t.TempDir()
	out, err := sh.CombinedOutput()
	if want := "it's $HOME; \"loud\"\nsub\na=b--a\nb-\nsub\nx\n"; err != nil || string(out) != want {
		t.Errorf("%v: %q, want %q of\n%s", err, out, want, block)
	}
	if !strings.Contains(block, "\n# set KEY as the policy's env has it\n") || strings.Contains(block, "s3cret") {
		t.Error(block)
	}
}
