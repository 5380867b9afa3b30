package suite

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofDroppedFile tells whether a test, or the file it is in, is called by a file of the
// product that people asked to drop and that is gone, or by a part that is.
func ofDroppedFile(s *change.Set, file, name string) bool {
	stems := change.Memo(s, "dropped files", func() (out []string) {
		for _, f := range s.Files {
			if f.New != "" || !f.Was.Product() {
				continue
			}
			if asks.FileToGo(s.Sentences(), f.From) {
				out = append(append(out, stemOf(f.From)), asks.CalledAfter(f.From)...)
			}
			if !s.Asked(f.Base()) || !isDropped(s, f.Base()) {
				continue
			}
			if stem := strings.TrimSuffix(f.Base(), path.Ext(f.Path)); len(stem) > 2 {
				out = append(out, stem)
			}
		}
		for _, m := range s.Sought(dropsSupport) {
			if !asks.Speak(s.Sentences(), dropsSupport) {
				break
			}
			for gone := range change.Memo(s, "retired", func() map[string]bool { return goneFuncs(s) }) {
				if strings.Contains(strings.ToLower(gone), m[1]) {
					out = append(out, m[1])
				}
			}
		}
		return out
	})
	if slices.Contains(stems, stemOf(file)) && !s.Asked(Title(name)) && s.Speaks(withItsTests) {
		return true
	}
	name = strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(Title(name), "Test"), "test"), "_ ")
	return slices.ContainsFunc(stems, func(stem string) bool {
		if len(name) < len(stem) || !strings.EqualFold(name[:len(stem)], stem) {
			return false
		}
		rest := name[len(stem):]
		return rest == "" || rest[0] < 'a' || rest[0] > 'z'
	})
}

// withItsTests lets tests go with what they are for.
var withItsTests = regexp.MustCompile(`\b(and|with|including|as well as) ((its|their|the|all|corresponding) ){1,2}tests?\b`)

// stemOf is the name of a file, or of the one that a file of tests is called by.
func stemOf(file string) string {
	stem, _, _ := strings.Cut(path.Base(strings.ToLower(file)), ".")
	return strings.TrimSuffix(strings.TrimPrefix(stem, "test_"), "_test")
}

// isDropped tells whether people want something that they name to go, or speak of
// that in the sentence with its name.
func isDropped(s *change.Set, name string) bool {
	name = strings.ToLower(name)
	return asks.ToGo(s.Sentences(), name, nil) || slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return strings.Contains(text, name) && asks.Speak([]string{text}, Dropping)
	})
}

// dropsSupport names what people do not support any more.
var dropsSupport = regexp.MustCompile(`\b(?:drop|remove|delete|retire)\w*\s+(?:the\s+|all\s+)?support\s+(?:for|of)\s+(?:the\s+)?["'\x60]?(\w{3,})`)

// droppedForm is a way to call a function that people ask to drop.
var droppedForm = regexp.MustCompile("\\b(?:drop|remove|delete|retire)\\w*\\b[^.\\n]{0,40}\x60(?:\\w+\\.)*(\\w+)\\(\\s*(\\w+)[^)\x60]*\\)\x60")

// ofDroppedForm tells whether a test calls a function with a parameter that
// people asked to drop, and which it no longer has; and never without.
func ofDroppedForm(s *change.Set, src *language.Source, t language.Func) bool {
	forms := change.Memo(s, "dropped forms", func() (out []string) {
		for _, m := range s.Sought(droppedForm) {
			for _, f := range s.Files {
				was, had := funcLike(f.Was, m[1])
				is, has := funcLike(f.Is, m[1])
				if f.Product() && had && has && len(was.Params) > len(is.Params) {
					out = append(out, was.Name)
				}
			}
		}
		return out
	})
	return slices.ContainsFunc(forms, func(name string) bool {
		some := false
		for rest := Within(src.Bare, t); ; {
			_, after, ok := strings.Cut(rest, name+"(")
			if !ok {
				return some
			}
			if rest = strings.TrimSpace(after); strings.HasPrefix(rest, ")") {
				return false
			}
			some = true
		}
	})
}

// funcLike is the first function of a name, whatever its case.
func funcLike(src *language.Source, name string) (language.Func, bool) {
	for _, fn := range src.Funcs() {
		if strings.EqualFold(fn.Name, name) {
			return fn, true
		}
	}
	return language.Func{}, false
}
