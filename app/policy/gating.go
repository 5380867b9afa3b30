package policy

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Actions is what follows in each phase when a gate finds something. It is
// written as the actions of some phases, or as one word: the table's own leaves
// the table's row as it is, another holds in every phase.
type Actions struct {
	Implementation app.Action `json:"implementation"`
	Integration    app.Action `json:"integration"`
	Verification   app.Action `json:"verification"` // and of a phase that is unknown
}

func phases() []app.PhaseKind {
	return []app.PhaseKind{app.PhaseImplementation, app.PhaseIntegration, app.PhaseVerification}
}

// In is what follows in a phase.
func (a Actions) In(phase app.PhaseKind) app.Action {
	switch phase {
	case app.PhaseImplementation:
		return a.Implementation
	case app.PhaseIntegration:
		return a.Integration
	}
	return a.Verification
}

// UnmarshalText puts one word into a row of the table.
func (a *Actions) UnmarshalText(word []byte) error {
	if !slices.Contains(choices(app.Action("")), string(word)) {
		return fmt.Errorf("%q is no action", word)
	}
	if one := app.Action(word); one != a.Verification {
		*a = Actions{one, one, one}
	}
	return nil
}

// Gating is the actions of each gate, by its name.
type Gating map[string]Actions

func defaultGates() Gating {
	out := Gating{}
	for _, g := range Gates() {
		out[g.Name] = g.row()
	}
	return out
}

// MarshalJSON writes one word where it says the row.
func (g Gating) MarshalJSON() ([]byte, error) {
	table, out := defaultGates(), map[string]any{}
	for name, row := range g {
		short := table[name]
		_ = short.UnmarshalText([]byte(row.Verification)) // what is no action stays as it is
		if out[name] = row; short == row {
			out[name] = row.Verification
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote, over what is there.
func (g *Gating) UnmarshalJSON(text []byte) error {
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		return err
	}
	table := defaultGates()
	if *g == nil {
		*g = Gating{}
	}
	for name, raw := range all {
		row := table[name]
		type fields Actions
		into := any((*fields)(&row))
		if raw[0] == '"' {
			into = &row
		}
		if err := json.Unmarshal(raw, into); err != nil {
			return fmt.Errorf("gate %s: %w", name, err)
		}
		(*g)[name] = row
	}
	return nil
}
