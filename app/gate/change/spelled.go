package change

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	giving = regexp.MustCompile(`^\s*(?:-\s+)?(?:export\s+|readonly\s+|local\s+|set\s+|ARG\s+|ENV\s+)?["']?([A-Za-z_]\w*)["']?\s*(\+=|[:?!]{0,2}=|:\s)\s*(.*?)\s*$`)
	taking = regexp.MustCompile(`\$\$?\(([A-Za-z_]\w*)\)|\$\$?\{([A-Za-z_]\w*)(?::?-[^}]*)?\}|\$\$?([A-Za-z_]\w*)|\$\{\{\s*(?:env|matrix)\.([A-Za-z_]\w*)\s*\}\}|\{env:([A-Za-z_]\w*)(?::[^}]*)?\}|\{\{\s*\.?([A-Za-z_]\w*)\s*\}\}`)
)

// How many lines a script has whose variables are spelled out, and by how many bytes all of
// them may grow, each by its share.
const (
	maxSpelled = 2000
	maxGrown   = 1 << 20
)

// Spelled is a script or configuration whose lines of code read with the values of
// the variables that it sets itself; false where it sets none that it uses. Lines
// that read otherwise for that alone are hunks of their own.
func (s *Set) Spelled(f *File) (*File, bool) {
	type key struct{ *File }
	x := Memo(s, key{f}, func() *File { return f.spelled() })
	return x, x != nil
}

func (f *File) spelled() *File {
	if f.Binary || f.New == "" || len(f.Is.Lines) > maxSpelled || len(f.Was.Lines) > maxSpelled || !strings.Contains(f.Is.Text, "$") && !strings.Contains(f.Is.Text, "{env:") && !strings.Contains(f.Is.Text, "{{") {
		return nil
	}
	was, before := spell(f.Was)
	is, after := spell(f.Is)
	if !before && !after || len(was.Code) != len(f.Was.Code) || len(is.Code) != len(f.Is.Code) {
		return nil
	}
	x := *f
	x.Was, x.Is, x.Hunks = was, is, nil
	o, n := 0, 0
	for _, h := range append(slices.Clone(f.Hunks), Hunk{len(was.Code), len(was.Code), len(is.Code), len(is.Code)}) {
		for ; o < h.Old && n < h.New; o, n = o+1, n+1 {
			if was.Code[o] != is.Code[n] {
				x.Hunks = append(x.Hunks, Hunk{o, o + 1, n, n + 1})
			}
		}
		if h.Old < h.OldEnd || h.New < h.NewEnd {
			x.Hunks = append(x.Hunks, h)
		}
		o, n = h.OldEnd, h.NewEnd
	}
	x.added = x.lines()
	return &x
}

// taken is the name of a variable, as it is set, by its use.
func taken(use []string) string {
	return strings.TrimPrefix(strings.Join(use[1:], ""), "npm_package_config_")
}

// spell reads a source with its variables spelled out, if it has some.
func spell(src *language.Source) (*language.Source, bool) {
	values := map[string]string{}
	used := map[string]bool{}
	for _, l := range src.Code {
		for _, m := range taking.FindAllStringSubmatch(l, -1) {
			used[taken(m)] = true
		}
	}
	if len(used) == 0 {
		return src, false
	}
	sets := make([]bool, len(src.Code))
	for n, l := range src.Code {
		m := giving.FindStringSubmatch(l)
		if m == nil || !used[m[1]] {
			continue
		}
		sets[n] = true
		value := strings.Trim(m[3], `"'`)
		if m[2] == "+=" && values[m[1]] != "" {
			value = values[m[1]] + " " + value
		}
		values[m[1]] = value
	}
	if len(values) == 0 {
		return src, false
	}
	lines := make([]string, len(src.Code))
	for n, l := range src.Code {
		room := maxGrown / len(lines)
		for range 2 { // what they stand for may hold others
			if sets[n] || !strings.ContainsAny(l, "${") || len(l) > maxSpelled {
				break
			}
			l = taking.ReplaceAllStringFunc(l, func(use string) string {
				if v, ok := values[taken(taking.FindStringSubmatch(use))]; ok && len(v) <= room {
					room -= len(v)
					return v
				}
				return use
			})
		}
		lines[n] = l
	}
	out := src.Edition(strings.Join(lines, "\n") + "\n")
	out.Lines = src.Lines
	return out, true
}
