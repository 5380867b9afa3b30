package goalspec

import (
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// plainWords is a label as the page shows it: entities, links and tags of no
// width undone, the marks of emphasis and of an escape dropped, blanks of every
// kind made one.
func plainWords(s string) string {
	if !strings.ContainsAny(s, "&*_~\\<[") && prose.ASCII(s) {
		return s
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = prose.InlineTag.ReplaceAllString(s, "")
	}
	s = unlinked(s)
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case r == '*' || r == '~' || r == '\\':
		case (r <= ' ' || r >= utf8.RuneSelf) && unicode.IsSpace(r):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			if gap = false; r == '：' {
				r = ':'
			}
			b.WriteRune(r)
		}
	}
	if strings.IndexByte(b.String(), '_') < 0 {
		return b.String()
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		if t := strings.Trim(w, "_"); t != "" {
			words[i] = t
		}
	}
	return strings.Join(words, " ")
}

// unlinked leaves of each link and image the words in its brackets.
func unlinked(s string) string {
	return unlinkedTo(s, func(words, _ string) string { return words })
}

// linked is what a link names: the path that it leads to, else its words.
func linked(words, target string) string {
	if strings.Contains(target, "/") && target[0] != '/' && target[0] != '.' && prose.LooksLikePath(target) {
		return "`" + target + "`"
	}
	return words
}

// unlinkedTo puts what named makes of the words and the target of each link and image in
// its place.
func unlinkedTo(s string, named func(words, target string) string) string {
	for at := strings.Index(s, "]("); at >= 0; {
		open, end := strings.LastIndexAny(s[:at], "[]"), strings.IndexAny(s[at+2:], "()")
		if open < 0 || s[open] == ']' || end < 0 || s[at+2+end] == '(' {
			next := strings.Index(s[at+2:], "](")
			if next < 0 {
				break
			}
			at += 2 + next
			continue
		}
		front := strings.TrimSuffix(s[:open], "!") + named(s[open+1:at], s[at+2:at+2+end])
		s = front + s[at+2+end+1:]
		if at = strings.Index(s[len(front):], "]("); at >= 0 {
			at += len(front)
		}
	}
	return s
}

// foreign reports a letter beyond ASCII, which no label has.
func foreign(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) }

// Letters that look like Latin ones, each before the letter that it looks like:
// twins are drawn the same, near ones almost so, and loose ones are taken for it in a
// word that people expect.
const (
	twins = "аaАaВbсcСcԁdеeЕeһhНhіiІiјjЈjКkӏlМmоoОoрpРpԛqѕsЅsТtуyүyУyхxХxԝwΑaΒbΕeΖzΗhΙiΚkΜmΝnοoΟoΡpΤtΥyΧxνvօoոnսuհhցgԍg" + // Cyrillic, Greek, Armenian
		"ɡgɑaɩiᴀaʙbᴄcᴅdᴇeɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢz" + // Latin letters of phonetics
		"ᎠdᎡrᎢtᎪaᎫjᎬeᎳwᎷmᎻhᏀgᏃzᏏbᏒrᏔwᏕsᏙvᏚsᏞlᏟcᏢpᏦkᏴbᏻgᎥiᎽyᏂh" + // Cherokee
		"ꓐbꓑpꓓdꓔtꓖgꓗkꓙjꓚcꓜzꓝfꓟmꓠnꓡlꓢsꓣrꓦvꓧhꓪwꓫxꓬyꓮaꓰeꓲiꓳoꓴu" // Lisu
	near  = "вbгrкkмmнhтtёeїi"
	loose = "ѵvαaγyεeηnιiκkρpσoτtυuχxωwզq" + // Cyrillic, Greek, Armenian
		"ıiꜰfƽsƒfℓlℹiℯeℊgℴoⅰiⅼlⅽcⅾdⅿmⅴvⅹxđdħhłløoŧt" + // Latin, signs
		"ſsàaáaâaãaäaåaāaăaąaạaçcćcčcďdèeéeêeëeēeėeęeěeẹeğgġgģgìiíiîiïiīiįiịiķkļlľlñnńnņnňnòoóoôoõoöoōoőoọořrśsşsšsșsţtťtțtùuúuûuüuūuůuűuųuụuýyÿyźzżzžz"
)

// likeness is the Latin letter, in lower case, that another one looks like.
type likeness struct {
	latin       rune
	twin, loose bool
}

var likenesses = sync.OnceValue(func() map[rune]likeness {
	out := map[rune]likeness{}
	for _, of := range []struct {
		pairs string
		likeness
	}{{loose, likeness{loose: true}}, {near, likeness{}}, {twins, likeness{twin: true}}} {
		letters := []rune(of.pairs)
		for i := 0; i+1 < len(letters); i += 2 {
			of.latin = letters[i+1]
			out[letters[i]] = of.likeness
		}
	}
	return out
})

// latin writes a text in the Latin letters that it looks like, in lower case.
func latin(s string) string {
	table := likenesses()
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return unicode.ToLower(r)
		case unicode.In(r, unicode.Mn, unicode.Cf):
			return -1
		case r >= 0xff01 && r <= 0xff5e: // full width
			return unicode.ToLower(r - 0xfee0)
		case r >= 0x1d400 && r <= 0x1d6a3: // mathematical letters
			return 'a' + (r-0x1d400)%26
		case r >= 0x24b6 && r <= 0x24e9: // in circles
			return 'a' + (r-0x24b6)%26
		}
		if l, ok := table[r]; ok {
			return l.latin
		}
		low := unicode.ToLower(r)
		if l, ok := table[low]; ok {
			return l.latin
		}
		return low
	}, s)
}

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
		s = bareLabel(latin(s))
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
	words := plainWords(name)
	var b [2 * prose.MaxLead]byte
	f := labelSkeletons()[string(appendSkeleton(b[:0], words))]
	if f == field.Unknown && !prose.ASCII(words) {
		switch low := latin(words); {
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
	words := plainWords(s)
	if words == s {
		return false
	}
	shown, rest, ok := splitLabel(page.Bare(words))
	if !ok || strings.TrimSpace(shown) == plainWords(name) && !strings.Contains(name, "~~") {
		return false
	}
	if fieldNamed(shown, rest.S == "") == field.Unknown && looksLikeField(shown, rest.S == "") == field.Unknown {
		return false
	}
	_, _, ok = labelLine(page.Bare(s))
	return !ok
}
