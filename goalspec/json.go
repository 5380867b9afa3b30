package goalspec

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/trust"
)

// wire is the JSON form of a goal.
type wire struct {
	Outcome       string       `json:"outcome"`
	OutcomeSpan   *Span        `json:"outcome_span,omitempty"`
	WorkType      WorkType     `json:"work_type"`
	Criteria      []Criterion  `json:"criteria"`
	Constraints   []Constraint `json:"constraints"`
	Scope         wireScope    `json:"scope"`
	Resources     Resources    `json:"resources"`
	Priorities    []Priority   `json:"priorities"`
	Stop          []Stop       `json:"stop"`
	Phases        []Phase      `json:"phases"`
	AfterPhase    []Step       `json:"after_phase"`
	Budget        Budget       `json:"budget"`
	MigrationNote bool         `json:"migration_note"`
	Context       []Passage    `json:"context"`
	Spans         *wireSpans   `json:"spans,omitempty"`
}

// wireSpans are the places of what is plain text or a number in the form; lists
// go along with those they are of.
type wireSpans struct {
	WorkType Span     `json:"work_type"`
	Budget   Span     `json:"budget"`
	Allow    []Span   `json:"allow"`
	Deny     []Span   `json:"deny"`
	Focus    []Span   `json:"focus"`
	Commands []Span   `json:"commands"`
	Hosts    []Span   `json:"hosts"`
	Tools    []Span   `json:"tools"`
	Notes    []Span   `json:"notes"`
	Only     [][]Span `json:"only"` // of each phase
	Keep     [][]Span `json:"keep,omitempty"`
	StopIf   [][]Span `json:"stop_if,omitempty"`
	Steps    [][]Span `json:"steps,omitempty"`
}

// wireScope lists the patterns, the reasons and exceptions apart: who knows only the lists
// takes more for denied than is, and never less.
type wireScope struct {
	Allow   []string            `json:"allow"`
	Deny    []string            `json:"deny"`
	Except  map[string][]string `json:"except,omitempty"`
	Focus   []string            `json:"focus"`
	Reasons map[string]string   `json:"reasons,omitempty"`
}

// MarshalJSON writes the form that the published schema describes; the zero
// Goal is null.
func (g Goal) MarshalJSON() ([]byte, error) {
	if g.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(g.wire())
}

// UnmarshalJSON reads what MarshalJSON wrote and refuses anything that no
// document could have given.
func (g *Goal) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	var w wire
	in := json.NewDecoder(bytes.NewReader(data))
	in.DisallowUnknownFields()
	if err := in.Decode(&w); err != nil {
		return fmt.Errorf("decode goal: %w", err)
	}
	c := w.contract()
	if err := cmp.Or(w.places(&c), c.misplaced()); err != nil {
		return fmt.Errorf("decode goal: %w", err)
	}
	d := Parse("", StandardForm().render(c))
	d.one = true
	read, err := d.Goal()
	if err != nil {
		return fmt.Errorf("decode goal: %w", err)
	}
	if read.bare() != c.bare() || w.MigrationNote != c.MigrationNote() {
		return fmt.Errorf("decode goal: a field does not agree with the text it was read from")
	}
	*g = Goal{contract: c}
	return nil
}

// Stored reads a goal that passed the lint of its day, from the log in which it
// was kept since. It is not held against the language of today, which may have
// become stricter. Only this module can make the mark.
func Stored(mark trust.Mark, data []byte) (Goal, error) {
	if !mark.Given() {
		return Goal{}, errors.New("decode goal: not from the log of this module")
	}
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return Goal{}, fmt.Errorf("decode stored goal: %w", err)
	}
	c := w.contract()
	if err := w.places(&c); err != nil {
		return Goal{}, fmt.Errorf("decode stored goal: %w", err)
	}
	return Goal{contract: c}, nil
}

func (c contract) wire() wire {
	w := wire{
		Outcome: c.outcome.Text, WorkType: c.workType,
		Criteria: orEmpty(c.criteria), Constraints: orEmpty(c.constraint), Scope: c.scope.wire(), Resources: c.resources,
		Priorities: orEmpty(c.priorities), Stop: orEmpty(c.stop), Phases: orEmpty(c.phases), AfterPhase: orEmpty(c.afterPhase),
		Budget: c.budget, MigrationNote: c.MigrationNote(), Context: orEmpty(c.context),
	}
	if c.outcome.Span != (Span{}) {
		w.OutcomeSpan = &c.outcome.Span
	}
	w.Spans = c.spans()
	return w
}

func (w wire) contract() contract {
	c := contract{
		outcome: Passage{Text: w.Outcome}, workType: w.WorkType,
		criteria: w.Criteria, constraint: w.Constraints, scope: w.Scope.scope(), resources: w.Resources,
		priorities: w.Priorities, stop: w.Stop, phases: w.Phases, afterPhase: w.AfterPhase,
		budget: w.Budget, context: w.Context,
	}
	if w.OutcomeSpan != nil {
		c.outcome.Span = *w.OutcomeSpan
	}
	return c
}

func (s Scope) wire() wireScope {
	w := wireScope{Reasons: map[string]string{}}
	w.Allow, w.Deny, w.Focus = w.take(s.Allow), w.take(s.Deny), w.take(s.Focus)
	for _, g := range s.Deny {
		if len(g.Except) > 0 {
			if w.Except == nil {
				w.Except = map[string][]string{}
			}
			w.Except[g.Pattern] = g.Except
		}
	}
	return w
}

func (w wireScope) take(list []Glob) []string {
	out := make([]string, len(list))
	for i, g := range list {
		out[i] = g.Pattern
		if g.Reason != "" {
			w.Reasons[g.Pattern] = g.Reason
		}
	}
	return out
}

func (w wireScope) scope() Scope {
	give := func(patterns []string) []Glob {
		var out []Glob
		for _, p := range patterns {
			out = append(out, Glob{Pattern: p, Reason: w.Reasons[p]})
		}
		return out
	}
	out := Scope{Allow: give(w.Allow), Deny: give(w.Deny), Focus: give(w.Focus)}
	for i, g := range out.Deny {
		out.Deny[i].Except = w.Except[g.Pattern]
	}
	return out
}

// bare is the contract without its positions, for comparison: context counts
// as one text.
func (c contract) bare() string {
	w := c.wire()
	w.OutcomeSpan, w.Spans = nil, nil
	w.Criteria = unplaced(w.Criteria, func(v *Criterion) { v.Span = Span{} })
	w.Constraints = unplaced(w.Constraints, func(v *Constraint) { v.Span = Span{} })
	w.Priorities = unplaced(w.Priorities, func(v *Priority) { v.Span = Span{} })
	w.Stop = unplaced(w.Stop, func(v *Stop) { v.Span = Span{} })
	w.Phases = unplaced(w.Phases, func(v *Phase) { v.Span = Span{} })
	w.AfterPhase = unplaced(w.AfterPhase, func(v *Step) { v.Span = Span{} })
	w.Context = []Passage{{Text: joinPassages(c.context)}}
	data, err := json.Marshal(w)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

func unplaced[T any](list []T, clear func(*T)) []T {
	out := slices.Clone(list)
	for i := range out {
		clear(&out[i])
	}
	return out
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

var (
	//go:embed goal.schema.json
	schema string
	//go:embed lint.schema.json
	lintSchema string
)

// Schema is the JSON schema of what [Goal.MarshalJSON] writes.
func Schema() []byte { return []byte(schema) }

// LintSchema is the JSON schema of what goalkeeper lint --format json prints, with
// that of a goal in it.
func LintSchema() []byte {
	return []byte(strings.Replace(lintSchema, `{"$ref": "goal.schema.json"}`, schema, 1))
}
