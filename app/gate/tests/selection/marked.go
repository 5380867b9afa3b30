package selection

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// askedMarker tells whether all that options leave out is what carries a marker
// that people asked to leave out, or a path as they named it.
func askedMarker(s *change.Set, text string) bool {
	if left := ignored.FindAllStringSubmatch(text, -1); len(left) > 0 && len(left) == len(narrow.FindAllString(text, -1)) {
		return !slices.ContainsFunc(left, func(m []string) bool {
			at := strings.Trim(strings.ToLower(m[1]), "./")
			return len(at) < 3 || !slices.ContainsFunc(s.Paragraphs(), func(p string) bool { return regexp.HasWord(p, at) && byDefault.MatchString(p) })
		})
	}
	m := marker.FindStringSubmatch(text)
	return m != nil && m[1] != "" && len(narrow.FindAllString(text, -1)) == 1 &&
		slices.ContainsFunc(s.Paragraphs(), func(p string) bool { return regexp.HasWord(p, strings.ToLower(m[2])) && byDefault.MatchString(p) })
}

var (
	ignored   = regexp.MustCompile(`--ignore[= ]["']?([\w./-]+)`)
	byDefault = regexp.MustCompile(`\bdeselect\w*|\bby default\b|\b(leave|left|leaving)\s+(\S+\s+){0,4}out\b|\bexclud\w+|\bopt[- ]in\b|\bunless asked\b|(\bnot|n['’]t) (run|test|count|cover)\b`)
)

// markedOut finds tests of the base that got a marker which came to be left out
// by default, and of which people did not speak beside it.
func markedOut(s *change.Set) []change.Finding {
	left := map[string]bool{}
	for _, f := range s.Files {
		if !suite.Configures(f) {
			continue
		}
		for _, n := range f.Added() {
			if text := f.Is.Code[n]; strings.Contains(text, "not ") && suite.Addopts.MatchString(text) {
				m := marker.FindStringSubmatch(text)
				if m != nil && m[1] != "" && (!complemented(s, f.Is, n) || saidWhere(s, m[2])) {
					left[m[2]] = true
				}
			}
		}
	}
	var out []change.Finding
	for _, f := range s.Files {
		if len(left) == 0 || f.From == "" || !f.Is.Test() || !f.Holds("mark.") {
			continue
		}
		for _, n := range f.Added() {
			m := marks.FindStringSubmatch(f.Is.Bare[n])
			if m == nil || !left[m[1]] || s.Went(f.Is.Lines[n]) {
				continue
			}
			called := strings.TrimSuffix(f.Base(), path.Ext(f.Path))
			if fn, in := f.Is.Around(n); in {
				called += " " + fn.Name
			}
			if !strings.Contains(called, m[1]) && !toldWith(s, m[1], strings.Fields(strings.ToLower(called))) {
				out = append(out, f.At(n, "tests that nobody named are left out by their marker."))
			}
		}
	}
	return out
}

// saidWhere tells whether people say in which files a marker is to stand.
func saidWhere(s *change.Set, marker string) bool {
	return slices.ContainsFunc(s.Paragraphs(), func(p string) bool {
		return regexp.HasWord(p, strings.ToLower(marker)) && slices.ContainsFunc(suite.NamedFiles(p), language.IsTest)
	})
}

var marks = regexp.MustCompile(`\bmark\.(\w+)`)

// toldWith tells whether a paragraph has a marker, and one of some names.
func toldWith(s *change.Set, marker string, names []string) bool {
	return slices.ContainsFunc(s.Paragraphs(), func(p string) bool {
		return regexp.HasWord(p, strings.ToLower(marker)) && slices.ContainsFunc(names, func(name string) bool { return regexp.HasWord(p, name) })
	})
}

// leftOutAsAsked tells whether all that a filter leaves out are paths that people
// named as they stand.
func leftOutAsAsked(s *change.Set, text string) bool {
	all := takenOut.FindAllStringSubmatch(text, -1)
	return len(all) > 0 && len(all) == len(filters.FindAllString(text, -1)) && !slices.ContainsFunc(all, func(m []string) bool {
		at := strings.Trim(m[1]+m[2]+m[3], "./*%")
		return !strings.Contains(m[1]+m[2]+m[3], "/") || strings.Contains(at, "*") || !slices.ContainsFunc(s.Paragraphs(), func(p string) bool { return suite.HoldsPath(p, strings.ToLower(at)) && byDefault.MatchString(p) })
	})
}

var takenOut = regexp.MustCompile(`\bgrep\s+(?:-\w+\s+)*["']?([\w./*-]+)["']?(?:\s*[)|"']|\s*$)|(?:!|-not)\s+-path\s+["']?([\w./*-]+)|\$\(filter-out\s+([\w./*%-]+)\s*,`)
