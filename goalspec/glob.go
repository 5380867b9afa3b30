package goalspec

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// Glob is a path pattern and the author's reason for it. Except is what a pattern that
// must not change leaves out: these paths it says nothing about.
type Glob struct {
	Pattern string   `json:"pattern"`
	Except  []string `json:"except,omitempty"`
	Reason  string   `json:"reason,omitempty"`
	Span    Span     `json:"-"` // where it stands
}

// Covers reports whether a path lies under the pattern and under none of its exceptions.
func (g Glob) Covers(path string) bool {
	lies := func(pattern string) bool { return MatchGlob(pattern, path) }
	return lies(g.Pattern) && !slices.ContainsFunc(g.Except, lies)
}

// with is a glob of which two statements tell: what only one of them leaves out is not left
// out.
func (g Glob) with(o Glob) Glob {
	g.Reason = cmp.Or(g.Reason, o.Reason)
	var both []string
	for _, of := range [2][2][]string{{g.Except, o.Except}, {o.Except, g.Except}} {
		for _, path := range of[0] {
			if !slices.Contains(both, path) && slices.ContainsFunc(of[1], func(other string) bool { return surelyUnder(other, path) }) {
				both = append(both, path)
			}
		}
	}
	g.Except = both
	return g
}

// surelyUnder reports patterns that are one, or of which the second is a path under the first.
func surelyUnder(pattern, path string) bool {
	plain := strings.TrimSuffix(cleanPattern(path), "/**")
	return pattern == path || strings.Contains(strings.TrimSuffix(plain, "/"), "/") && !strings.ContainsAny(plain, `*?[\`) && MatchGlob(pattern, plain)
}

// at gives globs their place.
func at(globs []Glob, span Span) []Glob {
	for i := range globs {
		globs[i].Span = span
	}
	return globs
}

// MatchGlob reports whether a slash-separated path, relative to the root of
// the repository, lies under pattern. A segment "**" stands for any number of
// segments; "*", "?" and [classes] match within one. A pattern that names a
// directory covers what is below it, with or without a closing slash, and a
// pattern without a slash matches that name at any depth. What looks like a class
// is also itself, so that "app/[id]/page.tsx" is the file of that name. A malformed
// class matches nothing.
func MatchGlob(pattern, name string) bool { return liesUnder(name, pattern) }

// PatternFault says why a pattern is not one that people may write, as a clause
// about "it"; it is empty for a good one. [MatchGlob] takes what is left of a
// faulty pattern as it stands, and a class that is not closed as nothing.
func PatternFault(p string) string { return faultOf(p) }

// Globs are patterns made ready to be held against many paths.
type Globs []compiled

// CompileGlobs reads each pattern as [MatchGlob] does.
func CompileGlobs(patterns []string) Globs {
	out := make(Globs, len(patterns))
	for n, p := range patterns {
		out[n] = compileGlob(p)
	}
	return out
}

// First is the place of the first pattern that a path lies under, -1 for none.
func (g Globs) First(name string) int {
	segs := segments(name)
	return slices.IndexFunc(g, func(c compiled) bool { ok, _ := c.match(segs); return ok })
}

// compiled is a pattern cut into segments; none match nothing.
type compiled []segment

// segment is a part of a pattern between slashes; a plain one is compared byte
// for byte.
type segment struct {
	text  string
	plain bool
	tail  string // of one that begins with its only wildcard, a star
	held  string // the longest stretch without a wildcard, where there are no classes and escapes: what matches holds it
}

// liesUnder reports whether a path lies under a pattern.
func liesUnder(name, pattern string) bool {
	ok, _ := compileGlob(pattern).match(segments(name))
	return ok
}

func compileGlob(pattern string) compiled {
	p := cleanPattern(pattern)
	if p == "" {
		return nil
	}
	body, dir := strings.CutSuffix(p, "/")
	if !strings.Contains(body, "/") && !rooted(pattern) {
		body = "**/" + body
	}
	if dir {
		body += "/**"
	}
	var out compiled
	for s := range strings.SplitSeq(body, "/") {
		plain := !strings.ContainsAny(s, `*?[\`)
		if !plain && !wellFormed(s) {
			return nil
		}
		one := segment{text: s, plain: plain}
		if tail, star := strings.CutPrefix(s, "*"); star && !strings.ContainsAny(tail, `*?[\`) {
			one.tail = tail
		}
		if !strings.ContainsAny(s, `[\`) {
			for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return c == '*' || c == '?' }) {
				if len(part) > len(one.held) {
					one.held = part
				}
			}
		}
		out = append(out, one)
	}
	return out
}

// wellFormed reports whether the classes of a segment are closed and hold what
// they must. What people may write is narrower: see [PatternFault].
func wellFormed(segment string) bool {
	_, err := path.Match(segment, "")
	return err == nil
}

// segments cuts a path; the root has none.
func segments(name string) []string {
	n := strings.Trim(path.Clean("/"+name), "/")
	if n == "" {
		return nil
	}
	return strings.Split(n, "/")
}

func rooted(pattern string) bool {
	p := strings.TrimSpace(pattern)
	return strings.HasPrefix(p, "/") || strings.HasPrefix(p, "./")
}

// cleanPattern drops what does not change the meaning: a leading "./" or "/"
// and doubled slashes. A closing slash stays.
func cleanPattern(p string) string {
	p = strings.TrimPrefix(strings.TrimSpace(p), "./")
	dir := strings.HasSuffix(p, "/")
	p = strings.Trim(path.Clean("/"+p), "/")
	if dir && p != "" {
		p += "/"
	}
	return p
}

// match walks both lists, remembering the last "**" to come back to, so the
// time is at most the product of the lengths; steps is what it took. The path
// may go on below a pattern that is used up: that is the directory case.
func (c compiled) match(segs []string) (ok bool, steps int) {
	if len(c) == 0 || len(segs) == 0 {
		return false, 1
	}
	p, s, backP, backS := 0, 0, -1, 0
	for {
		steps++
		switch {
		case p == len(c):
			return true, steps
		case c[p].text == "**":
			if p == len(c)-1 {
				return s < len(segs), steps
			}
			backP, backS = p, s
			p++
			continue
		case s < len(segs):
			same, n := c[p].match(segs[s])
			if steps += n; same {
				p, s = p+1, s+1
				continue
			}
		}
		if backP < 0 || backS >= len(segs) {
			return false, steps
		}
		backS++
		p, s = backP+1, backS
	}
}

// match counts a step for each few bytes that wildcards may have to try.
func (g segment) match(name string) (ok bool, steps int) {
	if g.plain {
		return g.text == name, 0
	}
	if g.tail != "" {
		return strings.HasSuffix(name, g.tail), 1
	}
	if !strings.Contains(name, g.held) {
		return false, 1
	}
	ok, err := path.Match(g.text, name)
	return err == nil && ok || g.text == name, 1 + len(g.text)*len(name)/16
}
