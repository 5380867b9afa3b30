package saying

import "github.com/goalkeeper-dev/goalkeeper/internal/regexp"

// Joining are the words that only join a job to the one before.
var Joining = regexp.MustCompile(`(?i)^(?:(?:and|also|oh|then|please|additionally|furthermore|moreover|besides(?: (?:that|this))?|in addition|separately(?: from (?:that|this))?|unrelated(?:ly)?|finally|on top of (?:that|this)|plus|(?:first|second|third|fourth)(?:ly)?,|(?:at|in) the same (?:time|go|breath)|apart from (?:that|this)|` + whileThere + `|(?:the |an)other (?:thing|issue|point|problem|topic|task|matter|request|wish)(?: is(?: that)?)?|one more (?:thing|wish|request)|on (?:an?|an unrelated|a different|another) (?:unrelated |different )?(?:note|topic))[,:–—-]* )+`)

// whileThere is how people lead to what is to be done in passing.
const whileThere = `(?:(?:while|when|as|since) (?:(?:you|we|i|somebody|someone|anybody|anyone)(?:['’]re|['’]m|['’]s| are| am| is)? )?(?:already )?(?:at it|in there|there|on it)|in passing|along the way|by the way|btw|incidentally|p\.? ?s\.?:?)`

var (
	// OnTheSide is how people say themselves that what follows is another piece of work.
	OnTheSide = regexp.MustCompile(`(?i)^(?:(?:and|also|oh|then|please),? )*(?:(?:the |an)other (?:thing|issue|point|problem|topic|task|matter|request|wish)\b|one more (?:thing|wish|request)\b|` + whileThere + `\b|separately\b|unrelated(?:ly)?\b|on (?:an?|an unrelated|a different|another) (?:unrelated |different )?(?:note|topic)\b|(?:at|in) the same (?:time|go|breath)\b|apart from (?:that|this)\b|besides (?:that|this)\b)`)
	// AsWellAs leads what may be one, or go on with the same.
	AsWellAs = regexp.MustCompile(`(?i)^(?:(?:and|also|additionally|furthermore|moreover|besides|in addition),? )*(?:(?:we|i)(?:['’]d| would)? (?:also )?(?:want|need|like)|also|additionally|furthermore|moreover|besides|in addition)\b`)
	// Behaves begins what a program does, as against what is done to it.
	Behaves = regexp.MustCompile(`(?i)^(?:please )?(?:show|allow|let|send|store|log|cache|return|validate|limit|encrypt|split|merge|publish|persist|stream|sort|filter|import|stop|export|archive|schedule|collect|retry|find|create|generate|delete|drop|remove|resolve)\s`)
)
