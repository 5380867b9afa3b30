package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// Template renders the goal as the body of the standard form. Parsed again it
// gives an equal goal.
func (g Goal) Template() string { return StandardForm().render(g.contract) }

// has reports whether one of the rules was broken.
func has(findings []Finding, rules ...rule) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool {
		return slices.ContainsFunc(rules, func(ru rule) bool { return ru.code == f.Code })
	})
}

func (f Form) render(c contract) string { return f.renderWith(c.value) }

func (f Form) renderWith(value func(field.Field) string) string {
	var b strings.Builder
	for _, ff := range f.fields {
		said := strings.TrimRight(value(ff.field), "\n")
		if strings.TrimSpace(said) == "" {
			said = prose.NoResponse
		}
		fmt.Fprintf(&b, "### %s\n\n%s\n\n", ff.label, said)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// value is the answer that reads back as the contract's part.
func (c contract) value(f field.Field) string {
	switch f {
	case field.Goal:
		return c.outcome.Text
	case field.WorkType:
		return string(c.workType)
	case field.Allow:
		return globLines(c.scope.Allow)
	case field.Deny:
		return globLines(c.scope.Deny)
	case field.Focus:
		return globLines(c.scope.Focus)
	case field.Resources:
		return bullets(c.resources.written())
	case field.Budget:
		return c.budget.String()
	case field.Constraints:
		return bulletsOf(c.constraint, func(k Constraint) string { return k.Text })
	case field.Evidence:
		return criteriaLines(c.criteria)
	case field.Priorities:
		return bulletsOf(c.priorities, func(p Priority) string { return p.Text })
	case field.Phases:
		return phaseLines(c.phases)
	case field.AfterPhase:
		return stepLines(c.afterPhase)
	case field.Stop:
		return bulletsOf(c.stop, func(s Stop) string { return s.Text })
	case field.Context:
		return joinPassages(c.context)
	}
	return ""
}

func bullets(items []string) string {
	var b strings.Builder
	for _, s := range items {
		fmt.Fprintf(&b, "- %s\n", s)
	}
	return b.String()
}

func bulletsOf[T any](items []T, words func(T) string) string {
	out := make([]string, len(items))
	for i, v := range items {
		out[i] = words(v)
	}
	return bullets(out)
}

func globLines(list []Glob) string { return bulletsOf(list, Glob.written) }

func (g Glob) written() string {
	s := "`" + g.Pattern + "`"
	if g.Reason != "" {
		s += " (" + g.Reason + ")"
	}
	if len(g.Except) == 0 {
		return s
	}
	if line := s + ", except `" + strings.Join(g.Except, "`, `") + "`"; len(line) <= prose.MaxStatement {
		return line
	}
	return s + ", except:\n  - `" + strings.Join(g.Except, "`\n  - `") + "`"
}

func criteriaLines(list []Criterion) string {
	var b strings.Builder
	for _, c := range list {
		words, fenced := c.written()
		fmt.Fprintf(&b, "- %s\n%s", words, fence(fenced))
	}
	return b.String()
}

func stepLines(list []Step) string {
	var b strings.Builder
	for i, s := range list {
		fmt.Fprintf(&b, "%d. %s\n", i+1, s.Text)
		if s.Command != stepCommand(s.Text) {
			b.WriteString(fence(s.Command))
		}
	}
	return b.String()
}

// fence is a shell fence right below a list item, longer than any run of
// back-ticks inside.
func fence(command string) string {
	if command == "" {
		return ""
	}
	mark := "```"
	for strings.Contains(command, mark) {
		mark += "`"
	}
	return mark + "sh\n" + command + "\n" + mark + "\n"
}

func phaseLines(list []Phase) string {
	var b strings.Builder
	for _, p := range list {
		bold := "**"
		if strings.Contains(p.Name, bold) {
			bold = ""
		}
		fmt.Fprintf(&b, "%sPhase %d: %s%s\n\n", bold, p.Number, p.Name, bold)
		for _, g := range p.Only {
			fmt.Fprintf(&b, "- work only on: %s\n", g.written())
		}
		for _, k := range p.Keep {
			fmt.Fprintf(&b, "- %s\n", k.Text)
		}
		for _, s := range p.StopIf {
			fmt.Fprintf(&b, "- stop if: %s\n", s.Text)
		}
		for _, s := range p.Steps {
			fmt.Fprintf(&b, "- %s\n", s.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func joinPassages(list []Passage) string {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = p.Text
	}
	return strings.Join(parts, "\n\n")
}
