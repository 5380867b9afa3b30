package tree

import (
	"io/fs"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxIncluded bounds the files, and the patterns of them, that the makefile of a directory
// includes.
const maxIncluded = 50

var (
	// wildcard asks for the files that are there.
	wildcard = regexp.MustCompile(`^\$[({]wildcard ([^$(){}]*)[)}]$`)
	// dependencies are lists that a compiler writes of what an object is made from, and
	// settings are files of variables, in a form that has no rules.
	dependencies = regexp.MustCompile(`\.(?:d|deps?|Po|Plo)(?:[),}\s]|$)|(?:^|[/.])depend$`)
	settings     = regexp.MustCompile(`(?:^|[/.])env$|(?:^|/)\.env\.[\w-]+$`)
)

// include reads the files that a line names. What is not in the tree may make any name,
// but for a list of dependencies, for settings, and for what need not be there: that
// makes none, unless a rule makes it.
func (m *makefile) include(line string, optional bool) {
	line, _, _ = strings.Cut(line, "#")
	for _, name := range arguments(m.vars.in(line)) {
		found, optional := name, optional
		if files := wildcard.FindStringSubmatch(name); files != nil {
			found, optional = files[1], true
		}
		for _, file := range arguments(found) {
			switch {
			case settings.MatchString(file):
			case dependencies.MatchString(file):
				m.listed = true
			case m.includes(file):
			case !optional, strings.Contains(file, "$"), m.beyond(file):
				m.unknown = true
			default:
				m.absent = append(m.absent, file)
			}
		}
	}
}

// beyond reports a file that is not of the tree.
func (m *makefile) beyond(file string) bool {
	return path.IsAbs(file) || beyond(path.Join(m.dir, file))
}

// includes reads the files of a pattern, and reports whether there are any.
func (m *makefile) includes(pattern string) bool {
	if strings.Contains(pattern, "$") || m.beyond(pattern) {
		return false
	}
	file := path.Join(m.dir, pattern)
	if !strings.ContainsAny(pattern, "*?[") {
		return m.file(file)
	}
	if m.included++; strings.ContainsAny(path.Dir(file), "*?[") || m.included > maxIncluded {
		m.unknown = true
		return true
	}
	files, _ := fs.Glob(m.tree.fs, file)
	for _, f := range files {
		m.file(f)
	}
	return len(files) > 0
}

// file reads one that is there; what cannot be read may make any name.
func (m *makefile) file(name string) bool {
	if m.included++; m.included > maxIncluded {
		m.unknown = true
	}
	if m.unknown || m.read[name] || !m.tree.Exists(name) {
		return m.unknown || m.read[name]
	}
	m.read[name] = true
	text := m.tree.read(name)
	m.unknown = text == ""
	m.lines(text)
	return true
}

// arguments are words with blanks between them, outside of parentheses.
func arguments(s string) []string {
	deep := 0
	return strings.FieldsFunc(s, func(r rune) bool {
		switch r {
		case '(', '{':
			deep++
		case ')', '}':
			deep--
		}
		return deep <= 0 && (r == ' ' || r == '\t' || r == '\r' || r == '\n')
	})
}
