package prose

// Limits of what is looked at: more is not written by people.
const (
	MaxStatement  = 1000     // bytes of a statement
	MaxLead       = 100      // bytes of a line that introduces a list
	MaxJudged     = 2000     // bytes of what is judged by its words
	MaxCalls      = 10       // commands in one statement
	MaxFirst      = 20       // paragraphs, or sentences of one, among which the one that leads is looked for
	MaxParts      = 20       // parts of a statement, or things that are asked for
	MaxStatements = 200      // statements of one text
	MaxStated     = 10 << 10 // bytes of all statements
	MaxProse      = 16 << 10 // bytes in which statements are looked for
)

// First are the elements of a list that are looked at.
func First[T any](list []T) []T { return list[:min(len(list), MaxFirst)] }

// Judged is as much of a text as is judged by its words.
func Judged(s string) string { return s[:min(len(s), MaxJudged)] }

// Stated is as much of a text as a statement may have.
func Stated(s string) string { return s[:min(len(s), MaxStatement)] }
