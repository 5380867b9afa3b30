package main

import (
	"strings"
	"testing"
)

// TestMigrationNoteIsChecked: where the issue asks for one, a goal does not end
// without it, nor with one that is silent about a key that is gone.
func TestMigrationNoteIsChecked(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{
		files: map[string]string{"greeter.yaml": "listen: 80\nwhom: nobody\n"},
		body:  issueBody + "- A migration note tells operators what to do.\n",
		script: stepPlan + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world'\n"}}
  - {tool: write_file, args: {path: greeter.yaml, content: "listen: 80\n"}}
  - {tool: finish, args: {summary: Greet the world}}
- calls:
  - {tool: finish, args: {summary: Greet the world, migration_note: Nothing to do.}}
- calls:
  - {tool: finish, args: {summary: Greet the world, migration_note: "Remove the key whom; the world is greeted."}}
`,
	})
	w.waitPull()
	w.settled()
	for _, want := range []string{"A migration note is missing", "whom (configuration key, greeter.yaml)", "does not mention all"} {
		if !w.model.told(want) {
			t.Errorf("the agent was not told %q", want)
		}
	}
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, "Remove the key whom") {
		t.Errorf("the note is not in the pull request:\n%s", body)
	}
}
