package prose

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Eaten reports a bare word of which the page takes marks for emphasis, as CommonMark
// has it: people see neither the asterisks of s*r*c nor the lines of __init__.py. Of
// asterisks beside a slash inside of a path they see that some are missing.
func Eaten(w string) bool {
	type run struct {
		mark          byte
		n             int
		opens, closes bool
	}
	const edge, sign, letter = 0, 1, 2
	beside := func(i int) int {
		switch {
		case i < 0 || i >= len(w):
			return edge
		case IsLetter(w[i]) || w[i] >= '0' && w[i] <= '9' || w[i] >= 0x80:
			return letter
		}
		return sign
	}
	var runs []run
	for i := 0; i < len(w); i++ {
		if w[i] != '*' && w[i] != '_' {
			continue
		}
		r := run{mark: w[i], n: 1}
		for i+r.n < len(w) && w[i+r.n] == r.mark {
			r.n++
		}
		before, after := beside(i-1), beside(i+r.n)
		left, right := after == letter || after == sign && before != letter, before == letter || before == sign && after != letter
		if i > 0 && r.mark == '*' && w[i-1] == '/' && beside(0) == letter && (i+r.n == len(w) || strings.IndexByte("/.", w[i+r.n]) >= 0) {
			i += r.n - 1
			continue
		}
		if r.opens, r.closes = left, right; r.mark == '_' { // not within a word
			r.opens, r.closes = left && (!right || before == sign), right && (!left || after == sign)
		}
		for _, o := range runs {
			inThrees := (o.closes || r.opens) && (o.n+r.n)%3 == 0 && o.n%3 != 0
			if r.closes && o.opens && o.mark == r.mark && !inThrees {
				return true
			}
		}
		runs = append(runs, r)
		i += r.n - 1
	}
	return false
}

// across is an emphasis that begins in front of one path and ends behind another.
var across = regexp.MustCompile(`(?:^|\s)\*[^\s*/][^*]*\s[^*]*[^\s*]\*(?:[\s.,;]|$)`)

// conventional are names of directories and files that everybody knows by their marks.
var conventional = regexp.MustCompile(`(^|/)__(?:tests?|snapshots|mocks|fixtures|image_snapshots|generated|pycache)__(?:/|$)|(^|/)__(?:init|main)__\.py$`)

// HidesMarks reports a line in which a bare path is not shown as it is written.
func HidesMarks(line string) bool {
	if strings.Count(line, "*") < 2 && strings.Count(line, "_") < 2 && !strings.ContainsAny(line, "~[") {
		return false
	}
	bare := BlankCode(line)
	if strings.Contains(line, "~~") || strings.Contains(line, "](") || across.MatchString(bare) {
		return true
	}
	for w := range strings.FieldsSeq(bare) {
		if w = conventional.ReplaceAllString(strings.Trim(w, "(),;:\"'."), "$1"); Eaten(w) && LooksLikePath(strings.Trim(w, "*_")) {
			return true
		}
	}
	return false
}
