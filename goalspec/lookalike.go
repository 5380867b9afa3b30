package goalspec

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// foreign reports a letter beyond ASCII, which no label has.
func foreign(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }

// skeleton is the same for labels that can hardly be told apart; it is empty
// for what is too long to be one.
func skeleton(s string) string {
	var b [2 * prose.MaxLead]byte
	return string(appendSkeleton(b[:0], s))
}

func appendSkeleton(out []byte, s string) []byte {
	if len(s) > cap(out) {
		return nil
	}
	if !prose.ASCII(s) {
		s = bareLabel(prose.Latin(s))
	}
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == '0':
			c = 'o'
		case c == '1' || c == '|':
			c = 'l'
		case c < 'a' || c > 'z':
			gap = true
			continue
		}
		if n := len(out); gap && n > 0 {
			out = append(out, ' ')
		}
		gap = false
		switch n := len(out); {
		case c == 'i':
			out = append(out, 'l')
		case n > 0 && c == 'n' && out[n-1] == 'r':
			out[n-1] = 'm'
		case n > 0 && c == 'v' && out[n-1] == 'v':
			out[n-1] = 'w'
		default:
			out = append(out, c)
		}
	}
	return out
}

var labelSkeletons = sync.OnceValue(func() map[string]field.Field {
	out := map[string]field.Field{}
	for name, f := range handLabels {
		out[skeleton(name)] = f
	}
	return out
})

// looksLikeField is the field whose label a name only looks like; a name that
// is a label, or looks like one that opens nothing but context, is none.
func looksLikeField(name string, leads bool) field.Field {
	if len(name) == 0 || len(name) > 3*prose.MaxLead {
		return field.Unknown
	}
	words := prose.PlainWords(name)
	var b [2 * prose.MaxLead]byte
	f := labelSkeletons()[string(appendSkeleton(b[:0], words))]
	if f == field.Unknown && !prose.ASCII(words) {
		switch low := prose.Latin(words); {
		case startsPhase(low) && !startsPhase(words):
			f = field.Phase
		case low != strings.ToLower(words):
			f = fieldNamed(low, leads)
		}
	}
	if f == field.Unknown || f == field.Context || fieldNamed(name, leads) != field.Unknown {
		return field.Unknown
	}
	return f
}

// maxOdd is how many lines of odd letters are held against the labels.
const maxOdd = 500

// imitations finds headings and label lines that people take for a field's
// label while the reader does not.
func (l *linter) imitations() {
	var found []page.Text
	odd := 0
	count := func(t page.Text) bool {
		if odd++; odd == maxOdd {
			f := manyStatements.at(spanOf(t), "more than %d lines of odd letters may be labels", maxOdd)
			f.Suggestion = "Put lists and logs in a code fence, or shorten them."
			l.add(f)
		}
		return odd < maxOdd
	}
	for i := range l.doc.blocks {
		b := &l.doc.blocks[i]
		switch b.Kind {
		case page.Heading:
			if (prose.ASCII(b.Name.S) || count(b.Name)) && looksLikeField(b.Name.S, true) != field.Unknown {
				found = append(found, b.Name)
			}
		case page.Para, page.Item, page.Quote, page.Label:
			for _, t := range b.Lines {
				s, shaped := labelShaped(t.S)
				strange := shaped && (!prose.ASCII(s) || strings.ContainsAny(s, "&<"))
				if shaped && (!strange || count(t)) && imitates(t) {
					found = append(found, t)
				}
			}
		}
	}
	l.bounded(len(found), lookalikeLabel, func(i int) Finding {
		return lookalikeLabel.at(spanOf(found[i]), "%q looks like a field's label and is none", prose.Clip(found[i].S))
	})
}

// labelShaped is the beginning of a line that may be a label.
func labelShaped(s string) (string, bool) {
	if s == "" {
		return "", false
	}
	if len(s) > prose.MaxLead {
		at := prose.MaxLead
		for at > 0 && !utf8.RuneStart(s[at]) {
			at--
		}
		s = s[:at]
	}
	return s, hasColon(s) || s != "" && strings.IndexByte("*_<", s[0]) >= 0 || strings.IndexByte(s, '&') >= 0
}

// imitates reports a line that begins with what only looks like a label, or
// with one that only the page shows as such.
func imitates(t page.Text) bool {
	s, shaped := labelShaped(t.S)
	if !shaped {
		return false
	}
	plain := prose.ASCII(s)
	name, rest, split := splitLabel(page.Bare(s))
	if split && looksLikeField(name, rest.S == "") != field.Unknown {
		return true
	}
	if plain && strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0 {
		return false
	}
	words := prose.PlainWords(s)
	if words == s {
		return false
	}
	shown, rest, ok := splitLabel(page.Bare(words))
	if !ok || strings.TrimSpace(shown) == prose.PlainWords(name) && !strings.Contains(name, "~~") {
		return false
	}
	if fieldNamed(shown, rest.S == "") == field.Unknown && looksLikeField(shown, rest.S == "") == field.Unknown {
		return false
	}
	_, _, ok = labelLine(page.Bare(s))
	return !ok
}
