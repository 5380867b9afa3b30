// Package recipe reads the files in which runners look their commands up — rules of
// make and its kin, scripts of a package — and what a command asks them for.
//
// In come words of a command and lines of a file, out come directories, names and the
// lines behind them; nothing is run, read or written. What stands there is taken as
// far as it is plain: which branch of a condition holds is left to who asks.
package recipe

import (
	"path"
	"slices"
	"strings"
)

// Runner is a program that looks its command up in a file.
type Runner struct {
	Files []string // the first that is there counts
	up    bool     // also those of directories above
	head  func(line string) (names, needs string, ok bool)
	name  string
}

var runners = func() map[string]Runner {
	out := map[string]Runner{
		"make":     {Files: []string{"GNUmakefile", "makefile", "Makefile"}, head: Head},
		"just":     {Files: []string{"justfile", "Justfile", ".justfile"}, up: true, head: headed(`^@?([\w-]+)(?:\s[^:=]*)?:(?:$|[^=])`)},
		"task":     {Files: []string{"Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "Taskfile.dist.yml"}, up: true, head: headed(`^ {2}["']?([\w:-]+)["']?:\s*$`)},
		"tox":      {Files: []string{"tox.ini"}},
		"nox":      {Files: []string{"noxfile.py"}},
		"rake":     {Files: []string{"Rakefile", "rakefile", "Rakefile.rb"}, up: true},
		"inv":      {Files: []string{"tasks.py"}, up: true},
		"doit":     {Files: []string{"dodo.py"}},
		"mage":     {Files: []string{"magefile.go"}},
		"gulp":     {Files: []string{"gulpfile.js", "gulpfile.mjs", "gulpfile.ts"}},
		"grunt":    {Files: []string{"Gruntfile.js", "gruntfile.js"}},
		"deno":     {Files: []string{"deno.json", "deno.jsonc"}, up: true},
		"ant":      {Files: []string{"build.xml"}},
		"composer": {Files: []string{"composer.json"}},
	}
	for _, name := range []string{"npm", "pnpm", "yarn", "bun"} {
		out[name] = Runner{Files: []string{"package.json"}, up: true}
	}
	for name, r := range out {
		r.name = name
		out[name] = r
	}
	out["gmake"], out["go-task"], out["invoke"] = out["make"], out["task"], out["inv"]
	return out
}()

// Of is the runner that goes by a name.
func Of(name string) (Runner, bool) {
	r, known := runners[path.Base(name)]
	return r, known
}

// IsFile tells whether a runner looks its command up in a file of this name.
func IsFile(p string) bool { return Alike(p, p) }

// Alike tells whether one runner looks its command up in files of both names.
func Alike(a, b string) bool {
	for _, r := range runners {
		if slices.Contains(r.Files, path.Base(a)) && slices.Contains(r.Files, path.Base(b)) {
			return true
		}
	}
	return false
}

// Ruled tells whether the file of a runner holds rules.
func (r Runner) Ruled() bool { return r.head != nil }

func (r Runner) packages() bool { return r.Files[0] == "package.json" }

// Find is the file in which a runner looks a call from a directory up, "" for none, and
// from where it runs what stands there.
func (r Runner) Find(dir string, c Call, exists func(p string) bool) (file, from string) {
	files, up := r.Files, r.up && c.Dir == ""
	if c.File != "" {
		files, up = []string{c.File}, false
	}
	if p := path.Join(dir, c.Dir, c.Workspace); c.Workspace != "" && exists(path.Join(p, r.Files[0])) {
		dir, c.Dir = p, ""
	}
	for at := path.Join(dir, c.Dir); ; at = path.Dir(at) {
		for _, name := range files {
			switch p := path.Join(at, name); {
			case !exists(p):
			case r.name == "make":
				return p, at
			default:
				return p, path.Dir(p)
			}
		}
		if !up || at == "." || at == "/" || strings.HasPrefix(at, "..") {
			return "", ""
		}
	}
}
