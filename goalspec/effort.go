package goalspec

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// effort is how many steps of comparing patterns with paths are left. What it
// no longer suffices for is not compared, and the goal is refused.
type effort int

// Bounds of the effort of holding patterns against each other and against a
// tree, far above what a scope takes that people wrote. To look at one path of
// a tree counts as perPath, and maxContain is for saying whether one pattern
// contains another.
const (
	maxSteps     effort = 1 << 20
	maxTreeSteps effort = 1 << 26
	maxContain   effort = 1 << 20
	perPath      effort = 16
)

func (e effort) spent() bool { return e <= 0 }

func (e *effort) matches(c compiled, segs []string) bool {
	if e.spent() {
		return false
	}
	ok, n := c.match(segs)
	*e -= effort(n)
	return ok
}

// inTree reports whether a pattern matches anything, or may. Only what lies
// below its literal beginning is looked at.
func (e *effort) inTree(t *tree.Tree, pattern string) bool {
	p := strings.TrimSuffix(cleanPattern(pattern), "/")
	if faultOf(pattern) != "" || p == "**" || p == "*" || tree.Fetched(p) {
		return true // said elsewhere, or everything, or not there yet
	}
	wild := strings.ContainsAny(p, "*?[")
	if t.Exists(p) {
		return true
	}
	prefix := "."
	if strings.Contains(p, "/") || rooted(pattern) {
		prefix = literalDir(p)
		if !wild || !t.Exists(prefix) {
			return false
		}
	} else if !wild {
		*e -= perPath
		return t.Named(p) || e.spent()
	}
	glob := compileGlob(p)
	paths, complete := t.Below(prefix)
	return slices.ContainsFunc(paths, func(name string) bool {
		*e -= perPath
		return e.matches(glob, strings.Split(name, "/"))
	}) || !complete || e.spent()
}

// literalDir are the leading segments of a pattern without wildcards, the last
// segment left out.
func literalDir(p string) string {
	segs := strings.Split(p, "/")
	n := 0
	for n < len(segs)-1 && !strings.ContainsAny(segs[n], "*?[") {
		n++
	}
	return path.Clean(strings.Join(segs[:n], "/"))
}
