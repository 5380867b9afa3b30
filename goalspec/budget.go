package goalspec

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Budget is what one run may use. A zero field is not stated.
type Budget struct {
	Actions   int     `json:"actions,omitempty"`   // executed tool calls
	Minutes   int     `json:"minutes,omitempty"`   // active time
	Tokens    int64   `json:"tokens,omitempty"`    // model tokens
	USD       float64 `json:"usd,omitempty"`       // money
	Files     int     `json:"files,omitempty"`     // changed files
	Lines     int     `json:"lines,omitempty"`     // changed lines
	Questions int     `json:"questions,omitempty"` // questions put to people
}

// String is the form an author writes: "actions=50 minutes=30 tokens=1000000".
func (b Budget) String() string {
	var parts []string
	for _, m := range meters {
		if v := m.get(b); v > 0 {
			parts = append(parts, m.name+"="+number(v))
		}
	}
	return strings.Join(parts, " ")
}

type meter struct {
	name  string
	words string  // alternatives of a regular expression
	most  float64 // more is a slip of the pen; any sum of a few is far from overflow
	get   func(Budget) float64
	set   func(*Budget, float64)
}

var meters = []meter{
	{"actions", "actions?|tool calls?|steps?", 1e6, func(b Budget) float64 { return float64(b.Actions) }, func(b *Budget, v float64) { b.Actions = int(v) }},
	{"minutes", "minutes?|mins?|m", 365 * 24 * 60, func(b Budget) float64 { return float64(b.Minutes) }, func(b *Budget, v float64) { b.Minutes = int(v) }},
	{"tokens", "tokens?", 1e12, func(b Budget) float64 { return float64(b.Tokens) }, func(b *Budget, v float64) { b.Tokens = int64(v) }},
	{"usd", "usd|dollars?", 1e6, func(b Budget) float64 { return b.USD }, func(b *Budget, v float64) { b.USD = v }},
	{"files", "files?|changed files?", 1e6, func(b Budget) float64 { return float64(b.Files) }, func(b *Budget, v float64) { b.Files = int(v) }},
	{"lines", "lines?|changed lines?", 1e8, func(b Budget) float64 { return float64(b.Lines) }, func(b *Budget, v float64) { b.Lines = int(v) }},
	{"questions", "questions?", 1000, func(b Budget) float64 { return float64(b.Questions) }, func(b *Budget, v float64) { b.Questions = int(v) }},
}

var (
	budgetAssign = regexp.MustCompile(`(?i)^([a-z][a-z ]{0,20}?)\s*[=:]\s*(?:at most |up to |<= ?|max(?:imum|\.)? )?(\$?)(` + prose.Numeral + `)\s*([a-z][a-z ]{0,20})?$`)
	budgetAmount = regexp.MustCompile(`(?i)^()(?:at most |up to |<= ?|max(?:imum|\.)?(?: of)? |no more than )?(\$?)(` + prose.Numeral + `)\s*([a-z][a-z ]{0,20})?$`)
	budgetSplit  = regexp.MustCompile(`\s*[;\n]\s*|,\s+|\s+(?:and|or)\s+`)
	spaceAssign  = regexp.MustCompile(`(?i)\s+([a-z]+\s*=)`)
)

// ParseBudget reads "actions=50 minutes=30 tokens=1M usd=5" or "50 actions, 30
// minutes, 1M tokens, $5". The error names the first part it cannot read.
func ParseBudget(s string) (Budget, error) {
	var b Budget
	s = spaceAssign.ReplaceAllString(strings.TrimSpace(s), "\n$1")
	for _, part := range budgetSplit.Split(s, -1) {
		part = strings.Trim(part, " .`*")
		if part == "" {
			continue
		}
		if err := b.read(part); err != nil {
			return Budget{}, err
		}
	}
	return b, nil
}

func (b *Budget) read(part string) error {
	m := budgetAssign.FindStringSubmatch(part)
	if m == nil {
		m = budgetAmount.FindStringSubmatch(part)
	}
	if m == nil {
		return fmt.Errorf("read budget %q: want name=number, such as actions=50", part)
	}
	name, dollar, written, after := strings.ToLower(m[1]), m[2] != "", m[3], m[4]
	v, ok := prose.ReadNumber(written)
	if !ok || prose.EitherWay(written, "") {
		return fmt.Errorf("read budget %q: %s can be read in more than one way; write it without separators, and a fraction with a point", part, written)
	}
	scale, unit := scaleOf(after, name)
	if dollar && unit == "" {
		unit = "usd"
	}
	of, v, ok := measured(cmp.Or(unit, name), v*scale)
	if named, _, known := measured(cmp.Or(name, unit), 1); !ok || !known || named.name != of.name || dollar && of.name != "usd" {
		return fmt.Errorf("read budget %q: unknown meter or unit; use actions, minutes, tokens, usd, files, lines or questions", part)
	}
	return b.set(part, of, v)
}

// scaleOf takes a leading power of ten off what follows a number. "30m" is a
// time and "tokens=1m" a million; "1M" of nothing said is not taken for a time.
func scaleOf(after, name string) (scale float64, unit string) {
	first, rest, _ := strings.Cut(after, " ")
	rest = strings.ToLower(strings.TrimSpace(rest))
	switch low := strings.ToLower(first); {
	case low == "k" || low == "thousand":
		return 1e3, rest
	case low == "million" || low == "m" && (rest != "" || name != "" && name != "minutes"):
		return 1e6, rest
	case first == "M":
		return 1, "M"
	}
	return 1, strings.ToLower(strings.TrimSpace(after))
}

// measured is the meter that a unit belongs to, and the amount in the meter's
// own unit.
func measured(unit string, v float64) (meter, float64, bool) {
	name := strings.TrimSpace(unit)
	switch name {
	case "h", "hour", "hours":
		name, v = "minutes", v*60
	case "s", "sec", "secs", "second", "seconds":
		name, v = "minutes", v/60
	}
	for _, m := range meters {
		if wordIn(name, m.words) {
			return m, v, true
		}
	}
	return meter{}, 0, false
}

func (b *Budget) set(part string, m meter, v float64) error {
	switch stated := m.get(*b); {
	case m.name == "usd" && (v > m.most || v < 0.01):
		return fmt.Errorf("read budget %q: usd must be a number from 0.01 to %s", part, number(m.most))
	case v > m.most || v <= 0 || m.name != "usd" && v != math.Trunc(v):
		return fmt.Errorf("read budget %q: %s must be a whole number from 1 to %s", part, m.name, number(m.most))
	case stated > 0 && stated != v:
		return fmt.Errorf("read budget %q: %s stands twice with different numbers", part, m.name)
	}
	m.set(b, v)
	return nil
}

func wordIn(s, alternatives string) bool {
	for _, w := range strings.Split(alternatives, "|") {
		stem, optional := strings.CutSuffix(w, "s?")
		if s == stem || optional && s == stem+"s" || !optional && s == w {
			return true
		}
	}
	return false
}

// add takes over what o states; a meter stated otherwise before is a fault.
func (b *Budget) add(o Budget) error {
	for _, m := range meters {
		if v := m.get(o); v > 0 {
			if err := b.set(o.String(), m, v); err != nil {
				return err
			}
		}
	}
	return nil
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (l *linter) limits() {
	over := map[Span][]string{}
	for _, m := range meters {
		if v, most := m.get(l.doc.contract.budget), m.get(l.o.Limits); most > 0 && v > most {
			at := l.doc.facts.meters[m.name].orStart()
			over[at] = append(over[at], fmt.Sprintf("%s=%s (limit %s)", m.name, number(v), number(most)))
		}
	}
	for at, names := range over {
		l.add(overBudget.at(at, "the budget exceeds the operator's limit: %s", strings.Join(names, ", ")))
	}
}
