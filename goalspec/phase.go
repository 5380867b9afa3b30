package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Phase is one stretch of work the author laid out.
type Phase struct {
	Number int         `json:"number"`
	Name   string      `json:"name"`
	Only   []Glob      `json:"only,omitempty"`    // the only paths this phase may change
	Keep   []Statement `json:"keep,omitempty"`    // what stays as it is
	StopIf []Statement `json:"stop_if,omitempty"` // conditions that end the phase with a question
	Steps  []Statement `json:"steps,omitempty"`   // everything else, in order
	Span               // from the name to the last statement
}

// Statement is what an author says of a phase, and where. Its JSON is the text.
type Statement struct {
	Text string
	Span
}

// String is the text.
func (s Statement) String() string { return s.Text }

// MarshalText is the text.
func (s Statement) MarshalText() ([]byte, error) { return []byte(s.Text), nil }

// UnmarshalText takes the text, which then stands nowhere.
func (s *Statement) UnmarshalText(text []byte) error {
	*s = Statement{Text: string(text)}
	return nil
}

func (p Phase) clone() Phase {
	p.Only, p.Keep = slices.Clone(p.Only), slices.Clone(p.Keep)
	p.StopIf, p.Steps = slices.Clone(p.StopIf), slices.Clone(p.Steps)
	return p
}

// statements are the name of the phase and what it says but for bounds and conditions.
func (p Phase) statements() []Statement {
	return slices.Concat([]Statement{{p.Name, p.Span}}, p.Steps, p.Keep)
}

// Kept are the paths that must not change in the phase, by its "keep … unchanged" and "do
// not modify …", and by what it leaves out of where it works.
func (p Phase) Kept() []Glob {
	var out []Glob
	for _, k := range p.Keep {
		out = append(out, at(keptBy(k.Text), k.Span)...)
	}
	return globs(out)
}

// upkeep is said behind a path that is to be kept in some state, and may change for that.
var upkeep = regexp.MustCompile(`(?i)^\W*(?:(?:as|well|fully|always|all) )*(?:in (?:sync|step|line|order|shape)|up[ -]to[ -]date|updated|current|consistent|aligned|synchroni[sz]ed|maintained|working|green|passing|compiling|building|running|tested|covered|documented|sorted|formatted|tidy|clean|readable|short|small|simple|thin|under|below)\b`)

// keptBy are the paths that a statement of a phase forbids to change.
func keptBy(s string) (out []ruling.Pattern) {
	var only []ruling.Pattern
	for _, b := range phaseRulings(s) {
		switch {
		case b.Field == field.Deny && (b.Leads || !b.Strict):
			out = append(out, b.Globs...)
		case b.Field == field.Allow:
			only = append(only, b.Globs...)
		}
	}
	if rest := takenOut(s, only); rest != "" && len(out) == 0 {
		for _, b := range ruling.Rulings("do not change " + rest) {
			if b.Field == field.Deny && b.Fault == "" {
				out = append(out, b.Globs...)
			}
		}
	}
	if named := globsAfter(labels.KeepWords, s); len(named) > 0 && !upkeep.MatchString(behind(s, named)) {
		ruled := func(g ruling.Pattern) bool {
			return slices.ContainsFunc(out, func(o ruling.Pattern) bool { return o.Pattern == g.Pattern })
		}
		out = append(slices.DeleteFunc(named, ruled), out...)
	}
	return out
}

// besideAll is outside of some paths in any case.
var besideAll = regexp.MustCompile(`(?i)^(?:more|less|else|elsewhere|further|beyond|outside|any|anything|anywhere|others?|the rest)\b`)

// exception takes something out of the paths before it.
var exception = regexp.MustCompile(`(?i)^[\s,(]*(?:but (?:not|never)|not|` + prose.LeavesOut + `)\s+(?:(?:on|in|under) )?(.+?)[).]*$`)

// takenOut is what a statement takes out of where a phase works.
func takenOut(s string, only []ruling.Pattern) string {
	if len(only) == 0 {
		return ""
	}
	last := only[len(only)-1].Pattern
	if _, rest, ok := strings.Cut(s, last); ok {
		if m := exception.FindStringSubmatch(strings.TrimLeft(rest, "`")); m != nil && !besideAll.MatchString(m[1]) {
			return m[1]
		}
	}
	return ""
}

// behind is what stands in a statement behind the last of its paths.
func behind(s string, paths []ruling.Pattern) string {
	last := paths[len(paths)-1].Pattern
	return strings.TrimLeft(s[max(strings.LastIndex(s, last), 0)+len(last):], "`")
}

// located are the parts of a text, in their order, each with its place in the source: of one
// that reads otherwise there, that of the whole text.
func (r *reader) located(parts []string, t page.Text) []Statement {
	out := make([]Statement, len(parts))
	end := 0
	for i, s := range parts {
		s = strings.TrimRight(prose.StripMarkers(s), ": ")
		out[i] = Statement{s, spanOf(t)}
		at := strings.Index(t.S[end:], s)
		if _, own, led := strings.Cut(s, ": "); led && at < 0 && strings.HasPrefix(t.S[end:], own) {
			s, at = own, 0 // what leads it stands elsewhere
		}
		if at < 0 {
			continue
		}
		at, end = end+at, end+at+len(s)
		if span := spanOf(t.Slice(at, end)); r.reads(span, s) {
			out[i].Span = span
		}
	}
	return out
}

// reads reports that some words stand at a place, or begin there and end in a later line.
func (r *reader) reads(at Span, words string) bool {
	if at.Line < 1 || at.EndLine > len(r.src.Lines) {
		return false
	}
	line := r.src.Lines[at.Line-1]
	if at.Column > len(line) {
		return false
	}
	if line = line[at.Column-1:]; at.EndLine > at.Line {
		return strings.HasPrefix(words, strings.TrimRight(line, " \t\r"))
	}
	return at.EndColumn-at.Column == len(words) && strings.HasPrefix(line, words)
}

// end is the end of a statement, in its place.
func (s Statement) end(words string) Statement {
	if s.Line == s.EndLine && s.EndColumn-s.Column == len(s.Text) {
		s.Column += len(s.Text) - len(words)
	}
	s.Text = words
	return s
}

func texts(list []Statement) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.Text
	}
	return out
}
