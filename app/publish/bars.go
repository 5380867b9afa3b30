package publish

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// bar draws done of all parts, all at least 1.
func bar(done, all int) string {
	done = min(max(done, 0), all)
	return strings.Repeat("▰", done) + strings.Repeat("▱", all-done)
}

// stages are the parts of the goal's life and how many of them are behind it.
func (p page) stages() (names []string, done int) {
	g := p.Goal
	names = append(names, "contract", "plan")
	for _, f := range g.Phases {
		name := strings.ToLower(markdown.Line(p.scrubbed(f.Title), 40))
		if name == "review" {
			name = "changes after review"
		}
		names = append(names, name)
	}
	if len(g.Phases) == 0 {
		names = append(names, "work")
	}
	work := len(names)
	names = append(names, "verification", "review")
	switch {
	case g.State == app.StateDone:
		return names, len(names)
	case g.State == app.StateInReview:
		return names, work + 1
	case g.State == app.StateVerifying:
		return names, work
	case len(g.Phases) > 0:
		return names, work - 1
	case g.PlanBy != "":
		return names, 2
	case g.Contract != nil:
		return names, 1
	}
	return names, 0
}

// maxStages is how many stages are named; a goal with many corrections keeps
// the first and the last.
const maxStages = 9

// life is the progress bar over the whole life of a goal.
func (p page) life() string {
	names, done := p.stages()
	drawn := bar(done, len(names))
	if done < len(names) && !p.Goal.State.Over() {
		names[done] = "**" + names[done] + "**"
	}
	if over := len(names) - maxStages; over > 0 {
		head := append(names[:3:3], fmt.Sprintf("%d more", over))
		names = append(head, names[3+over:]...)
	}
	return drawn + " " + strings.Join(names, " → ")
}

// budget draws the meters that have limits, and what the goal used in its
// whole life.
func (p page) budget() string {
	meters := p.Goal.Meters()
	var lines []string
	for _, m := range meters {
		if m.Limit > 0 {
			lines = append(lines, meterLine(m))
		}
	}
	total := "In its whole life the goal used " + p.used() + "."
	if len(lines) == 0 {
		return total
	}
	return markdown.Fence("text", strings.Join(lines, "\n")) + "\n" + total
}

func meterLine(m app.Meter) string {
	const width = 10
	used := m.Used
	if m.Name == "minutes" { // as fine as it is told elsewhere
		used = math.Round(10*used) / 10
	} else if m.Name != "usd" {
		used = math.Ceil(used)
	}
	filled := int(math.Ceil(width * used / m.Limit))
	line := fmt.Sprintf("%-10s %s  %s of %s", m.Name, bar(filled, width), reading(m.Name, used), amount(m.Limit))
	switch m.Level() {
	case app.LevelSoft:
		line += "  soon used up"
	case app.LevelReserve:
		if m.Used == m.Limit {
			line += "  at its limit"
			break
		}
		line += "  only the reserve for wrapping up is left"
	case app.LevelEnd:
		line += "  used up"
	}
	return line
}

// reading is what a meter shows: money to the cent.
func reading(name string, used float64) string {
	if name == "usd" {
		return fmt.Sprintf("%.2f", used)
	}
	return amount(used)
}

// used is the lifetime usage in words.
func (p page) used() string {
	u := p.Goal.Usage
	tokens := amount(float64(u.Tokens())) + " tokens"
	if u.Cached > 0 {
		tokens += fmt.Sprintf(" (and %s from a cache)", amount(float64(u.Cached)))
	}
	parts := []string{count(u.Actions, "action"), took(u.Active) + " of active time", tokens}
	if u.USD > 0 {
		parts = append(parts, fmt.Sprintf("%.2f USD", u.USD))
	}
	return strings.Join(append(parts, count(u.Questions, "question")), ", ")
}

// proven draws how many of the criteria that can be run are proven.
func (p page) proven() string {
	t := p.tally()
	if p.Goal.State == app.StateNothingToDo {
		met := slices.DeleteFunc(slices.Clone(p.Criteria), func(r app.CriterionResult) bool { return !p.met(r) })
		return fmt.Sprintf("%d of %s met on the base already", len(met), count(t.all, "criterion"))
	}
	if t.runnable == 0 {
		return t.String()
	}
	width := min(t.runnable, 20)
	return bar(t.proven*width/t.runnable, width) + " " + t.String()
}
