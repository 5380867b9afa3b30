package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Settings are what a configuration says: values by the path of their key. What
// stands between quotes is a value; INI, TOML, YAML, JSON and literals of
// JavaScript are read alike, by sections and indents.
type Settings map[string][]SetAt

// SetAt is one value of a setting, and the line that has it.
type SetAt struct {
	Text string
	Line int
}

const (
	// Between parts the keys of a path; no key holds it.
	Between = '\x1f'
	// Sep is Between as a text.
	Sep = string(rune(Between))
)

var (
	// SectionHead is the line that begins a section of INI or TOML.
	SectionHead = regexp.MustCompile(`^\s*\[+([^\[\]]+)\]+\s*$`)
	// settingKey is a key before what it is set to.
	settingKey = regexp.MustCompile(`(?:^|[\s{,(])(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_@][\w@/.-]*))\s*[:=]\s*`)
	// settingItem is one value of those that a key is set to.
	settingItem = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s,\[\]{}()"':]+)`)
)

// SettingsOf reads what a configuration says.
func SettingsOf(src *language.Source) Settings {
	out := Settings{}
	section := ""
	type level struct {
		indent int
		key    string
	}
	var open []level
	for n, text := range src.Code {
		if strings.TrimSpace(text) == "" {
			continue
		}
		if m := SectionHead.FindStringSubmatch(text); m != nil && !strings.ContainsAny(m[1], ",") {
			section, open = m[1], nil
			continue
		}
		depth := Indent(text)
		for len(open) > 0 && open[len(open)-1].indent >= depth && !strings.HasPrefix(strings.TrimSpace(text), "- ") && !closes(text) {
			open = open[:len(open)-1]
		}
		for len(open) > 0 && open[len(open)-1].indent > depth {
			open = open[:len(open)-1]
		}
		path := section
		for _, l := range open {
			path += Sep + l.key
		}
		all := slices.DeleteFunc(settingKey.FindAllStringSubmatchIndex(text, -1), func(m []int) bool {
			return m[6] >= 0 && src.Bare[n][m[6]] == ' ' // it stands between quotes
		})
		if len(all) == 0 {
			out.add(path, strings.TrimPrefix(strings.TrimSpace(text), "- "), n)
			continue
		}
		inner, from := path, 0
		for i, m := range all {
			key := pick(text, m)
			end := len(text)
			if i+1 < len(all) {
				end = all[i+1][0]
			}
			if i == 0 && m[0] > from {
				out.add(path, strings.TrimPrefix(strings.TrimSpace(text[:m[0]]), "- "), n)
			}
			out.add(inner+Sep+key, text[m[1]:end], n)
			if strings.HasSuffix(strings.TrimSpace(text[m[1]:end]), "{") && i+1 < len(all) {
				inner += Sep + key
			}
		}
		last := all[len(all)-1]
		open = append(open, level{depth, pick(text, last)})
	}
	return out
}

func closes(text string) bool { return strings.ContainsAny(strings.TrimSpace(text)[:1], ")]}") }

func pick(text string, m []int) string {
	for g := 2; g+1 < len(m); g += 2 {
		if m[g] >= 0 {
			return text[m[g]:m[g+1]]
		}
	}
	return ""
}

func (s Settings) add(path, text string, n int) {
	for _, m := range settingItem.FindAllStringSubmatch(text, -1) {
		if v := m[1] + m[2] + m[3]; v != "" && v != "-" && v != ";" {
			s[path] = append(s[path], SetAt{v, n})
		}
	}
	if _, ok := s[path]; !ok && path != "" {
		s[path] = nil
	}
}

// Leaf is the last key of a path.
func Leaf(path string) string { return path[strings.LastIndexByte(path, Between)+1:] }

// SectionAt is the line at which the part of a file begins that is for a tool; -1 for none.
func SectionAt(src *language.Source, mark string) int {
	return slices.IndexFunc(src.Code, func(l string) bool {
		l = strings.TrimSpace(l)
		return strings.HasPrefix(l, mark) && (strings.HasPrefix(mark, "[") || strings.HasSuffix(l, "{"))
	})
}

// Supersedes are the configurations that a tool takes in place of what another file says
// to it, by how that begins there.
var Supersedes = map[string][]string{
	"mypy.ini": {"[tool.mypy", "[mypy"}, ".mypy.ini": {"[tool.mypy", "[mypy"}, "ruff.toml": {"[tool.ruff"}, ".ruff.toml": {"[tool.ruff"},
	"pytest.ini": {"[tool.pytest", "[tool:pytest", "[pytest"}, ".flake8": {"[flake8"}, ".coveragerc": {"[tool.coverage", "[coverage:"},
	".pylintrc": {"[tool.pylint"}, "pylintrc": {"[tool.pylint"}, "pyrightconfig.json": {"[tool.pyright"}, "jest.config.js": {`"jest":`},
	".nycrc": {`"nyc":`}, ".nycrc.json": {`"nyc":`}, ".nycrc.yml": {`"nyc":`}, ".c8rc": {`"c8":`}, ".c8rc.json": {`"c8":`}, ".mocharc.json": {`"mocha":`}, ".mocharc.yml": {`"mocha":`}, ".mocharc.yaml": {`"mocha":`}, ".mocharc.cjs": {`"mocha":`}, ".mocharc.js": {`"mocha":`}, "jest.config.mjs": {`"jest":`}, "jest.config.cjs": {`"jest":`}, "jest.config.ts": {`"jest":`}, "jest.config.json": {`"jest":`}, ".eslintrc.json": {`"eslintConfig"`},
}

// Defaults are what a tool leaves out by itself.
var Defaults = regexp.MustCompile(`^\.\.\.\w*[dD]efaults?(\.\w+)*$`)

// Unreachable are lines that no run of the tests can reach.
var Unreachable = regexp.MustCompile(`^\s*\^?\\?s?\*?(el)?if (typing\.)?(t\.)?TYPE_CHECKING\b|__name__\s*==|^@?(typing\.)?(overload|abstractmethod|abc\.abstractmethod)\b|raise NotImplementedError|^\s*\.\.\.\s*$|^(\\.){3}$`)
