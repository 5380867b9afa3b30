package goalspec

import (
	"fmt"
	"strings"
)

// Markdown renders the contract for people: what was understood, the numbered
// criteria, the scope, the budget, the risk.
func (g Goal) Markdown() string { return g.contract.markdown() }

func (c contract) markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "**Outcome:** %s\n", shown(c.outcome.Text))
	if c.workType != WorkUnknown {
		fmt.Fprintf(&b, "\n**Work type:** %s\n", c.workType)
	}
	b.WriteString("\n**Criteria**\n\n")
	for _, k := range c.criteria {
		fmt.Fprintf(&b, "- **%s** %s%s\n", k.ID, shown(k.Text), k.remark())
	}
	part(&b, "Constraints", c.constraint, func(k Constraint) string { return shown(k.Text) })
	part(&b, "Only these paths may change", c.scope.Allow, Glob.written)
	part(&b, "These paths must not change", c.scope.Deny, Glob.written)
	part(&b, "The change is expected in", c.scope.Focus, Glob.written)
	part(&b, "Resources", c.resources.written(), shown)
	part(&b, "Priorities", c.priorities, func(p Priority) string { return shown(p.Text) })
	part(&b, "Phases", c.phases, func(p Phase) string { return fmt.Sprintf("Phase %d: %s", p.Number, shown(p.Name)) })
	part(&b, "After each phase", c.afterPhase, func(s Step) string { return shown(s.Text) })
	part(&b, "Stop and report", c.stop, func(s Stop) string { return shown(s.Text) })
	if s := c.budget.String(); s != "" {
		fmt.Fprintf(&b, "\n**Budget:** %s\n", s)
	}
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
		parts = append(parts, "`"+strings.ReplaceAll(c.Command, "\n", "; ")+"`")
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

// shown keeps an author's words from acting as markup outside code spans.
func shown(s string) string {
	plain := blankCode(s)
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if plain[i] == '<' && s[i] == '<' {
			b.WriteString("&lt;")
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
