package deps

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// manifest reads the dependencies of a file: name to version as written. What
// it cannot read has none.
type manifest func(text string) map[string]string

// manifestOf is how a file that states dependencies is read.
func manifestOf(p string) (manifest, bool) {
	base := path.Base(p)
	switch {
	case base == "go.mod" || base == "go.work":
		return goMod, true
	case base == "package.json":
		return packageJSON, true
	case requirements.MatchString(p):
		return requirementLines, true
	case base == "pyproject.toml" || base == "Cargo.toml" || base == "Pipfile":
		return tomlTables, true
	case base == "setup.cfg" || base == "setup.py":
		return setup, true
	case base == "pnpm-workspace.yaml" || base == "pnpm-workspace.yml" || base == ".yarnrc.yml":
		return catalogs, true
	case base == "deno.json" || base == "deno.jsonc" || base == "jsr.json" || base == "import_map.json":
		return denoImports, true
	case condaFile.MatchString(p):
		return conda, true
	case imageFile.MatchString(p):
		return installs, true
	case path.Ext(p) == ".py":
		return ofScript, true
	case base == "pom.xml" || strings.HasPrefix(base, "build.gradle") || base == "Gemfile" || base == "composer.json":
		return wholeLines, true
	}
	return nil, false
}

var (
	requirements = regexp.MustCompile(`(^|/)(requirements[^/]*|constraints[^/]*)\.(txt|in)$|(^|/)requirements/[^/]+\.(txt|in)$`)
	goRequire    = regexp.MustCompile(`^\s*(?:require\s+)?([\w.-]+\.[\w.-]+/[^\s]+|[\w.-]+\.[a-z]+)\s+(v[^\s/]+)`)
	pyRequire    = regexp.MustCompile(`^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(.*?)\s*(?:#.*)?$`)
	quotedText   = regexp.MustCompile(`["']([^"']+)["']`)
	tomlKey      = regexp.MustCompile(`^\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=\s*(.+?)\s*(?:#.*)?$`)
	tomlHead     = regexp.MustCompile(`^\s*\[+\s*([^\]]+?)\s*\]+`)
)

func goMod(text string) map[string]string {
	out := map[string]string{}
	block := ""
	for line := range strings.SplitSeq(text, "\n") {
		word := strings.TrimSpace(line)
		switch {
		case strings.HasSuffix(word, "("):
			block = strings.TrimSpace(strings.TrimSuffix(word, "("))
		case word == ")":
			block = ""
		case strings.HasPrefix(word, "//") || word == "":
		case strings.HasPrefix(word, "toolchain "):
			out["toolchain"] = strings.TrimSpace(word[len("toolchain "):])
		case strings.HasPrefix(word, "go "):
			out[goVersion] = strings.TrimSpace(word[len("go "):])
		case block == "tool" || strings.HasPrefix(word, "tool "):
			name, _, _ := strings.Cut(strings.TrimSpace(strings.TrimPrefix(word, "tool ")), " ")
			if out[name] == "" {
				out[name] = "tool"
			}
		case block == "require" || strings.HasPrefix(word, "require "):
			if m := goRequire.FindStringSubmatch(line); m != nil {
				out[m[1]] = m[2]
				if strings.Contains(line, "// indirect") {
					out[m[1]] += indirect
				}
			}
		}
	}
	return out
}

// goVersion names the release of Go that a module asks for.
const goVersion = "go"

// indirect marks what a dependency depends on.
const indirect = " // indirect"

func packageJSON(text string) map[string]string {
	var p struct {
		Dependencies         map[string]string `json:"dependencies"`
		DevDependencies      map[string]string `json:"devDependencies"`
		PeerDependencies     map[string]string `json:"peerDependencies"`
		OptionalDependencies map[string]string `json:"optionalDependencies"`
	}
	out := map[string]string{}
	if json.Unmarshal([]byte(text), &p) != nil {
		return out
	}
	for _, group := range []map[string]string{p.PeerDependencies, p.OptionalDependencies, p.DevDependencies, p.Dependencies} {
		for name, version := range group {
			out[name] = version
		}
	}
	return out
}

func requirementLines(text string) map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		requirement(out, line)
	}
	return out
}

func requirement(out map[string]string, line string) {
	word := strings.TrimSpace(line)
	if word == "" || word[0] == '#' {
		return
	}
	if word[0] == '-' || strings.Contains(word, "://") && !strings.Contains(word, "@") {
		out[word] = word
		return
	}
	if m := pyRequire.FindStringSubmatch(line); m != nil {
		out[strings.ToLower(m[1])] = m[2]
	}
}

// tomlTables reads tables of dependencies and lists of requirements.
func tomlTables(text string) map[string]string {
	out := map[string]string{}
	head, list := "", false
	for line := range strings.SplitSeq(text, "\n") {
		if m := tomlHead.FindStringSubmatch(line); m != nil && !list {
			head = m[1]
			continue
		}
		table := strings.HasSuffix(head, "dependencies") || strings.HasSuffix(head, "packages") || strings.Contains(head, "dependency-groups") || strings.Contains(head, "optional-dependencies") || head == "build-system"
		m := tomlKey.FindStringSubmatch(line)
		switch {
		case list:
			for _, q := range quotedText.FindAllStringSubmatch(line, -1) {
				requirement(out, q[1])
			}
			list = !strings.Contains(quotedText.ReplaceAllString(line, ""), "]")
		case m == nil:
		case strings.HasPrefix(m[2], "[") && (table || m[1] == "dependencies" || m[1] == "requires"):
			for _, q := range quotedText.FindAllStringSubmatch(m[2], -1) {
				requirement(out, q[1])
			}
			list = !strings.Contains(quotedText.ReplaceAllString(m[2], ""), "]")
		case table && m[1] != "python" && head != "build-system":
			out[strings.ToLower(m[1])] = m[2]
		}
	}
	return out
}

var setupList = regexp.MustCompile(`(?s)(?:install_requires|tests_require|setup_requires|extras_require)\s*=\s*[\[{(](.*?)[\])}]`)

func setup(text string) map[string]string {
	out := map[string]string{}
	for _, m := range setupList.FindAllStringSubmatch(text, -1) {
		for _, q := range quotedText.FindAllStringSubmatch(m[1], -1) {
			requirement(out, q[1])
		}
	}
	in := false
	for line := range strings.SplitSeq(text, "\n") {
		switch word := strings.TrimSpace(line); {
		case word == "install_requires =" || word == "tests_require =":
			in = true
		case in && word != "" && strings.TrimLeft(line, " \t") != line:
			requirement(out, word)
		default:
			in = false
		}
	}
	return out
}

// wholeLines takes each line that speaks of a dependency for one.
func wholeLines(text string) map[string]string {
	out := map[string]string{}
	for line := range strings.SplitSeq(text, "\n") {
		if word := strings.TrimSpace(line); speaks.MatchString(word) {
			out[word] = ""
		}
	}
	return out
}

var speaks = regexp.MustCompile(`<(artifactId|version)>|^(implementation|api|testImplementation|compileOnly|runtimeOnly|classpath|gem)\b|^"[^"]+/[^"]+"\s*:`)

// lineOf is the line, from 1, that names something; 0 for none.
func lineOf(lines []string, name string) int {
	for n, l := range lines {
		if strings.Contains(strings.ToLower(l), strings.ToLower(name)) {
			return n + 1
		}
	}
	return 0
}
