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

// Owner reads a file of the owner's .github repository. A file that is not
// there is fs.ErrNotExist, a repository that may not be read fs.ErrPermission,
// one that is not shown ErrUnseen.
type Owner func(name string) ([]byte, error)

// ErrUnseen marks an owner's repository of which GitHub says that it does not
// exist, as it does of a private one that the App was not given.
var ErrUnseen = fmt.Errorf("the owner's .github repository is not seen: %w", fs.ErrNotExist)

// ErrOwner marks an owner's file that did not come: what it says is not known.
var ErrOwner = errors.New("the owner's .github repository")

// Where a policy was found.
const (
	FromFile    = File
	FromOwner   = "the owner's .github repository"
	FromDefault = "the defaults"
	FromDenied  = "the defaults: the App is not installed on the owner's .github repository"
	FromUnseen  = "the defaults: there is no " + File + " here, and the App sees no .github repository of the owner (a private one that it was not given looks the same)"
)

// Read takes the policy out of the tree of the base commit, or else out of the
// owner's .github repository (nil: there is none); no file is the default, and
// so is one that the App was not given. from says which. A text that cannot be
// used is an error that holds Faults.
func Read(base fs.FS, owner Owner) (p Policy, from string, err error) {
	text, err := fs.ReadFile(base, File)
	switch {
	case err == nil:
		p, err = named(text, File)
		return p, FromFile, err
	case !errors.Is(err, fs.ErrNotExist):
		return Policy{}, "", fmt.Errorf("read %s: %w", File, err)
	case owner == nil:
		return Default(), FromDefault, nil
	}
	for _, name := range ownerFiles() {
		text, err = owner(name)
		switch {
		case err == nil:
			p, err = named(text, name+" of "+FromOwner)
			return p, FromOwner, err
		case errors.Is(err, fs.ErrPermission):
			return Default(), FromDenied, nil
		case errors.Is(err, ErrUnseen):
			return Default(), FromUnseen, nil
		case !errors.Is(err, fs.ErrNotExist):
			return Policy{}, "", fmt.Errorf("read %s of %w: %w", name, ErrOwner, err)
		}
	}
	return Default(), FromDefault, nil
}

func named(text []byte, shown string) (Policy, error) {
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
