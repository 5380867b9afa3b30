package goalspec

import "strings"

// section is the part of a body that one label opens.
type section struct {
	field  field
	level  int  // of the heading; labelLevel for a label line
	name   text // the label as written; empty for what comes before any
	blocks []block
}

const labelLevel = 7

// isForm reports whether a body is a rendered form: its first visible line is
// the heading of the form's first field.
func (f Form) isForm(src *source) bool {
	for _, l := range src.lines {
		if strings.TrimSpace(l) != "" {
			name, ok := fieldHeading(l)
			return ok && f.index(name) == 0
		}
	}
	return false
}

// fieldHeading is the label of a line "### Label".
func fieldHeading(line string) (string, bool) {
	name, ok := strings.CutPrefix(line, "### ")
	return strings.TrimSpace(name), ok
}

// formSections cuts at the form's labels only: each once, in the form's order.
// Every other heading is part of the answer it stands in.
func formSections(form Form, blocks []block) (out []section, odd []stray) {
	next, seen := 0, map[int]bool{}
	for _, b := range blocks {
		i := -1
		if b.kind == blockHeading && b.level == 3 {
			i = form.index(b.text.s)
		}
		switch {
		case i >= next:
			out = append(out, section{field: form.fields[i].field, level: 3, name: b.text})
			next, seen[i] = i+1, true
			continue
		case i >= 0:
			odd = append(odd, stray{name: b.text, again: seen[i], adjacent: i == next-1})
		}
		if len(out) > 0 {
			last := &out[len(out)-1]
			last.blocks = append(last.blocks, b)
		}
	}
	return out, odd
}

// stray is a form label that was not accepted as a field.
type stray struct {
	name     text
	again    bool // the field was already there
	adjacent bool // and is the one just read: either could be the real one
}

// handSections cuts Markdown written by hand: any heading level, bold labels
// and plain label lines, in any order.
func handSections(blocks []block) []section {
	out := []section{{level: labelLevel + 1}}
	for _, b := range blocks {
		cur := &out[len(out)-1]
		next, opens := opensSection(cur, b)
		if !opens {
			cur.blocks = append(cur.blocks, b)
			continue
		}
		out = append(out, next)
	}
	return out
}

func opensSection(cur *section, b block) (section, bool) {
	switch b.kind {
	case blockHeading:
		return headingSection(cur, b)
	case blockLabel:
		if cur.field == fieldPhase && inPhase(b.field) {
			return section{}, false
		}
		s := section{field: b.field, level: labelLevel, name: b.name}
		if len(b.lines) > 0 && b.field != fieldPhase {
			s.blocks = []block{{kind: blockPara, text: b.text, lines: b.lines}}
		}
		return s, true
	}
	return section{}, false
}

// inPhase reports whether a label inside a phase belongs to the phase.
func inPhase(f field) bool {
	switch f {
	case fieldScope, fieldAllow, fieldStop, fieldDeny, fieldFocus, fieldConstraints:
		return true
	}
	return false
}

func headingSection(cur *section, b block) (section, bool) {
	s := section{field: fieldNamed(b.text.s), level: b.level, name: b.text}
	if phaseLabel.MatchString(strings.Trim(b.text.s, "*_ \t")) {
		s.field = fieldPhase
	}
	if cur.field == fieldPhase && b.level > cur.level && (s.field == fieldUnknown || inPhase(s.field)) {
		return section{}, false
	}
	nested := cur.field != fieldUnknown && b.level > cur.level
	return s, s.field != fieldUnknown || !nested
}
