package policy

import (
	"fmt"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Level is how much harm work can do.
type Level string

// The levels of risk, the mildest first.
const (
	LevelUnknown Level = ""
	LevelLow     Level = "low"
	LevelMedium  Level = "medium"
	LevelHigh    Level = "high"
)

// Levels is the risk table.
type Levels struct {
	Low       Row   `json:"low"`
	Medium    Row   `json:"medium"`
	High      Row   `json:"high"`
	Otherwise Level `json:"otherwise"` // of work and paths that no row knows
}

// Row is one level: what belongs to it and what follows. A work type speaks
// for a goal as a whole, never for a path that no row knows.
type Row struct {
	WorkTypes []goalspec.WorkType `json:"work_types,omitzero"`
	Paths     []string            `json:"paths,omitzero"`
	Terms
}

func defaultLevels() Levels {
	return Levels{
		Low: Row{
			WorkTypes: []goalspec.WorkType{goalspec.WorkDocumentation},
			Paths:     []string{"docs", "doc", "*.md", "*.rst", "*.adoc"},
		},
		Medium: Row{
			WorkTypes: []goalspec.WorkType{goalspec.WorkTestCoverage},
			Paths: []string{
				"test", "tests", "__tests__", "testdata", "*_test.*", "test_*", "*.test.*", "*.spec.*",
				"ui", "components", "views", "templates", "*.css", "*.scss", "*.html", "*.jsx", "*.tsx", "*.vue", "*.svelte",
			},
		},
		High: Row{
			WorkTypes: []goalspec.WorkType{goalspec.WorkMigration},
			Paths: []string{
				"auth", "auth.*", "auth_*", "auth-*", "*_auth", "*-auth", "*_auth.*", "*-auth.*", "authn*", "authz*", "authenticat*", "authoriz*",
				"oauth*", "login*", "permissions", "billing*", "*_billing", "*-billing", "payment*", "migrations", "migrate",
			},
			Terms: Terms{ApprovePlan: PlanAlways},
		},
		Otherwise: LevelMedium,
	}
}

// row is what a level holds; an unknown level is taken for high.
func (l Levels) row(level Level) Row {
	switch level {
	case LevelLow:
		return l.Low
	case LevelMedium:
		return l.Medium
	}
	return l.High
}

func descending() []Level { return []Level{LevelHigh, LevelMedium, LevelLow} }

// Risk is the highest level of the work type and of any path, and the reason.
func (p Policy) Risk(work goalspec.WorkType, paths []string) (level Level, why string) {
	take := func(l Level, reason string) {
		if l != level && strictest([]Level{LevelUnknown, LevelLow, LevelMedium, LevelHigh}, level, l) == l {
			level, why = l, reason
		}
	}
	for _, l := range descending() {
		if work != goalspec.WorkUnknown && slices.Contains(p.Levels.row(l).WorkTypes, work) {
			take(l, fmt.Sprintf("the work type is %s (risk.%s.work_types)", work, l))
		}
	}
	rules := p.levelRules()
	for _, path := range paths {
		take(rules.judge(path))
	}
	if level == LevelUnknown {
		return p.Levels.Otherwise, "no row of the risk table knows this work (risk.otherwise)"
	}
	return level, why
}

// levelRules are the rows of the risk table, made ready to judge many paths;
// Auth is auth.
type levelRules struct {
	rows      []levelRow // the highest first
	otherwise Level
}

type levelRow struct {
	level Level
	globs []string
	ready goalspec.Globs
}

func (p Policy) levelRules() levelRules {
	r := levelRules{otherwise: p.Levels.Otherwise}
	for _, l := range descending() {
		globs := p.Levels.row(l).Paths
		r.rows = append(r.rows, levelRow{l, globs, foldedGlobs(globs)})
	}
	return r
}

func (r levelRules) judge(path string) (Level, string) {
	name := folded(path)
	for _, row := range r.rows {
		if n := row.ready.First(name); n >= 0 {
			return row.level, fmt.Sprintf("%s lies under %s (risk.%s.paths)", path, row.globs[n], row.level)
		}
	}
	return r.otherwise, fmt.Sprintf("no row of the risk table knows %s (risk.otherwise)", path)
}
