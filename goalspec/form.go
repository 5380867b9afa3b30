package goalspec

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
	"go.yaml.in/yaml/v3"
)

// Form is the list of labels of an issue form, in its order. The zero Form is
// none; see [StandardForm] and [ReadForm].
type Form struct {
	fields []formField
}

type formField struct {
	id      string
	label   string
	field   field.Field
	value   string // what the form itself puts into the answer
	example string // what it shows in grey where there is no answer yet
	ticks   bool   // checkboxes: only what is ticked is answered
	several bool   // a dropdown of which people may choose several
}

// StandardForm is the form that goalkeeper init writes. Fields that decide
// what may be touched come before those that take free text, so that a heading
// inside an answer cannot take their place.
func StandardForm() Form {
	return Form{fields: []formField{
		{id: "work_type", label: "Work type", field: field.WorkType},
		{id: "may_change", label: "Paths that may change", field: field.Allow},
		{id: "must_not_change", label: "Paths that must not change", field: field.Deny},
		{id: "focus", label: "Paths to focus on", field: field.Focus},
		{id: "resources", label: "Resources", field: field.Resources},
		{id: "budget", label: "Budget", field: field.Budget},
		{id: "goal", label: "Goal", field: field.Goal},
		{id: "constraints", label: "Constraints", field: field.Constraints},
		{id: "evidence", label: "Evidence", field: field.Evidence},
		{id: "priorities", label: "Priorities", field: field.Priorities},
		{id: "phases", label: "Phases", field: field.Phases},
		{id: "after_each_phase", label: "After each phase", field: field.AfterPhase},
		{id: "stop", label: "Stop and report", field: field.Stop},
		{id: "context", label: "Context", field: field.Context},
	}}
}

// Labels are the form's labels in order.
func (f Form) Labels() []string {
	var out []string
	for _, ff := range f.fields {
		out = append(out, ff.label)
	}
	return out
}

// shows reports an answer that is what the form shows where there is none.
func (f Form) shows(of field.Field, answer string) bool {
	return slices.ContainsFunc(f.fields, func(ff formField) bool {
		return ff.field == of && ff.example != "" && strings.Join(strings.Fields(ff.example), " ") == answer
	})
}

// index finds a label exactly as written.
func (f Form) index(label string) int {
	for i, ff := range f.fields {
		if ff.label == label {
			return i
		}
	}
	return -1
}

// formFile is what an issue form's YAML says that a parser needs.
type formFile struct {
	Body []struct {
		Type       string `yaml:"type"`
		ID         string `yaml:"id"`
		Attributes struct {
			Label    string `yaml:"label"`
			Value    string `yaml:"value"`
			Example  string `yaml:"placeholder"`
			Multiple bool   `yaml:"multiple"`
		} `yaml:"attributes"`
	} `yaml:"body"`
}

// ReadForm reads the YAML of an issue form. A field is known by its id, as in
// the standard form, else by its label; any other is context. It must come from
// the default branch, never from what an issue's author can write.
func ReadForm(data []byte) (Form, error) {
	var file formFile
	if err := yaml.Unmarshal(data, &file); err != nil {
		return Form{}, fmt.Errorf("read issue form: %w", err)
	}
	known := map[string]field.Field{}
	for _, ff := range StandardForm().fields {
		known[ff.id] = ff.field
	}
	var f Form
	for _, e := range file.Body {
		label := strings.TrimSpace(e.Attributes.Label)
		if e.Type == "markdown" || label == "" {
			continue
		}
		if f.index(label) >= 0 {
			return Form{}, fmt.Errorf("read issue form: the label %q stands twice", label)
		}
		what, ok := known[e.ID]
		if !ok {
			what = labels.Field(label, true)
		}
		if what == field.Unknown {
			what = field.Context
		}
		f.fields = append(f.fields, formField{id: e.ID, label: label, field: what, value: e.Attributes.Value, example: e.Attributes.Example, ticks: e.Type == "checkboxes", several: e.Attributes.Multiple})
	}
	if !slices.ContainsFunc(f.fields, func(ff formField) bool { return ff.field == field.Goal }) {
		return Form{}, fmt.Errorf("read issue form: no field has the id goal or a label that asks for the goal")
	}
	return f, nil
}

const templateDir = ".github/ISSUE_TEMPLATE"

// maxTemplates bounds how many issue templates are read.
const maxTemplates = 200

// ForRepo are the options that a repository's own files give: the labels of
// its goal form, the comments of its issue templates, and the tree itself. A
// form that cannot be read is an error; none at all means the standard form.
func ForRepo(repo fs.FS) (Options, error) {
	o := Options{Repo: repo}
	entries, err := fs.ReadDir(repo, templateDir)
	if err != nil {
		entries = nil // no templates
	}
	for n, e := range entries {
		ext := path.Ext(e.Name())
		if n >= maxTemplates && strings.TrimSuffix(e.Name(), ext) != "goal" {
			continue
		}
		data, err := tree.ReadFile(repo, path.Join(templateDir, e.Name()))
		if err != nil && (e.Name() == "goal.yml" || e.Name() == "goal.yaml") {
			return Options{}, fmt.Errorf("read issue form: %w", err)
		} else if err != nil {
			continue
		}
		switch name := strings.TrimSuffix(e.Name(), ext); {
		case ext == ".md":
			o.TemplateComments = append(o.TemplateComments, comments(string(data))...)
		case ext != ".yml" && ext != ".yaml" || name == "config":
		default:
			o.TemplateComments = append(o.TemplateComments, valueComments(data)...)
			if name == "goal" {
				if o.Form, err = ReadForm(data); err != nil {
					return Options{}, err
				}
			}
		}
	}
	for _, name := range []string{".github/ISSUE_TEMPLATE.md", "ISSUE_TEMPLATE.md", "docs/ISSUE_TEMPLATE.md"} {
		if data, err := tree.ReadFile(repo, name); err == nil {
			o.TemplateComments = append(o.TemplateComments, comments(string(data))...)
		}
	}
	return o, nil
}

func comments(text string) []string {
	var out []string
	for _, r := range page.Comments(text) {
		out = append(out, text[r.From:r.To])
	}
	return out
}

// valueComments are the comments in what a form puts into its answers.
func valueComments(data []byte) []string {
	var file formFile
	if yaml.Unmarshal(data, &file) != nil {
		return nil
	}
	var out []string
	for _, e := range file.Body {
		out = append(out, comments(e.Attributes.Value)...)
	}
	return out
}

// maxFrontMatter is how many lines front matter may take.
const maxFrontMatter = 50

var (
	matterKey  = regexp.MustCompile(`^(name|about|title|labels|assignees|projects|type):(\s.*)?$`)
	matterItem = regexp.MustCompile(`^\s*- \S.*$`)
)

// SplitFrontMatter takes the title out of the YAML that stands before the body
// in an issue template, and blanks that part, so that positions stay those of
// the file. A text without it comes back as it is, and so does one that begins
// with anything but the keys of a template: nothing else may hide there.
func SplitFrontMatter(text string) (title, body string) {
	if !strings.HasPrefix(text, "---\n") && !strings.HasPrefix(text, "---\r\n") {
		return "", text
	}
	lines, list := strings.SplitAfterN(text, "\n", maxFrontMatter), false
	for i, l := range lines[1:] {
		l = strings.TrimRight(l, "\r\n")
		if l == "---" {
			rest := strings.Join(lines[i+2:], "")
			return title, strings.Repeat("\n", strings.Count(text, "\n")-strings.Count(rest, "\n")) + rest
		}
		m := matterKey.FindStringSubmatch(l)
		switch {
		case m != nil:
			list = m[1] == "labels" || m[1] == "assignees" || m[1] == "projects"
			if m[1] == "title" {
				title = strings.Trim(strings.TrimSpace(m[2]), `"'`)
			}
		case strings.TrimSpace(l) == "" || list && matterItem.MatchString(l):
		default:
			return "", text
		}
	}
	return "", text
}
