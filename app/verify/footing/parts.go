package footing

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// inParts tells whether a file says both what the product is and how it is
// tested: of one that changed, only the latter goes back.
func inParts(p string) bool {
	return slices.Contains([]string{"package.json", "pyproject.toml", "setup.cfg"}, path.Base(p))
}

// parted is a file with what runs and configures tests from one side, and all
// else from the other. Of the scripts of a package only those count that a check
// stands on. One that is none of its kind is not taken apart.
func parted(p string, checks, product []byte, scripts []string) []byte {
	if path.Base(p) == "package.json" {
		return packaged(checks, product, scripts)
	}
	return sectioned(checks, product)
}

// describing are the fields of a package that run no test.
var describing = []string{
	"name", "version", "description", "keywords", "homepage", "bugs", "license", "author", "contributors", "maintainers", "funding", "files", "exports", "imports", "main", "browser", "module",
	"type", "types", "typings", "typesVersions", "bin", "man", "directories", "repository", "dependencies", "devDependencies", "peerDependencies", "peerDependenciesMeta", "bundleDependencies",
	"optionalDependencies", "overrides", "resolutions", "engines", "os", "cpu", "libc", "devEngines", "private", "publishConfig", "workspaces", "sideEffects", "packageManager",
}

func packaged(checks, product []byte, scripts []string) []byte {
	var of, is map[string]json.RawMessage
	if json.Unmarshal(checks, &of) != nil || json.Unmarshal(product, &is) != nil {
		return checks
	}
	var ofScripts, isScripts map[string]json.RawMessage
	_, _ = json.Unmarshal(of["scripts"], &ofScripts), json.Unmarshal(is["scripts"], &isScripts)
	if isScripts == nil {
		isScripts = map[string]json.RawMessage{}
	}
	differs := false
	take := func(to, from map[string]json.RawMessage, key string) {
		was, there := from[key]
		now, stays := to[key]
		if there == stays && bytes.Equal(compact(was), compact(now)) {
			return
		}
		differs = true
		if there {
			to[key] = was
		} else {
			delete(to, key)
		}
	}
	for _, name := range scripts {
		for _, key := range []string{"pre" + name, name, "post" + name} {
			take(isScripts, ofScripts, key)
		}
	}
	for _, keys := range []map[string]json.RawMessage{of, is} {
		for key := range keys {
			if key != "scripts" && !slices.Contains(describing, key) {
				take(is, of, key)
			}
		}
	}
	if !differs {
		return product
	}
	if len(scripts) > 0 {
		is["scripts"], _ = json.Marshal(isScripts)
	}
	out, err := json.MarshalIndent(is, "", "  ")
	if err != nil {
		return checks
	}
	return append(out, '\n')
}

func compact(b json.RawMessage) []byte {
	var out bytes.Buffer
	if json.Compact(&out, b) != nil {
		return b
	}
	return out.Bytes()
}

var (
	sectionHead = regexp.MustCompile(`^\[+\s*([A-Za-z_"'][^\]\n]*?)\s*\]+\s*(#.*)?$`)
	// productSection is one that builds the product or says what it needs.
	productSection = regexp.MustCompile(`^(project|build-system|dependency-groups|metadata|options)\b|^(bdist_\w+|egg_info|sdist|build\w*|develop|install)$|^tool\.(poetry|uv|flit|maturin|cibuildwheel|bumpversion|commitizen|towncrier|semantic_release|setuptools[\w-]*|hatch\.(version|build|metadata)|pdm(\.(version|build|source|dev-dependencies|resolution))?$)`)
)

func sectioned(checks, product []byte) []byte {
	of, _ := sections(checks)
	is, rest := sections(product)
	if slices.Equal(of, is) {
		return product
	}
	return []byte(strings.TrimRight(rest, "\n") + "\n" + strings.Join(of, ""))
}

// sections are those of a text that are about tests, and all that is not.
func sections(text []byte) (tests []string, rest string) {
	var section, others strings.Builder
	ofTests := false
	ends := func() {
		if ofTests {
			tests = append(tests, section.String())
			section.Reset()
		}
	}
	for line := range strings.Lines(string(text)) {
		if m := sectionHead.FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
			ends()
			ofTests = !productSection.MatchString(m[1])
		}
		if !ofTests {
			others.WriteString(line)
		} else if strings.TrimSpace(line) != "" {
			section.WriteString(strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	ends()
	return tests, others.String()
}

// Part is a file that goes back in part.
type Part struct {
	Path         string
	Guard, Proof []byte // with what tests of it as the base has it, and as the result does
}

// part takes a file apart that changed, if how it is tested did; whole is one of which
// a text cannot be read, or is too large.
func (s stand) part(p string) (one Part, apart, whole bool) {
	if !inParts(p) || !s.files[p] {
		return Part{}, false, false
	}
	was, ok := textOf(s.tree, p)
	is, stays := textOf(s.now, p)
	if !ok || !stays {
		return Part{}, false, true
	}
	guard := parted(p, was, is, s.scripts[p])
	return Part{p, guard, parted(p, is, was, s.scripts[p])}, string(guard) != string(is), false
}
