package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// repository holds what the goal names against the tree it is about.
func (l *linter) repository() {
	if l.o.Repo == nil {
		return
	}
	most := glob.MaxTreeSteps
	d, t := l.doc, tree.New(l.o.Repo)
	for _, p := range d.kept() {
		switch first, _, _ := strings.Cut(p.Pattern, "/"); {
		case most.InTree(t, p.Pattern):
		case slices.Contains(d.facts.perhaps, p.Pattern) && !most.InTree(t, first+"/"):
			l.add(saidInWords.at(p.Span.orStart(), "%q is no path of the repository, so no change of it is stopped", p.Pattern))
		default:
			l.add(deniedNothing.at(p.Span.orStart(), "%q must not change, but nothing in the repository matches it", p.Pattern))
		}
	}
	for _, p := range slices.Concat(d.asked(), exceptions(d.kept())) {
		if !most.InTree(t, p.Pattern) {
			l.add(allowedNothing.at(p.Span.orStart(), "nothing in the repository matches %q", p.Pattern))
		}
	}
	l.tooWild(most)
	for _, c := range d.contract.criteria {
		if c.Kind == MustChange {
			t.Missing(c.Command) // the work makes what it needs
			continue
		}
		l.command(t, c.Command, c.Span)
	}
	for _, r := range d.contract.resources.Commands {
		if strings.Contains(r.Text, " ") {
			l.command(t, r.Text, r.Span)
		}
	}
	for _, s := range d.afterPhase {
		l.command(t, s.Command, s.Span)
	}
}

func (l *linter) command(t *tree.Tree, command string, span Span) {
	if why := t.Missing(command); why != "" {
		l.add(noSuchTarget.at(span.orStart(), "%q cannot run: %s", prose.Clip(command), why))
	}
}
