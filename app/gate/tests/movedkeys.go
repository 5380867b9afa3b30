package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// keySetting is what a configuration says under a key, in a form that each notation of it
// has.
type keySetting struct {
	key    string
	line   int
	values []string
}

var (
	keyAndValue = regexp.MustCompile(`^\s*["']?([A-Za-z][\w.-]*)["']?\s*[:=]\s*(.*)$`)
	keyedValue  = regexp.MustCompile(`"[^"]*"|'[^']*'|[^\s,\[\]"']+`)
	sectionLine = regexp.MustCompile(`^\[[^\]]+\]\s*$`)
	leavesKeys  = regexp.MustCompile(`ignore|exclude|skip|deselect|grep|^invert$|norecurse|^passwith|^allow|^omit$|testname`)
	asksKeys    = regexp.MustCompile(`^(spec|testmatch|testregex|testpaths|roots|files|pythonfiles|include|extension|projects|testdir|forbidonly|coveragethreshold|failunder|checkcoverage|branches|lines|functions|statements|strict\w*|addopts)$`)
)

// keySettings are those of some lines of a configuration.
func keySettings(code []string) (out []keySetting) {
	for n, text := range code {
		if sectionLine.MatchString(text) {
			continue
		}
		if m := keyAndValue.FindStringSubmatch(text); m != nil {
			out = append(out, keySetting{key: strings.ToLower(strings.NewReplacer("-", "", "_", "", ".", "").Replace(m[1])), line: n})
			text = m[2]
		}
		if len(out) == 0 {
			continue
		}
		for _, v := range keyedValue.FindAllString(strings.TrimPrefix(strings.TrimSpace(text), "- "), -1) {
			for v := range strings.FieldsSeq(strings.Trim(v, "\"'")) {
				if strings.Trim(v, "{}();-\"'") != "" {
					out[len(out)-1].values = append(out[len(out)-1].values, strings.Trim(v, "\"'"))
				}
			}
		}
	}
	return out
}

// oldSection are the lines of the base, of a part of another file, in whose place a new
// file says to a tool what it is to do.
func oldSection(s *change.Set, f *change.File) []string {
	if f.From != "" || f.New == "" {
		return nil
	}
	for _, mark := range supersedes[f.Base()] {
		for _, g := range s.Files {
			if g == f || g.Was == nil || sectionAt(g.Is, mark) >= 0 {
				continue
			}
			if n := sectionAt(g.Was, mark); n >= 0 {
				if strings.HasPrefix(mark, "[") {
					end := n + 1
					for end < len(g.Was.Code) && !sectionLine.MatchString(strings.TrimSpace(g.Was.Code[end])) {
						end++
					}
					return g.Was.Code[n+1 : end]
				}
				_, end := whole(g.Was, n, len(g.Was.Code))
				return g.Was.Code[n+1 : end]
			}
		}
	}
	return nil
}

// sectionAt is the line at which the part of a file begins that is for a tool; -1 for none.
func sectionAt(src *language.Source, mark string) int {
	return slices.IndexFunc(src.Code, func(l string) bool {
		l = strings.TrimSpace(l)
		return strings.HasPrefix(l, mark) && (strings.HasPrefix(mark, "[") || strings.HasSuffix(l, "{"))
	})
}

// lostOnTheWay finds what a configuration that moved into a file of its own says otherwise:
// more that is left out, or less that is asked for.
func lostOnTheWay(s *change.Set, f *change.File) []change.Finding {
	lines := oldSection(s, f)
	if lines == nil {
		return nil
	}
	was, is := keySettings(lines), keySettings(f.Is.Code)
	of := func(all []keySetting, key string) (out []string) {
		for _, one := range all {
			if one.key == key {
				out = append(out, one.values...)
			}
		}
		return out
	}
	var out []change.Finding
	for _, one := range is {
		more := without(one.values, of(was, one.key))
		if leavesKeys.MatchString(one.key) && len(more) > 0 && !(len(more) == 1 && more[0] == "false") || one.key == "addopts" && narrow.MatchString(" "+strings.Join(more, " ")+" ") {
			out = append(out, f.At(one.line, "the configuration leaves tests out that it did not where it stood."))
		}
	}
	for _, one := range was {
		if asksKeys.MatchString(one.key) && len(without(one.values, of(is, one.key))) > 0 {
			return append(out, f.Whole("the configuration asks for less than it did where it stood: "+change.Clip(one.key)+"."))
		}
	}
	return out
}
