package glob

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// Effort is how many steps of comparing patterns with paths are left. What it
// no longer suffices for is not compared, and the goal is refused.
type Effort int

// Bounds of the effort of holding patterns against each other and against a
// tree, far above what a scope takes that people wrote. To look at one path of
// a tree counts as perPath, MaxContain is for saying whether one pattern
// contains another, and MaxExcept for telling what is odd about exceptions.
const (
	MaxSteps     Effort = 1 << 20
	MaxTreeSteps Effort = 1 << 26
	MaxContain   Effort = 1 << 20
	MaxExcept    Effort = 1 << 17
	perPath      Effort = 16
)

// Spent reports that nothing is left.
func (e Effort) Spent() bool { return e <= 0 }

// Matches reports that a path lies under a pattern; with nothing left it is not known, and the answer is no.
func (e *Effort) Matches(c Compiled, segs []string) bool {
	if e.Spent() {
		return false
	}
	ok, n := c.Match(segs)
	*e -= Effort(n)
	return ok
}

// InTree reports whether a pattern matches anything, or may. Only what lies
// below its literal beginning is looked at.
func (e *Effort) InTree(t *tree.Tree, pattern string) bool {
	p := strings.TrimSuffix(Clean(pattern), "/")
	if Fault(pattern) != "" || p == "**" || p == "*" || tree.Fetched(p) {
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
		return t.Named(p) || e.Spent()
	}
	glob := Compile(p)
	if !glob.named(t) {
		return e.Spent()
	}
	paths, complete := t.Below(prefix)
	var segs []string // of one path after the other
	return slices.ContainsFunc(paths, func(name string) bool {
		*e -= perPath
		segs = slices.AppendSeq(segs[:0], strings.SplitSeq(name, "/"))
		return e.Matches(glob, segs)
	}) || !complete || e.Spent()
}

// named reports a pattern of which each segment is the name of something in the tree, or may
// be, as far as its longest stretch without wildcards tells.
func (c Compiled) named(t *tree.Tree) bool {
	return !slices.ContainsFunc(c, func(g segment) bool {
		return g.plain && !t.Named(g.text) || !g.plain && !t.Holds(g.held)
	})
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
