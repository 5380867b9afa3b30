// Package glob matches paths with patterns and tells whether a pattern contains
// another. In come patterns and paths, out come yes or no, and what that cost as
// an [Effort]. It keeps nothing, so a process that dies here has lost nothing.
package glob

import (
	"path"
	"strings"
)

// Compiled is a pattern cut into segments; none match nothing.
type Compiled []segment

// segment is a part of a pattern between slashes; a plain one is compared byte
// for byte.
type segment struct {
	text  string
	plain bool
	tail  string // of one that begins with its only wildcard, a star
	held  string // the longest stretch without a wildcard, where there are no classes and escapes: what matches holds it
}

// LiesUnder reports whether a path lies under a pattern.
func LiesUnder(name, pattern string) bool {
	ok, _ := Compile(pattern).Match(Segments(name))
	return ok
}

// Compile reads a pattern; one that is empty or malformed gives none.
func Compile(pattern string) Compiled {
	p := Clean(pattern)
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
	var out Compiled
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
// they must. What people may write is narrower: see [Fault].
func wellFormed(segment string) bool {
	_, err := path.Match(segment, "")
	return err == nil
}

// Segments cuts a path; the root has none.
func Segments(name string) []string {
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

// Clean drops what does not change the meaning: a leading "./" or "/"
// and doubled slashes. A closing slash stays.
func Clean(p string) string {
	p = strings.TrimPrefix(strings.TrimSpace(p), "./")
	dir := strings.HasSuffix(p, "/")
	p = strings.Trim(path.Clean("/"+p), "/")
	if dir && p != "" {
		p += "/"
	}
	return p
}

// Match walks both lists, remembering the last "**" to come back to, so the
// time is at most the product of the lengths; steps is what it took. The path
// may go on below a pattern that is used up: that is the directory case.
func (c Compiled) Match(segs []string) (ok bool, steps int) {
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
