package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// sparing are words that ask to use no more than the amount behind them.
	sparing = regexp.MustCompile(`(?i)^(?:(?:and|but|please|also|just) )*(?:` +
		`(?:do not|don['’]?t|never|must not|should not|try not to) (?:exceed|(?:use|spend|burn|waste|take|cost|run|work|go)(?: up| through| for)?(?: any)? (?:more than|over|above|beyond|longer than))|` +
		`(?:use|spend|burn|take|cost|run|work)(?: for)? (?:at most|no more than|not more than|no longer than|up to|under|less than)|(?:spending|using|burning|taking) (?:more than|over)|` +
		`(?:(?:it )?(?:may|must|should|can) )(?:use|spend|take|cost) (?:at most|no more than|up to)) +`)
	// upTo and capBehind bound an amount from in front of it and from behind.
	upTo      = regexp.MustCompile(`(?i)^(?:at most|up to|no(?:t)? more than|no longer than|not over|under|below|within|max(?:imum|\.)?(?: of)?|<=?) +`)
	capBehind = regexp.MustCompile(`(?i),? (?:at most|max(?:imum)?|tops|no more|or less|cap|limit)$`)
	// givenToWork are names of what only work is given.
	givenToWork = regexp.MustCompile(`(?i)^(?:\w+ )*(?:effort|(?:time )?(?:budget|box))\b`)
	// calledLimit is the name of what is limited, in front of an amount.
	calledLimit = regexp.MustCompile(`(?i)^(?:(?:max(?:imum)?|total|overall|hard) )*(?:time|duration|cost|money|spend(?:ing)?|effort|budget)(?: (?:limit|budget|box|cap|frame))?\s*[:=–-]\s*`)
)

var (
	// onProduct begins words on what something else than the work may use, and ofRun names
	// what only a run uses up, or the using.
	onProduct = regexp.MustCompile(`(?i)^(?:(?:and|but|please|also|just) )*(?:it|may|must|should|can) `)
	ofRun     = regexp.MustCompile(`(?i)\b(?:spend(?:ing)?|burn(?:ing)?|waste|use|using|work|ask|tokens?|actions?|tool calls?|usd|dollars?|changed (?:files|lines))\b|[$€£]`)
)

// plainAmount is an amount without the words that ask to use no more of it.
func plainAmount(words string) string {
	words = strings.Trim(words, " .`*")
	for _, lead := range []*regexp.Regexp{calledLimit, sparing, upTo} {
		words = words[len(lead.FindString(words)):]
	}
	return capBehind.ReplaceAllString(words, "")
}

// spared are the amounts of which words ask to use no more; empty if they say anything
// else besides.
func spared(words string) string {
	parts := budgetSplit.Split(strings.TrimRight(words, prose.EndMarks), -1)
	if len(words) > prose.MaxStatement || !sparing.MatchString(parts[0]) {
		return ""
	}
	for i, p := range parts {
		if parts[i] = plainAmount(p); !onSpent.MatchString(parts[i]) && !onMoney.MatchString(parts[i]) && !wordyTime(parts[i]) {
			return ""
		}
	}
	return strings.Join(parts, "; ")
}

// sparedByRun are such amounts where the words speak of the work, and not of its product.
func sparedByRun(words string) string {
	if onProduct.MatchString(words) || !ofRun.MatchString(words) {
		return ""
	}
	return spared(words)
}

// limitCalled is the amount behind the name of what is limited: "Time: 30 min".
func limitCalled(words string) string {
	name := calledLimit.FindString(words)
	if amount := words[len(name):]; name != "" && ledByNumber.MatchString(amount) && (onSpent.MatchString(plainAmount(amount)) || spends.MatchString(amount) || wordyTime(amount)) {
		return amount
	}
	return ""
}

// ledByNumber begins an amount.
var ledByNumber = regexp.MustCompile(`(?i)^` + amountLead)

var (
	halfOf = regexp.MustCompile(`(?i)\bhalf an? (hour|million|thousand)\b`)
	// inHalves are the words for half of something and the digits.
	inHalves = map[string]string{"hour": "30 minutes", "million": "500000", "thousand": "500"}
)

// withoutHalves writes halves in digits: "half an hour".
func withoutHalves(words string) string {
	return halfOf.ReplaceAllStringFunc(words, func(s string) string {
		return inHalves[strings.ToLower(halfOf.FindStringSubmatch(s)[1])]
	})
}

// limit is what a constraint lets a run use.
type limit struct {
	Budget
	words string
	at    Span
}

// keepLimits holds a run to what constraints let it use, and to the smaller amount where
// the budget or another one says otherwise.
func (r *reader) keepLimits() {
	held := &r.doc.contract.budget
	for _, l := range r.limits {
		differs := false
		for _, m := range meters {
			v, stated := m.get(l.Budget), m.get(*held)
			if v == 0 || v == stated {
				continue
			}
			differs = differs || stated > 0
			if stated == 0 || v < stated {
				m.set(held, v)
				r.doc.contract.budgetSpan, r.doc.facts.meters[m.name] = l.at, l.at
			}
		}
		if differs {
			r.note(wordyBudget, l.at, "%q is not what the budget says; the smaller amount is held", prose.Clip(l.words))
		}
	}
}
