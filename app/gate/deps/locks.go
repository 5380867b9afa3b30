package deps

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var lockOf = map[string]string{
	"go.sum": "go.mod", "go.work.sum": "go.work",
	"package-lock.json": "package.json", "npm-shrinkwrap.json": "package.json", "yarn.lock": "package.json", "pnpm-lock.yaml": "package.json",
	"bun.lock": "package.json", "bun.lockb": "package.json", "deno.lock": "deno.json",
	"poetry.lock": "pyproject.toml", "uv.lock": "pyproject.toml", "pdm.lock": "pyproject.toml", "Pipfile.lock": "Pipfile",
	"Cargo.lock": "Cargo.toml", "Gemfile.lock": "Gemfile", "composer.lock": "composer.json", "gradle.lockfile": "build.gradle",
}

var host = regexp.MustCompile(`(?:https?|git|ssh|file)(?:\+\w+)?://(?:[^/@\s"']*@)?([\w.-]+)`)

// Locks finds lock files that changed without their manifest, take a package
// from another place, or give other bytes for the same version.
func Locks(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		manifest, ok := lockOf[path.Base(f.Path)]
		if !ok || f.From == "" {
			continue
		}
		with := slices.ContainsFunc(s.Files, func(o *change.File) bool { return path.Base(o.Path) == manifest })
		switch {
		case f.New == "" && (s.Planned(f.Path) || emptied(s, manifest)):
			continue
		case f.New == "":
			out = append(out, f.Whole("the versions of dependencies are held no more."))
			continue
		case !with && !s.Planned(f.Path):
			out = append(out, f.Whole("it was changed without "+manifest+"."))
		}
		known := map[string]bool{}
		for _, m := range host.FindAllStringSubmatch(strings.Join(origins(f.Was.Lines), "\n"), -1) {
			known[m[1]] = true
		}
		from := origins(f.Is.Lines)
		for _, n := range f.Added() {
			if m := host.FindStringSubmatch(from[n]); m != nil && len(known) > 0 && !known[m[1]] {
				known[m[1]] = true
				out = append(out, f.At(n, "a package comes from "+m[1]+" now."))
			}
		}
		if path.Base(f.Path) == "go.sum" {
			out = append(out, otherBytes(f)...)
		}
	}
	return out, nil
}

// origins are the lines of a lock file without what they tell people of a package:
// who pays for it, where it is discussed, why it is not to be used any more.
func origins(lines []string) []string {
	out, aside := slices.Clone(lines), -1
	for n, l := range lines {
		depth := len(l) - len(strings.TrimLeft(l, " \t"))
		if aside >= 0 && depth > aside {
			out[n] = ""
			continue
		}
		if aside = -1; toldOf.MatchString(l) {
			out[n], aside = "", depth
		}
	}
	return out
}

var toldOf = regexp.MustCompile(`^\s*"?(?:(?:funding|support|bugs|author|authors|contributors)"?\s*:\s*(?:[{\[].*|"https?:.*)?$|(?:homepage|deprecated|license|licenses|description)"?\s*:)`)

// emptied tells whether a manifest has no dependency any more.
func emptied(s *change.Set, manifest string) bool {
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		m, ok := manifestOf(f.Path)
		if !ok || path.Base(f.Path) != manifest || f.New == "" {
			return false
		}
		left := m(f.Is.Text)
		delete(left, goVersion)
		return len(left) == 0
	})
}

func otherBytes(f *change.File) []change.Finding {
	sums := map[string]string{}
	for _, l := range f.Was.Lines {
		if w := strings.Fields(l); len(w) == 3 {
			sums[w[0]+" "+w[1]] = w[2]
		}
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if w := strings.Fields(f.Is.Lines[n]); len(w) == 3 && sums[w[0]+" "+w[1]] != "" && sums[w[0]+" "+w[1]] != w[2] {
			out = append(out, f.At(n, "the same version has other bytes."))
		}
	}
	return out
}
