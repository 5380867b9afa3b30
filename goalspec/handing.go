package goalspec

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// thePull is where work is handed over.
const thePull = `(?:pull request|pr|mr|merge request|branch|ticket|issue)`

var (
	// handsOver tells of the last steps of any work, and of what is said of it.
	handsOver = regexp.MustCompile(`(?i)^(?:(?:please|then|and|also|finally|you|i|we|have|has) )*(?:` +
		`(?:open|create|submit|close|tag|update)(?:e?d)? (?:an?|the|your|this) (?:draft )?` + thePull + `\b[^.;]{0,40}|(?:push|commit|merge|squash)(?:e?d)?\b[^.;]{0,60}|(?:ask|request|wait)(?:ed)?\b[^.;]{0,30}\b(?:review|approval|feedback|merge)\b[^.;]{0,30}` +
		`|(?:stop|finish|summari[sz]e)\b[^.;]{0,60}|(?:tell|ping|notify|inform) (?:me|us|the)\b[^.;]{0,60}|report (?:back|to|what|when|how|the (?:results?|outcome|changes|commits|state))\b[^.;]{0,60}` +
		`|(?:write|post|send|give|leave|add)(?: (?:me|us))? an? (?:(?:short|brief|final) )*(?:(?:report|summary|overview)\b[^.;]{0,40}|(?:comment|note|message) (?:in|on|to) the ` + thePull + `\b[^.;]{0,40})` +
		`|(?:an?|the|this|your|our) (?:(?:short|brief|final|draft) )*(?:` + thePull + `|report|summary|comment|work|change|commits?) (?:is|are|has been|have been|was|were|gets?) (?:open|opened|created|submitted|pushed|merged|closed|posted|written|ready|up|there|sent|reviewed|made|attached)\b[^.;]{0,40}` +
		`|(?:all|everything|each|every one)(?: of)? (?:the )?(?:above|that|this|points? above|items? above) (?:is|are|has been|have been) (?:done|implemented|finished|complete[d]?|in place|true|met|fulfilled)` +
		`|` + thePull + ` (?:merged|closed|opened|approved)|(?:none|nothing|no (?:checks?|tests?|verification|evidence))(?: (?:is|are))? (?:needed|required|necessary)|use (?:your|common) (?:own |best )?(?:judge?ment|sense)|(?:i|we|you)(?:['’]ll| will)? (?:just )?(?:know|see|tell|decide)\b[^.;]{0,60}` +
		`)[.!]*$`)
	aReport = regexp.MustCompile(`(?i)\b(?:report|summar(?:y|i[sz]e)|overview|pull requests?|comments?|branch(?:es)?|tickets?|issues?|review|list|diagnos\w+|document\w*|write)\b`)
)

// provesNothing reports a statement that stands for a criterion and says of no change
// whether it was made: where to look, a last step of any work, or a report of it.
func provesNothing(c Criterion) bool {
	return c.Command == "" && c.Predicate == nil && !c.ByInspection && (namesNoOutcome(c.Text) || len(c.Text) <= prose.MaxLead && handsOver.MatchString(c.Text))
}

// unproved reports a document without criteria, or with such as prove nothing, unless a
// report is what is asked for.
func (d Document) unproved() bool {
	return len(d.contract.criteria) == 0 || !slices.ContainsFunc(d.contract.criteria, func(c Criterion) bool { return !provesNothing(c) }) &&
		!aReport.MatchString(prose.Judged(d.outcome.Text))
}
