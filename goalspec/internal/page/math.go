package page

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var mathNote = regexp.MustCompile(`(?:^|[^\\])% *\pL{2}`)

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
	if end-i > lookAhead && strings.Contains(f, "phantom") || hidesMath(f) || block && mathNote.MatchString(f) {
		m.add(in.Slice(i, end+1), "a formula hides its text", false)
	}
}

// hidesMath reports a formula with a command that sets words so that nobody sees
// them, or may.
func hidesMath(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		from := i + 1
		for i = from; i < len(s) && isLetter(s[i]); i++ {
		}
		if i > from && hidesWith(strings.ToLower(s[from:min(i, from+maxName)]), strings.TrimLeft(s[i:min(len(s), i+maxName)], "* ")) {
			return true
		}
		if i == from { // it takes the mark behind it for itself
			continue
		}
		i--
	}
	return false
}

// hidesWith judges a command of a formula with what follows it.
func hidesWith(command, rest string) bool {
	switch command {
	case "hspace", "hskip", "kern", "mspace", "mkern", "rule":
		return farMath.MatchString(rest)
	case "color", "textcolor":
		return !plainColor.MatchString(rest)
	case "raise", "lower", "moveleft", "moveright", "raisebox", "href", "tooltip", "label", "require", "data", "class", "cssid", "style", "bbox", "mmltoken", "iffalse", "mathchoice",
		"def", "edef", "gdef", "xdef", "let", "newcommand", "renewcommand", "providecommand", "newenvironment", "csname":
		return true
	}
	return strings.HasSuffix(command, "lap") || strings.Contains(command, "color") || strings.HasSuffix(command, "phantom") && longPhantom.MatchString(rest)
}

var (
	farMath     = regexp.MustCompile(`^\{? *(?:-|\d{3}|\d{2}(?:\.\d*)? *(?:em|ex|cm|in|pc))`)
	longPhantom = regexp.MustCompile(`^(?:\{[^}]{3}|\{ *\{|\\|\{[^}]{0,2}\}\s*\\[vh]?phantom)`)
	plainColor  = regexp.MustCompile(`^\{ *(?:red|blue|green|purple|violet|brown|orange|teal|maroon|magenta|crimson|olive|gray|grey) *\}`) // seen on a light page and on a dark one
)

// draws reports a language that the page draws instead of showing its text.
func draws(lang string) bool {
	switch lang {
	case "math", "mermaid", "geojson", "topojson", "stl":
		return true
	}
	return false
}

// drawing judges a fence that the page draws instead of showing its text.
func (m *markup) drawing(b *Block) {
	var hides func(line string) bool
	setting := "" // what ends the lines that set how a drawing looks
	switch b.Lang {
	case "math":
		hides = func(s string) bool { return hidesMath(s) || mathNote.MatchString(s) }
	case "mermaid":
		hides = hidesInDrawing
		if len(b.Lines) > 0 && b.Lines[0].S == "---" {
			setting = "---"
		}
	case "geojson", "topojson":
		hides = hidesInMap
	case "stl":
		hides = func(s string) bool { return !modelLine.MatchString(s) }
	default:
		return
	}
	for i, l := range b.Lines {
		t, set := l.From(0), setting != ""
		switch {
		case set && i > 0 && strings.HasPrefix(t.S, setting):
			setting = ""
		case !set && b.Lang == "mermaid" && describes.MatchString(t.S):
			setting = "}"
		}
		if b.Lang != "math" && (b.Lang != "mermaid" || set || setsDrawing.MatchString(l.S)) {
			m.hide(l) // it is drawn, not shown
		}
		if t.S != "" && (hides(t.S) || set && countWords(t.S, maxMapWords+1) > maxMapWords) {
			m.add(t, "a drawing hides this line", false)
		}
	}
}

// hidesInDrawing reports a line of a drawing that is a remark or hides something.
func hidesInDrawing(s string) bool {
	return strings.HasPrefix(s, "%%") && (!strings.HasPrefix(s, "%%{") || aside(s)) || hidesDrawing.MatchString(s)
}

// describes is a line that begins the description of a drawing, which goes on to
// a bracket.
var describes = regexp.MustCompile(`(?i)^acc(?:title|descr) *\{[^}]*$`)

// modelLine is a line of a model, whose numbers are drawn.
var modelLine = regexp.MustCompile(`(?i)^\s*(?:(?:end)?solid(?: [\w.-]{1,40})?|facet normal(?: +[-+.\de]+){3}|outer loop|vertex(?: +[-+.\de]+){3}|end ?loop|end ?facet)?\s*$`)

// maxMapWords is how many words a name on a map has.
const maxMapWords = 3

// hidesInMap reports a line of a map that holds more than names and numbers.
func hidesInMap(s string) bool {
	if len(s) > lookAhead {
		return true // nobody reads so far
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			from := i
			for i++; i < len(s) && s[i] != '"'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
			if i >= len(s) || i-from >= maxAsideBytes/4 || countWords(s[from:i], maxMapWords+1) > maxMapWords {
				return true
			}
		case isLetter(c):
			from := i
			for i < len(s) && isLetter(s[i]) {
				i++
			}
			switch s[from:i] {
			case "true", "false", "null", "e", "E":
			default:
				return true
			}
			i--
		case !isDigit(c) && !strings.ContainsRune("-+. \t,:[]{}", rune(c)):
			return true
		}
	}
	return false
}

// setsDrawing is a line of a drawing that sets how it looks.
var setsDrawing = regexp.MustCompile(`^ *(?:%%|(?:click|classDef|class|style|linkStyle|accTitle|accDescr)\b)`)

var hidesDrawing = regexp.MustCompile(`(?i)^acc(?:title|descr)\b|display *: *none|visibility *: *hidden|opacity *: *0(?:\.0+)?(?:[^.\d]|$)|font-size *: *[01](?:px|pt|em)?(?:[^.\d]|$)|color *: *transparent`)
