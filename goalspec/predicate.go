package goalspec

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Predicate is a measurable bound: the number a check prints compared with
// Value. Op is one of "<", "<=", ">", ">=", "==".
type Predicate struct {
	Op    string  `json:"op"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"` // as written: %, s, ms, MiB, errors; may be empty
}

// String is the predicate as an author would write it.
func (p Predicate) String() string {
	s := p.Op + " " + strconv.FormatFloat(p.Value, 'g', -1, 64)
	switch {
	case p.Unit == "%":
		return s + "%"
	case p.Unit != "":
		return s + " " + p.Unit
	}
	return s
}

// Holds reports whether a measured value satisfies the predicate.
func (p Predicate) Holds(v float64) bool {
	switch p.Op {
	case "<":
		return v < p.Value
	case "<=":
		return v <= p.Value
	case ">":
		return v > p.Value
	case ">=":
		return v >= p.Value
	case "==":
		return v == p.Value
	}
	return false
}

const (
	numberUnit = `(\d[\d,_]*(?:\.\d+)?)[ \t]?(%|[A-Za-zµ]{1,12}(?:/[A-Za-z]{1,6})?)?`
	opWords    = `<=|>=|==|≤|≥|<|>|=|at least|at most|no more than|no fewer than|no less than|not more than|not less than|more than|less than|fewer than|greater than|higher than|lower than|up to|within|under|below|over|above|exactly|minimum of|minimum|maximum of|maximum`
)

var (
	boundRE  = regexp.MustCompile(`(?i)(` + opWords + `)\s*` + numberUnit)
	targetRE = regexp.MustCompile(`(?i)\b(?:target|reach(?:es)?|achieve|coverage (?:of|is|to)|raise[sd]? .{0,60}? to|increase[sd]? .{0,60}? to)\s+` + numberUnit)
	minRE    = regexp.MustCompile(`(?i)` + numberUnit + `\s+(?:or (?:more|higher|better|above)|minimum)`)
	maxRE    = regexp.MustCompile(`(?i)` + numberUnit + `\s+(?:or (?:less|lower|fewer|below|faster)|maximum)`)
	exitRE   = regexp.MustCompile(`(?i)\b(?:exit(?:s|ed)?(?: (?:code|status|with))*)\s*$`)
)

var ops = map[string]string{
	"<=": "<=", ">=": ">=", "==": "==", "≤": "<=", "≥": ">=", "<": "<", ">": ">", "=": "==",
	"at least": ">=", "no fewer than": ">=", "no less than": ">=", "not less than": ">=", "minimum": ">=", "minimum of": ">=",
	"at most": "<=", "no more than": "<=", "not more than": "<=", "up to": "<=", "within": "<=", "maximum": "<=", "maximum of": "<=",
	"more than": ">", "greater than": ">", "higher than": ">", "over": ">", "above": ">",
	"less than": "<", "fewer than": "<", "lower than": "<", "under": "<", "below": "<",
	"exactly": "==",
}

// ParsePredicate reads a predicate such as ">= 80%", "< 1.5s" or "at most 3
// errors".
func ParsePredicate(s string) (Predicate, error) {
	p := predicateIn(s)
	if p == nil {
		return Predicate{}, fmt.Errorf("read predicate %q: want an operator and a number, such as \">= 80%%\"", s)
	}
	return *p, nil
}

// predicateIn finds the first bound in a statement, outside its code spans.
func predicateIn(s string) *Predicate {
	plain := blankCode(s)
	for _, loc := range boundRE.FindAllStringSubmatchIndex(plain, -1) {
		op, before := plain[loc[2]:loc[3]], plain[:loc[2]]
		if isLetter(op[0]) && endsInLetter(before) || exitRE.MatchString(before) {
			continue
		}
		if p := newPredicate(ops[strings.ToLower(op)], plain, loc[4:]); p != nil {
			return p
		}
	}
	for _, form := range []struct {
		re *regexp.Regexp
		op string
	}{{minRE, ">="}, {maxRE, "<="}, {targetRE, ">="}} {
		if loc := form.re.FindStringSubmatchIndex(plain); loc != nil {
			return newPredicate(form.op, plain, loc[2:])
		}
	}
	return nil
}

func newPredicate(op, s string, loc []int) *Predicate {
	v, err := strconv.ParseFloat(strings.NewReplacer(",", "", "_", "").Replace(s[loc[0]:loc[1]]), 64)
	if err != nil || op == "" {
		return nil
	}
	p := &Predicate{Op: op, Value: v}
	if loc[2] >= 0 {
		p.Unit = unit(s[loc[2]:loc[3]])
	}
	return p
}

// unit drops words that are only the sentence going on.
func unit(s string) string {
	switch strings.ToLower(s) {
	case "of", "in", "on", "for", "and", "or", "with", "when", "per", "to", "at", "by", "the", "is", "as", "from", "across", "measured":
		return ""
	}
	return s
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func endsInLetter(s string) bool { return s != "" && isLetter(s[len(s)-1]) }
