package policy

import (
	"math"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Limits are the budget of one run in the form people write; 0 is not stated.
type Limits struct {
	Actions   int     `json:"actions,omitempty"`
	Minutes   int     `json:"minutes,omitempty"`
	Tokens    int64   `json:"tokens,omitempty"`
	USD       float64 `json:"usd,omitempty"`
	Files     int     `json:"files,omitempty"`
	Lines     int     `json:"lines,omitempty"`
	Questions int     `json:"questions,omitempty"`
}

// Budget merges contract ≤ repository policy ≤ operator: each may only lower.
func Budget(operator app.Budget, p Limits, contract goalspec.Budget) app.Budget {
	b := operator
	lower(&b.Actions, p.Actions, contract.Actions)
	lower(&b.Active, minutes(p.Minutes), minutes(contract.Minutes))
	lower(&b.Tokens, app.Tokens(p.Tokens), app.Tokens(contract.Tokens))
	lower(&b.USD, p.USD, contract.USD)
	lower(&b.Files, p.Files, contract.Files)
	lower(&b.Lines, p.Lines, contract.Lines)
	lower(&b.Questions, p.Questions, contract.Questions)
	return b
}

// minutes is a time; what is more than one can hold is the most.
func minutes(n int) time.Duration {
	return time.Duration(min(n, int(math.MaxInt64/time.Minute))) * time.Minute
}

// least takes the lower of each limit that either states.
func (l Limits) least(o Limits) Limits {
	lower(&l.Actions, o.Actions)
	lower(&l.Minutes, o.Minutes)
	lower(&l.Tokens, o.Tokens)
	lower(&l.USD, o.USD)
	lower(&l.Files, o.Files)
	lower(&l.Lines, o.Lines)
	lower(&l.Questions, o.Questions)
	return l
}

// lower takes the smallest limit that is stated; 0 states none.
func lower[T int | int64 | float64 | time.Duration | app.Tokens](limit *T, others ...T) {
	for _, o := range others {
		if o > 0 && (*limit == 0 || o < *limit) {
			*limit = o
		}
	}
}
