// Package issueform reads GitHub's issue forms and writes what was filled in as the body of an issue.
//
// In come a repository's .github/ISSUE_TEMPLATE/*.yml and the values of a posted form, out goes Markdown
// in GitHub's rendering: a heading for each label, the value below it, nothing escaped. It is pure.
package issueform

import (
	"fmt"
	"net/url"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Form is one issue form.
type Form struct {
	File   string   `yaml:"-"`
	Name   string   `yaml:"name"`
	About  string   `yaml:"description"`
	Title  string   `yaml:"title"`
	Labels Names    `yaml:"labels"`
	Body   []*Field `yaml:"body"`
}

// Kind is what a field is.
type Kind string

// The kinds of fields.
const (
	Markdown   Kind = "markdown" // text for whoever fills in the form
	Input      Kind = "input"
	Textarea   Kind = "textarea"
	Dropdown   Kind = "dropdown"
	Checkboxes Kind = "checkboxes"
)

// Field is one field of a form.
type Field struct {
	Kind       Kind `yaml:"type"`
	Attributes struct {
		Label       string   `yaml:"label"`
		Description string   `yaml:"description"`
		Placeholder string   `yaml:"placeholder"`
		Value       string   `yaml:"value"`
		Render      string   `yaml:"render"`
		Multiple    bool     `yaml:"multiple"`
		Options     []Option `yaml:"options"`
	} `yaml:"attributes"`
	Validations struct {
		Required bool `yaml:"required"`
	} `yaml:"validations"`

	Key string `yaml:"-"` // the name of its control
}

// Option is a choice of a dropdown or one checkbox.
type Option struct {
	Label    string `yaml:"label"`
	Required bool   `yaml:"required"`
}

// UnmarshalYAML reads an option, which in a dropdown is only its label.
func (o *Option) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		o.Label = node.Value
		return nil
	}
	type plain Option
	return node.Decode((*plain)(o))
}

// Names are written as a list, or in one line with commas.
type Names []string

// UnmarshalYAML reads either form.
func (n *Names) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.ScalarNode {
		return node.Decode((*[]string)(n))
	}
	for name := range strings.SplitSeq(node.Value, ",") {
		if name = strings.TrimSpace(name); name != "" {
			*n = append(*n, name)
		}
	}
	return nil
}

// Parse reads a form.
func Parse(file string, text []byte) (*Form, error) {
	form := &Form{File: file}
	if err := yaml.Unmarshal(text, form); err != nil {
		return nil, fmt.Errorf("read issue form %s: %w", file, err)
	}
	if form.Name == "" || len(form.Body) == 0 {
		return nil, fmt.Errorf("read issue form %s: want name and body", file)
	}
	for i, field := range form.Body {
		switch {
		case field == nil:
			return nil, fmt.Errorf("read issue form %s: field %d is empty", file, i+1)
		case field.Kind != Markdown && field.Attributes.Label == "":
			return nil, fmt.Errorf("read issue form %s: field %d has no label", file, i+1)
		}
		switch field.Kind {
		case Markdown, Input, Textarea, Dropdown, Checkboxes:
		default:
			return nil, fmt.Errorf("read issue form %s: field %d: unknown type %q", file, i+1, field.Kind)
		}
		field.Key = fmt.Sprintf("field%d", i)
	}
	return form, nil
}

// Missing lists the labels of what is required and was not filled in.
func (f *Form) Missing(values url.Values) []string {
	var labels []string
	for _, field := range f.Body {
		if field.Validations.Required && strings.TrimSpace(strings.Join(values[field.Key], "")) == "" {
			labels = append(labels, field.Attributes.Label)
		}
		for i, option := range field.Attributes.Options {
			if option.Required && !field.Chosen(values, i) {
				labels = append(labels, option.Label)
			}
		}
	}
	return labels
}

// Write is the body of the issue that the values make.
func (f *Form) Write(values url.Values) string {
	var sections []string
	for _, field := range f.Body {
		if field.Kind != Markdown {
			sections = append(sections, "### "+field.Attributes.Label+"\n\n"+field.write(values))
		}
	}
	return strings.Join(sections, "\n\n")
}

func (f *Field) write(values url.Values) string {
	switch f.Kind {
	case Checkboxes:
		return f.boxes(values)
	case Dropdown:
		var chosen []string
		for i, option := range f.Attributes.Options {
			if f.Chosen(values, i) {
				chosen = append(chosen, option.Label)
			}
		}
		return orNothing(strings.Join(chosen, ", "))
	}
	value := strings.TrimSpace(strings.ReplaceAll(values.Get(f.Key), "\r\n", "\n"))
	if f.Kind == Textarea && f.Attributes.Render != "" {
		return "```" + f.Attributes.Render + "\n" + value + "\n```"
	}
	return orNothing(value)
}

func (f *Field) boxes(values url.Values) string {
	var lines []string
	for i, option := range f.Attributes.Options {
		mark := " "
		if f.Chosen(values, i) {
			mark = "x"
		}
		lines = append(lines, "- ["+mark+"] "+option.Label)
	}
	return strings.Join(lines, "\n")
}

// Chosen reports whether the option with the index was chosen; controls send indexes.
func (f *Field) Chosen(values url.Values, index int) bool {
	for _, value := range values[f.Key] {
		if value == fmt.Sprint(index) {
			return true
		}
	}
	return false
}

func orNothing(value string) string {
	if value == "" {
		return "_No response_"
	}
	return value
}
