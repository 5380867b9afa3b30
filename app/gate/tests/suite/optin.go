package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var AskName = regexp.MustCompile(`[A-Za-z_]\w*`)

// Definition is what a name of a file stands for: the body of a function, or what a
// line gives it.
func Definition(src *language.Source, name string) string {
	if fn, ok := src.Named(name); ok && !fn.Test {
		return language.Part(src.Code, fn.Head, min(fn.End, fn.Head+8))
	}
	for _, l := range src.Code {
		if m := GivesTo.FindStringSubmatch(l); m != nil && m[1] == name && Indent(l) == 0 {
			return m[2]
		}
	}
	return ""
}
