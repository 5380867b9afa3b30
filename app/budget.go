package app

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Budget limits one run: the stretch between two grants by people. Zero means
// no limit on that meter.
type Budget struct {
	Actions   int           `json:"actions"`
	Active    time.Duration `json:"active"`
	Tokens    Tokens        `json:"tokens"`
	USD       float64       `json:"usd,omitempty"`
	Files     int           `json:"files"`
	Lines     int           `json:"lines"`
	Questions int           `json:"questions"`
}

// DefaultBudget is what a run gets when nobody said otherwise.
func DefaultBudget() Budget {
	return Budget{Actions: 50, Active: time.Hour, Tokens: 3_000_000, Files: 40, Lines: 1500, Questions: 3}
}

// Usage is what was spent; it never falls.
type Usage struct {
	Actions   int           `json:"actions"`
	Active    time.Duration `json:"active"`
	Input     Tokens        `json:"input"` // includes Cached
	Cached    Tokens        `json:"cached"`
	Output    Tokens        `json:"output"`
	USD       float64       `json:"usd,omitempty"`
	Files     int           `json:"files"` // of the current tree against the base
	Lines     int           `json:"lines"`
	Questions int           `json:"questions"`
}

// Tokens counts fresh input and output: what costs.
func (u Usage) Tokens() Tokens { return u.Input - u.Cached + u.Output }

// Minus is the usage since an earlier reading; files and lines are readings,
// not sums, and stay.
func (u Usage) Minus(before Usage) Usage {
	u.Actions -= before.Actions
	u.Active -= before.Active
	u.Input -= before.Input
	u.Cached -= before.Cached
	u.Output -= before.Output
	u.USD -= before.USD
	u.Questions -= before.Questions
	return u
}

// Meter is one of the five gauges of a run.
type Meter struct {
	Name  string
	Used  float64
	Limit float64 // 0: none
	Text  string  // "12 of 50"
	State bool    // how large the change is, not what was spent: it may fall
	Whole bool    // its limit may be reached: the end is beyond it
}

// Level is how far a meter stands.
type Level int

// The levels: a soft mark tells the agent, the reserve is for wrapping up,
// the end is a breakpoint.
const (
	LevelFree Level = iota
	LevelSoft
	LevelReserve
	LevelEnd
)

// Level tells how far the meter stands: soft from 80 %, reserve from 90 %.
func (m Meter) Level() Level {
	if m.Limit <= 0 {
		return LevelFree
	}
	switch share := m.Used / m.Limit; {
	case share > 1, share == 1 && !m.Whole:
		return LevelEnd
	case share >= 0.9:
		return LevelReserve
	case share >= 0.8:
		return LevelSoft
	}
	return LevelFree
}

// Meters reads the gauges of a run: what was used of what was granted.
func Meters(used Usage, limit Budget) []Meter {
	all := []Meter{
		meter("actions", float64(used.Actions), float64(limit.Actions), "%.0f of %.0f"),
		meter("minutes", used.Active.Minutes(), limit.Active.Minutes(), "%.1f of %.0f"),
		meter("tokens", float64(used.Tokens()), float64(limit.Tokens), "%.0f of %.0f"),
		meter("files", float64(used.Files), float64(limit.Files), "%.0f of %.0f"),
		meter("lines", float64(used.Lines), float64(limit.Lines), "%.0f of %.0f"),
		meter("questions", float64(used.Questions), float64(limit.Questions), "%.0f of %.0f"),
		meter("usd", used.USD, limit.USD, "%.2f of %.2f"),
	}
	for n := range all {
		all[n].State = all[n].Name == "files" || all[n].Name == "lines"
		all[n].Whole = all[n].State || all[n].Name == "questions"
	}
	return all
}

func meter(name string, used, limit float64, format string) Meter {
	m := Meter{Name: name, Used: used, Limit: limit}
	if limit > 0 {
		m.Text = fmt.Sprintf(format, used, limit)
	} else {
		of, _, _ := strings.Cut(format, " ")
		m.Text = fmt.Sprintf(of, used)
	}
	return m
}

// Plus grants more on the named meters; one without a limit stays without.
func (b Budget) Plus(more Budget) Budget {
	b.Actions = plus(b.Actions, more.Actions)
	b.Active = plus(b.Active, more.Active)
	b.Tokens = plus(b.Tokens, more.Tokens)
	b.USD = plus(b.USD, more.USD)
	b.Files = plus(b.Files, more.Files)
	b.Lines = plus(b.Lines, more.Lines)
	b.Questions = plus(b.Questions, more.Questions)
	return b
}

func plus[N int | time.Duration | Tokens | float64](limit, more N) N {
	if limit == 0 {
		return 0
	}
	return max(limit, limit+more) // a sum that overflows grants nothing
}

// Spent are the meters of the current run that have ended: work waits for a
// grant.
func (g *Goal) Spent() []Meter {
	return slices.DeleteFunc(g.Meters(), func(m Meter) bool { return m.Level() != LevelEnd })
}

// Wrapping tells whether what is left of the current run is for wrapping up:
// commands and searches would spend it.
func (g *Goal) Wrapping() bool {
	return slices.ContainsFunc(g.Meters(), func(m Meter) bool { return m.Level() == LevelReserve && !m.Whole })
}
