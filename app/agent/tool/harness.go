package tool

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Harness is what the agent can propose; the answers decide.
type Harness interface {
	SubmitPlan(ctx context.Context, p app.Plan) (Answer, error)
	Ask(ctx context.Context, call, question string, options []string) (Answer, error)
	FollowUp(ctx context.Context, f app.FollowUp) (Answer, error)
	ReportConflict(ctx context.Context, criteria []string, reason string) (Answer, error)
	FinishPhase(ctx context.Context, summary string) (Answer, error)
	Finish(ctx context.Context, f app.Finish) (Answer, error)
}

// Proposals are the tools that speak to the harness.
func Proposals(h Harness) []Tool {
	return []Tool{
		submitPlan(h), note(), ask(h), followUp(h), reportConflict(h), finishPhase(h), finish(h),
	}
}

// proposal is a tool made of its description and a function of its arguments.
type proposal[T any] struct {
	spec Spec
	call func(ctx context.Context, c Call, args T) (Answer, error)
}

func (p proposal[T]) Spec() Spec { return p.spec }

func (p proposal[T]) Call(ctx context.Context, c Call) (Answer, error) {
	args, fault := arguments[T](c)
	if fault != nil {
		return *fault, nil
	}
	return p.call(ctx, c, args)
}

//go:embed submit_plan.md
var submitPlanText string

type planArgs struct {
	Summary string         `json:"summary"`
	Steps   []app.PlanStep `json:"steps"`
	Files   []string       `json:"files"`
	Checks  []struct {
		Criterion string          `json:"criterion"`
		Command   string          `json:"command"`
		Predicate json.RawMessage `json:"predicate"`
		Kind      string          `json:"kind"`
	} `json:"checks"`
	Risks     []string `json:"risks"`
	Questions []string `json:"questions"`
	Migration bool     `json:"migration"`
}

func submitPlan(h Harness) Tool {
	return proposal[planArgs]{
		spec: Spec{Name: "submit_plan", Description: submitPlanText, Parameters: object(`
			"summary":{"type":"string"},
			"steps":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"},"text":{"type":"string"}},"required":["id","text"]}},
			"files":{"type":"array","items":{"type":"string"}},
			"checks":{"type":"array","items":{"type":"object","properties":{"criterion":{"type":"string"},"command":{"type":"string"},"predicate":{"type":"string"},"kind":{"type":"string","enum":["must_change","must_hold"]}},"required":["criterion","command"]}},
			"risks":{"type":"array","items":{"type":"string"}},
			"questions":{"type":"array","items":{"type":"string"}},
			"migration":{"type":"boolean"}`, "summary", "steps", "files", "checks")},
		call: func(ctx context.Context, _ Call, a planArgs) (Answer, error) {
			plan := app.Plan{Summary: strings.TrimSpace(a.Summary), Steps: a.Steps, Files: a.Files, Risks: a.Risks, Questions: a.Questions, Migration: a.Migration}
			if plan.Summary == "" || len(plan.Steps) == 0 {
				return Failed("A plan needs a summary and at least one step."), nil
			}
			for _, c := range a.Checks {
				check := app.Check{Criterion: c.Criterion, Command: strings.TrimSpace(c.Command), Kind: app.Kind(c.Kind), From: "plan"}
				if err := readPredicate(c.Predicate, &check); err != nil {
					return Failed(fmt.Sprintf("Check of %s: %s", c.Criterion, err)), nil
				}
				plan.Checks = append(plan.Checks, check)
			}
			return h.SubmitPlan(ctx, plan)
		},
	}
}

// readPredicate takes a predicate as text (">= 80%") or as the object that
// goalspec writes.
func readPredicate(raw json.RawMessage, c *app.Check) error {
	if len(raw) == 0 || string(raw) == "null" || string(raw) == `""` {
		return nil
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		p, err := goalspec.ParsePredicate(text)
		c.Predicate = &p
		return err
	}
	var p goalspec.Predicate
	if err := json.Unmarshal(raw, &p); err != nil {
		return fmt.Errorf("predicate %s: want text such as \">= 80%%\"", raw)
	}
	c.Predicate = &p
	return nil
}

//go:embed note.md
var noteText string

var noteKinds = []string{"decision", "fact", "dead_end", "question", "discrepancy", "diagnosis"}

func note() Tool {
	return proposal[app.Note]{
		spec: Spec{Name: "note", Description: noteText, Parameters: object(`
			"kind":{"type":"string","enum":["decision","fact","dead_end","question","discrepancy","diagnosis"]},
			"text":{"type":"string"}`, "kind", "text")},
		call: func(_ context.Context, _ Call, n app.Note) (Answer, error) {
			if !slices.Contains(noteKinds, n.Kind) || strings.TrimSpace(n.Text) == "" {
				return Failed("A note needs a text and one of the kinds " + strings.Join(noteKinds, ", ") + "."), nil
			}
			a := OK("Noted.")
			a.Note = &n
			return a, nil
		},
	}
}

//go:embed ask.md
var askText string

type askArgs struct {
	Question string   `json:"question"`
	Options  []string `json:"options"`
}

func ask(h Harness) Tool {
	return proposal[askArgs]{
		spec: Spec{Name: "ask", Description: askText, Parameters: object(`
			"question":{"type":"string"},
			"options":{"type":"array","items":{"type":"string"}}`, "question")},
		call: func(ctx context.Context, c Call, a askArgs) (Answer, error) {
			if strings.TrimSpace(a.Question) == "" {
				return Failed("Ask needs a question."), nil
			}
			return h.Ask(ctx, c.ID, strings.TrimSpace(a.Question), a.Options)
		},
	}
}

//go:embed follow_up.md
var followUpText string

func followUp(h Harness) Tool {
	return proposal[app.FollowUp]{
		spec: Spec{Name: "follow_up", Description: followUpText, Parameters: object(`
			"title":{"type":"string"},"body":{"type":"string"}`, "title", "body")},
		call: func(ctx context.Context, _ Call, f app.FollowUp) (Answer, error) {
			if strings.TrimSpace(f.Title) == "" || len(f.Title) > 200 {
				return Failed("A follow-up needs a title of at most 200 characters."), nil
			}
			return h.FollowUp(ctx, f)
		},
	}
}

//go:embed report_conflict.md
var reportConflictText string

type conflictArgs struct {
	Criteria []string `json:"criteria"`
	Reason   string   `json:"reason"`
}

func reportConflict(h Harness) Tool {
	return proposal[conflictArgs]{
		spec: Spec{Name: "report_conflict", Description: reportConflictText, Parameters: object(`
			"criteria":{"type":"array","items":{"type":"string"}},"reason":{"type":"string"}`, "criteria", "reason")},
		call: func(ctx context.Context, _ Call, a conflictArgs) (Answer, error) {
			if strings.TrimSpace(a.Reason) == "" {
				return Failed("A conflict needs its reason."), nil
			}
			return h.ReportConflict(ctx, a.Criteria, a.Reason)
		},
	}
}

//go:embed finish_phase.md
var finishPhaseText string

type summaryArgs struct {
	Summary string `json:"summary"`
}

func finishPhase(h Harness) Tool {
	return proposal[summaryArgs]{
		spec: Spec{Name: "finish_phase", Description: finishPhaseText, Parameters: object(`"summary":{"type":"string"}`, "summary")},
		call: func(ctx context.Context, _ Call, a summaryArgs) (Answer, error) {
			return h.FinishPhase(ctx, strings.TrimSpace(a.Summary))
		},
	}
}

//go:embed finish.md
var finishText string

func finish(h Harness) Tool {
	return proposal[app.Finish]{
		spec: Spec{Name: "finish", Description: finishText, Parameters: object(`
			"summary":{"type":"string"},
			"migration_note":{"type":"string"},
			"claims":{"type":"array","items":{"type":"object","properties":{"criterion":{"type":"string"},"statement":{"type":"string"}},"required":["criterion","statement"]}}`, "summary")},
		call: func(ctx context.Context, _ Call, f app.Finish) (Answer, error) {
			return h.Finish(ctx, f)
		},
	}
}

// object is the JSON Schema of an object with the given properties, on one line.
func object(properties string, required ...string) json.RawMessage {
	req, err := json.Marshal(required)
	if err != nil {
		panic(err) // strings always encode
	}
	return json.RawMessage(`{"type":"object","properties":{` + strings.Join(strings.Fields(properties), "") + `},"required":` + string(req) + `,"additionalProperties":false}`)
}
