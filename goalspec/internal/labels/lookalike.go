package labels

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
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
		s = Bare(prose.Latin(s))
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
	for name, f := range Known {
		out[skeleton(name)] = f
	}
	return out
})

// LooksLikeField is the field whose label a name only looks like; a name that
// is a label, or looks like one that opens nothing but context, is none.
func LooksLikeField(name string, leads bool) field.Field {
	if len(name) == 0 || len(name) > 3*prose.MaxLead {
		return field.Unknown
	}
	words := prose.PlainWords(name)
	var b [2 * prose.MaxLead]byte
	f := labelSkeletons()[string(appendSkeleton(b[:0], words))]
	if f == field.Unknown && !prose.ASCII(words) {
		switch low := prose.Latin(words); {
		case StartsPhase(low) && !StartsPhase(words):
			f = field.Phase
		case low != strings.ToLower(words):
			f = Field(low, leads)
		}
	}
	if f == field.Unknown || f == field.Context || Field(name, leads) != field.Unknown {
		return field.Unknown
	}
	return f
}

// MaxOdd is how many lines of odd letters are held against the labels.
const MaxOdd = 500

// LabelShaped is the beginning of a line that may be a label.
func LabelShaped(s string) (string, bool) {
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
	return s, HasColon(s) || s != "" && strings.IndexByte("*_<", s[0]) >= 0 || strings.IndexByte(s, '&') >= 0
}
