package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// BareName is a name that could be that of a file, without a directory.
	BareName = regexp.MustCompile(`^\.?[\w@][\w.@+-]*$`)
	boldWord = regexp.MustCompile(`^\*\*\pL+(?:\*\*)?$`)
)

// unspaced are the scripts that set no blanks between words, so that a whole
// sentence can look like one.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan}

// PathLike reports what has only characters of a path: letters of every script, of
// one without blanks only in what ends like a directory or a file, or has a star.
func PathLike(s string) bool {
	certain := false
	for _, c := range s {
		switch {
		case IsLetter(byte(c)) && c < utf8.RuneSelf, c >= '0' && c <= '9', strings.ContainsRune("/_.@~+-*?[]{},!$^", c):
		case c < utf8.RuneSelf || c >= 0xff01 && c <= 0xff5e || c >= 0x1d400 && c <= 0x1d7ff || !unicode.In(c, unicode.L, unicode.M, unicode.Nd):
			return false // or Latin letters of full width, or of mathematics
		case certain || c < 0xe00 || !unicode.In(c, unspaced...):
		case !strings.HasSuffix(s, "/") && !strings.Contains(s, "*") && !latinEnding(s):
			return false
		default:
			certain = true
		}
	}
	return true
}

// latinEnding reports what ends in a stop and a few Latin letters.
func latinEnding(s string) bool {
	end := s[strings.LastIndexByte(s, '.')+1:]
	return end != s && end != "" && len(end) <= 8 && IsLetter(end[0]) && ASCII(end)
}

// IsFileName reports the name of a file: one with an ending, or one that everybody
// knows.
func IsFileName(s string) bool {
	switch s {
	case "Makefile", "Dockerfile", "LICENSE", "README", "Jenkinsfile", "Gemfile", "Rakefile", "CODEOWNERS":
		return true
	}
	if strings.IndexByte(s, '.') < 0 || strings.ContainsAny(s, "/@~+[]{},!$^") {
		return false
	}
	if s[0] == '.' && dotFile.MatchString(s) {
		return true
	}
	at := strings.LastIndexByte(s, '.')
	end := s[at+1:]
	if end == "" || !IsLetter(end[0]) && end[0] != '*' || !ASCII(end) || strings.ContainsAny(end, "-?") {
		return false
	}
	return (len(end) <= 8 || longEnding.MatchString(end)) && PathLike(s)
}

var (
	dotFile    = regexp.MustCompile(`^\.[a-zA-Z][a-z]*[\w.-]*[\w]$`)
	longEnding = regexp.MustCompile(`^[a-z]{9,16}$`)
)

// routeGroup takes the parentheses off a directory such as app/(shop)/cart.
var routeGroup = strings.NewReplacer("/(", "/", ")/", "/")

// LooksLikePath reports whether a code span or word can only be a path.
func LooksLikePath(s string) bool {
	if strings.Contains(s, "/(") {
		s = routeGroup.Replace(s)
	}
	if s == "" || len(s) > 300 || strings.Contains(s, "://") || !PathLike(s) {
		return false
	}
	return strings.Contains(s, "/") && strings.Trim(s, "/") != "" || IsFileName(s) || strings.ContainsAny(s, "*") && !strings.ContainsAny(s, "()") && !boldWord.MatchString(s)
}
