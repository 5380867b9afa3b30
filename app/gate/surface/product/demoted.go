package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	logging = regexp.MustCompile(`^\s*(?:await\s+)?(?:(?:\w+\.)*(?:log\w*|logger|logging|_log\w*|LOG\w*|slog|console|l)\.\w+|log\w*|print\w*|fmt\.(?:P|Fp)rint\w*|traceback\.\w+|warnings\.warn|(?:\w+\.)+(?:[wW]arn\w*|[iI]nfo\w*|[dD]ebug\w*|[pP]rint\w*|Log\w*))\(.*\)\s*;?\s*$`)
	Passes  = regexp.MustCompile(`\b(raise|throw|panic|reject|Fatal\w*|[eE]xit|abort|next)\b|\breturn\b[^\n]*\b(\w*[eE]rr\w*|errors\.\w+|fmt\.Errorf)`)
)

// logWords are in the names by which code writes a log.
var logWords = []string{"og", "rint", "arn", "LOG", "console", "traceback", "nfo", "ebug", "l."}

// Muted is a body without what it writes into a log.
func Muted(body string) string {
	if !slices.ContainsFunc(logWords, func(w string) bool { return strings.Contains(body, w) }) {
		return body
	}
	var b strings.Builder
	for l := range strings.FieldsFuncSeq(body, func(c rune) bool { return c == ';' || c == '\n' }) {
		if !logging.MatchString(l) {
			b.WriteString(l)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
