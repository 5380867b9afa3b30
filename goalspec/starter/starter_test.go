package starter_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/starter"
)

func file(t *testing.T, path string) []byte {
	t.Helper()
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path == path {
			return f.Text
		}
	}
	t.Fatalf("no %s", path)
	return nil
}

// TestFormMatchesParser holds the form's labels against those that the parser
// knows, and the choices against the work types.
func TestFormMatchesParser(t *testing.T) {
	text := file(t, starter.FormPath)
	form, err := goalspec.ReadForm(text)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := form.Labels(), goalspec.StandardForm().Labels(); !slices.Equal(got, want) {
		t.Errorf("labels %q, want %q", got, want)
	}
	var f struct {
		Name        string
		Description string
		Labels      []string
		Body        []struct {
			Type       string
			ID         string
			Attributes struct{ Options []string }
		}
	}
	if err := yaml.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Labels) > 0 || f.Name == "" || f.Description == "" {
		t.Errorf("name %q, description %q, labels %q; want a name, a description and no labels", f.Name, f.Description, f.Labels)
	}
	var types []string
	for _, w := range goalspec.WorkTypes() {
		types = append(types, string(w))
	}
	if got := f.Body[1].Attributes.Options; !slices.Equal(got, types) {
		t.Errorf("work types %q, want %q", got, types)
	}
}

// TestBoundsComeBeforeFreeText wants what decides about paths, means and budget
// to stand before the first field of free text.
func TestBoundsComeBeforeFreeText(t *testing.T) {
	text := string(file(t, starter.FormPath))
	goal := strings.Index(text, "id: goal")
	for _, id := range []string{"may_change", "must_not_change", "focus", "resources", "budget"} {
		if at := strings.Index(text, "id: "+id); at < 0 || at > goal {
			t.Errorf("%s stands at %d, the goal at %d", id, at, goal)
		}
	}
}

// TestExamplesSayWhatToReplace wants each recipe that is about one thing to name it in
// front, where it is to be replaced, and every name to stand there.
func TestExamplesSayWhatToReplace(t *testing.T) {
	for name, things := range map[string][]string{
		"small-feature": {"`--format json`", "report command"},
		"test-coverage": {"payment path", "80%", "money"},
		"error-backlog": nil, "stale-docs": nil,
	} {
		f, err := starter.Recipe(name)
		if err != nil {
			t.Fatal(err)
		}
		front, rest, ok := strings.Cut(string(f.Text), "\n## Goal\n")
		_, said, example := strings.Cut(front, "\n> This is an example. ")
		needs := slices.ContainsFunc(f.Needs, func(s string) bool { return strings.Contains(s, "in the place of its example") })
		if !ok || example != (things != nil) || needs != example {
			t.Errorf("%s says in front %q, and needs %q", name, said, f.Needs)
		}
		for _, thing := range things {
			if !strings.Contains(said, thing) || !strings.Contains(rest, thing) {
				t.Errorf("%s: %q is not both in what to replace and in the goal", name, thing)
			}
		}
	}
}

func TestRecipesAreGoals(t *testing.T) {
	for _, name := range starter.Recipes() {
		f, err := starter.Recipe(name)
		if err != nil {
			t.Fatal(err)
		}
		title, body := goalspec.SplitFrontMatter(string(f.Text))
		if title == "" {
			t.Errorf("%s has no title", name)
		}
		goal, findings := goalspec.Parse(title, body).Admit(goalspec.Options{})
		if goal.IsZero() {
			t.Errorf("%s: %v", name, findings)
		}
		example, told := bytes.Contains(f.Text, []byte("> This is an example. ")), false
		for _, finding := range findings {
			if told = told || finding.Code == "GS050"; finding.Code == "GS050" && example {
				continue // as long as it is one
			}
			if finding.Code != "GS005" { // which commands there are the repository says
				t.Errorf("%s: %s", name, finding)
			}
		}
		if told != example {
			t.Errorf("%s: that it is an example is told: %v, want %v", name, told, example)
		}
		if goal.Outcome() == "" || len(goal.Stop()) == 0 || len(goal.Priorities()) == 0 || goal.Budget() == (goalspec.Budget{}) || goal.WorkType() == "" || len(goal.Constraints()) == 0 {
			t.Errorf("%s lacks an element:\n%s", name, goal.Markdown())
		}
		if !bytes.HasPrefix(f.Text, []byte("---\nname: ")) || !strings.HasPrefix(f.Path, ".github/ISSUE_TEMPLATE/") {
			t.Errorf("%s is no issue template: %s", name, f.Path)
		}
	}
	for _, name := range []string{"../goal", "../recipes/small-feature", "x/../small-feature", "./small-feature", "", "Small-Feature"} {
		if f, err := starter.Recipe(name); err == nil || !strings.Contains(err.Error(), "error-backlog, small-feature, test-coverage, stale-docs") {
			t.Errorf("the recipe %q gave %s (%v)", name, f.Path, err)
		}
	}
}
