package goalspec

import (
	"path"
	"regexp"
	"strings"
)

func (l *linter) boundary() {
	d := l.doc
	if len(d.constraint) == 0 && len(d.scope.Allow)+len(d.scope.Deny) == 0 {
		l.add(noBoundary.found(d.outcome.Span.orStart()))
	}
	asked := append(append([]placed(nil), d.facts.allowed...), d.facts.focused...)
	denied := make([]compiled, len(d.facts.denied))
	for i, n := range d.facts.denied {
		denied[i] = compileGlob(n.Pattern)
	}
	for _, a := range asked {
		for i, n := range d.facts.denied {
			if covers(denied[i], n.Pattern, a.Pattern) {
				l.add(contradiction.at(a.span.orStart(), "%q is asked for here and denied by %q in line %d", a.Pattern, n.Pattern, n.span.Line))
				break
			}
		}
	}
	for _, p := range append(asked, d.facts.denied...) {
		if fault := patternFault(p.Pattern); fault != "" {
			l.add(badGlob.at(p.span.orStart(), "%q cannot match anything: %s", p.Pattern, fault))
		}
	}
}

// covers reports whether a denied pattern takes in everything that inner
// names.
func covers(outer compiled, pattern, inner string) bool {
	inner = strings.TrimSuffix(cleanPattern(inner), "/")
	return strings.TrimSuffix(cleanPattern(pattern), "/") == inner || outer.match(strings.TrimSuffix(inner, "/**")) || outer.match(inner)
}

var homeLike = regexp.MustCompile(`^\$[A-Z_]+(?:/|$)|^%[A-Z_]+%|\$\(|\$\{`)

func patternFault(p string) string {
	switch {
	case strings.Contains("/"+p+"/", "/../"):
		return "it leaves the repository"
	case strings.HasPrefix(p, "!") || strings.Contains(p, "[!"):
		return "! is not part of the pattern language; deny the path, or write a class as [^a]"
	case strings.HasPrefix(p, "~") || homeLike.MatchString(p):
		return "nothing stands for another directory; paths are relative to the root of the repository"
	case strings.ContainsAny(p, "{}"):
		return "braces are not part of the pattern language; write one pattern a line"
	case strings.Contains(p, `\`):
		return "paths are written with forward slashes"
	}
	for _, seg := range strings.Split(cleanPattern(p), "/") {
		if _, err := path.Match(seg, "x"); err != nil {
			return "a class in brackets is not closed"
		}
	}
	if cleanPattern(p) == "" {
		return "it is empty"
	}
	return ""
}

func (l *linter) limits() {
	if over := l.doc.contract.budget.over(l.o.Limits); len(over) > 0 {
		l.add(overBudget.at(l.doc.facts.budget.orStart(), "the budget exceeds the operator's limit: %s", strings.Join(over, ", ")))
	}
}
