package suite

import (
	"strings"
)

// FilesOf are where a module of Python may stand.
func FilesOf(module string) []string {
	p := strings.ReplaceAll(module, ".", "/")
	return []string{p + ".py", "src/" + p + ".py", p + "/__init__.py"}
}
