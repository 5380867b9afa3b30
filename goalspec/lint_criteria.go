package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

func (l *linter) criteria() {
	d := l.doc
	if d.unproved() || l.onlySteps() {
		if d.outcome.Text != "" && d.onlyGreen() {
			return // GS003 says the same
		}
		span := d.facts.labels[field.Evidence]
		if span.Line == 0 {
			span = d.outcome.Span
		}
		f := noCriterion.found(span.orStart())
		if list := d.contract.criteria; len(list) > 0 {
			f = noCriterion.at(list[0].Span.orStart(), "%q says of no change whether it was made, and nothing else does", prose.Clip(list[0].Text))
		}
		if over := l.listUnread(); over != "" {
			f.Message += fmt.Sprintf("; the list under %q is not read as such", prose.Clip(over))
		}
		l.add(f)
		return
	}
	runnable := slices.ContainsFunc(d.contract.criteria, Criterion.Runnable)
	paths := l.heldPaths()
	for _, c := range d.contract.criteria {
		if c.Command == "" && c.Predicate == nil && !c.ByInspection && praise.IsUnverifiable(c.Text) {
			l.add(neverChecked.at(c.Span.orStart(), "%q can never be checked", prose.Clip(c.Text)))
		}
		if c.Predicate != nil && c.Predicate.never(c.Text) {
			f := neverChecked.at(c.Span.orStart(), "%q can never be met: nothing is %s", prose.Clip(c.Text), c.Predicate)
			f.Suggestion = "Correct the number or the operator."
			l.add(f)
		}
		if code := check.AsksElsewhere(c.Text); c.ByInspection && code != "" {
			f := notRunnable.at(c.Span.orStart(), "%s names %q, which no shell runs; a person has to look", c.ID, prose.Clip(code))
			f.Suggestion = "Name the command that sends it, with psql or curl, and what it prints."
			l.add(f)
		}
		before := len(l.list)
		if l.unread(c); runnable && len(l.list) == before {
			l.about(c)
		}
		l.frozen(c, paths)
	}
	l.askedFrozen(paths)
	if l.kept[unbound.code] == 0 && !runnable {
		l.add(l.notRunnable())
	}
	l.tooWild(l.effort)
}

// onlySteps reports criteria that are no more than what is run on the way, and nothing says
// by which command: that shows of no change whether it was made. The items of a list are each
// changed and run.
func (l *linter) onlySteps() bool {
	d, some := l.doc, false
	for _, c := range d.contract.criteria {
		ran := c.Command == "" && c.Predicate == nil && slices.ContainsFunc(d.afterPhase, func(s Step) bool { return s.Span == c.Span && s.Text == c.Text })
		if some = some || ran; !ran && !provesNothing(c) {
			return false
		}
	}
	return some && d.outcome.Text != "" && !l.isList(prose.Judged(d.outcome.Text))
}

// listUnread is the first heading, or line that leads on, that no field is known by and
// that has a list below it: the author may have meant criteria by that.
func (l *linter) listUnread() string {
	asked := 0
	for i := range l.doc.blocks {
		b := &l.doc.blocks[i]
		if i+1 == len(l.doc.blocks) || l.doc.blocks[i+1].Kind != page.Item || l.doc.form {
			continue
		}
		name := b.Name.S
		if b.Kind == page.Para {
			line := b.Lines[len(b.Lines)-1].S
			bold, ok := labels.Emphasised(line)
			if name = strings.TrimRight(line, ": "); ok {
				name = strings.TrimRight(bold, ": ")
			} else if len(name) == len(line) {
				continue
			}
		} else if b.Kind != page.Heading {
			continue
		}
		if asked++; asked > prose.MaxFirst {
			break
		}
		if len(name) <= prose.MaxLead && labels.Field(name, true) == field.Unknown {
			return name
		}
	}
	return ""
}

const sayPasses = "Say of the command that it passes or exits 0, such as: `go test ./...` passes; it has to exit 0 exactly when the statement holds."

// notRunnable says that nothing can be run, or of a command that stands there
// why it is not taken for one.
func (l *linter) notRunnable() Finding {
	list := l.doc.contract.criteria
	for _, c := range list {
		if cmd, dir := commandAway(c.Text); dir != "" {
			f := notRunnable.at(c.Span.orStart(), "%s says that %q passes in %q, and a command runs at the root; the plan must bind checks", c.ID, prose.Clip(cmd), dir)
			f.Suggestion = "Write where it runs into the command, such as: `" + prose.Clip(check.Gone(dir, cmd)) + "` passes."
			return f
		}
		if cmd := namedCommand(c.Text); cmd != "" {
			f := notRunnable.at(c.Span.orStart(), "%s names %q and does not say that it passes; the plan must bind checks", c.ID, prose.Clip(cmd))
			f.Suggestion = sayPasses
			return f
		}
	}
	return notRunnable.found(list[0].Span.orStart())
}

// commandAway is the first command of a statement that says right behind it in which
// directory it passes.
func commandAway(s string) (cmd, dir string) {
	for _, m := range prose.CodeSpan.FindAllStringSubmatchIndex(s, 5) {
		cmd = s[m[2]:m[3]]
		if place := check.PlaceBehind(s[m[1]:]); place != "" && check.LooksLikeCommand(cmd) {
			_, rest, _ := strings.Cut(s[m[1]:], place)
			if check.VerdictAt(behindPlace.ReplaceAllString(rest, " ")) > 0 {
				return cmd, check.RunsIn(place)
			}
		}
	}
	return "", ""
}

// behindPlace is what may stand between the place of a run and what comes of it.
var behindPlace = regexp.MustCompile(`^[)\s,]*(?:(?:directory|folder)[)\s,]*)?`)

// namedCommand is the first command in a statement, whatever is said of it.
func namedCommand(s string) string {
	for _, m := range prose.CodeSpan.FindAllStringSubmatch(s, 5) {
		if check.LooksLikeCommand(m[1]) {
			return m[1]
		}
	}
	return ""
}
