package page

import (
	"regexp"
	"slices"
	"strings"
)

var (
	hidesMath = regexp.MustCompile(`phantom *\{[^{}]{4}|transparent|color *(?:\[[^\]]{0,20}\])? *\{ *(?:white|#?f{3,6}\b|1(?:\.0)? *, *1)|\\(?:hspace|hskip|kern|mspace|mkern)\*? *\{? *(?:-|\d{3})|\\(?:rlap|llap|mathrlap|mathllap|href|tooltip)\b`)
	mathNote  = regexp.MustCompile(`(?:^|[^\\])% *\pL{2}`)
)

// mathWords are what hidesMath needs one of.
var mathWords = []string{"phantom", "transparent", "color", "space", "skip", "kern", "lap", "href", "tooltip"}

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
	if !block && !slices.ContainsFunc(mathWords, func(w string) bool { return strings.Contains(f, w) }) {
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
	case "geojson", "topojson":
		hides = hidesInMap
	case "stl":
		hides = func(s string) bool { return !modelLine.MatchString(s) }
	default:
		return
	}
	for _, l := range b.Lines {
		if b.Lang != "math" && (b.Lang != "mermaid" || setsDrawing.MatchString(l.S)) {
			m.hide(l) // it is drawn, not shown
		}
		if t := l.From(0); t.S != "" && hides(t.S) {
			m.add(t, "a drawing hides this line", false)
		}
	}
}

var (
	// modelLine is a line of a model, whose numbers are drawn.
	modelLine = regexp.MustCompile(`(?i)^\s*(?:(?:end)?solid(?: [\w.-]{1,40})?|facet normal(?: +[-+.\de]+){3}|outer loop|vertex(?: +[-+.\de]+){3}|end ?loop|end ?facet)?\s*$`)
	mapString = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	mapPlain  = regexp.MustCompile(`^(?:true|false|null|[-+.\dEe\s,:\[\]{}])*$`)
)

// maxMapWords is how many words a name on a map has.
const maxMapWords = 3

// hidesInMap reports a line of a map that holds more than names and numbers.
func hidesInMap(s string) bool {
	for _, w := range mapString.FindAllString(s, -1) {
		if countWords(w, maxMapWords+1) > maxMapWords || len(w) > maxAsideBytes/4 {
			return true
		}
	}
	return !mapPlain.MatchString(mapString.ReplaceAllString(s, ""))
}

// setsDrawing is a line of a drawing that sets how it looks.
var setsDrawing = regexp.MustCompile(`^ *(?:%%|(?:click|classDef|class|style|linkStyle|accTitle|accDescr)\b)`)

var hidesDrawing = regexp.MustCompile(`(?i)^acc(?:title|descr)\b|display *: *none|visibility *: *hidden|opacity *: *0(?:\.0+)?(?:[^.\d]|$)|font-size *: *[01](?:px|pt|em)?(?:[^.\d]|$)|color *: *transparent`)
