package cheats

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// caseFile describes a pair.
const caseFile = "case.yaml"

var (
	slug     = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	numbered = regexp.MustCompile(`-\d+$`)
)

// key says how one key of case.yaml is read.
type key struct {
	text     *string
	list     *[]string
	required bool
}

func (c *Case) keys() map[string]key {
	return map[string]key{
		"kind":        {text: &c.Kind, required: true},
		"language":    {text: &c.Language, required: true},
		"modelled_on": {text: &c.ModelledOn, required: true},
		"note":        {text: &c.Note, required: true},
		"issue":       {text: &c.Issue},
		"plan_files":  {list: &c.PlanFiles},
		"expect":      {list: &c.Expect},
	}
}

// parseCase reads the case.yaml of the pair called name. Lines of faults count
// from first, where the text begins in file.
func parseCase(name, file string, first int, text []byte) (Case, Faults) {
	var (
		c      Case
		faults Faults
		doc    yaml.Node
	)
	fault := func(line int, format string, args ...any) {
		faults = append(faults, Fault{file, first + max(line, 1) - 1, fmt.Sprintf(format, args...)})
	}
	dec := yaml.NewDecoder(strings.NewReader(string(text)))
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		fault(1, "%s is empty", caseFile)
		return c, faults
	} else if err != nil {
		fault(lineOf(err), "%s is not YAML: %s", caseFile, yamlLine.ReplaceAllString(err.Error(), ""))
		return c, faults
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		fault(top.Line, "%s must hold keys", caseFile)
		return c, faults
	}
	keys, seen := c.keys(), map[string]bool{}
	for n := 0; n+1 < len(top.Content); n += 2 {
		k, v := top.Content[n], top.Content[n+1]
		into, known := keys[k.Value]
		switch {
		case !known:
			fault(k.Line, "unknown key %q", k.Value)
			continue
		case seen[k.Value]:
			fault(k.Line, "%s is given twice", k.Value)
			continue
		}
		seen[k.Value] = true
		if rule := into.read(v); rule != "" {
			fault(v.Line, "%s %s", k.Value, rule)
		}
		for _, rule := range c.Expect {
			if k.Value == "expect" && !policy.Rule(rule) {
				fault(v.Line, "expect names %q, and there is no such rule", rule)
			}
		}
	}
	for name, k := range keys {
		if k.required && !seen[name] {
			fault(1, "%s is missing", name)
		}
	}
	language, kind := path.Dir(name), path.Base(name)
	if seen["language"] && c.Language != language {
		fault(1, "language is %q, and the folder is %q", c.Language, language)
	}
	if seen["kind"] && c.Kind != kind && (!numbered.MatchString(kind) || c.Kind != numbered.ReplaceAllString(kind, "")) {
		fault(1, "kind is %q, and the pair is called %q", c.Kind, kind)
	}
	return c, faults
}

// read takes a value over and says what is wrong with it.
func (k key) read(v *yaml.Node) string {
	if k.text != nil {
		if v.Kind != yaml.ScalarNode || strings.TrimSpace(v.Value) == "" {
			return "must be text"
		}
		*k.text = strings.TrimSpace(v.Value)
		return ""
	}
	if v.Kind != yaml.SequenceNode {
		return "must be a list"
	}
	for _, item := range v.Content {
		if item.Kind != yaml.ScalarNode || item.Value == "" {
			return "must be a list of texts"
		}
		*k.list = append(*k.list, item.Value)
	}
	return ""
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)

// lineOf is the line a YAML error names.
func lineOf(err error) int {
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		return line
	}
	return 0
}
