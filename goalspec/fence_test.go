package goalspec_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestFencesOfCommands wants each line of a fence a command, those that only go
// together one, and one below an item to pass as a whole, unless the item has a
// command of its own.
func TestFencesOfCommands(t *testing.T) {
	for fence, want := range map[string][]string{
		"```sh\nmake t\nmake u\n```":                                        {"make t", "make u"},
		"```sh\ncd sub\nmake t\n```":                                        {"cd sub && make t"},
		"```sh\nexport A=1\nmake t\nmake u\n```":                            {"export A=1 && make t && make u"},
		"```sh\nmake a \\\n  b\nmake c |\n  grep -q ok\n```":                {"make a b", "make c | grep -q ok"},
		"```sh\nfor x in a b; do\n  make $x\ndone\n```":                     {"set -e\nfor x in a b; do\n  make $x\ndone"},
		"```sh\nset -eu\nif test -f x; then\n  make t\nfi\n```":             {"set -eu\nif test -f x; then\n  make t\nfi"},
		"```sh\npsql <<EOF\nselect 1\nEOF\n```":                             {"set -e\npsql <<EOF\nselect 1\nEOF"},
		"```sh\ntest -z \"`git diff`\"\n```":                                {"test -z \"`git diff`\""},
		"```\nmake t\ngo test ./...\n```":                                   {"make t", "go test ./..."},
		"```sh\nfor ((i=0; i<5; i++)); do\n  make t\ndone\n```":             {"set -e\nfor ((i=0; i<5; i++)); do\n  make t\ndone"},
		"```sh\ncd web\nmake a\nmake b || make c\n```":                      {"set -e\ncd web\nmake a\nmake b || make c"},
		"```sh\nmake serve &\ncurl -f localhost\n```":                       {"set -e\nmake serve &\ncurl -f localhost"},
		"```sh\npython -c '\nimport x\n'\n```":                              {"set -e\npython -c '\nimport x\n'"},
		"```sh\nset -x\nif true; then\n  make t\nfi\n```":                   {"set -e\nset -x\nif true; then\n  make t\nfi"},
		"```\n$ make t\nok\n$ make u\n```":                                  {"make t", "make u"},
		"- `make t` passes\n  ```sh\n  make u\n  ```":                       {"make t", "make u"},
		"- `make t` passes\n  ```sh\n  make t\n  ```":                       {"make t"},
		"- it all works:\n\n  ```sh\n  make t # the tests\n  make u\n  ```": {"make t && make u"},
	} {
		d := goalspec.Parse("", "Goal: Return 404 for unknown ids.\n\nConstraints:\n- do not change the error body\n\nEvidence:\n\n"+fence+"\n\nAfter each phase:\n\n"+fence+"\n")
		g, findings := d.Admit(goalspec.Options{})
		var got, after []string
		for _, c := range g.Criteria() {
			got = append(got, c.Command)
		}
		for _, s := range g.AfterPhase() {
			after = append(after, s.Command)
		}
		if !slices.Equal(got, want) || !slices.Equal(after, want) {
			t.Errorf("%q gives the commands %q and after each phase %q, want %q; %v", fence, got, after, want, findings)
		}
	}
}

// TestOpenFencesOfAnItemEndWithIt holds that a fence which its item leaves open takes in
// nothing of what stands behind the item, there and where the context is written anew.
func TestOpenFencesOfAnItemEndWithIt(t *testing.T) {
	t.Parallel()
	for _, notes := range []string{"- a\n  ```\n  b\n\n## More\n", "- a\n  ```\n  b\n\n\nMore.\n", "1. a\n   ~~~~ x\n   b\n   ~~~\n\n## More\n\n  text\n", "- a\n  - b\n    ```sh\n    make x\n\n- c\n\n## More\n"} {
		body := "Goal: The cache evicts entries by age.\n\nEvidence:\n- `make test` passes\n\n## Notes\n\n" + notes + "\nLater.\n"
		reads(t, goalspec.Options{}, "", body)
		g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
		list := texts(g.Context())
		if last := len(list) - 1; last < 1 || list[last] != "Later." && !strings.HasSuffix(list[last], "text\n\nLater.") {
			t.Errorf("%q gives %q: %v", notes, list, findings)
		}
	}
}

// TestLabelsInAFence holds that a label over a list is told to be fenced, and a key of what
// a file holds is not.
func TestLabelsInAFence(t *testing.T) {
	t.Parallel()
	for fence, want := range map[string]bool{
		"```\nEvidence:\n- x\n```":               true,
		"```md\n## Constraints\n\n- x\n```":      false, // nothing right below
		"```markdown\n## Constraints\n- x\n```":  true,
		"~~~\n**Do not modify:**\n1. src/a\n~~~": true,
		"```yaml\nEvidence:\n- x\n```":           false,
		"```\nevidence:\n  - x\n```":             false,
		"```\nReport: 3 errors\n- x\n```":        false,
		"```\nServices:\n- x\n```":               false,
		"```\nEvidence:\nnone\n```":              false,
	} {
		_, findings := goalspec.Parse("", "Goal: The cache evicts entries by age.\n\nEvidence:\n- `make test` passes\n\n## Notes\n\n"+fence+"\n").Admit(goalspec.Options{})
		if told(findings, "GS024") != want {
			t.Errorf("%q: %v", fence, findings)
		}
	}
}
