package deps

import (
	"encoding/json"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	condaFile = regexp.MustCompile(`(^|/)environment[^/]*\.ya?ml$|(^|/)conda[^/]*\.ya?ml$`)
	imageFile = regexp.MustCompile(`(?i)(^|/)(docker|container)file([.-][^/]*)?$|\.(docker|container)file$`)
	yamlEntry = regexp.MustCompile(`^(\s*)["']?([\w@./-]+)["']?\s*:\s*["']?([^"'#]*?)["']?\s*(?:#.*)?$`)
	yamlItem  = regexp.MustCompile(`^\s*-\s+["']?([^"'#]+?)["']?\s*(?:#.*)?$`)
	fromAfar  = regexp.MustCompile(`^(npm|jsr|https?|node):`)
)

// catalogs reads the versions that a workspace has for all its packages.
func catalogs(text string) map[string]string {
	out := map[string]string{}
	in := false
	for line := range strings.SplitSeq(text, "\n") {
		m := yamlEntry.FindStringSubmatch(strings.TrimRight(line, "\r"))
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimSpace(line), "#"):
		case line[0] != ' ' && line[0] != '\t':
			in = m != nil && (m[2] == "catalog" || m[2] == "catalogs")
		case in && m != nil && m[3] != "":
			out[m[2]] = m[3]
		}
	}
	return out
}

// denoImports reads what a map of imports takes from elsewhere.
func denoImports(text string) map[string]string {
	var kept []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(line), "//") {
			kept = append(kept, line)
		}
	}
	var m struct{ Imports map[string]string }
	out := map[string]string{}
	if json.Unmarshal([]byte(strings.Join(kept, "\n")), &m) != nil {
		return out
	}
	for name, at := range m.Imports {
		if fromAfar.MatchString(at) {
			out[name] = at
		}
	}
	return out
}

// conda reads the list of an environment, and that of pip in it.
func conda(text string) map[string]string {
	out := map[string]string{}
	in := false
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimRight(line, "\r")
		if line != "" && strings.IndexByte(" \t-#", line[0]) < 0 {
			in = strings.HasPrefix(line, "dependencies:")
		} else if m := yamlItem.FindStringSubmatch(line); in && m != nil && !strings.HasSuffix(m[1], ":") {
			requirement(out, m[1])
		}
	}
	return out
}

// ofScript reads what a single file of Python says that it needs to run.
func ofScript(text string) map[string]string {
	_, block, ok := strings.Cut(text, "# /// script\n")
	if !ok {
		return nil
	}
	block, _, _ = strings.Cut(block, "\n# ///")
	var b strings.Builder
	for line := range strings.SplitSeq(block, "\n") {
		b.WriteString(strings.TrimPrefix(strings.TrimPrefix(line, "#"), " ") + "\n")
	}
	return tomlTables(b.String())
}

var (
	installer = regexp.MustCompile(`\b(?:pip3?|pipx|uv|npm|pnpm|yarn|bun|go|cargo|gem|apt|apt-get|apk|dnf|yum|conda|mamba)\s+(?:-\S+\s+|pip\s+|global\s+)*(?:install|add|i)\s+([^&|;\n]*)`)
	valued    = regexp.MustCompile(`^(-r|-c|-e|--requirement|--constraint|--editable|-t|--target|--prefix|--root|--virtual|--registry|--index-url|-i|--extra-index-url|-f)$`)
	aPackage  = regexp.MustCompile(`^[A-Za-z@][\w./@+-]*(\[[\w,-]*\])?([=<>~!]=?.*)?$`)
)

// installs reads what an image installs by name.
func installs(text string) map[string]string {
	out := map[string]string{}
	for _, m := range installer.FindAllStringSubmatch(strings.ReplaceAll(strings.ReplaceAll(text, "\\\r\n", " "), "\\\n", " "), -1) {
		skip := false
		for _, word := range strings.Fields(m[1]) {
			word = strings.Trim(word, `"'`)
			switch {
			case skip:
				skip = false
			case valued.MatchString(word):
				skip = true
			case aPackage.MatchString(word):
				name, version := word, ""
				if at := strings.IndexAny(word[1:], "=<>~!@"); at >= 0 {
					name, version = word[:at+1], word[at+1:]
				}
				out[name] = version
			}
		}
	}
	return out
}
