package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Narrow begins a handler of Python.
var Narrow = regexp.MustCompile(`^\s*except\b`)

// Catches begins a handler of JavaScript, with the name of what it caught.
var Catches = regexp.MustCompile(`\bcatch\s*(?:\(\s*(\w*)[^)]*\))?\s*\{`)

// GoGuard asks in Go whether there was an error, with its name and what follows on the
// line.
var GoGuard = regexp.MustCompile(`^\s*(?:\}\s*else\s+)?if\s+(?:[^;{]*;\s*)?(err\w*|\w*Err)\s*!=\s*nil\s*\{(.*)$`)

// IndentOf is how many blanks a line begins with.
func IndentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }

var (
	logging = regexp.MustCompile(`^\s*(?:await\s+)?(?:(?:\w+\.)*(?:log\w*|logger|logging|_log\w*|LOG\w*|slog|console|l)\.\w+|log\w*|print\w*|fmt\.(?:P|Fp)rint\w*|traceback\.\w+|warnings\.warn|(?:\w+\.)+(?:[wW]arn\w*|[iI]nfo\w*|[dD]ebug\w*|[pP]rint\w*|Log\w*))\(.*\)\s*;?\s*$`)
	// Passes hands an error on, or ends there.
	Passes = regexp.MustCompile(`\b(raise|throw|panic|reject|Fatal\w*|[eE]xit|abort|next)\b|\breturn\b[^\n]*\b(\w*[eE]rr\w*|errors\.\w+|fmt\.Errorf)`)
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
