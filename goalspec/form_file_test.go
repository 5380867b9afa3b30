package goalspec_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

func TestReadFormFaults(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"no YAML":    {"body: [", "read issue form"},
		"no goal":    {"body:\n  - {type: input, id: a, attributes: {label: A}}\n", "no field has the id goal"},
		"same label": {"body:\n  - {type: input, id: goal, attributes: {label: A}}\n  - {type: input, id: b, attributes: {label: A}}\n", `"A" stands twice`},
	} {
		if _, err := goalspec.ReadForm([]byte(tt.text)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %q", name, err, tt.want)
		}
	}
}

func TestForRepo(t *testing.T) {
	repo := fstest.MapFS{
		".github/ISSUE_TEMPLATE/goal.yml":   {Data: []byte(customForm)},
		".github/ISSUE_TEMPLATE/bug.md":     {Data: []byte("---\nname: Bug\n---\n<!-- Describe the bug -->\n")},
		".github/ISSUE_TEMPLATE/task.yaml":  {Data: []byte("body:\n  - type: textarea\n    attributes: {label: Task, value: \"<!-- one line -->\"}\n")},
		".github/ISSUE_TEMPLATE/config.yml": {Data: []byte("blank_issues_enabled: false\n")},
		"docs/ISSUE_TEMPLATE.md":            {Data: []byte("<!-- old\ntemplate -->\n")},
	}
	o, err := goalspec.ForRepo(repo)
	if err != nil {
		t.Fatal(err)
	}
	if got := o.Form.Labels(); len(got) != 5 || got[0] != "🎯 Ziel" {
		t.Errorf("labels %q", got)
	}
	slices.Sort(o.TemplateComments)
	if want := []string{"<!-- Describe the bug -->", "<!-- old\ntemplate -->", "<!-- one line -->"}; !slices.Equal(o.TemplateComments, want) {
		t.Errorf("comments %q, want %q", o.TemplateComments, want)
	}
	body := "<!-- Describe the bug -->\n" + ticket + "<!--  one\tline -->\n<!-- one line more -->\n"
	_, findings := goalspec.ParseWith(o, "", body).Admit(o)
	var hidden []int
	for _, f := range findings {
		if f.Code == "GS013" {
			hidden = append(hidden, f.Line)
		}
	}
	if !slices.Equal(hidden, []int{14}) {
		t.Errorf("hidden comments in lines %v, want only 14: %v", hidden, findings)
	}
	if o, err := goalspec.ForRepo(fstest.MapFS{}); err != nil || len(o.Form.Labels()) != 0 {
		t.Errorf("an empty repository gave %v, %v", o.Form, err)
	}
	repo[".github/ISSUE_TEMPLATE/goal.yml"] = &fstest.MapFile{Data: []byte("body: [")}
	if _, err := goalspec.ForRepo(repo); err == nil {
		t.Error("a broken form was taken")
	}
}

func TestSplitFrontMatter(t *testing.T) {
	for text, want := range map[string][2]string{
		"---\ntitle: \"A b\"\nname: x\n---\nbody\n":    {"A b", "\n\n\n\nbody\n"},
		"---\r\ntitle: A\r\n---\r\nbody":               {"A", "\n\n\nbody"},
		"no front":                                     {"", "no front"},
		"---\nnever closed":                            {"", "---\nnever closed"},
		"---\n" + strings.Repeat("a\n", 60) + "---\nb": {"", "---\n" + strings.Repeat("a\n", 60) + "---\nb"},
	} {
		if title, body := goalspec.SplitFrontMatter(text); title != want[0] || body != want[1] {
			t.Errorf("SplitFrontMatter(%q) = %q, %q, want %q", text, title, body, want)
		}
	}
}

// TestSeveralWorkTypes: of several that a form lets people choose the first counts, and the
// answer is kept as it is.
func TestSeveralWorkTypes(t *testing.T) {
	t.Parallel()
	for several, want := range map[string]string{"true": "feature", "false": ""} {
		f, err := goalspec.ReadForm([]byte("body:\n  - {type: dropdown, id: work_type, attributes: {label: Kind, multiple: " + several + "}}\n  - {type: textarea, id: goal, attributes: {label: Aim}}\n  - {type: textarea, id: evidence, attributes: {label: Proof}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		g, findings := goalspec.ParseWith(goalspec.Options{Form: f}, "", "### Kind\n\nfeature, bug-fix\n\n### Aim\n\nThe cache evicts entries by age.\n\n### Proof\n\n- `make test` passes\n").Admit(goalspec.Options{Form: f})
		if string(g.WorkType()) != want || told(findings, "GS031") != (want == "") || len(g.Context()) != 1 {
			t.Errorf("several=%s gives %q, %v: %v", several, g.WorkType(), g.Context(), findings)
		}
	}
}
