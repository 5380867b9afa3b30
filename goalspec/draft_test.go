package goalspec_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestDraftIsNoGoal wants a draft sent back unchanged to stay what it was.
func TestDraftIsNoGoal(t *testing.T) {
	for _, body := range []string{"", "Make onboarding better", "Goal: Return 404.\n", "Evidence:\n- `make test` passes\n"} {
		d := goalspec.Parse("", body)
		again := goalspec.Parse("", d.Draft())
		if _, err := again.Goal(); err == nil {
			t.Errorf("the draft of %q is a goal:\n%s", body, d.Draft())
		}
		if again.Outcome() != d.Outcome() && !strings.Contains(d.Draft(), "(was: "+d.Outcome()+")") || len(again.Criteria()) != len(d.Criteria()) {
			t.Errorf("the draft of %q reads otherwise:\n%s", body, d.Draft())
		}
	}
}

// TestDraftPermitsNothingUncertain wants a draft of a text whose bounds were not
// read for certain to ask for them, and to be no goal until they are said.
func TestDraftPermitsNothingUncertain(t *testing.T) {
	clean := mustGoal(t, "", ticket).Template()
	for _, bad := range []string{
		"Only modify:\n- src/**\n\nDо not modify:\n- src/secret/**\n",
		"Only modify:\n- src/** except the secrets\n",
		"Budget: a lot\n",
	} {
		d := goalspec.Parse("", ticket+"\n"+bad)
		draft := d.Draft()
		again := goalspec.Parse("", draft)
		if g, err := again.Goal(); err == nil || len(again.Scope().Allow) > 0 {
			t.Errorf("the draft of %q gives a goal with scope %+v:\n%s", bad, g.Scope(), draft)
		}
		filled := regexp.MustCompile(`(?m)^(?:- )?TODO: .*$`).ReplaceAllString(draft, "_No response_")
		if _, err := goalspec.Parse("", filled).Goal(); err != nil {
			t.Errorf("filled in, the draft of %q is no goal: %v\n%s\nwant\n%s", bad, err, filled, clean)
		}
	}
}

func TestDraftTightens(t *testing.T) {
	d := goalspec.Parse("Return 404 for unknown invoices", "Please do not modify `internal/store/`.\n\nIt is done when: a test covers it. Thanks!")
	golden(t, "testdata/draft.golden", d.Draft())
}

// weak is refused in most of the ways in which an entry can be.
const weak = `Goal: Add dark mode and upgrade Postgres.

Only modify:
- src/**
- web/** except vendored code

Do not modify:
- docs/[a

Constraints:
- Keep the public API
- Do not touch src/auth if the owner disagrees

Evidence:
- ` + "`make test`" + ` passes
- the code is clean
- ` + "`make bench`" + ` takes at most 1,50 s

Priorities:
- Take the smallest change first

Budget: a lot
`

func TestDraftShowsWhatIsRefused(t *testing.T) {
	golden(t, "testdata/draft-weak.golden", goalspec.Parse("", weak).Draft())
}

var longWord = regexp.MustCompile(`[a-z0-9]{6,}`)

var lineToDo = regexp.MustCompile(`(?m)^(?:- )?TODO: .*$`)

// TestDraftsStayDrafts drafts each bad document: no refused entry is lost, each line to
// do is refused at its place, and what was drafted is drafted again as it is.
func TestDraftsStayDrafts(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.md")
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
		if len(body) > 20_000 {
			continue
		}
		d := goalspec.ParseWith(optionsFor(t, name), title, body)
		draft := d.Draft()
		entries := []string{d.Outcome()}
		for _, c := range d.Criteria() {
			entries = append(entries, c.Text)
		}
		for _, c := range d.Constraints() {
			entries = append(entries, c.Text)
		}
		for _, w := range longWord.FindAllString(strings.ToLower(strings.Join(entries, " ")), -1) {
			if !strings.Contains(strings.ToLower(draft), w) {
				t.Errorf("%s: the draft lost %q:\n%s", name, w, draft)
			}
		}
		again := goalspec.Parse("", draft)
		found := again.Lint(goalspec.Options{})
		for _, at := range lineToDo.FindAllStringIndex(draft, -1) {
			line := 1 + strings.Count(draft[:at[0]], "\n")
			if !slices.ContainsFunc(found, func(f goalspec.Finding) bool { return f.Code == "GS048" && f.Line == line }) {
				t.Errorf("%s: nothing refuses %q", name, draft[at[0]:at[1]])
			}
		}
		if twice := again.Draft(); twice != draft && len(only(found, "GS001", "GS004", "GS048")) == len(errorsOf(found)) {
			t.Errorf("%s: the draft\n%s\nis drafted again as\n%s", name, draft, twice)
		}
	}
}

func errorsOf(findings []goalspec.Finding) []goalspec.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f goalspec.Finding) bool { return f.Severity != goalspec.Error })
}

// TestDraftAsksForWhatIsMissing holds that a line to do quotes what the author wrote and
// asks for what is missing there, and for nothing that is filled in.
func TestDraftAsksForWhatIsMissing(t *testing.T) {
	for body, want := range map[string]string{
		"Goal: Make onboarding better.\n\nDo not modify:\n- `api/`\n":                                        "TODO: what does somebody see or measure afterwards that is not so today? (was: Make onboarding better.)",
		"Goal: Return 404 for unknown ids.\n\nDo not modify:\n- `api/`\n":                                    "TODO: how does anybody see that it is reached? Write a command in code marks where there is one (of: Return 404 for unknown ids.)",
		"Goal: Return 404.\n\nEvidence:\n- the code is clean\n- `make test` passes\n\nOnly modify: `api/`\n": "TODO: what can somebody run, count or look at on the day it is done? (was: the code is clean)",
	} {
		draft := goalspec.Parse("", body).Draft()
		if !strings.Contains(draft, want) || strings.Contains(draft, "say what must stay") {
			t.Errorf("the draft of %q is\n%s\nwant %q", body, draft, want)
		}
	}
}
