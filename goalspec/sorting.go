package goalspec

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// theOthers are the items that are left when some are taken.
const theOthers = `(?:all (?:of )?(?:the )?others?|(?:the|any) other(?:s| ones?| (?:error|item|issue|case|finding|call|file|test|bug|warning|entr)\w*)?|others|the rest|(?:every|any)thing else|the remaining(?: \w+)?)`

var (
	// elseAsked goes over from what is done with some items to what is to be done otherwise,
	// and ofOthers to what is said of the others.
	elseAsked = []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(.+?)(?:[,;:.]\s+(?:and |but |or )?(?:else|otherwise)|\s+otherwise)[,:]?\s+(.+)$`),
		regexp.MustCompile(`(?i)^(.+)[,;]\s+(?:and |but )?(.+?),?\s+otherwise$`),
		regexp.MustCompile(`(?i)^(.+?)(?:[,;:]\s+(?:and |but )?|\s+and\s+)(.+?)\s+(?:for|on) ` + theOthers + `$`),
	}
	ofOthers = regexp.MustCompile(`(?i)^(.+?)[,;:]\s+(?:and |but |while )?(?:for )?` + theOthers + `(?:,|:|(?: (?:is|are|gets?|goes?|needs?|only|just|to))+)?\s+(.+)$`)
	// mended is work on an item of a list, and handedOn what is done with one instead.
	mended   = regexp.MustCompile(`(?i)\b(?:fix|repair|mend|solve|resolve|convert|migrate|port|rewrite|refactor|upgrade)(?:es|s|d|ed)?\b`)
	handedOn = regexp.MustCompile(`(?i)\b(?:diagnos\w+|explain(?:ed)?|explanations?|tickets?|issues?|notes?|comments?|entry|reasons?|write-?ups?|follow-?ups?|todos?|noted|report(?:ed)?|skip(?:ped)?|leave|left|list(?:ed)?|escalated?|marked?|postponed?|documented?|written (?:up|down))\b`)
	// somebodyCan says what people can do with the product.
	somebodyCan = regexp.MustCompile(`(?i)\b(?:can|could|may|might)\b`)
)

// sortsItems reports a sentence that says of the items of a list which are worked on, and
// what is done with the others instead.
func sortsItems(s string) bool {
	some, others := sorted(s)
	return some != "" && !somebodyCan.MatchString(s) &&
		(mended.MatchString(some) && handedOn.MatchString(others) || handedOn.MatchString(some) && mended.MatchString(others))
}

// sorted takes a rule apart where it goes over to the other items.
func sorted(s string) (some, others string) {
	if len(s) > prose.MaxStatement {
		return "", ""
	}
	for _, rule := range elseAsked {
		if m := rule.FindStringSubmatch(s); m != nil && saying.AsksToDo(m[2]) {
			return m[1], m[2]
		}
	}
	if m := ofOthers.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return "", ""
}
