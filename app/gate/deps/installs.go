package deps

import (
	"maps"
	"path"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// atInstall finds scripts of a package that came or changed and that run wherever it is
// installed. What prepares a copy of the repository for work alone may start a tool
// that the package depends on, or a script of the base.
func atInstall(s *change.Set, f *change.File) []change.Finding {
	if language.IsTest(f.Path) || f.New == "" {
		return nil
	}
	was, is, tools := change.Scripts(f.Was.Text), change.Scripts(f.Is.Text), packageJSON(f.Is.Text)
	known := func(c change.Step) bool { return tools[c.Tool] != "" || c.Tool == "tsc" || was[c.Script] != "" }
	var out []change.Finding
	for _, name := range slices.Sorted(maps.Keys(is)) {
		if !ofInstall.MatchString(name) || is[name] == was[name] || s.ScriptSaid(name, is[name]) {
			continue
		}
		if name == "prepare" && !slices.ContainsFunc(change.Steps(is[name]), func(c change.Step) bool { return !known(c) }) {
			continue
		}
		found := f.About(name+" "+is[name], path.Base(f.Path)+" runs "+name+" wherever the package is installed.")
		found.Place.Line = lineOf(f.Is.Lines, `"`+name+`"`)
		out = append(out, found)
	}
	return out
}

var ofInstall = regexp.MustCompile(`^(?:preinstall|install|postinstall|preprepare|prepare|postprepare|dependencies)$`)
