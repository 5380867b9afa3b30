package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var AlwaysTrue = regexp.MustCompile(`skipif\(\s*(True|1|not False)|skipIf\(\s*(True|true|1)\b|skipUnless\(\s*(False|0)|runIf\(\s*(false|0)`)

// InOld tells whether a line belongs to a test that was there before.
func InOld(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	if !in || !fn.Test {
		if in = n+1 < len(f.Is.Bare); in {
			fn, in = f.Is.Around(n + 1) // a mark above
		}
	}
	_, was := Named(f.Was, fn.Name)
	return in && fn.Test && was
}

// Over is the line that a line is indented under; empty for none.
func Over(src *language.Source, n int) string {
	for up := n - 1; up >= 0; up-- {
		if strings.TrimSpace(src.Bare[up]) != "" && Indent(src.Bare[up]) < Indent(src.Bare[n]) {
			return src.Code[up]
		}
	}
	return ""
}
