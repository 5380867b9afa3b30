package issueform_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/issueform"
)

const goal = `name: Goal
description: Work for the agent
title: "[goal] "
labels: goal, needs-plan
body:
  - type: markdown
    attributes:
      value: Say what is wanted.
  - type: textarea
    attributes:
      label: What must be true?
    validations:
      required: true
  - type: textarea
    attributes:
      label: Log
      render: console
  - type: input
    attributes: {label: Version}
  - type: dropdown
    attributes:
      label: Kind (select all)
      multiple: true
      options: [migration, "fix, small", 3]
  - type: checkboxes
    attributes:
      label: Promises
      options:
        - label: "I read the [rules](https://example.com)"
          required: true
        - label: I have a test
`

func parse(t *testing.T, text string) *issueform.Form {
	t.Helper()
	form, err := issueform.Parse("goal.yml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return form
}

func TestForm(t *testing.T) {
	form := parse(t, goal)
	if form.Name != "Goal" || form.Title != "[goal] " || strings.Join(form.Labels, "|") != "goal|needs-plan" || len(form.Body) != 6 {
		t.Errorf("form %+v", form)
	}
	for name, tc := range map[string]struct {
		values  url.Values
		missing string
		body    string
	}{
		"filled": {
			url.Values{
				"field1": {"One.\r\n\r\n### Not a field\r\n"}, "field2": {"$ go test"}, "field3": {" 1.2 "},
				"field4": {"0", "1"}, "field5": {"0"},
			},
			"",
			"### What must be true?\n\nOne.\n\n### Not a field\n\n### Log\n\n```console\n$ go test\n```\n\n" +
				"### Version\n\n1.2\n\n### Kind (select all)\n\nmigration, fix, small\n\n" +
				"### Promises\n\n- [x] I read the [rules](https://example.com)\n- [ ] I have a test",
		},
		"empty": {
			url.Values{"field1": {" \r\n"}},
			"What must be true?|I read the [rules](https://example.com)",
			"### What must be true?\n\n_No response_\n\n### Log\n\n```console\n\n```\n\n### Version\n\n_No response_\n\n" +
				"### Kind (select all)\n\n_No response_\n\n### Promises\n\n- [ ] I read the [rules](https://example.com)\n- [ ] I have a test",
		},
	} {
		if got := strings.Join(form.Missing(tc.values), "|"); got != tc.missing {
			t.Errorf("%s: missing %q", name, got)
		}
		if got := form.Write(tc.values); got != tc.body {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"not YAML":     "name: [",
		"no body":      "name: x",
		"no name":      "body: [{type: input, attributes: {label: a}}]",
		"unknown type": "name: x\nbody: [{type: video, attributes: {label: a}}]",
		"no label":     "name: x\nbody: [{type: input}]",
		"empty field":  "name: x\nbody: [null]",
	} {
		if _, err := issueform.Parse("x.yml", []byte(text)); err == nil || !strings.Contains(err.Error(), "x.yml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
