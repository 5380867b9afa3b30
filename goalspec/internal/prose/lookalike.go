package prose

import (
	"html"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// PlainWords is a label as the page shows it: entities, links and tags of no
// width undone, the marks of emphasis and of an escape dropped, blanks of every
// kind made one.
func PlainWords(s string) string {
	if !strings.ContainsAny(s, "&*_~\\<[") && ASCII(s) {
		return s
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = InlineTag.ReplaceAllString(s, "")
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
	return UnlinkedTo(s, func(words, _ string) string { return words })
}

// Linked is what a link names: the path that it leads to, else its words.
func Linked(words, target string) string {
	if strings.Contains(target, "/") && target[0] != '/' && target[0] != '.' && LooksLikePath(target) {
		return "`" + target + "`"
	}
	return words
}

// UnlinkedTo puts what named makes of the words and the target of each link and image in
// its place.
func UnlinkedTo(s string, named func(words, target string) string) string {
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

// Likeness is the Latin letter, in lower case, that another one looks like.
type Likeness struct {
	latin       rune
	Twin, Loose bool
}

// Likenesses are the letters that look like those of ASCII, by how much.
var Likenesses = sync.OnceValue(func() map[rune]Likeness {
	out := map[rune]Likeness{}
	for _, of := range []struct {
		pairs string
		Likeness
	}{{loose, Likeness{Loose: true}}, {near, Likeness{}}, {twins, Likeness{Twin: true}}} {
		letters := []rune(of.pairs)
		for i := 0; i+1 < len(letters); i += 2 {
			of.latin = letters[i+1]
			out[letters[i]] = of.Likeness
		}
	}
	return out
})

// Latin writes a text in the Latin letters that it looks like, in lower case.
func Latin(s string) string {
	table := Likenesses()
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
