package goalspec

import (
	"regexp"
	"strings"
)

const countWord = `(?:\d|[０-９]|(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)\b)`

var (
	// aMeasure is what a statement about a command can only mean as a bound.
	aMeasure = regexp.MustCompile(`(?i)[⩾⩽≯≮≱≰≧≦]|[０-９]|\d\s?(?:%|percent\b|(?:ms|s|secs?|seconds?|mins?|minutes?|h|hours?|[kmg]i?b|bytes?|errors?|warnings?|failures?|problems?|issues?|findings?)\b)` +
		`|\b(?:` + comparative + `|equal to|beats?|between|max(?:imum)?|min(?:imum)?|at least|at most|up to|exceed(?:s|ing)?)\s+(?:or equal to |of |only |exactly )*` + countWord +
		`|\b(?:prints?|reports?|finds?|counts?|totals?)\s+[\d０-９]`)
	// change is a bound on how much something changes, not on what is printed.
	change = regexp.MustCompile(`(?i)\b(?:falls?|drops?|rises?|grows?|shrinks?|increase[sd]?|decrease[sd]?|improve[sd]?|reduce[sd]?|lower(?:s|ed)?|raise[sd]?|cut|goes (?:up|down)|up|down) by (?:(?:at least|at most|more than|less than|up to|about|over|exactly)\s+)?` + countWord)
	// grows is a change in other words, as in "20% faster".
	grows    = regexp.MustCompile(`(?i)\d\s?(?:%|\pL{1,30})?\s*\b(?:more|less|fewer|greater|higher|lower|larger|bigger|smaller|longer|shorter|slower|faster|quicker|better|worse|cheaper)\b`)
	opposite = regexp.MustCompile(`(?i)\b(?:fails? to|falls? short of|misses|stops?) (?:\w+ ){0,2}?` + countWord)
)

// measureFault says why a measure that stands in a statement beside its bound, if
// it has one, is not read; "" when none does.
func measureFault(s string, p *Predicate) string {
	plain := blankCode(s)
	switch {
	case p != nil && (change.MatchString(plain) || opposite.MatchString(plain) || (p.Unit == "%" || strings.Contains(s, "`")) && grows.MatchString(plain)):
		return "the bound is on a change, or turned around, and not on what is printed; " + writeBound
	case p != nil || !strings.Contains(s, "`"):
		return ""
	}
	for _, re := range []*regexp.Regexp{change, aMeasure} {
		if loc := re.FindStringIndex(plain); loc != nil && !condition.MatchString(plain[:loc[0]]) && !refuses.MatchString(clauseBefore(plain[:loc[0]])) {
			if calls, many := callsIn(s); len(calls) == 0 && !many {
				return ""
			}
			return "a measure stands beside the command and is not read; " + writeBound
		}
	}
	return ""
}
