package goalspec_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// answers are the plainest that an author can give, by the field that asks; a line of
// nothing is taken out.
var answers = map[string]string{
	"Paths that may change":      "- `internal/metrics/`",
	"Paths that must not change": "- `internal/legacy/`",
	"Paths to focus on":          "- `internal/metrics/`",
	"Resources":                  "- `make`",
	"Budget":                     "actions=50",
	"Goal":                       "The report shows one line per order.",
	"Constraints":                "- No new dependency",
	"Evidence":                   "- `make test` passes",
	"Priorities":                 "- Take the smallest change first",
	"After each phase":           "1. Run `make test`",
	"Stop and report":            "- Stop when every item is fixed; report one line per item",
}

// filledIn is a draft with each line to do answered, or taken out where it says so.
func filledIn(draft string) string {
	var out []string
	field := ""
	for line := range strings.SplitSeq(draft, "\n") {
		if name, ok := strings.CutPrefix(line, "### "); ok && answers[name] != "" {
			field = name
		}
		switch todo := strings.HasPrefix(strings.TrimPrefix(line, "- "), "TODO: "); {
		case !todo:
			out = append(out, line)
		case field == "Evidence" && strings.Contains(line, "number"):
			out = append(out, "- `make bench` takes <= 1.5 s")
		case !strings.Contains(line, "take this line out") && !strings.Contains(line, "take the line out"):
			out = append(out, answers[field])
		}
	}
	return strings.Join(out, "\n")
}

// TestFilledInDraftsAreGoals wants a draft to be a goal as soon as each of its lines to do
// is answered in the plainest way, or taken out where it says so.
func TestFilledInDraftsAreGoals(t *testing.T) {
	files, err := filepath.Glob("testdata/[bw]*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".md")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		title, body := goalspec.SplitFrontMatter(string(text))
		if len(body) > 20_000 || name == "statements-many" || name == "unfaithful-nesting" {
			continue // what is too much, or shows as nothing, has no line of its own
		}
		o := optionsFor(t, name)
		draft := goalspec.ParseWith(o, title, body).Draft()
		o.Form = goalspec.Form{}
		if _, findings := goalspec.ParseWith(o, "", filledIn(draft)).Admit(o); goalspec.HasErrors(findings) {
			t.Errorf("filled in, the draft of %s is no goal: %v\n%s", name, errorsOf(findings), draft)
		}
	}
}

// TestWeakGoalsAreDrafted compares the drafts of weak goals of many shapes with what a
// person would want to find there.
func TestWeakGoalsAreDrafted(t *testing.T) {
	corpus(t, "weak", 10, func(_ *testing.T, d goalspec.Document, _ goalspec.Options) string { return d.Draft() })
}
