package asks

import "github.com/goalkeeper-dev/goalkeeper/internal/regexp"

var (
	// passOver goes on in spite of something, and amiss is what may be wrong.
	passOver = regexp.MustCompile(`\b(skip\w*|ignor\w*|leave (it|them|those|these|such( \w+)?|the \w+) out|left out|pass(ed|es)? over|(go|goes|going|carry|carries|move|moves) on|continues?|tolerat\w*|(keeps?|kept|uses?|stays? with|remains? with) (the |its |our |using )?(\w+ )?(last|previous|old|former|current))\b`)
	amiss    = regexp.MustCompile(`\b(invalid|broken|cannot|can.t|could not|fail\w*|\w*errors?|\w*exceptions?|unknown|unreadable|unpars\w+|malformed|bad|corrupt\w*|crash\w*|raises?|throws?|unavailable|unreachable|vanish\w*|times? out|timed out|not (be )?(found|valid|parsed|read|reached|opened|decoded))\b`)
)

// LetPass tells whether people want the work to go on in spite of something that goes
// wrong: they say so in one sentence, or of what the one before tells.
func LetPass(sentences []string) bool {
	for n, text := range sentences {
		if !Speak([]string{amiss.ReplaceAllString(text, "fails")}, passOver) || doubted.MatchString(text) {
			continue
		}
		if amiss.MatchString(text) || n > 0 && amiss.MatchString(sentences[n-1]) {
			return true
		}
	}
	return false
}
