package goalspec

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
	"go.yaml.in/yaml/v3"
)

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
			what = fieldNamed(label, true)
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
