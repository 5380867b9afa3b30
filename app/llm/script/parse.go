package script

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// Parse reads a script and checks it whole. The error is Faults with everything that is wrong, in the order of the lines.
func Parse(data []byte) (*Script, error) {
	root, err := document(data)
	if err != nil {
		return nil, err
	}
	r := &reader{}
	s := r.script(root)
	if len(r.faults) > 0 {
		slices.SortStableFunc(r.faults, func(a, b Fault) int { return a.Line - b.Line })
		return nil, r.faults
	}
	return s, nil
}

// Load reads a script from a file, or from all script files of a directory.
func Load(path string) (*Script, error) {
	files, err := scriptFiles(path)
	if err != nil {
		return nil, fmt.Errorf("load script: %w", err)
	}
	var all Script
	var wrong Faults
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("load script: %w", err)
		}
		s, err := Parse(data)
		var faults Faults
		if errors.As(err, &faults) {
			for _, f := range faults {
				wrong = append(wrong, Fault{File: file, Line: f.Line, Rule: f.Rule})
			}
			continue
		}
		all.plays = append(all.plays, s.plays...)
	}
	if len(wrong) > 0 {
		return nil, wrong
	}
	return &all, nil
}

func scriptFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if slices.Contains([]string{".yaml", ".yml", ".json"}, filepath.Ext(e.Name())) && !e.IsDir() {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no .yaml, .yml or .json file in this directory", path)
	}
	return files, nil
}

// document returns the root node of the one document in data.
func document(data []byte) (*yaml.Node, error) {
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	switch err := dec.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, Faults{{Line: 1, Rule: "the script is empty"}}
	case err != nil:
		return nil, Faults{syntax(err)}
	case len(doc.Content) == 0:
		return nil, Faults{{Line: 1, Rule: "the script is empty"}}
	}
	switch err := dec.Decode(&more); {
	case err == nil:
		return nil, Faults{{Line: more.Line, Rule: "a file must hold one document; several plays go under plays"}}
	case !errors.Is(err, io.EOF):
		return nil, Faults{syntax(err)}
	}
	return doc.Content[0], nil
}

// syntax turns the parser's message, which names the line in its text, into a fault.
func syntax(err error) Fault {
	m := regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`).FindStringSubmatch(err.Error())
	if m == nil {
		return Fault{Line: 1, Rule: err.Error()}
	}
	line, err := strconv.Atoi(m[1])
	if err != nil {
		line = 1
	}
	return Fault{Line: line, Rule: "not YAML: " + m[2]}
}
