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
	// calledLimit is the name of what is limited, in front of an amount.
	calledLimit = regexp.MustCompile(`(?i)^(?:(?:max(?:imum)?|total|overall|hard) )*(?:time|duration|cost|money|spend(?:ing)?|effort|budget)(?: (?:limit|budget|box|cap|frame))?\s*[:=–-]\s*`)
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

// limitIn is the budget that an entry of a list of something else is: "Time: 30 min".
func limitIn(words string) string {
	name := calledLimit.FindString(words)
	if name == "" {
		return spared(words)
	}
	if amount := words[len(name):]; ledByNumber.MatchString(amount) && (onSpent.MatchString(plainAmount(amount)) || spends.MatchString(amount) || wordyTime(amount)) {
		return amount
	}
	return ""
}

// ledByNumber begins an amount.
var ledByNumber = regexp.MustCompile(`(?i)^` + amountLead)
