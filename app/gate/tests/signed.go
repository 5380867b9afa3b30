package tests

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// signed is a line of code with its values blanked, and those; a number's sign is a part
// of it.
func signed(code string) (shape string, values []string) {
	var b []byte
	for at := 0; at < len(code); {
		n := language.Literal(code, at)
		if n == 0 {
			b = append(b, code[at])
			at++
			continue
		}
		v := code[at : at+n]
		at += n
		if v[0] >= '0' && v[0] <= '9' {
			from := max(0, len(b)-farthest)
			if m := itsSign.FindStringSubmatchIndex(string(b[from:])); m != nil {
				if b[from+m[2]] == '-' {
					v = "-" + v
				}
				b = b[:from+m[2]]
			}
		}
		b, values = append(b, "§"...), append(values, v)
	}
	return squeeze(string(b)), values
}

// farthest is how far before a number its sign and what it stands behind are looked for.
const farthest = 16

// itsSign is a sign that takes nothing from what stands before it.
var itsSign = regexp.MustCompile(`(?:^|[(\[{,=<>:?|&!;]|\b(?:return|in|is|and|or|not|case))\s*([-+])\s*$`)

// explainedSigned tells whether a value, with its sign, had to become another one.
func (v values) explainedSigned(s *change.Set, old, now string) bool {
	a, b := strings.TrimPrefix(old, "-"), strings.TrimPrefix(now, "-")
	if (a == old) == (b == now) {
		return v.explained(s, a, b)
	}
	if a != b && v.explained(s, a, b) || a == b && v.productCame[a] && v.productWent[a] {
		return true
	}
	return b != now && (s.Said(now) || s.Said("−"+b)) || b == now && s.Said(b) && !s.Said(old) || s.Speaks(ofSigns)
}

var ofSigns = regexp.MustCompile(`\b(negative|negated?|minus|signs?|signed|below zero|less than zero|debits?|refunds?|invert\w*|opposite|flip\w*|revers\w*|descending)\b`)
