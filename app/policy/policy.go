package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"go.yaml.in/yaml/v3"
)

// File is where a repository keeps its policy.
const File = ".github/goalkeeper.yml"

// Plan says when a person has to approve the plan.
type Plan string

// The choices for plan approval.
const (
	PlanAlways Plan = "always"
	PlanLarge  Plan = "large" // more than LargePlan files planned
	PlanNever  Plan = "never"
)

// LargePlan is the number of planned files up to which a plan is small.
const LargePlan = 5

// Policy is what a repository asks of every goal in it.
type Policy struct {
	ApprovePlan Plan              `yaml:"approve_plan"`
	ApprovePush bool              `yaml:"approve_push"`
	Frozen      []string          `yaml:"frozen"`       // globs nobody changes without a waiver
	PhaseChecks []string          `yaml:"phase_checks"` // commands after each phase
	CheckLimit  duration          `yaml:"check_timeout"`
	Branch      string            `yaml:"branch"` // template: {issue} {slug} {id}
	Budget      Limits            `yaml:"budget"`
	Env         map[string]string `yaml:"env"` // of every command in the sandbox
}

// Limits are the budget in the form people write; 0 is not stated.
type Limits struct {
	Actions   int     `yaml:"actions"`
	Minutes   int     `yaml:"minutes"`
	Tokens    int64   `yaml:"tokens"`
	USD       float64 `yaml:"usd"`
	Files     int     `yaml:"files"`
	Lines     int     `yaml:"lines"`
	Questions int     `yaml:"questions"`
}

type duration time.Duration

func (d *duration) UnmarshalYAML(n *yaml.Node) error {
	v, err := time.ParseDuration(n.Value)
	if err != nil || v <= 0 {
		return fmt.Errorf("line %d: %q is not a positive duration such as 10m", n.Line, n.Value)
	}
	*d = duration(v)
	return nil
}

// Default is the policy of a repository that has none.
func Default() Policy {
	return Policy{ApprovePlan: PlanLarge, CheckLimit: duration(10 * time.Minute), Branch: "goalkeeper/{issue}-{slug}-{id}"}
}

// CheckTimeout is how long one check may run.
func (p Policy) CheckTimeout() time.Duration { return time.Duration(p.CheckLimit) }

// AlwaysFrozen are the paths that steer CI, reviewers, agents and the harness
// itself; no policy unfreezes them.
func AlwaysFrozen() []string {
	return []string{".github/**", ".gitlab-ci.yml", "**/CODEOWNERS", ".gitattributes", ".gitmodules", "**/AGENTS.md", "**/CLAUDE.md"}
}

// Read takes the policy out of the tree of the base commit; no file is the
// default.
func Read(base fs.FS) (Policy, error) {
	text, err := fs.ReadFile(base, File)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return Policy{}, fmt.Errorf("read %s: %w", File, err)
	}
	return Parse(text)
}

// Parse reads a policy; the error names every fault.
func Parse(text []byte) (Policy, error) {
	p := Default()
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(&p); err != nil && !errors.Is(err, io.EOF) {
		var all *yaml.TypeError
		if errors.As(err, &all) {
			return Policy{}, fmt.Errorf("%s: %s", File, strings.Join(all.Errors, "; "))
		}
		return Policy{}, fmt.Errorf("%s: %s", File, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if faults := p.faults(); len(faults) > 0 {
		return Policy{}, fmt.Errorf("%s: %s", File, strings.Join(faults, "; "))
	}
	return p, nil
}

func (p Policy) faults() []string {
	var out []string
	switch p.ApprovePlan {
	case PlanAlways, PlanLarge, PlanNever:
	default:
		out = append(out, fmt.Sprintf("approve_plan: %q is not always, large or never", p.ApprovePlan))
	}
	if !strings.Contains(p.Branch, "{id}") {
		out = append(out, fmt.Sprintf("branch: %q lacks {id}, which keeps branches of two goals apart", p.Branch))
	}
	b := p.Budget
	for name, v := range map[string]float64{
		"actions": float64(b.Actions), "minutes": float64(b.Minutes), "tokens": float64(b.Tokens), "usd": b.USD,
		"files": float64(b.Files), "lines": float64(b.Lines), "questions": float64(b.Questions),
	} {
		if v < 0 {
			out = append(out, fmt.Sprintf("budget.%s: %v is negative", name, v))
		}
	}
	return out
}

// AskForPlan decides whether a person has to approve plan.
func AskForPlan(choice Plan, plan app.Plan) bool {
	switch choice {
	case PlanNever:
		return false
	case PlanLarge:
		return len(plan.Files) > LargePlan || len(plan.Questions) > 0
	}
	return true
}

// Budget merges contract ≤ repository policy ≤ operator: each may only lower.
func Budget(operator app.Budget, p Limits, contract goalspec.Budget) app.Budget {
	b := operator
	lower(&b.Actions, p.Actions, contract.Actions)
	lower(&b.Active, time.Duration(p.Minutes)*time.Minute, time.Duration(contract.Minutes)*time.Minute)
	lower(&b.Tokens, app.Tokens(p.Tokens), app.Tokens(contract.Tokens))
	lower(&b.USD, p.USD, contract.USD)
	lower(&b.Files, p.Files, contract.Files)
	lower(&b.Lines, p.Lines, contract.Lines)
	lower(&b.Questions, p.Questions, contract.Questions)
	return b
}

// lower takes the smallest limit that is stated; 0 states none.
func lower[T int | float64 | time.Duration | app.Tokens](limit *T, others ...T) {
	for _, o := range others {
		if o > 0 && (*limit == 0 || o < *limit) {
			*limit = o
		}
	}
}

// Branch fills the template.
func Branch(template string, g *app.Goal) string {
	return strings.NewReplacer(
		"{issue}", fmt.Sprint(g.Issue.Number), "{slug}", slug(g.Title), "{id}", g.ID.Short(),
	).Replace(template)
}

// slug keeps lower-case letters and digits of the title's first words.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	out := ""
	for _, w := range words {
		if len(out)+len(w) > 40 {
			break
		}
		out += "-" + w
	}
	if out == "" {
		return "goal"
	}
	return out[1:]
}
