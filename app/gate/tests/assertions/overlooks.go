package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// overlooks finds lists of what tests leave out of a comparison that grew by
// something of which people did not say that it does not count.
func overlooks(s *change.Set, f *change.File) []change.Finding {
	out := dropsFields(s, f)
	lists := leftOff(f)
	if len(lists) == 0 {
		return out
	}
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			if !strings.ContainsAny(f.Is.Code[n], "\"'`") || s.Went(f.Is.Lines[n]) || !slices.Contains(lists, listAt(f.Is, n)) {
				continue
			}
			more := suite.NewIn(f.Is.Code[n], f.Was.Code[h.Old:h.OldEnd])
			if at := slices.IndexFunc(more, func(v string) bool { return !suite.UncountedBy(s, v) && !unsteady(s, v) }); at >= 0 {
				out = append(out, f.At(n, "the tests overlook "+change.Clip(more[at])+", and compared it."))
			}
		}
	}
	return out
}

// dropsFields finds parts that shared code of the tests takes off before it
// compares, in a way in which it took off others.
func dropsFields(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !f.Holds("delete", "del ", ".pop(", "Ignore", "omit(") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		m := takesOff.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		fn, in := f.Is.Around(n)
		if from := m[1] + m[3] + m[4] + m[5] + m[6]; from != "" && !slices.Contains(fn.Params, from) {
			continue // what it makes itself
		}
		was, had := f.Was.Named(fn.Name)
		before := func(l string) bool { return takesOff.MatchString(l) }
		if in && (fn.Test || !had || !slices.ContainsFunc(f.Was.Code[was.Start:min(was.End, len(f.Was.Code))], before)) || !in && !slices.ContainsFunc(f.Was.Code, before) {
			continue
		}
		parts := suite.QuotedIn(f.Is.Code[n])
		if m[2] != "" {
			parts = []string{m[2]}
		}
		if at := slices.IndexFunc(parts, func(v string) bool {
			return name.MatchString(v) && !regexp.HasWord(f.Was.Text, v) && !suite.UncountedBy(s, v) && !unsteady(s, v)
		}); at >= 0 {
			out = append(out, f.At(n, "the tests overlook "+change.Clip(parts[at])+", and compared it."))
		}
	}
	return out
}

var (
	takesOff = regexp.MustCompile(`^\s*(?:delete\s+(\w+)\.(\w+)|delete\s+(\w+)\[|del\s+(\w+)\[|delete\((\w+),)|^\s*(\w+)\.pop\(\s*["']|\bcmpopts\.IgnoreFields\(|\bomit\(`)
	name     = regexp.MustCompile(`^[A-Za-z_]\w*$`)
)

// leftOff are the lists of the base that both sides of a file leave out.
func leftOff(f *change.File) (out []string) {
	if f.From == "" {
		return nil
	}
	for _, l := range f.Was.Bare {
		if l == "" || l[0] == ' ' || l[0] == '\t' || !strings.Contains(l, "=") {
			continue
		}
		if name := listName(l); name != "" && leavesOff(f.Is, name) {
			out = append(out, name)
		}
	}
	return out
}

// listAt is the name of the list that a line belongs to.
func listAt(src *language.Source, n int) string {
	for up := n; up >= max(0, n-20); up-- {
		if name := listName(src.Bare[up]); name != "" {
			return name
		}
		if up < n && suite.Indent(src.Bare[up]) == 0 {
			return ""
		}
	}
	return ""
}

func listName(text string) string {
	if m := opensNamed.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

var opensNamed = regexp.MustCompile(`^(?:export\s+)?(?:(?:const|let|var)\s+)?([A-Za-z_]\w*)\s*(?::[^=]+)?:?=\s*[^=]*[\[{(]`)

// leavesOff tells whether code leaves out what a list has.
func leavesOff(src *language.Source, name string) bool {
	for n, text := range src.Bare {
		if strings.Contains(text, name) && regexp.HasWord(text, name) && listName(text) != name && omits.MatchString(language.Part(src.Bare, n, n+3)) {
			return true
		}
	}
	return false
}

var omits = regexp.MustCompile(`\bnot in\b|!\s*\w+\.(has|includes)\(|!\w+\[|\b(delete|del|pop|continue|omit|difference)\b|(?i:exclu|ignor)`)

// unsteady tells whether people said of a value that it is never the same.
func unsteady(s *change.Set, v string) bool {
	at := regexp.QuoteMeta(strings.ToLower(v))
	return s.Mentions(regexp.MustCompile(`\b` + varies + `\b[^.;,\n]{0,40}\b` + at + `\b|\b` + at + `\b[^.;,\n]{0,40}\b` + varies + `\b`))
}

const varies = `(random\w*|volatile|unstable|differ\w*|nondeterministic|(new|another|fresh) (one )?(each|every)|chang\w+ (each|every|with every|on every|between))`
