package surface

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// passesAsAsked tells whether a handler writes into a log what went wrong and goes on, as
// people want it: one of a certain kind of errors, where the language has that.
func passesAsAsked(s *change.Set, f *change.File, n int) bool {
	text, body := f.Is.Bare[n], ""
	switch f.Is.Lang.Name {
	case "Python":
		if !narrow.MatchString(text) || wide.MatchString(text) {
			return false
		}
		body = pyBody(f.Is, n)
	case "JavaScript":
		if !catches.MatchString(text) || s.Mentions(otherErrors) || s.Mentions(toldOn) {
			return false
		}
		body = handler(f.Is, n)
	}
	return slices.ContainsFunc(strings.Split(body, "\n"), intoLogLine.MatchString) && change.Memo(s, "lets pass", func() bool { return asks.LetPass(s.Sentences()) })
}

// intoLogLine writes into a log.
var intoLogLine = regexp.MustCompile(`^\s*(?:\w+\.)*(?:log\w*|LOG\w*|_log\w*|slog|console|warn\w*|print)(?:\.\w+)*\(`)
