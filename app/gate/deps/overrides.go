package deps

import (
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	goOverride  = regexp.MustCompile(`^\s*(replace|exclude|retract|godebug)\b|=>`)
	pySource    = regexp.MustCompile(`(?i)^\s*(-e\s|--editable|--(extra-)?index-url|-i\s|--find-links|-f\s|--trusted-host|--no-index|.*\b(git|hg|svn)\+|[\w.\[\]-]+\s*@\s*(https?|file|git))`)
	elsewhere   = regexp.MustCompile(`["'=]\s*["']?(?:@\s*)?(file:|link:|portal:|git\+|git:|github:|https?://|\.{1,2}/|npm:)|\bgit\s*=\s*"|\bpath\s*=\s*"|\burl\s*=\s*"`)
	registry    = regexp.MustCompile(`(?i)registry(?:server)?["']?(?:\s*[=:]|\s+["'])|=\s*(?:\{\s*url\s*=\s*)?["']https?:|strict-ssl\s*=\s*false|ignore-scripts|//.*:_auth|index-url|proxy\s*=|GOFLAGS|GONOSUMDB|GONOSUMCHECK|GOPROXY|GOSUMDB|GOPRIVATE|GOINSECURE`)
	vendored    = regexp.MustCompile(`(^|/)(vendor|node_modules|third_party|site-packages)/`)
	patched     = regexp.MustCompile(`(^|/)(patches|\.yarn/patches)/.*\.(patch|diff)$|\.patch$`)
	pinned      = regexp.MustCompile(`^\s*["']?\s*(==\s*|=\s*|v)?\d+(\.\d+)*([-+.]?[\w.+-]+)?\s*["']?$`)
	atLeast     = regexp.MustCompile(`^\s*["']?\s*(?:>=|\^|~=?)\s*(\d[\w.]*)`)
	overriding  = regexp.MustCompile(`^\s*\[+\s*(patch\b|replace\b|tool\.uv\.(sources|override|index)|tool\.pdm\.(resolution|source)|tool\.poetry\.source|\[?source\b)|^\s*(override-dependencies|constraint-dependencies|default-index|(?:extra-)?index-url|find-links)\s*=|^\s*url\s*=\s*["']https?:`)
	jsOverrides = []string{"overrides", "resolutions", "pnpm", "patchedDependencies", "bundleDependencies", "bundledDependencies"}
)

// Overrides finds the ways around manifests and locks.
func Overrides(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		base := path.Base(f.Path)
		if f.New == f.Old {
			continue
		}
		if f.From == "" && shadows(s, f.Path) {
			out = append(out, f.Whole("it stands in the place of a dependency of that name."))
		}
		out = append(out, instead(s, f)...)
		out = append(out, meddles(s, f)...)
		out = append(out, fromPlaces(s, f)...)
		out = append(out, hooksOf(s, f)...)
		if toolConfig.MatchString(f.Path) {
			out = append(out, aliased(s, f)...)
		}
		switch {
		case vendored.MatchString(f.Path) && !vendoring(s, f.Path):
			out = append(out, f.Whole("a copy of a dependency was edited."))
		case patched.MatchString(f.Path) && f.New != "":
			out = append(out, f.Whole("it patches a dependency."))
		case base == ".npmrc" || base == ".yarnrc" || base == ".yarnrc.yml" || base == "pip.conf" || base == ".pypirc" || base == ".pip.conf" || base == "uv.toml" || base == "bunfig.toml":
			out = append(out, lines(s, f, registry, "dependencies come from another place, or by other rules.")...)
		case base == "go.mod" && f.From == "" && poses(s, f):
			out = append(out, f.Whole("a module of the repository has the name of a dependency."))
		case base == "go.mod" || base == "go.work":
			out = append(out, lines(s, f, goOverride, "something else stands in a dependency's place.")...)
		case requirements.MatchString(f.Path):
			out = append(out, lines(s, f, pySource, "a dependency comes from another place than the index.")...)
		case base == "package.json":
			out = append(out, slices.Concat(overridden(s, f), atInstall(s, f))...)
		case base == "pnpm-workspace.yaml":
			out = append(out, forcedInWorkspace(s, f)...)
		case base == "pyproject.toml" || base == "Cargo.toml" || base == "Pipfile":
			out = append(out, lines(s, f, overriding, "something else stands in a dependency's place.")...)
		}
		if m, ok := manifestOf(f.Path); ok {
			out = append(out, floating(s, f, m)...)
		}
	}
	return out, nil
}

var (
	toolConfig = regexp.MustCompile(`(^|/)((jest|vitest|vite|webpack|rollup|babel|metro|esbuild)[\w.-]*\.([cm]?[jt]s|json)|package\.json|tsconfig[\w.-]*\.json)$`)
	aliasOf    = regexp.MustCompile(`["']?\^?(@?[\w.-]+(?:/[\w.-]+)?)\$?["']?\s*(?::|,\s*replacement\s*:)\s*\[?\s*(?:(?:new\s+)?[\w.]+\([^"']*)?["'](?:<rootDir>|\.{1,2}/|/|src/|test)`)
)

// aliased finds names of dependencies that a tool takes from the repository
// itself.
func aliased(s *change.Set, f *change.File) []change.Finding {
	text, err := fs.ReadFile(s.Candidate, "package.json")
	if err != nil {
		return nil
	}
	var pkg struct{ Dependencies, DevDependencies map[string]string }
	if json.Unmarshal(text, &pkg) != nil {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		m := aliasOf.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) || s.Asked(m[1]) && asks.Speak(withWord(s, m[1]), ledElsewhere) {
			continue
		}
		if strings.Contains(f.Is.Code[n], "node_modules") {
			continue
		}
		if is := func(name string) bool { return pkg.Dependencies[name]+pkg.DevDependencies[name] != "" }; is(m[1]) || ledTo(f, m[1], is) {
			out = append(out, f.At(n, "something of the repository stands in the place of "+m[1]+"."))
		}
	}
	return out
}

// withWord are the sentences that hold a word.
func withWord(s *change.Set, word string) []string {
	return slices.DeleteFunc(slices.Clone(s.Sentences()), func(text string) bool { return !strings.Contains(text, strings.ToLower(word)) })
}

// ledElsewhere is about a name that leads to another place.
var ledElsewhere = regexp.MustCompile(`\b(alias\w*|map(s|ped|ping)?|stub\w*|mock\w*|fake\w*|replac\w*|point\w*|resolv\w*|instead|shim\w*|swap\w*|redirect\w*|our own|in place of)\b`)

// ledTo tells whether a name led to a dependency in the base of a configuration.
func ledTo(f *change.File, name string, isDependency func(string) bool) bool {
	return slices.ContainsFunc(f.Removed(), func(o int) bool {
		_, target, ok := strings.Cut(f.Was.Code[o], name)
		return ok && slices.ContainsFunc(quotedName.FindAllStringSubmatch(target, -1), func(m []string) bool { return isDependency(m[1]) })
	})
}

var quotedName = regexp.MustCompile(`["'/](@[\w.-]+/[\w.-]+|[\w.-]+)`)

// led is the path of a module below a folder that the change has Python look into
// for modules; without one it is the path.
func led(s *change.Set, p string) string {
	places := change.Memo(s, "places of modules", func() (out []string) {
		for _, f := range s.Files {
			for _, n := range f.Added() {
				if searchPath.MatchString(f.Is.Code[n]) {
					for _, m := range quotedName.FindAllStringSubmatch(f.Is.Code[n], -1) {
						out = append(out, m[1])
					}
				}
			}
		}
		return out
	})
	for dir := path.Dir(p); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if slices.Contains(places, path.Base(dir)) {
			return strings.TrimPrefix(p, dir+"/")
		}
	}
	return p
}

var searchPath = regexp.MustCompile(`\bsys\.path\b|\bpythonpath\b|\bPYTHONPATH\b|\baddsitedir\(`)

// shadows tells whether a new module has the name of a dependency.
func shadows(s *change.Set, p string) bool {
	if path.Ext(p) != ".py" {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(led(s, p), "src/"), "/")
	name = strings.TrimSuffix(name, ".py")
	if imports(s, name) || s.Asked(name) && (replaces(s, name) || missing(s.Base, name) && s.Mentions(regexp.MustCompile(`\b(with|using|use|uses|via|through|by|from)\s+(the\s+)?["'\x60]?`+regexp.QuoteMeta(strings.ToLower(name))+`["'\x60]?\s+(package|library|module)\b`))) {
		return true
	}
	name = installed(name)
	for _, at := range []string{"requirements.txt", "pyproject.toml", "setup.cfg", "setup.py", "requirements-dev.txt", "requirements/base.txt"} {
		m, _ := manifestOf(at)
		text, err := fs.ReadFile(s.Candidate, at)
		if err != nil {
			continue
		}
		for dep := range m(string(text)) {
			if installed(dep) == name {
				return true
			}
		}
	}
	return false
}

// installed is a name of a package without what many have before the one that they are
// imported by.
func installed(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, "_", "-")), "python-")
}

// replaces tells whether a dependency went, none came, and a module that came
// has the name of neither side's.
func replaces(s *change.Set, name string) bool {
	if !missing(s.Base, name) {
		return false
	}
	lost := 0
	for _, f := range s.Files {
		if m, ok := manifestOf(f.Path); ok {
			lost += len(m(f.Was.Text)) - len(m(f.Is.Text))
		}
	}
	return lost > 0
}

// missing tells whether a tree has no module of a name at its top.
func missing(tree fs.FS, name string) bool {
	for _, at := range []string{name, name + ".py", "src/" + name, "src/" + name + ".py"} {
		if _, err := fs.Stat(tree, at); !errors.Is(err, fs.ErrNotExist) {
			return false
		}
	}
	return true
}

// imports tells whether the base imports a module of that name, and has none.
func imports(s *change.Set, name string) bool {
	if !missing(s.Base, name) {
		return false
	}
	re := regexp.MustCompile(`(?m)^\s*(import|from)\s+` + regexp.QuoteMeta(name) + `\b`)
	found, left := false, maxImporting
	_ = fs.WalkDir(s.Base, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || left == 0 || found {
			return fs.SkipAll
		}
		if path.Ext(p) == ".py" && !d.IsDir() {
			left--
			text, err := fs.ReadFile(s.Base, p)
			found = err == nil && re.Match(text)
		}
		return nil
	})
	return found
}

// maxImporting bounds the files of the base that are searched for an import.
const maxImporting = 2000

// vendoring tells whether a manifest asks for another version of the dependency that a
// copy below a path is of.
func vendoring(s *change.Set, p string) bool {
	moved := change.Memo(s, "moved dependencies", func() (out []string) {
		for _, f := range s.Files {
			m, ok := manifestOf(f.Path)
			if !ok || vendored.MatchString(f.Path) {
				continue
			}
			before, after := m(f.Was.Text), m(f.Is.Text)
			for _, name := range names(before, after) {
				if before[name] != after[name] {
					out = append(out, strings.ReplaceAll(strings.ToLower(name), "-", "_"))
				}
			}
		}
		return out
	})
	p = strings.ReplaceAll(strings.ToLower(p), "-", "_")
	return path.Base(p) == "modules.txt" && len(moved) > 0 || slices.ContainsFunc(moved, func(name string) bool { return strings.Contains(p, "/"+name) })
}

func lines(s *change.Set, f *change.File, re *regexp.Regexp, say string) []change.Finding {
	var out []change.Finding
	for _, n := range f.Added() {
		text, _, _ := strings.Cut(f.Is.Lines[n], "//")
		if re.MatchString(text) && !s.Went(f.Is.Lines[n]) && !asAsked(s, f, strings.TrimSpace(text)) {
			out = append(out, f.At(n, say))
		}
	}
	return out
}

// asAsked tells whether a line of a module file opens a list, says what another
// one said, or leads to a folder of the base that people named.
func asAsked(s *change.Set, f *change.File, text string) bool {
	if path.Ext(f.Path) != ".mod" && path.Ext(f.Path) != ".work" {
		return false
	}
	alone := strings.TrimPrefix(text, "replace ")
	if alone == "(" || s.Went("replace "+alone) || s.Went(alone) {
		return true
	}
	_, to, ok := strings.Cut(alone, "=> ")
	at := path.Join(path.Dir(f.Path), to)
	if !ok || !strings.HasPrefix(to, ".") || !fs.ValidPath(at) || !s.Asked(to) {
		return false
	}
	_, err := fs.Stat(s.Base, at)
	return err == nil
}

func overridden(s *change.Set, f *change.File) []change.Finding {
	var before, after map[string]json.RawMessage
	if json.Unmarshal([]byte(f.Is.Text), &after) != nil {
		return nil
	}
	_ = json.Unmarshal([]byte(f.Was.Text), &before)
	var out []change.Finding
	for _, key := range jsOverrides {
		if now := string(after[key]); now != "" && now != string(before[key]) && !forcedAsAsked(s, now, string(before[key])) {
			found := f.About(key+now, key+" puts something else in a dependency's place.")
			found.Place.Line, found.Place.Text = lineOf(f.Is.Lines, `"`+key+`"`), key
			out = append(out, found)
		}
	}
	return out
}

// forcedAsAsked tells whether people want versions to be forced, and named each that
// came to an object of them, with its package.
func forcedAsAsked(s *change.Set, now, was string) bool {
	if !s.Speaks(forcing) {
		return false
	}
	had, some := map[string]bool{}, false
	for _, m := range forced.FindAllStringSubmatch(was, -1) {
		had[m[0]] = true
	}
	for _, m := range forced.FindAllStringSubmatch(now, -1) {
		if had[m[0]] {
			continue
		}
		name := m[1]
		if at := strings.LastIndexByte(name, '>'); at >= 0 {
			name = name[at+1:]
		}
		if at := strings.LastIndexByte(name, '@'); at > 0 {
			name = name[:at]
		}
		v := registryRange.FindStringSubmatch(m[2])
		if v == nil || !s.Asked(path.Base(name)) || !s.Asked(v[1]) {
			return false
		}
		some = true
	}
	return some
}

var (
	forcing       = regexp.MustCompile(`\b(overrid\w*|resolutions?|pin(ned|ning)?|forc(e|ed|ing))\b`)
	forced        = regexp.MustCompile(`"([^"]+)"\s*:\s*"([^"]*)"`)
	registryRange = regexp.MustCompile(`^\s*(?:>=|\^|~|=)?\s*v?(\d+(?:\.\d+)+[\w.+-]*)\s*$`)
)

// asksFor tells whether people asked for at least the version that a range
// begins with.
func asksFor(s *change.Set, name, wanted string) bool {
	m := atLeast.FindStringSubmatch(wanted)
	return m != nil && strings.Contains(m[1], ".") && s.Asked(name) && (s.Asked(m[1]) || fromOn(s, name, m[1]))
}

// fromOn tells whether people want a package from a version on, which a version is not
// before, nor of another major one.
func fromOn(s *change.Set, name, version string) bool {
	return slices.ContainsFunc(s.Sentences(), func(text string) bool {
		at := strings.Index(text, strings.ToLower(name))
		if at < 0 {
			return false
		}
		m := onwards.FindStringSubmatch(text[at:])
		if m == nil {
			return false
		}
		least, begins := numbers(m[1]+m[2]), numbers(version)
		return len(begins) > 0 && begins[0] == least[0] && slices.Compare(begins, least) >= 0
	})
}

// onwards is a version behind the name of a package, from which on any one will do.
var onwards = regexp.MustCompile(`^[^,;]{0,60}?(?:\b(\d+(?:\.\d+)+) (?:or|and) (?:later|newer|higher|above|up|greater|beyond)\b|(?:\bat least|>=|\^|~|\bnot (?:below|before|older than)|\bfrom|\bminimum)\s*v?(\d+(?:\.\d+)+))`)

func floating(s *change.Set, f *change.File, m manifest) []change.Finding {
	before, after := m(f.Was.Text), m(f.Is.Text)
	var out []change.Finding
	for _, name := range names(before, after) {
		old, had := before[name]
		now, has := after[name]
		if !has || path.Base(f.Path) == "go.mod" {
			continue
		}
		reason := ""
		switch {
		case had && pinned.MatchString(old) && !pinned.MatchString(now) && !asksFor(s, name, now):
			reason = name + " was pinned and floats now."
		case old != now && elsewhere.MatchString(`"`+now):
			reason = name + " comes from another place than the registry."
		default:
			continue
		}
		found := f.About(name+now, reason)
		found.Place.Line = lineOf(f.Is.Lines, name)
		out = append(out, found)
	}
	return out
}
