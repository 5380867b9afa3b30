package goalspec

import (
	"regexp"
	"slices"
	"strings"
)

// Scope is where the work may go. Allow, when not empty, is the only place
// that may change; Deny may never change; Focus is where the change is expected
// and forbids nothing elsewhere.
type Scope struct {
	Allow []Glob
	Deny  []Glob
	Focus []Glob
}

// Permits reports whether path may change, and if not, the pattern that
// forbids it ("" when no Allow pattern covers it). Deny wins over Allow.
func (s Scope) Permits(path string) (ok bool, by string) {
	for _, g := range s.Deny {
		if MatchGlob(g.Pattern, path) {
			return false, g.Pattern
		}
	}
	if len(s.Allow) == 0 {
		return true, ""
	}
	for _, g := range s.Allow {
		if MatchGlob(g.Pattern, path) {
			return true, ""
		}
	}
	return false, ""
}

func (s Scope) empty() bool { return len(s.Allow)+len(s.Deny) == 0 }

func (s Scope) clone() Scope {
	return Scope{Allow: slices.Clone(s.Allow), Deny: slices.Clone(s.Deny), Focus: slices.Clone(s.Focus)}
}

// placed is a glob and where it was written.
type placed struct {
	Glob
	span Span
}

var (
	reasonTail = regexp.MustCompile(`^[\s,;:—–-]*(?:\((.*)\)|(?:because|since|as|[—–-]+|#|//)\s*(.*?))\s*[.;]?\s*$`)
	pathLike   = regexp.MustCompile(`^(?:[\w.@~+\-*?\[\]{},!$]*/)*[\w.@~+\-*?\[\]{},!$]*$`)
	fileName   = regexp.MustCompile(`^[\w.\-*?]*\.[A-Za-z*][\w*]{0,7}$|^(?:Makefile|Dockerfile|LICENSE|README|Jenkinsfile|Gemfile|Rakefile|CODEOWNERS)$`)
)

// looksLikePath reports whether a code span or word can only be a path.
func looksLikePath(s string) bool {
	if s == "" || len(s) > 300 || strings.Contains(s, "://") || !pathLike.MatchString(s) {
		return false
	}
	return strings.Contains(s, "/") && strings.Trim(s, "/") != "" || fileName.MatchString(s) || strings.ContainsAny(s, "*") && !strings.ContainsAny(s, "()")
}

// globsIn reads one line of a path block: patterns, each with a reason in
// parentheses or after a dash if the author gave one; the last reason goes for
// the patterns before it that have none. ok is false when no pattern stands
// there.
func globsIn(words string) (globs []Glob, ok bool) {
	rest, open := strings.TrimSpace(words), 0
	explain := func(reason string) {
		for ; open < len(globs); open++ {
			globs[open].Reason = strings.TrimSpace(reason)
		}
	}
	for {
		word, tail := nextPattern(rest)
		if word == "" {
			break
		}
		globs = append(globs, Glob{Pattern: word})
		rest = strings.TrimLeft(tail, " \t")
		if end := strings.IndexByte(rest, ')'); strings.HasPrefix(rest, "(") && end > 0 {
			if next := listGoesOn(rest[end+1:]); next != "" {
				explain(rest[1:end])
				rest = next
			}
		} else if next := listGoesOn(rest); next != "" {
			rest = next
		}
	}
	if m := reasonTail.FindStringSubmatch(rest); m != nil {
		explain(m[1] + m[2])
	} else {
		explain(strings.Trim(rest, " .,;:"))
	}
	return globs, len(globs) > 0
}

// listGoesOn is what follows a comma or "and", when that is a pattern again.
func listGoesOn(s string) string {
	t := strings.TrimLeft(s, " \t")
	t = strings.TrimLeft(t, ",;")
	t = strings.TrimPrefix(strings.TrimLeft(t, " \t"), "and ")
	if word, _ := nextPattern(strings.TrimSpace(t)); word == "" {
		return ""
	}
	return strings.TrimSpace(t)
}

// isPattern reports whether a code span in a path block can be a pattern.
func isPattern(code string) bool {
	return !strings.ContainsAny(code, " \t") && (strings.Contains(code, "/") || !strings.ContainsAny(code, "()=;<>\"'"))
}

// nextPattern takes a code span or a bare path off the front of s.
func nextPattern(s string) (pattern, rest string) {
	if strings.HasPrefix(s, "`") {
		if end := strings.IndexByte(s[1:], '`'); end > 0 && isPattern(s[1:end+1]) {
			return s[1 : end+1], s[end+2:]
		}
		return "", s
	}
	end := strings.IndexAny(s, " \t(,;")
	if end < 0 {
		end = len(s)
	}
	word := strings.TrimRight(s[:end], ":")
	if bare := strings.TrimRight(word, "."); looksLikePath(bare) && bare != "" {
		return bare, s[end:]
	}
	return "", s
}
