package asks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const onward = `(skip|ignore|leave (it|them|those|these|such( \w+)?|the \w+) out|pass over|(go|carry|move) on|continue|tolerate|(keep|use|(stay|remain) with) (the |its |our |using )?(\w+ )?(last|previous|old|former|current))`

var (
	// passOver calls for going on in spite of something, and amiss is what may be wrong.
	passOver = regexp.MustCompile(`(^|: )(please |then |so |and |just )*` + onward + `\b|\b(must|should|shall|may|can|could|ought to|(is|are) to) ((now|then|just|simply|rather) )?(` + onward + `|be (simply )?(skipped|ignored|left out|passed over|tolerated))\b`)
	amiss    = regexp.MustCompile(`\b(invalid|broken|cannot|can.t|could not|fail\w*|\w*errors?|\w*exceptions?|unknown|unreadable|unpars\w+|malformed|bad|corrupt\w*|crash\w*|raises?|throws?|unavailable|unreachable|vanish\w*|times? out|timed out|not (be )?(found|valid|parsed|read|reached|opened|decoded))\b`)
	// complained is a sentence about what goes wrong because errors pass by, or
	// that wants them told all the same.
	complained = regexp.MustCompile(`\b(silent(ly)?|unnoticed|bug|wrong(ly)?|today|currently|at present|somewhere|loses?|lost|(and|then|must|should) (still |then )?(re-?)?(raise|throw|propagate|reject))\b` +
		`|\bcontinue to\b|\b(go|carry|move) on to\b|\b(keep|use|with) (the |its |our |using )?(\w+ )?(last|previous|old|former|current) (\w+ )?(text|wording|message|name|code|type|behaviou?r)\b|\b(skip|ignore) (this|these) (\w+ )?(comments?|sections?|paragraphs?|notes?|issues?|remarks?|steps?)\b`)
)

// LetPass are the sentences in which people want the work to go on in spite of something
// that goes wrong, each with the one before where that tells what it is.
func LetPass(sentences []string) (out []string) {
	for n, text := range sentences {
		if !Speak([]string{amiss.ReplaceAllString(text, "fails")}, passOver) || doubted.MatchString(text) || complained.MatchString(text) {
			continue
		}
		if amiss.MatchString(text) {
			out = append(out, text)
		} else if n > 0 && amiss.MatchString(sentences[n-1]) {
			out = append(out, strings.Join(sentences[n-1:n+1], " "))
		}
	}
	return out
}
