package goalspec

import (
	"fmt"
	"testing"
)

// TestPlaceholders: what a template holds for its author to replace is told and stops
// nothing; a name in brackets that a user of the product replaces is none.
func TestPlaceholders(t *testing.T) {
	plain := [4]string{"Return 404 for unknown ids.", "`src/**`", "Keep the error body.", "`make test` passes [must_change]"}
	for _, c := range []struct {
		at    int // 0 outcome, 1 path, 2 constraint, 3 criterion
		words string
		told  bool
	}{
		{0, "`<describe the goal>`", true},
		{0, "[describe the goal]", true},
		{0, "Return 404 in <your service name here> for unknown ids.", false}, // no text, GS025
		{0, "Replace `<your name>` by a blank in the greeting.", false},
		{0, "Replace \"lorem ipsum\" on the start page by the text in `start.md`.", false},
		{0, "Return 404 in `<insert service>` for unknown ids.", true},
		{3, "`make <your target>` passes", true},
		{3, "the greeting holds no `<your name>`", false},
		{0, "`acme run <command>` prints its output.", false},
		{0, "Routes such as `/users/<id>` answer 404.", false},
		{0, "`acme add path/to/file` stages the file.", false},
		{1, "`path/to/**`", true},
		{1, "`your-package/**`", true},
		{1, "`app/[id]/page.tsx`", false},
		{1, "`src/path/tools/**`", false},
		{2, "TODO: ask legal before changing the licence.", false},
		{2, "Lorem ipsum dolor sit amet.", true},
		{2, "Keep YOUR_API as it is.", true},
		{2, "TODO comments stay where they are.", false},
		{2, "Todo items keep their order.", false},
		{2, "Keep the key `[id]`.", false},
		{3, "`<command>` passes", true},
		{3, "`<your test command>` passes", true},
		{3, "`pytest path/to/tests` passes", true},
		{3, "for each page, `make check PAGE=<page>` passes", false},
		{3, "`sort < a.txt > b.txt` passes", false},
		{3, "`make test` passes, and `GET /users/<id>` answers 404", false},
		{3, "no `TODO` is left in `src/`", false},
	} {
		words := plain
		words[c.at] = c.words
		text := fmt.Sprintf("Goal: %s\n\nOnly modify:\n- %s\n\nConstraints:\n- %s\n\nEvidence:\n- %s\n", words[0], words[1], words[2], words[3])
		_, findings := Parse("", text).Admit(Options{})
		told := false
		for _, f := range findings {
			told = told || f.Code == "GS050"
		}
		if told != c.told {
			t.Errorf("%q: told %v, want %v: %v", c.words, told, c.told, findings)
		}
	}
}

// TestExampleNotes: the note that a template is an example is told while it stands, and
// what only speaks of examples is not.
func TestExampleNotes(t *testing.T) {
	for note, told := range map[string]bool{
		"> This is an example. Put your own words under Goal, then take these lines out.": true,
		"This is just an example.\nReplace the flag and delete this note.":                true,
		"> Remove these lines before you submit the issue.":                               true,
		"> This is an example of what users see: a blank page.":                           false,
		"The handbook says: this example is old.":                                         false,
		"We delete these lines when the config is read.":                                  false,
	} {
		text := note + "\n\n## Goal\n\nReturn 404 for unknown ids.\n\n## Evidence\n\n- `make test` passes [must_change]\n\n## Constraints\n\n- Keep the error body.\n"
		got := false
		for _, f := range Parse("", text).Lint(Options{}) {
			got = got || f.Code == "GS050"
		}
		if got != told {
			t.Errorf("%q: told %v, want %v", note, got, told)
		}
	}
}

// TestFormExample: what the repository's own form shows in grey is told where it is the
// outcome; the same evidence may be meant.
func TestFormExample(t *testing.T) {
	f, err := ReadForm([]byte("body:\n  - {type: textarea, id: goal, attributes: {label: Goal, placeholder: The queue  is empty.}}\n  - {type: textarea, id: evidence, attributes: {label: Evidence, placeholder: \"- `make test` passes [must_change]\"}}\n"))
	if err != nil {
		t.Fatal(err)
	}
	for outcome, told := range map[string]bool{"The queue is empty.": true, "The queue is empty at last.": false, "The queue": false} {
		text := "### Goal\n\n" + outcome + "\n\n### Evidence\n\n- `make test` passes [must_change]\n"
		got := false
		for _, finding := range ParseWith(Options{Form: f}, "", text).Lint(Options{}) {
			got = got || finding.Code == "GS050"
		}
		if got != told {
			t.Errorf("%q: told %v, want %v", outcome, got, told)
		}
	}
}
