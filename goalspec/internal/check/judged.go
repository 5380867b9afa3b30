package check

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// calledBad follows a bound of which its clause says that it must not be so:
	// "less than 80% is a failure".
	calledBad = regexp.MustCompile(`(?i)\b(?:(?:(?:is|are|(?:would|will|must) be|counts?(?: as)?|means) (?:considered |treated as |seen as |clearly |simply |already )?|(?:is|are)n[’']t )` +
		`(?:(?:not )?(?:acceptable|good enough|tolerable|tolerated|okay|ok|fine|allowed|permitted|enough)|unacceptable|intolerable|not (?:done|finished)|gone|(?:not )?(?:an? |the )?(?:failures?|regressions?|bugs?|faults?|problems?)|too (?:many|much|few|little|slow|long|big|large|high|low|small))` +
		`|(?:(?:do|does|did|will|may|must|can|should)(?: not|n[’']t) |cannot |never |no longer )(?:fails? .*|occurs?|happens?|appears?|exists?)` +
		`|fails? (?:the |our |this )?(?:builds?|ci|pipelines?|checks?|gates?|jobs?|goals?|tests?|reviews?)|fails?\s*$|means? (?:that )?(?:we|you|it|this|the (?:work|goal|task)) (?:are|is)(?: not|n[’']t) (?:done|finished|met|ready))`)
	// surelyBad is such a judgement that turns the bound around for certain.
	surelyBad = regexp.MustCompile(`(?i)^(?:(?:is|are|would be|will be) (?:considered |clearly |simply )?|counts? as |means |(?:is|are)n[’']t )(?:not (?:acceptable|good enough|tolerable|tolerated|okay|ok|fine|done|finished)|unacceptable|intolerable|(?:an? )?(?:failure|regression)|too (?:many|much|few|little|slow|long|big|large|high|low|small))$` +
		`|^(?:is|are)n[’']t (?:acceptable|good enough|tolerable|tolerated|okay|ok|fine)$|^fails? \pL|^means? \pL|^(?:is|are) gone$|^(?:(?:do|does|will|may|must|can|should)(?: not|n[’']t) |cannot |never |no longer )(?:occurs?|happens?|appears?|exists?)$`)
	// calledGood is a judgement that says no more of a bound than that it is to hold.
	calledGood = regexp.MustCompile(`(?i)^(?:is|are|(?:would|will) be) (?:acceptable|good enough|tolerable|tolerated|okay|ok|fine|allowed|permitted|enough)$`)
	// badFirst judges a bound that follows.
	badFirst = regexp.MustCompile(`(?i)\b(?:not (?:acceptable|okay|ok|fine|allowed|good enough)|unacceptable|intolerable|(?:an?|the) (?:failure|bug|regression|problem)|wrong|too (?:slow|much|many|big|large))(?:\s*:| is| are| would be)[^;.!?]*$`)
	// orMore is the end of a bound whose number stands first, as in "80% or less".
	orMore = regexp.MustCompile(`(?i)^[ \t]?(?:%|[\pL/]{1,12})?\s+or (?:more|higher|better|above|larger|greater|bigger|longer|less|lower|fewer|below|faster|smaller|shorter)\b`)
	// setOff judges a bound in a clause behind its own, or says that it holds for a part
	// or for the time before only.
	setOff = regexp.MustCompile(`(?i)^[^,;:.!?()]{0,60},? (?:which|and (?:that|this)) (?:is|are) (?:(?:the|an?|our) (?:bug|problem|failure|fault|regression)|wrong|unacceptable|too \pL|not (?:acceptable|okay|ok|fine|enough|good enough))\b` +
		`|^[ \t]?(?:(?:%|[\pL/]{1,12})[ \t]+)?only (?:for|in|on|with|after|during|while)\b` +
		`|^[ \t]?(?:(?:%|[\pL/]{1,12})[ \t]+)?(?:today|currently|at the moment|right now|at present|as of (?:now|today))\s*(?:[,.;:)(–—-]|but\b|$)`)
)

// maxJudgement is how much behind a bound, in bytes, is looked at for what is said of it.
const maxJudgement = 160

// judged reads what is said of a bound before it and, in the clause that it is the subject
// of, behind its number: whether that turns it around, or leaves unsure what is meant.
func judged(before, behind string) (turns, unsure bool) {
	behind = behind[:min(len(behind), maxJudgement)]
	behind = behind[len(orMore.FindString(behind)):]
	if badFirst.MatchString(before) || setOff.MatchString(behind) {
		return false, true
	}
	if loc := clauseEnd.FindStringIndex(behind); loc != nil {
		behind = behind[:loc[0]]
	}
	said := calledBad.FindString(behind)
	switch {
	case said == "" || calledGood.MatchString(said):
		return false, false
	case surelyBad.MatchString(said):
		return true, false
	}
	return false, true
}
