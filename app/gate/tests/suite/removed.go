package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MovedAway tells whether another file of the change is this one, moved.
func MovedAway(s *change.Set, f *change.File) bool {
	return change.Memo(s, "moved", func() map[string]bool {
		out := map[string]bool{}
		for _, o := range s.Files {
			if o.Old == "" && o.From != "" {
				out[o.From] = true
			}
		}
		return out
	})[f.Path]
}

func Named(src *language.Source, name string) (language.Func, bool) {
	for _, t := range src.Tests() {
		if t.Name == name {
			return t, true
		}
	}
	return language.Func{}, false
}

// CutHead parts the head of a test from what follows on its line.
func CutHead(text string) (head, rest string) {
	for _, sep := range []string{"=> {", "=>{", ") {", "):", "{"} {
		if h, r, ok := strings.Cut(text, sep); ok {
			return h, r
		}
	}
	if h, r, ok := strings.Cut(text, "=>"); ok {
		return h, r
	}
	return text, ""
}

// Squeeze drops the blanks of a line, and what ends it.
func Squeeze(s string) string {
	out := make([]byte, 0, 128)
	for n := range len(s) {
		switch s[n] {
		case ' ', '\t', '\n', '\f', '\r':
		default:
			out = append(out, s[n])
		}
	}
	return strings.Trim(string(out), ";,")
}

var Word = regexp.MustCompile(`[A-Za-z_]\w{2,}`)
