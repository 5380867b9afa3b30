package goalspec

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// Markdown renders the contract for people: what was understood, the numbered
// criteria, the scope, the budget, the risk.
func (g Goal) Markdown() string { return g.contract.markdown() }

// Risks are the weak places of the contract, one sentence each.
func (c contract) Risks() []string {
	var out []string
	if len(c.criteria) > 0 && !slices.ContainsFunc(c.criteria, Criterion.Runnable) {
		out = append(out, "No criterion says what to run; success rests on the checks that the plan binds.")
	}
	if c.unbounded() {
		out = append(out, "Nothing bounds the change.")
	}
	if c.workType == WorkMigration && !c.MigrationNote() {
		out = append(out, "A migration without a migration note.")
	}
	return out
}

func (c contract) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "**Outcome:** %s\n", cmp.Or(shown(c.outcome.Text), "not stated"))
	if c.workType != WorkUnknown {
		fmt.Fprintf(&b, "\n**Work type:** %s\n", c.workType)
	}
	part(&b, "Criteria", c.criteria, func(k Criterion) string {
		return fmt.Sprintf("**%s** %s%s", k.ID, shown(k.Text), k.remark())
	})
	part(&b, "Constraints", c.constraint, func(k Constraint) string { return shown(k.Text) })
	part(&b, "Only these paths may change", c.scope.Allow, Glob.written)
	part(&b, "These paths must not change", c.scope.Deny, Glob.written)
	part(&b, "The change is expected in", c.scope.Focus, Glob.written)
	part(&b, "Resources", c.resources.written(), shown)
	part(&b, "Priorities", c.priorities, func(p Priority) string { return shown(p.Text) })
	part(&b, "Phases", c.phases, Phase.line)
	part(&b, "After each phase", c.afterPhase, Step.line)
	part(&b, "Stop and report", c.stop, func(s Stop) string { return shown(s.Text) })
	if s := c.budget.String(); s != "" {
		fmt.Fprintf(&b, "\n**Budget:** %s\n", s)
	}
	part(&b, "Risk", c.Risks(), func(s string) string { return s })
	return b.String()
}

func part[T any](b *strings.Builder, name string, items []T, words func(T) string) {
	if len(items) > 0 {
		fmt.Fprintf(b, "\n**%s**\n\n%s", name, bulletsOf(items, words))
	}
}

// remark says how a criterion is verified.
func (c Criterion) remark() string {
	var parts []string
	switch {
	case c.ByInspection:
		parts = append(parts, "by inspection")
	case c.Command != "" && !strings.Contains(c.Text, c.Command):
		parts = append(parts, codeOf(strings.ReplaceAll(c.Command, "\n", "; ")))
	case c.Command == "":
		parts = append(parts, "the plan binds a check")
	}
	if c.Kind != KindUnknown {
		parts = append(parts, strings.ReplaceAll(string(c.Kind), "_", " "))
	}
	if len(parts) == 0 {
		return ""
	}
	return " _(" + strings.Join(parts, "; ") + ")_"
}

// codeOf puts text into a code span that its own marks do not end.
func codeOf(s string) string {
	if !strings.Contains(s, "`") {
		return "`" + s + "`"
	}
	mark := "``"
	for strings.Contains(s, mark) {
		mark += "`"
	}
	return mark + " " + s + " " + mark
}

// line is a step with what the harness runs for it.
func (s Step) line() string {
	if s.Command == "" || strings.Contains(s.Text, s.Command) {
		return shown(s.Text)
	}
	return shown(s.Text) + " _(" + codeOf(strings.ReplaceAll(s.Command, "\n", "; ")) + ")_"
}

// line is a phase in one line.
func (p Phase) line() string {
	parts := []string{fmt.Sprintf("Phase %d: %s", p.Number, shown(p.Name))}
	for _, g := range p.Only {
		parts = append(parts, "work only on "+g.written())
	}
	for _, list := range [][]Statement{p.Keep, p.Steps} {
		for _, s := range list {
			parts = append(parts, shown(s.Text))
		}
	}
	for _, s := range p.StopIf {
		parts = append(parts, "stop if "+shown(s.Text))
	}
	return strings.Join(parts, "; ")
}

// shown keeps an author's words from acting as markup outside code spans.
func shown(s string) string {
	plain := prose.MaskCode(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if plain[i] == '<' {
			b.WriteString("&lt;")
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
