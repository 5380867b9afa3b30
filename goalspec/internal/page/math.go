package page

import (
	"regexp"
	"strings"
)

var (
	hidesMath = regexp.MustCompile(`phantom *\{[^{}]{4}|transparent|color *(?:\[[^\]]{0,20}\])? *\{ *(?:white|#?f{3,6}\b|1(?:\.0)? *, *1)|\\(?:hspace|hskip|kern|mspace|mkern|rlap|llap|mathrlap|mathllap|href|tooltip)\b`)
	mathNote  = regexp.MustCompile(`(?:^|[^\\])% *\pL{2}`)
)

// math finds formulas that set their words invisibly.
func (m *markup) math(in *inline, i int) {
	s := in.S
	end := in.dollar.next(s, i+1, '$')
	if end < 0 || end-i < 4 {
		return
	}
	block := i > 0 && s[i-1] == '$' || s[i+1] == '`'
	f := s[i:min(end, i+lookAhead)]
	if !strings.ContainsAny(f, "\\%") {
		return
	}
	if end-i > lookAhead && strings.Contains(f, "phantom") || hidesMath.MatchString(f) || block && mathNote.MatchString(f) {
		m.add(in.Slice(i, end+1), "a formula hides its text", false)
	}
}

// drawing judges a fence that the page draws instead of showing its text.
func (m *markup) drawing(b *Block) {
	var hides func(line string) bool
	switch b.Lang {
	case "math":
		hides = func(s string) bool { return hidesMath.MatchString(s) || mathNote.MatchString(s) }
	case "mermaid":
		hides = func(s string) bool {
			return strings.HasPrefix(s, "%%") && (!strings.HasPrefix(s, "%%{") || aside(s)) || hidesDrawing.MatchString(s)
		}
	case "geojson", "topojson", "stl":
		hides = func(s string) bool { return countWords(s, maxAside+1) > maxAside && proseLike.MatchString(s) }
	default:
		return
	}
	for _, l := range b.Lines {
		if t := l.From(0); t.S != "" && !m.full() && hides(t.S) {
			m.add(t, "a drawing hides this line", false)
		}
	}
}

// proseLike matches words among the numbers of a map or a model.
var proseLike = regexp.MustCompile(`(?:\pL{2,}[ ,.]+){4}`)

var hidesDrawing = regexp.MustCompile(`(?i)^acc(?:title|descr)\b|display *: *none|visibility *: *hidden|opacity *: *0(?:\.0+)?(?:[^.\d]|$)|font-size *: *[01](?:px|pt|em)?(?:[^.\d]|$)|color *: *transparent`)
