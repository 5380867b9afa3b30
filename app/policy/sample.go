package policy

import (
	"cmp"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Sample is a path that a rule about paths has to speak of, and the pattern
// that it lies under (empty: it lies outside of all that may change).
type Sample struct{ Rule, Glob, Path string }

// Samples has one for each pattern of the rules about paths, and one for each
// list outside of which nothing may change. Of a change of the policy's
// generated files and of first edits others tell.
func (p Policy) Samples(c *app.Contract) (out []Sample) {
	rules := p.pathRules(c)
	add := func(rule string, globs []string) {
		for _, glob := range globs {
			out = append(out, Sample{rule, glob, sample(glob)})
		}
	}
	outside := func(rule string, inside func(path string) bool) {
		for _, at := range []string{"planted", "planted.planted", ".planted", "planted/planted"} {
			if !inside(at) {
				out = append(out, Sample{rule, "", at})
				return
			}
		}
	}
	add("protected", rules.always.globs)
	add("frozen", rules.frozen.globs)
	outside("allowed", func(at string) bool { return rules.inside(at).Status == app.StatusPass })
	if c != nil {
		s := c.Goal.Scope()
		add("scope", c.Frozen)
		for _, g := range s.Deny {
			if at, ok := outsideOf(g.Except, sample(g.Pattern)); ok {
				out = append(out, Sample{"scope", g.Pattern, at})
			}
		}
		outside("scope", func(at string) bool { glob, forbidden := c.Forbids(at); return !forbidden || glob != "" })
	}
	for _, category := range rules.categories {
		add(category.name, category.globs)
	}
	add("risk", p.Levels.High.Paths)
	return out
}

// outsideOf is a path like another, or below it, that no exception covers.
func outsideOf(exceptions []string, at string) (string, bool) {
	left := goalspec.CompileGlobs(exceptions)
	for _, path := range []string{at, strings.ReplaceAll(at, "planted", "kept"), at + "/kept"} {
		if left.First(path) < 0 {
			return path, true
		}
	}
	return "", false
}

// sample is a path under a pattern; for what is no pattern, any.
func sample(glob string) string {
	if strings.HasSuffix(glob, "/") {
		glob += "planted"
	}
	segments := strings.Split(strings.Trim(path.Clean("/"+strings.TrimSpace(cmp.Or(glob, "*"))), "/"), "/")
	for n, s := range segments {
		segments[n] = lettered(s)
	}
	return strings.Join(segments, "/")
}

// lettered is a name that a segment of a pattern matches.
func lettered(segment string) string {
	var out strings.Builder
	for at := 0; at < len(segment); at++ {
		switch segment[at] {
		case '*':
			if !strings.HasSuffix(out.String(), "planted") {
				out.WriteString("planted")
			}
		case '?':
			out.WriteByte('p')
		case '[':
			end := at + 2 + max(0, strings.IndexByte(segment[min(at+2, len(segment)):], ']'))
			out.WriteString(member(segment[at:min(end+1, len(segment))]))
			at = end
		default:
			out.WriteByte(segment[at])
		}
	}
	return out.String()
}

// member is a letter of a class, itself where there is none.
func member(class string) string {
	for c := byte('~'); c > ' '; c-- {
		if wordIs(class, string(c)) {
			return string(c)
		}
	}
	return class
}
