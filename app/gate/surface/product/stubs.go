package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Unwritten = regexp.MustCompile(`(?i)^$|not\s*(yet\s+)?(implemented|written)|todo|unimplemented|ErrUnsupported\b|ENOSYS|not\s+(yet\s+)?supported\s+yet|^pass$|^\.\.\.$`)

// Touches tells whether the change wrote into a function, or took out of it.
func Touches(f *change.File, fn language.Func) bool {
	for _, h := range f.Hunks {
		if h.New < fn.End && h.NewEnd > fn.Start || h.New == h.NewEnd && fn.Start < h.New && h.New < fn.End {
			return true
		}
	}
	return false
}

// AfterParams is the head of a function of a script without its parameters,
// whose defaults may be functions too; of others it is the head.
func AfterParams(src *language.Source, fn language.Func) string {
	head := src.Code[fn.Head]
	at := strings.IndexByte(src.Bare[fn.Head], '(')
	if arrow := strings.Index(src.Bare[fn.Head], "=>"); src.Lang.Name != "JavaScript" || at < 0 || arrow >= 0 && arrow < at {
		return head
	}
	depth := 0
	for n := at; n < len(src.Bare[fn.Head]); n++ {
		switch src.Bare[fn.Head][n] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return head[n+1:]
			}
		}
	}
	return ""
}
