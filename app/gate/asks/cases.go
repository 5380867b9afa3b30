package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	quotes = "[`\"'“”‘’]*"
	leadTo = `\s*(?:→|->|=>|⇒|=|:|\b(?:is|are|as|to|for|means|becomes?|shows? as|stays)\b(?: \w+){0,1}(?: (?:as|by|with|to))?)\s*(?:the (?:word|text|value) |an? )?`
)

// byExample are the words behind which people show how something is, not a rule of its own.
var byExample = regexp.MustCompile(`\b(e\.g|for (example|instance)|examples?|such as|instead of|rather than|currently|today|at the moment|bug|wrong\w*|tests?|expected|fails|failing)\b`)

// NamesCase tells whether people say of an input by itself, and not as a call shows it, which
// answer it has: in a rule, and not by way of example.
func NamesCase(sentences []string, in, out string) bool {
	in, out = strings.ToLower(in), strings.ToLower(out)
	if in == "" || out == "" || strings.ContainsAny(in, " \t\n") {
		return false
	}
	var named *regexp.Regexp
	return slices.ContainsFunc(sentences, func(text string) bool {
		if !strings.Contains(text, in) || !strings.Contains(text, out) || byExample.MatchString(text) {
			return false
		}
		if named == nil {
			named = regexp.MustCompile(`(?:^|[\s,;:])` + quotes + regexp.QuoteMeta(in) + quotes + leadTo + quotes + regexp.QuoteMeta(out) + "(?:[`\"'“”‘’,.;:)\\s]|$)")
		}
		return named.MatchString(text)
	})
}

// ByHand are the sentences in which people want some cases to be written out, each by
// itself, and those that go on about them.
func ByHand(sentences []string) (out []string) {
	for n, text := range sentences {
		if doubted.MatchString(text) || !Speak(sentences[n:n+1], writtenOut) {
			continue
		}
		out = append(out, text)
		if n+1 < len(sentences) {
			out = append(out, sentences[n+1])
		}
	}
	return out
}

// writtenOut are the ways to say that a case is to be written out, and not worked out.
var writtenOut = regexp.MustCompile(`\b(special[- ]?cas(e|es|ed|ing)|hard-?cod(e|ed|es|ing)|literal(ly)?|written out|by name|(in|into|as|from) (an?|one) ((small|fixed|constant|lookup|look-up|little) )?(table|map|list|dict|switch))\b`)
