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

type SetAt struct {
	Text string
	Line int
}

// between parts the keys of a path; no key holds it.
const (
	Between = '\x1f'
	Sep     = string(rune(Between))
)

var (
	SectionHead = regexp.MustCompile(`^\s*\[+([^\[\]]+)\]+\s*$`)
	settingKey  = regexp.MustCompile(`(?:^|[\s{,(])(?:"([^"\n]+)"|'([^'\n]+)'|([A-Za-z_@][\w@/.-]*))\s*[:=]\s*`)
	settingItem = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s,\[\]{}()"':]+)`)
)

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

func Leaf(path string) string { return path[strings.LastIndexByte(path, Between)+1:] }
