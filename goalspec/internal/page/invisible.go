package page

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mark is a stretch that people do not see, and what it is.
type Mark struct {
	Region
	What string
}

// Invisible finds characters that the page draws as nothing, or that turn its
// order around, outside their legitimate use: joiners and selectors in emoji,
// Persian, Indic and other scripts that need them. Neighbours of one sort are
// one mark.
func Invisible(body string) iter.Seq[Mark] {
	return func(yield func(Mark) bool) {
		w := window{prev: -1, before: -1, variants: map[rune]rune{}}
		var last Mark
		for i := 0; i < len(body); {
			if c := body[i]; c >= 0x20 && c < 0x7f || c == '\n' || c == '\t' || c == '\r' && strings.HasPrefix(body[i:], "\r\n") {
				w.push(rune(c))
				i++
				continue
			}
			r, size := utf8.DecodeRuneInString(body[i:])
			n, what := w.judge(r, size, body[i:])
			switch {
			case what == "":
			case last.To == i && last.What == what:
				last.To += n
			case last.To > 0 && !yield(last):
				return
			default:
				last = Mark{Region{i, i + n}, what}
			}
			i += n
		}
		if last.To > 0 {
			yield(last)
		}
	}
}

// window is what stands before a character.
type window struct {
	prev, before rune
	variants     map[rune]rune // which selector came after each character that has several
	streak       int           // how many characters in a row had a selector
	rtl          bool          // a letter of a right-to-left script came in this line
}

func (w *window) push(r rune) {
	w.before, w.prev = w.prev, r
	if r == '\n' {
		w.rtl = false
	}
}

// judge reads one character that is not plain ASCII: how many bytes it takes
// with what belongs to it, and what is wrong, if anything.
func (w *window) judge(r rune, size int, rest string) (n int, what string) {
	n = size
	if r == 0x1f3f4 {
		n = max(size, subdivisionFlag(rest))
	}
	switch {
	case r == utf8.RuneError && size <= 1:
		what = "a byte that is not UTF-8"
	case n == size:
		w.rtl = w.rtl || rightToLeft(r)
		next, _ := utf8.DecodeRuneInString(rest[size:])
		what = w.fault(r, next)
	}
	w.push(r)
	return n, what
}

func (w *window) fault(r, next rune) string {
	switch {
	case r < 0x20 || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029:
		return "a control character"
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		return "a control that turns the reading order"
	case r == 0x200e || r == 0x200f || r == 0x61c:
		if (w.rtl || rightToLeft(next)) && w.prev != 0x200e && w.prev != 0x200f && w.prev != 0x61c {
			return ""
		}
		return "a direction mark"
	case r >= 0xe0000 && r <= 0xe007f:
		return "an invisible tag character"
	case r == 0x200b || r == 0x200c || r == 0x200d:
		return w.joiner(r, next)
	case selects(r):
		return w.selector(r, next)
	case r == 0x180e && unicode.Is(unicode.Mongolian, w.prev) && unicode.Is(unicode.Mongolian, next):
		return "" // it parts a word's last vowel
	case r == 0x34f && unicode.Is(unicode.Hebrew, w.prev) && unicode.Is(unicode.Hebrew, next) && unicode.IsMark(next):
		return "" // it keeps points in their order
	case filler(r):
		return "a filler that shows as nothing"
	case r == 0xfeff && w.prev < 0:
		return "" // a byte order mark
	case !unicode.IsLetter(r) && hides(r):
		return "an invisible character"
	}
	return ""
}

// joiner judges zero-width space, non-joiner and joiner by their neighbours.
func (w *window) joiner(r, next rune) string {
	ok := false
	switch r {
	case 0x200b:
		ok = unspaced(w.prev) && wordy(next) || wordy(w.prev) && unspaced(next)
	case 0x200c:
		// Suffixes and plurals follow words of other scripts, numbers, points and marks too.
		ok = joining(next) && shows(w.prev) || joins(w.prev, w.before) && (unicode.IsSpace(next) || unicode.IsPunct(next))
	case 0x200d:
		ok = joining(w.prev) || pictograph(w.prev) && pictograph(next) || w.prev == 0xfe0f && pictograph(w.before) && pictograph(next)
	}
	if ok {
		return ""
	}
	return "a zero-width character"
}

// maxStreak is how many characters in a row may each have a selector, other
// than emoji that ask for color.
const maxStreak = 5

// selector judges a variation selector: one, after what it may vary.
func (w *window) selector(r, next rune) string {
	w.streak++
	if !selects(w.before) {
		w.streak = 1
	}
	if !varies(w.prev, r, next) {
		return "a variation selector with nothing to vary"
	}
	if w.streak > maxStreak && !(r == 0xfe0f && pictograph(w.prev)) {
		return "a variation selector after each character"
	}
	if r != 0xfe0e && r != 0xfe0f && !w.sameVariant(r) {
		return "a variation selector of many"
	}
	return ""
}

// maxVariants is how many characters of a text have a form of their own: names
// have a few.
const maxVariants = 10

// sameVariant reports that a character has the one form it has in all of the text.
func (w *window) sameVariant(r rune) bool {
	if was, ok := w.variants[w.prev]; ok {
		return was == r
	}
	w.variants[w.prev] = r
	return len(w.variants) <= maxVariants
}

// varies reports whether a selector r may follow p.
func varies(p, r, next rune) bool {
	switch {
	case selects(p):
		return false
	case r >= 0x180b && r <= 0x180f:
		return unicode.Is(unicode.Mongolian, p)
	case r >= 0xe0100:
		return unicode.Is(unicode.Han, p)
	case r == 0xfe0e || r == 0xfe0f:
		return pictograph(p) || (p == '#' || p == '*' || p >= '0' && p <= '9') && next == 0x20e3 || unicode.In(p, unicode.So, unicode.Sm, unicode.Han) && p > 0x7f || unicode.Is(unicode.Po, p) && p > 0x7f
	default:
		return unicode.In(p, unicode.Han, unicode.Myanmar, unicode.Sm, unicode.Phags_Pa)
	}
}

// selects reports variation selectors.
func selects(r rune) bool {
	return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef || r >= 0x180b && r <= 0x180d || r == 0x180f
}

// filler reports letters and symbols that are drawn as nothing.
func filler(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x17b4, 0x17b5, 0x180e, 0x1d159:
		return true
	}
	return false
}

// hides reports other characters without a shape.
func hides(r rune) bool {
	if unicode.In(r, unicode.Arabic, unicode.Kaithi) || r >= 0x600 && r <= 0x605 || r == 0x6dd || r == 0x70f || r == 0x8e2 {
		return false // number signs: seen
	}
	return unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point) ||
		r >= 0xe0000 && r <= 0xe0fff
}

// subdivisionFlag is the length of the flag of England, Scotland or Wales, the
// one sequence of tag characters in general use.
func subdivisionFlag(s string) int {
	const black, eng, sct, wls = "\U0001F3F4\U000E0067\U000E0062", "\U000E0065\U000E006E\U000E0067\U000E007F", "\U000E0073\U000E0063\U000E0074\U000E007F", "\U000E0077\U000E006C\U000E0073\U000E007F"
	for _, flag := range [...]string{black + eng, black + sct, black + wls} {
		if strings.HasPrefix(s, flag) {
			return len(flag)
		}
	}
	return 0
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && r <= 0x8ff && r != 0x61c || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}

// unspaced reports scripts that break lines without blanks.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Javanese, unicode.Balinese)
}

// wordy reports what a script without blanks may be parted from.
func wordy(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unspaced(r) }

// joining reports scripts whose letters join.
func joining(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi,
		unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
		unicode.Khmer, unicode.Myanmar, unicode.Tibetan, unicode.Javanese, unicode.Balinese, unicode.Sundanese, unicode.Meetei_Mayek,
		unicode.Chakma, unicode.Brahmi, unicode.Tirhuta, unicode.Grantha, unicode.Limbu, unicode.Hanifi_Rohingya, unicode.Mandaic, unicode.Phags_Pa)
}

// joins reports a letter of such a script, or the vowel sign or point above one.
func joins(r, before rune) bool {
	return joining(r) || unicode.IsMark(r) && joining(before)
}

// shows reports what can be seen before something invisible.
func shows(r rune) bool {
	return !hides(r) && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || unicode.IsPunct(r) || r == '`')
}

// pictograph reports emoji and what modifies them.
func pictograph(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r >= 0x2b00 && r <= 0x2bff, r >= 0x2190 && r <= 0x21ff, r >= 0x2300 && r <= 0x23ff, r >= 0x25a0 && r <= 0x25ff:
		return true
	}
	return r == 0xa9 || r == 0xae || r == 0x203c || r == 0x2049 || r == 0x2122 || r == 0x2139 || r == 0x3030 || r == 0x303d || r == 0x3297 || r == 0x3299
}
