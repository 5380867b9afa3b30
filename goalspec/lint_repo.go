package goalspec

import (
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// repository holds what the goal names against the tree it is about.
func (l *linter) repository() {
	if l.o.Repo == nil {
		return
	}
	d, t := l.doc, tree.Tree{FS: l.o.Repo}
	for _, p := range d.facts.denied {
		if !inTree(t, p.Pattern) {
			l.add(deniedNothing.at(p.span.orStart(), "%q must not change, but nothing in the repository matches it", p.Pattern))
		}
	}
	for _, p := range append(append([]placed(nil), d.facts.allowed...), d.facts.focused...) {
		if !inTree(t, p.Pattern) {
			l.add(allowedNothing.at(p.span.orStart(), "nothing in the repository matches %q", p.Pattern))
		}
	}
	for _, c := range d.contract.criteria {
		if c.Kind != MustChange {
			l.command(t, c.Command, c.Span)
		}
	}
	for _, s := range d.afterPhase {
		l.command(t, s.Command, s.Span)
	}
}

func (l *linter) command(t tree.Tree, command string, span Span) {
	if why := t.Missing(command); why != "" {
		l.add(noSuchTarget.at(span.orStart(), "%q cannot run: %s", clip(command), why))
	}
}

// inTree reports whether a pattern matches anything. Only what lies below its
// literal beginning is looked at.
func inTree(t tree.Tree, pattern string) bool {
	p := strings.TrimSuffix(cleanPattern(pattern), "/")
	if patternFault(pattern) != "" || p == "**" || p == "*" || tree.Fetched(p) {
		return true // said elsewhere, or everything, or not there yet
	}
	if !strings.ContainsAny(p, "*?[") && t.Exists(p) {
		return true
	}
	prefix := "."
	if strings.Contains(p, "/") || rooted(pattern) {
		prefix = literalDir(p)
		if !t.Exists(prefix) {
			return false
		}
	}
	glob := compileGlob(p)
	return t.Any(prefix, glob.match)
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
