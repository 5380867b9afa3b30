package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// fillsNothing is an entry that stands for one still to come.
	fillsNothing = regexp.MustCompile("^(?:`<[A-Za-z][^<>`]*>` (?:passes|succeeds|exits 0)|`?(?:<[A-Za-z][^<>`]*>|\\[[a-z][^\\[\\]`]* [^\\[\\]`]*\\]|\\{\\{[^{}`]*\\}\\})`?|(?:TODO|TBD|FIXME):?|\\.{3}|…|[Xx]{3}|(?i:lorem ipsum\\b.*))[.]?$")
	// asksForYours is a name that asks for another one.
	asksForYours = regexp.MustCompile(`<(?i:insert|describe|fill in|replace)\b[^<>]*>|\bYOUR[_-][A-Z]+`)
	// standsFor is such a name in what is run, or is a path.
	standsFor = regexp.MustCompile(`(?:^|[\s/."'=])path/to(?:[/\s]|$)|\byour-\w+|<(?i:your)\b[^<>]*>`)
	// exampleNote is a note that says of itself that it is to be taken out.
	exampleNote = regexp.MustCompile(`(?is)^[\s>*_]*this is (?:only |just )?an example\b.*\b(?:take|delete|remove) (?:this|these|the) (?:lines?|notes?|paragraphs?)\b|\b(?:delete|remove) (?:this|these) (?:lines?|notes?|paragraphs?|texts?) (?:before|when|once) (?:you )?(?:submit|open|post|send|fil)`)
)

// placeholders tells what a template holds for its author to replace, and still stands.
func (l *linter) placeholders() {
	c := l.doc.contract
	look := func(p Passage, run string) {
		s := prose.Stated(p.Text)
		found := asksForYours.FindString(s)
		if fillsNothing.MatchString(strings.TrimSpace(s)) {
			found = s
		} else if m := standsFor.FindString(prose.Stated(run)); found == "" {
			found = strings.Trim(m, " \t/.\"'=")
		}
		if found != "" && !l.told(unfilled, p.Span) {
			l.add(unedited.at(p.Span.orStart(), "%q stands where words of your own belong", prose.Clip(found)))
		}
	}
	if look(c.outcome, ""); l.doc.options.Form.shows(field.Goal, c.outcome.Text) {
		l.add(unedited.at(c.outcome.Span.orStart(), "the outcome is the example that the issue form shows"))
	}
	for _, k := range c.criteria {
		look(Passage{k.Text, k.Span}, k.Command)
	}
	for _, k := range c.constraint {
		look(Passage(k), "")
	}
	for _, s := range c.stop {
		look(Passage{s.Text, s.Span}, "")
	}
	for _, list := range [][]Glob{c.scope.Allow, c.scope.Deny, c.scope.Focus} {
		for _, g := range list {
			look(Passage{g.Pattern, g.Span}, g.Pattern)
		}
	}
	for _, p := range prose.First(c.context) {
		if exampleNote.MatchString(prose.Judged(p.Text)) {
			l.add(unedited.at(p.Span.orStart(), "the text is still the example of a template: its note stands here"))
		}
	}
}
