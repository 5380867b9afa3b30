package tree

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
)

// makefile is read with what it includes.
type makefile struct {
	tree     *Tree
	dir      string
	vars     variables
	read     map[string]bool // the files
	included int             // files and patterns, there or not
	absent   []string        // files that it includes if they are there
	*targets
}

// targetsIn reads a makefile; one that makes names by what is not read, or includes what
// is not in the tree, has any.
func (t *Tree) targetsIn(dir, text string) *targets {
	m := makefile{tree: t, dir: dir, vars: variables{"CURDIR": "."}, read: map[string]bool{}, targets: &targets{names: map[string]bool{}}}
	m.lines(text)
	exists := t.existing(dir)
	m.unknown = m.unknown || m.names[".DEFAULT"] || slices.ContainsFunc(m.absent, func(file string) bool { return m.has(file, 0, exists) })
	return m.targets
}

func (m *makefile) lines(text string) {
	c := conditions{set: m.vars}
	for line := range strings.Lines(strings.NewReplacer("\\\r\n", " ", "\\\n", " ").Replace(text)) {
		if m.unknown {
			return
		}
		if c.skips(line) {
			continue
		}
		switch word, files, _ := strings.Cut(strings.TrimSpace(line), " "); word {
		case "include":
			m.include(files, false)
			continue
		case "-include", "sinclude":
			m.include(files, true)
			continue
		}
		if strings.Contains(line, "$(eval") || strings.Contains(line, "${eval") {
			m.unknown = true
		}
		if names, behind, ok := recipe.Head(strings.Trim(line, " \r\n")); ok {
			m.rule(names, behind)
		}
	}
	m.branched = m.branched || c.skipped
}

// rule takes the names that one makes.
func (m *makefile) rule(names, behind string) {
	m.unknown = m.unknown || strings.Contains(names, "$(") || strings.Contains(names, "${")
	for _, n := range strings.Fields(names) {
		front, end, made := strings.Cut(strings.ReplaceAll(n, "$", "%"), "%")
		if end = end[strings.LastIndexByte(end, '%')+1:]; !made {
			m.names[n] = true
			continue
		}
		m.forms = append(m.forms, form{front, end, strings.Contains(n, "/"), stems(n, behind)})
		m.unknown = m.unknown || front+end == ""
	}
}
