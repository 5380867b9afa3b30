package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// raised are the findings that gates raised; those of a rule that is void in some
// respect are none of the change's.
func (p page) raised() (found, void []finding) {
	for _, f := range p.findings(app.ActionFlag, app.ActionAsk, app.ActionStop) {
		if f.rule.Status == app.StatusError {
			void = append(void, f)
		} else {
			found = append(found, f)
		}
	}
	return found, void
}

// flagCount adds to a tally how many flags there are; empty: none.
func (p page) flagCount() string {
	out := ""
	found, void := p.raised()
	if n := len(found); n > 0 {
		out = ", " + count(n, "flag")
	}
	if n := len(p.letIn()); n > 0 {
		out += fmt.Sprintf(", %d permitted", n)
	}
	if n := len(void); n > 0 {
		out += fmt.Sprintf(", %d void", n)
	}
	return out
}

// gateLine tells in one line how much gates looked at, what they found, and which of them
// could say nothing; the table of flags tells the rest.
func (p page) gateLine() string {
	found, void := p.raised()
	says := "nothing found"
	if all := append(found, p.letIn()...); len(all) > 0 {
		tally, _, _ := strings.Cut(strings.TrimPrefix(p.flagCount(), ", "), fmt.Sprintf(", %d void", len(void)))
		says = tally + ": " + p.ruleNames(all)
	}
	judged, off := p.asked()
	if judged == 0 {
		return ""
	}
	line := fmt.Sprintf("**Gates:** %s over %s, %s.", count(judged, "rule"), count(len(p.change().Files), "file"), says)
	if len(void) > 0 {
		line += " Void, so that their silence says nothing: " + p.ruleNames(void) + "."
	}
	if len(off) > 0 {
		line += " Turned off by the policy: " + strings.Join(off, ", ") + "."
	}
	return line
}

// asked is how many rules of the table judged the change, and those that the policy
// does not ask before a pull request opens.
func (p page) asked() (judged int, off []string) {
	for _, g := range policy.Gates() {
		switch {
		case p.Policy.ActionsOf(g).In(app.PhaseVerification) == app.ActionAllow:
			off = append(off, g.Name)
		case slices.ContainsFunc(p.verdicts(), func(v app.Verdict) bool { return v.Rule == g.Name }):
			judged++
		}
	}
	return judged, off
}

// ruleNames are the rules of findings, with the files where they saw something or the
// language for which they are void.
func (p page) ruleNames(all []finding) string {
	const shown = 6
	var names []string
	for _, f := range all {
		name := p.words(f.rule.Rule)
		switch {
		case named(f.at):
			name += " in " + p.code(f.at.Path)
		case f.rule.Status == app.StatusError && f.at.Text != "":
			name += " for " + p.words(f.at.Text)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(more(first(names, shown), len(names)), ", ")
}
