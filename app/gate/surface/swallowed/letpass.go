package swallowed

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// passesAsAsked tells whether a handler writes into a log what went wrong and goes on, as
// people want it of its function, its file or what it catches: one of a certain kind of
// errors, where the language has that.
func passesAsAsked(s *change.Set, f *change.File, n int) bool {
	text, body := f.Is.Bare[n], ""
	switch f.Is.Lang.Name {
	case "Python":
		if !product.Narrow.MatchString(text) || wide.MatchString(text) {
			return false
		}
		body = pyBody(f.Is, n)
	case "JavaScript":
		if !product.Catches.MatchString(text) || s.Mentions(otherErrors) || s.Mentions(toldOn) {
			return false
		}
		body = handler(f.Is, n)
		if s.Mentions(namedError) && !ofOneKind.MatchString(body) {
			return false
		}
	}
	if !slices.ContainsFunc(strings.Split(body, "\n"), intoLogLine.MatchString) {
		return false
	}
	fn, _ := f.Is.Around(n)
	base := path.Base(f.Path)
	about := inNames.FindAllString(strings.TrimSuffix(base, path.Ext(base))+" "+fn.Name+" "+strings.Join(namedError.FindAllString(strings.ToLower(text), -1), " "), -1)
	return slices.ContainsFunc(change.Memo(s, "lets pass", func() []string { return asks.LetPass(s.Sentences()) }), func(wish string) bool {
		return slices.ContainsFunc(about, func(part string) bool { return speaksOf(wish, part) })
	})
}

// speaksOf tells whether a text in lower case has a word, or several of what it names.
func speaksOf(text, word string) bool {
	word = strings.TrimSuffix(strings.ToLower(word), "s")
	return len(word) > 2 && (regexp.HasWord(text, word) || regexp.HasWord(text, word+"s"))
}

var (
	// intoLogLine writes into a log.
	intoLogLine = regexp.MustCompile(`^\s*(?:\w+\.)*(?:log\w*|LOG\w*|_log\w*|slog|console|warn\w*|print)(?:\.\w+)*\(`)
	inNames     = regexp.MustCompile(`[A-Z]?[a-z0-9]+|[A-Z]+`)
	namedError  = regexp.MustCompile(`\b[a-z]{3,}(error|exception)\b`)
	ofOneKind   = regexp.MustCompile(`\binstanceof\b|\.(name|code)\b`)
)
