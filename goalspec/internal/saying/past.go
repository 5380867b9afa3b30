package saying

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// pastVerb are verbs in the past, of which people or things that are named are the subject.
const pastVerb = `(?:\w{2,}ed|took|went|ran|got|came|began|wrote|said|saw|told|made|had|found|broke|lost|left|became|thought|brought|sent|built|did|was|were|gave|kept|met|put|led|fell|grew|held|spent|stood|chose|knew)`

// recalls tells what was, or has been for a while.
var recalls = regexp.MustCompile(`(?i)\b(?:was|were|used to|(?:we|they|i|he|she|it|[a-z]+s) had|ha(?:s|ve) (?:(?:always|never|often|since|already|only|also|just) )?(?:been (?:\w+ing|an?|the|in|on|for|so|too|very)|had|got|become|begun|told|seen|asked|said|tried|grown)\b|(?:it|that|he|she|there)['’]s (?:always )?been|(?:they|we|you|i)['’]ve (?:always )?been|(?:grown|aged|accumulated|evolved|piled up) (?:over|for|in|since|within)|ago|yesterday|recently|the other day|so far|for (?:a while|ages|years|months|weeks|some time)|last (?:week|month|year|night|spring|summer|autumn|winter|fall|quarter|sprint|release|\w+day))\b|\b(?:since|in|on) (?:(?:the|last|early|late) )*(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december|\w+day)\b` +
	`|^(?:(?:then|there|next)|at [\d:]+,?) (?:came|went|was|were|began)\b|^(?:seen|came|happened|started|noticed|reported|observed)\b|(?:^|[,;:.] |\b(?:and|but|then|which|that|who) )(?:(?:we|i|they|he|she|it|you|somebody|someone|nobody|people|everyone|everybody|support|management) |[A-Z][a-z]+ (?:(?:and|from) \w+ )?)(?:(?:then|also|already|just|only|never|once|finally|first) )?` + pastVerb + `\b`)

// TellsPast reports a sentence on what was, and not on what shall be.
func TellsPast(s string) bool {
	return len(s) <= prose.MaxStatement && recalls.MatchString(s) && !Desire.MatchString(s) && !prose.Imperative.MatchString(s)
}
