package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Signed is a line of code with its values blanked, and those; a number's sign is a part
// of it.
func Signed(code string) (shape string, values []string) {
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
	return Squeeze(string(b)), values
}

// farthest is how far before a number its sign and what it stands behind are looked for.
const farthest = 16

// itsSign is a sign that takes nothing from what stands before it.
var itsSign = regexp.MustCompile(`(?:^|[(\[{,=<>:?|&!;]|\b(?:return|in|is|and|or|not|case))\s*([-+])\s*$`)
