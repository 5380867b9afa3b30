package goalspec

import "github.com/goalkeeper-dev/goalkeeper/internal/regexp"

// Stop is a condition to stop at, or a report to give then.
type Stop struct {
	Text   string `json:"text"`
	Report bool   `json:"report"`
	Span
}

var (
	reportWords = regexp.MustCompile(`(?i)\b(?:report|summary|summari[sz]e|list(?:ing)? (?:the|each|every|all|what)|write up|hand over|document (?:the|what))\b`)
	onFailure   = regexp.MustCompile(`(?i)\b(?:any|a|an|the|some|one|tests?|checks?|builds?|suite|lint\w*|commands?)\b.*\b(?:fails?|failing|failed|breaks?|broken|red)\b`)
)

func newStop(words string, span Span) Stop {
	return Stop{Text: words, Report: reportWords.MatchString(words), Span: span}
}

// StopsOnFailure tells whether a failing check stops the work in a phase for
// a question: "stop if any test fails", said of that phase or of all.
func (c contract) StopsOnFailure(phase int) bool {
	for _, s := range c.stop {
		if says(s.Text) {
			return true
		}
	}
	for _, s := range c.afterPhase {
		if says(s.Text) {
			return true
		}
	}
	for _, p := range c.phases {
		for _, condition := range p.StopIf {
			if p.Number == phase && onFailure.MatchString(condition) {
				return true
			}
		}
	}
	return false
}

func says(words string) bool {
	loc := stopIf.FindStringIndex(words)
	return loc != nil && onFailure.MatchString(words[loc[1]:])
}
