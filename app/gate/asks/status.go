package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// LetEnd tells whether people let a command end with each of some statuses, and where
// that is for something alone, whether what lets it names that.
func LetEnd(sentences, codes []string, names func(word string) bool) bool {
	for _, code := range codes {
		of, alone, let := ended(sentences, code)
		if !let || alone && !slices.ContainsFunc(of, names) {
			return false
		}
	}
	return len(codes) > 0
}

// ended tells whether people let a command end with a status, for what, and
// whether for that alone.
func ended(sentences []string, code string) (of []string, alone, let bool) {
	for n, text := range sentences {
		if !ofStatus.MatchString(text) || !slices.Contains(numeral.FindAllString(text, -1), code) {
			continue
		}
		for at := n; at < min(n+3, len(sentences)); at++ {
			said := sentences[at]
			if at > n && !sameStatus.MatchString(said) || !letsEnd.MatchString(said) || denied.MatchString(said) || doubted.MatchString(said) || endsIll.MatchString(said) {
				continue
			}
			for _, m := range scoped.FindAllStringSubmatch(strings.Join(sentences[n:at+1], " "), -1) {
				of = append(of, m[1])
			}
			return of, onlyFor.MatchString(said) || at+1 < len(sentences) && onlyFor.MatchString(sentences[at+1]) && sameStatus.MatchString(sentences[at+1]), true
		}
	}
	return nil, false, false
}

var (
	ofStatus   = regexp.MustCompile(`\b(exit(s|ed)?|status(es)?|codes?|returns?)\b`)
	sameStatus = regexp.MustCompile(`\b(that|this|the|such an?) (one|exit|code|status)\b|\b(accept|allow|let|tolerate|take|treat|count) (that|this|it)\b`)
	letsEnd    = regexp.MustCompile(`\b(accept\w*|allow\w*|tolerat\w*|let|treat\w*|counts?|pass(es)?|success\w*|fine|ok|okay|no (failure|error)|(be|is) ignored|ignore)\b`)
	// endsIll says that a status is a failure, or was none by mistake.
	endsIll = regexp.MustCompile(`\b(as|is|be|means|counts?) (an? |the )?(\w+ )?(errors?|failures?|problem|bug|red|fatal)\b|\bfail(s|ed)?\b|\b(today|currently|until now|wrong\w*)\b|^if\b`)
	onlyFor = regexp.MustCompile(`\b(only|alone|just|nowhere else|nothing else|no other)\b`)
	numeral = regexp.MustCompile(`\b\d+\b`)
	scoped  = regexp.MustCompile("\\b(?:for|in|at|on|under) (?:(?:the|a|an|our|its|package|project|module|part|session) )*[\"'`(]*([a-z][\\w./-]*\\w)")
)
