package goalspec

import (
	"path"
	"strings"
)

// Glob is a path pattern and the author's reason for it.
type Glob struct {
	Pattern string `json:"pattern"`
	Reason  string `json:"reason,omitempty"`
}

// MatchGlob reports whether a slash-separated path, relative to the root of
// the repository, lies under pattern. A segment "**" stands for any number of
// segments; "*", "?" and [classes] match within one. A pattern that names a
// directory covers what is below it, with or without a closing slash, and a
// pattern without a slash matches that name at any depth. A malformed class
// matches nothing.
func MatchGlob(pattern, name string) bool { return compileGlob(pattern).match(name) }

// compiled is a pattern cut into segments; none match nothing.
type compiled []string

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
	return strings.Split(body, "/")
}

func (c compiled) match(name string) bool {
	n := strings.Trim(path.Clean("/"+name), "/")
	return len(c) > 0 && n != "" && matchSegments(c, strings.Split(n, "/"))
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

// matchSegments walks both lists, remembering the last "**" to come back to,
// so the time is at most the product of the lengths. The path may go on below
// a pattern that is used up: that is the directory case.
func matchSegments(pat, segs []string) bool {
	p, s, backP, backS := 0, 0, -1, 0
	for {
		switch {
		case p == len(pat):
			return true
		case p < len(pat) && pat[p] == "**":
			if p == len(pat)-1 {
				return s < len(segs)
			}
			backP, backS = p, s
			p++
			continue
		case p < len(pat) && s < len(segs) && matchSegment(pat[p], segs[s]):
			p, s = p+1, s+1
			continue
		}
		if backP < 0 || backS >= len(segs) {
			return false
		}
		backS++
		p, s = backP+1, backS
	}
}

func matchSegment(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return err == nil && ok
}
