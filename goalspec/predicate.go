package goalspec

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Predicate is a measurable bound: the number a check prints compared with
// Value. Op is one of "<", "<=", ">", ">=", "==".
type Predicate struct {
	Op    string  `json:"op"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"` // as written: %, s, ms, MiB, errors; may be empty
}

// String is the predicate as an author would write it.
func (p Predicate) String() string { return check.Bound(p).String() }

// Holds reports whether a measured value satisfies the predicate.
func (p Predicate) Holds(v float64) bool { return check.Bound(p).Holds(v) }

// ParsePredicate reads a predicate such as ">= 80%", "< 1.5s" or "at most 3
// errors".
func ParsePredicate(s string) (Predicate, error) {
	p, fault := check.BoundIn(s)
	switch {
	case fault != "":
		return Predicate{}, fmt.Errorf("read predicate %q: %s", s, fault)
	case p == nil:
		return Predicate{}, fmt.Errorf("read predicate %q: want an operator and a number, such as \">= 80%%\"", s)
	}
	return Predicate(*p), nil
}

var (
	// shares are of a whole, counts at least nothing.
	shares = regexp.MustCompile(`(?i)\b(?:cover(?:age)?|accuracy|precision|recall|availability|uptime|mutation score|(?:success|pass|hit|error|failure) rate)\b|% of (?:the |all |its )?(?:\w+ )?(?:requests|tests|rows|cases|lines|branches|statements|users|files|pages|calls|runs|packages|records)\b`)
	counts = regexp.MustCompile(`(?i)\b(?:coverage|rate|latency|p\d\d|time|duration|size|memory|count|number|errors?|warnings?|failures?|findings|issues|bytes|requests|queries|allocations)\b`)
)

// never reports a bound that no measurement of what the words name can keep.
func (p Predicate) never(words string) bool {
	counted := counts.MatchString(words) || prose.IsTime(p.Unit)
	switch p.Op {
	case ">":
		return p.Unit == "%" && p.Value >= 100 && shares.MatchString(words)
	case ">=", "==":
		return p.Unit == "%" && p.Value > 100 && shares.MatchString(words) || p.Op == "==" && p.Value < 0 && counted
	case "<":
		return p.Value <= 0 && counted
	case "<=":
		return p.Value < 0 && counted
	}
	return false
}
