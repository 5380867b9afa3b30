package asks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ToLoosen tells whether people ask that one of several tests, by its name, looks at no
// more than a part of a text, or at its pattern.
func ToLoosen(sentences []string, name string, besides []string) bool {
	for n, text := range sentences {
		if text = marked(text, name, besides); !strings.Contains(text, "§") || frozen.MatchString(text) {
			continue
		}
		goesOn := n + 3
		if illTests.MatchString(text) {
			goesOn = n + 1 // what follows is of what makes it fail
		}
		for at := n; at < min(goesOn, len(sentences)); at++ {
			said := marked(sentences[at], name, besides)
			if at > n && strings.ContainsAny(said, "§¤") {
				break
			}
			if tooLittle.MatchString(said) {
				break
			}
			for _, c := range clauses(said) {
				if looser.MatchString(c) && ofText.MatchString(c) && !denied.MatchString(c) && !besidesIt.MatchString(c) || relaxes.MatchString(c) || spares.MatchString(c) {
					return true
				}
			}
		}
	}
	return false
}

const (
	holdAgainst = `(match|compare|check|assert|pin|expect|verify|look at|look for|ask for)`
	patternOf   = `(regular expression|reg-?ex(p|es)?|pattern|substring|prefix|beginning|start|wildcard|glob|part)s?`
	calls       = `(^|\b(please|then|so|should|must|may|can|could|to|only|just|and|let it|make it|have it|§) )((it|they|that|§) )?((please|should|must|may|can|then|only|just|also|better|rather|to) )*`
)

var (
	// looser calls for less than the whole.
	looser = regexp.MustCompile(calls + `use (an? |the |some )?(\w+ )?(regular expression|reg-?ex(p|es)?|pattern|substring|prefix|wildcard|glob)s?\b|` +
		calls + holdAgainst + `\b[^¤]*\b((only|just|no more than|nothing but|merely)\b|` + patternOf + `\b)|` +
		`\b(only|just) (\w+ )?` + holdAgainst + `\b[^¤]*\b(our|own|the|its|first|` + patternOf + `)\b`)
	relaxes = regexp.MustCompile(`^(loosen|relax|shorten) (it|that|this|§)\b`)
	// ofText is what of a text a test may be held against, and besidesIt and tooLittle call for more.
	ofText    = regexp.MustCompile(`\b(texts?|messages?|outputs?|errors?|wording|words?|lines?|strings?|prefix|suffix|substring|beginning|(our|its) own part|regular expression|reg-?ex(p|es)?|pattern|wildcard|glob)\b`)
	besidesIt = regexp.MustCompile(`\b(also|as well|too|in addition|besides|additionally|moreover)\b`)
	tooLittle = regexp.MustCompile(`\b(too (little|few|loose|lax|weak)|not enough)\b`)
	// spares says what of a text is not to be compared.
	spares = regexp.MustCompile(`^(please |so |and )?(do not|don.t|never|stop) ` + holdAgainst + `(ing)? (the |its )?(whole|entire|full|complete|exact|rest|remainder)\b|` +
		`\b(must|should|may|need|needs?|has|have)( not|n.t)( to)? (be )?` + holdAgainst + `(ed|d)? (the |its )?(whole|entire|full|complete|exact|rest|remainder)\b|` +
		`^(the rest|the remainder|what follows|everything (behind|after|else)[^,]*) (may|can) (differ|vary|be anything|change|read otherwise)\b`)
)
