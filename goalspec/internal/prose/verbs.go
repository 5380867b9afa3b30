package prose

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Imperative begins a wish with its verb.
var Imperative = regexp.MustCompile(`(?i)^(?:please )?(?:add|fix|remove|upgrade|migrate|move|rename|replace|implement|create|build|refactor|rewrite|update|introduce|delete|drop|support|convert|write|improve|speed up|change|extract|port|switch|redesign|set up|enable|bump|make|show|allow|let|send|store|log|use|reduce|cache|return|validate|limit|rotate|translate|encrypt|split|merge|expose|deprecate|publish|persist|stream|sort|filter|import|resolve|repair|correct|stop|export|generate|archive|schedule|automate|configure|deploy|collect|retry|find|investigate)\s+\S`)

var (
	// Today says of something that it is so now.
	Today     = regexp.MustCompile(`(?i)^(?:currently|presently|nowadays|today|at the moment|at present|right now|as of (?:today|now)|so far|until now)\b`)
	inability = regexp.MustCompile(`(?i)\b(?:users?|customers?|visitors?|people|everybody|everyone|nobody|we|they|i) (?:currently |still )?can(?:not| not|'t|’t| never)\b`)
)

// IsTheCase reports words that say how something is, and ask for nothing.
func IsTheCase(s string) bool {
	return Today.MatchString(s) || (strings.Contains(s, "can") || strings.Contains(s, "CAN")) && inability.MatchString(s)
}
