package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	section  = regexp.MustCompile(`^\s*\[+([\w.-]+)\]+`)
	EntryKey = regexp.MustCompile(`^\s*["']?([A-Za-z_][\w.-]*)["']?\s*=`)
	Taken    = regexp.MustCompile(`(^|/)(vendor|node_modules|third_party)/`) // from others
	scripts  = regexp.MustCompile(`^(project\.(gui-)?scripts|tool\.poetry\.scripts)$`)
)

func PyCommands(text string) (names []string) {
	in := ""
	for l := range strings.Lines(text) {
		if m := section.FindStringSubmatch(l); m != nil {
			in = m[1]
		} else if m := EntryKey.FindStringSubmatch(l); m != nil && scripts.MatchString(in) {
			names = append(names, m[1])
		}
	}
	return names
}
