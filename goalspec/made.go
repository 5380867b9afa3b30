package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// runnable are things that a command runs and that the work can make.
	runnableThing = `(?:target|script|task|command|recipe|rule|program|binary)`
	// madeHere says in brackets that the work makes what stands in front.
	madeHere = `\s*[(\[](?:(?:brand[- ])?new(?: ` + runnableThing + `)?|(?:` + runnableThing + ` )?(?:to be|will be|is|gets?)? ?(?:added|created|introduced|written)(?: (?:by|in|with|as part of|for) (?:this|the)\b[^)\]]*| here)?|` +
		`(?:` + runnableThing + ` )?(?:(?:does(?: not|n['’]t) (?:yet )?exist|(?:is )?not (?:there|written|added|in place))(?: yet| today| so far)|(?:is )?missing today))[)\]]`
)

var (
	// leadsNew ends in front of a command that the work makes, and isNew follows one.
	leadsNew = regexp.MustCompile(`(?i)^(?:[(\[]new[)\]]|new:) ?$|\bnew (?:[\w-]+ )?` + runnableThing + `(?: called| named)? $`)
	isNew    = regexp.MustCompile(`(?i)^(?: (?:passes|succeeds|works|exits (?:with )?0|is green))?` + madeHere + `|^, (?:(?:which|that) is )?new\b,?`)
)

// isMade reports a statement that says of its command that the work makes what it runs:
// it fails today.
func (c Criterion) isMade() bool {
	if c.Command == "" {
		return false
	}
	text := check.BareCommand(c.Text)
	for _, at := range prose.CodeSpan.FindAllStringSubmatchIndex(text, prose.MaxCalls) {
		if strings.Contains(c.Command, text[at[2]:at[3]]) && (leadsNew.MatchString(text[:at[0]]) || isNew.MatchString(text[at[1]:])) {
			return true
		}
	}
	return false
}
