package text

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Hidden finds what makes a reviewer and a compiler read different things.
func Hidden(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New != "" && f.Old == "" && strings.ContainsFunc(f.Path, func(r rune) bool { return invisible(r) || unicode.IsControl(r) }) {
			out = append(out, f.Whole("its name holds invisible characters."))
		}
		out = append(out, addressed(s, f)...)
		for _, n := range f.Added() {
			text := f.Is.Lines[n]
			if s.Went(text) {
				continue
			}
			reason := deceives(text, n == 0, f.Is.Lang.Code())
			if reason == "" && disguised(f.Is, n) {
				reason = "line %d holds a name of letters that only look alike."
			}
			if reason != "" {
				found := f.At(n, fmt.Sprintf(reason, n+1))
				found.Place.Text = "" // it does not read as it looks
				out = append(out, found)
			}
		}
	}
	return out, nil
}

// deceives tells how a line reads otherwise than it looks; %d is its number.
func deceives(text string, first, code bool) string {
	if plain(text) {
		return farOut(text, code)
	}
	runes := []rune(strings.TrimSuffix(text, "\r"))
	for n, r := range runes {
		switch {
		case r == 0xFEFF && first && n == 0: // a byte order mark
		case (r == 0x200D || r == 0xFE0F || r == 0xFE0E) && n > 0 && joins(runes[n-1]): // within an emoji or a script that needs it
		case invisible(r):
			return "line %d holds invisible characters that change how it reads."
		case r == '\r' || r == 0x1B || r == 0x08 || r == 0x0B || r == 0x7F:
			return "line %d holds control characters that change how a terminal shows it."
		}
	}
	if code && mixed(text) {
		return "line %d holds a name of letters that only look alike."
	}
	return farOut(text, code)
}

func plain(s string) bool {
	for n := range len(s) {
		if c := s[n]; c >= 0x7F || c < ' ' && c != '\t' && (c != '\r' || n != len(s)-1) {
			return false
		}
	}
	return true
}

// joins tells whether a character may be followed by a joiner.
func joins(r rune) bool {
	return r > 0x2000 || unicode.Is(unicode.Arabic, r) || r >= 0x0900 && r <= 0x0DFF || r < 0x80 && (unicode.IsDigit(r) || r == '#' || r == '*') || r == 0xA9 || r == 0xAE
}

func invisible(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // directions
	case r >= 0xE0000 && r <= 0xE01EF: // tags, variation selectors
	case r >= 0x200B && r <= 0x200F, r >= 0x2060 && r <= 0x2064, r == 0x061C, r == 0xFEFF, r == 0x00AD, r == 0x180E: // without width
	case r >= 0xFE00 && r <= 0xFE0F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0, r == 0x2028, r == 0x2029:
	default:
		return false
	}
	return true
}

var word = regexp.MustCompile(`[\p{L}_][\p{L}\p{N}_]*`)

// mixed tells whether a word is made of Latin letters and of others that look like
// them: one whose letters nobody takes for Latin deceives nobody.
func mixed(s string) bool {
	for _, w := range word.FindAllString(s, -1) {
		latin, like, plain := false, false, true
		for _, r := range w {
			switch {
			case alike(r):
				like = true
			case r < 0x250:
				latin = latin || unicode.IsLetter(r)
			default:
				plain = false
			}
		}
		if latin && like && plain {
			return true
		}
	}
	return false
}

// disguised tells whether a line of code has a name all of whose letters are of another
// script and look like Latin ones, in a file that is not written in that script.
func disguised(src *language.Source, n int) bool {
	if !src.Lang.Code() || plain(src.Bare[n]) {
		return false
	}
	whole := func(w string) bool {
		letters := 0
		for _, r := range w {
			switch {
			case twin(r):
				letters++
				if unicode.Is(unicode.Cyrillic, r) {
					letters++ // formulas have none
				}
			case unicode.IsLetter(r):
				return false
			}
		}
		return letters > 1
	}
	return slices.ContainsFunc(word.FindAllString(src.Bare[n], -1), whole) && !language.Fact(&src.Facts, "of another script", func() bool {
		return strings.ContainsFunc(src.Text, func(r rune) bool {
			return !twin(r) && (unicode.Is(unicode.Cyrillic, r) || unicode.Is(unicode.Greek, r) || unicode.Is(unicode.Armenian, r))
		})
	})
}

// lookAlikes are the letters of other scripts that look like Latin ones; those
// that formulas are written with are left out.
const lookAlikes = "АВЕЅІЈКМНОРСТУХԚԜҮаеѕіјкмоԁһӏрсԛԝухүѵтнгв" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳινκουχϲ" + "ՏՍՕԼօոսցքհզյ"

// twins are those of them that nobody can tell from Latin ones.
const twins = "АВЕЅІЈКМНОРСТХаеѕіјоԁһӏрсԛԝух" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳνοϲ" + "օսց"

func twin(r rune) bool {
	return strings.ContainsRune(twins, r) || alike(r) && !strings.ContainsRune(lookAlikes, r)
}

func alike(r rune) bool {
	return strings.ContainsRune(lookAlikes, r) || unicode.Is(unicode.Cherokee, r) || r >= 0xFF21 && r <= 0xFF5A || r >= 0x1D400 && r <= 0x1D7FF
}

// farOut finds code that stands beyond the right edge of any screen.
func farOut(text string, code bool) string {
	if !code || len(text) < 200 {
		return ""
	}
	body := strings.TrimLeft(text, " \t")
	gap := strings.Index(body, strings.Repeat(" ", 80))
	if len(text)-len(body) >= 160 || gap >= 0 && strings.TrimSpace(body[gap:]) != "" {
		return "line %d holds code behind so many blanks that nobody sees it."
	}
	return ""
}
