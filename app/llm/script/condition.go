package script

import (
	"fmt"
	"regexp"
	"strings"
)

// shownResult bounds how much of a text is quoted when an expectation fails.
const shownResult = 400

// unmet says which condition does not hold, empty when all do; the groups of its expressions go to got.
func (cond *condition) unmet(c *conversation, got captures) string {
	if cond == nil {
		return ""
	}
	if cond.offers != "" && !c.offers(cond.offers) {
		return fmt.Sprintf("the request to offer the tool %q", cond.offers)
	}
	if why := cond.unmetByUser(c.lastUser(), got); why != "" {
		return why
	}
	return cond.unmetByResult(c, got)
}

func (cond *condition) unmetByUser(text string, got captures) string {
	for _, part := range cond.userContains {
		if !strings.Contains(text, part) {
			return fmt.Sprintf("the last user message to contain %q; it is: %s", part, shorten(text))
		}
	}
	if cond.userMatches != nil && !got.add(cond.userMatches, text) {
		return fmt.Sprintf("the last user message to match %q; it is: %s", cond.userMatches, shorten(text))
	}
	return ""
}

func (cond *condition) unmetByResult(c *conversation, got captures) string {
	if cond.tool == "" && cond.status == "" && len(cond.resultContains) == 0 && cond.resultMatches == nil {
		return ""
	}
	text, found := c.lastResult(cond.tool)
	if !found {
		return strings.TrimSpace("a tool result " + from(cond.tool))
	}
	head, _, _ := strings.Cut(text, "\n")
	if cond.status != "" && !hasWord(head, cond.status) {
		return fmt.Sprintf("the last tool result to have status %q; it is: %s", cond.status, shorten(text))
	}
	for _, part := range cond.resultContains {
		if !strings.Contains(text, part) {
			return fmt.Sprintf("the last tool result to contain %q; it is: %s", part, shorten(text))
		}
	}
	if cond.resultMatches != nil && !got.add(cond.resultMatches, text) {
		return fmt.Sprintf("the last tool result to match %q; it is: %s", cond.resultMatches, shorten(text))
	}
	return ""
}

func from(tool string) string {
	if tool == "" {
		return ""
	}
	return fmt.Sprintf("of %q in the latest batch", tool)
}

func hasWord(text, word string) bool {
	return regexp.MustCompile(`(^|\W)` + regexp.QuoteMeta(word) + `($|\W)`).MatchString(text)
}

// shorten keeps the beginning and the end of a long text.
func shorten(text string) string {
	if len(text) <= shownResult {
		return text
	}
	half := shownResult / 2
	return strings.ToValidUTF8(text[:half]+" … "+text[len(text)-half:], "")
}
