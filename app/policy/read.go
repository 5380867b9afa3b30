package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// File is where a repository keeps its policy.
const File = ".github/goalkeeper.yml"

// ownerFiles are where the owner's .github repository may keep one for all.
func ownerFiles() []string { return []string{File, "goalkeeper.yml"} }

// maxFile is the size of a policy's text, in bytes.
const maxFile = 64 << 10

// Read takes the policy out of the tree of the base commit, or else out of the
// owner's .github repository (nil: there is none); no file is the default. A
// text that cannot be used is an error that holds Faults.
func Read(base, owner fs.FS) (Policy, error) {
	p, err := readFile(base, File, File)
	for _, name := range ownerFiles() {
		if errors.Is(err, fs.ErrNotExist) && owner != nil {
			p, err = readFile(owner, name, name+" of the owner's .github repository")
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	return p, err
}

func readFile(tree fs.FS, name, shown string) (Policy, error) {
	text, err := fs.ReadFile(tree, name)
	if err != nil {
		return Policy{}, fmt.Errorf("read %s: %w", shown, err)
	}
	p, err := Parse(text)
	if err != nil {
		return Policy{}, fmt.Errorf("%s: %w", shown, err)
	}
	return p, nil
}

// Parse reads a policy's text; the error is Faults, everything at once.
func Parse(text []byte) (Policy, error) {
	p := Default()
	root, faults := document(text)
	if root == nil && faults == nil {
		return p, nil
	}
	if faults == nil {
		f := filler{lines: map[string]int{}}
		f.fill(valueOf(&p), root, "")
		faults = append(f.faults, p.validate(f.lines)...)
	}
	if len(faults) > 0 {
		faults.sort()
		return Policy{}, faults
	}
	return p, nil
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?(.*)$`)

// document is the one YAML document of a text; nil when it holds none.
func document(text []byte) (*yaml.Node, Faults) {
	if len(text) > maxFile {
		return nil, Faults{{Line: 1, Rule: fmt.Sprintf("must be at most %d KiB", maxFile>>10)}}
	}
	d := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return nil, Faults{unreadable(err)}
	}
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		if err != nil {
			return nil, Faults{unreadable(err)}
		}
		return nil, Faults{{Line: more.Line, Rule: "must be one document"}}
	}
	root := doc.Content[0]
	if root.ShortTag() == "!!null" && root.Value == "" {
		return nil, nil
	}
	return root, nil
}

func unreadable(err error) Fault {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return Fault{Line: 1, Rule: "is not YAML: " + err.Error()}
	}
	line, _ := strconv.Atoi(m[1])
	return Fault{Line: max(line, 1), Rule: "is not YAML: " + m[2]}
}
