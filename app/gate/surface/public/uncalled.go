package public

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var makeRule = regexp.MustCompile(`^([A-Za-z0-9][\w-]*(?:[ \t]+[A-Za-z0-9][\w-]*)*)[ \t]*::?([^=:]|$)`)

// uncalled are the commands that a manifest no longer gives: scripts and
// programs of a package, targets of make.
func uncalled(f *change.File, at string) (out []app.Public) {
	if product.Taken.MatchString(at) {
		return nil
	}
	read := map[string]func(string) []string{"package.json": npmCommands, "pyproject.toml": product.PyCommands, "setup.cfg": cfgCommands, "Makefile": targets, "GNUmakefile": targets}[path.Base(at)]
	if read == nil {
		return nil
	}
	still := map[string]bool{}
	for _, name := range read(f.Is.Text) {
		still[name] = true
	}
	for _, name := range read(f.Was.Text) {
		if !still[name] {
			still[name] = true // told
			out = append(out, app.Public{Kind: "command", Name: name, Path: at, Change: "removed"})
		}
	}
	return out
}

func npmCommands(text string) []string {
	var m struct {
		Name    string
		Scripts map[string]any
		Bin     any
	}
	if json.Unmarshal([]byte(text), &m) != nil {
		return nil
	}
	names := product.Sorted(m.Scripts)
	switch bin := m.Bin.(type) {
	case map[string]any:
		names = append(names, product.Sorted(bin)...)
	case string:
		names = append(names, path.Base(m.Name))
	}
	return names
}

func cfgCommands(text string) (names []string) {
	within := false
	for l := range strings.Lines(text) {
		switch trimmed := strings.TrimSpace(l); {
		case trimmed != "" && l[0] != ' ' && l[0] != '\t':
			within = strings.HasPrefix(trimmed, "console_scripts") || strings.HasPrefix(trimmed, "gui_scripts")
		case within:
			if m := product.EntryKey.FindStringSubmatch(l); m != nil {
				names = append(names, m[1])
			}
		}
	}
	return names
}

// targets of make that are no files.
func targets(text string) (names []string) {
	for l := range strings.Lines(text) {
		if m := makeRule.FindStringSubmatch(strings.TrimRight(l, "\r\n")); m != nil {
			names = append(names, strings.Fields(m[1])...)
		}
	}
	return names
}
