package tests

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	floors   = regexp.MustCompile(`(?i)floor|minim|\bmin_?|at_?least`)
	ceilings = regexp.MustCompile(`(?i)budget|limit|ceiling|allowance|\bmax`)
	ofData   = regexp.MustCompile(`\.(toml|json|ya?ml|ini)$`)
)

// easedData finds numbers that moved in data of tests, or of a script that fails by
// them, that says how much there may
// be at most, or has to be at least, so that more passes.
func easedData(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.New == "" || !ofData.MatchString(f.Path) || len(f.Is.Lines) > maxSettings {
		return nil
	}
	var out []change.Finding
	was, is := settingsOf(f.Was), settingsOf(f.Is)
	for _, at := range slices.Sorted(maps.Keys(is)) {
		x, had := oneNumber(was[at])
		y, has := oneNumber(is[at])
		name := path.Base(f.Path) + sep + at
		eased := y > x && ceilings.MatchString(name) && !floors.MatchString(name) || y < x && floors.MatchString(name)
		if had && has && eased && f.IsAdded(is[at][0].line) && !s.Said(is[at][0].text) && (f.Is.Test() || slices.ContainsFunc(scriptsOf(s, f), func(src *language.Source) bool { return failsBy(src, leaf(at)) })) {
			out = append(out, f.At(is[at][0].line, "more is tolerated than before."))
		}
	}
	return out
}

// maxScripts bounds the files that are read for what a file of data is for.
const maxScripts = 100

// scriptsOf are the files of the result, beside a file or where scripts are,
// that name it.
func scriptsOf(s *change.Set, f *change.File) (out []*language.Source) {
	for _, dir := range []string{path.Dir(f.Path), path.Dir(path.Dir(f.Path)), "scripts", "tools", "ci", "bin"} {
		all, err := fs.ReadDir(s.Candidate, dir)
		if err != nil {
			continue
		}
		for _, e := range all[:min(len(all), maxScripts)] {
			p := path.Join(dir, e.Name())
			if e.IsDir() || !language.Of(p).Code() && !language.IsScript(p) {
				continue
			}
			text, err := fs.ReadFile(s.Candidate, p)
			if src := language.Read(p, string(text)); err == nil && slices.ContainsFunc(src.Code, func(l string) bool { return strings.Contains(l, f.Base()) }) {
				out = append(out, src)
			}
		}
	}
	return out
}

// failsBy tells whether a script compares a value of a name, and may end with a
// failure then.
func failsBy(src *language.Source, name string) bool {
	for n, l := range src.Code {
		if holdsName(l, name) && ordering.MatchString(l) && slices.ContainsFunc(src.Code[n:min(n+6, len(src.Code))], leavesIll.MatchString) {
			return true
		}
	}
	return false
}

var ordering = regexp.MustCompile(`[<>]|\s-(lt|le|gt|ge)\s`)
