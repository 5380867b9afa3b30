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

// Retired tells whether a test named something that the product had and has no
// more: it went with its subject.
func Retired(s *change.Set, src *language.Source, t language.Func) bool {
	gone := change.Memo(s, "retired", func() map[string]bool { return goneFuncs(s) })
	if v := ValuesOf(s); s.Speaks(Dropping) && slices.ContainsFunc(language.Literals(Within(src.Code, t)), func(l string) bool {
		word := Unquote(l)
		return len(word) > 3 && v.ProductWent[word] && !v.ProductCame[word] && s.Asked(word) && isDropped(s, word)
	}) {
		return true
	}
	if ofDroppedFile(s, src.Path, t.Name) || ofDroppedForm(s, src, t) {
		return true
	}
	return len(gone) > 0 && about(src, t, gone)
}

// about tells whether something that is gone is what a test was about: its title says
// so, or it asserts or goes on with what that gave. To start, stop or close what is
// asked for something else is no more than how a test goes about it.
func about(src *language.Source, t language.Func, gone map[string]bool) bool {
	title, passing := strings.ToLower(t.Name), false
	for _, text := range src.Bare[t.Start:min(t.End, len(src.Bare))] {
		for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return c > 127 || !regexp.InWord(byte(c)) }) {
			if len(w) < 2 || !gone[w] {
				continue
			}
			if titledBy(title, w) || !merelyCalls(text, w) {
				return true
			}
			passing = true
		}
	}
	if !passing {
		return false
	}
	for name, is := range ProductCalls(src, t) {
		if is && !gone[name] {
			return false // it asked that as well, and the product still has it
		}
	}
	return true
}

// titledBy tells whether a title has a word of a name in it.
func titledBy(title, name string) bool {
	return slices.ContainsFunc(strings.FieldsFunc(camel.ReplaceAllString(name, "${1}_$2"), func(c rune) bool { return c == '_' }), func(w string) bool {
		stem := strings.TrimRight(strings.ToLower(w), "e")
		return len(stem) > 2 && strings.Contains(title, stem)
	})
}

// merelyCalls tells whether all that a line does with something is to call it for what it
// does, or to have it called in the end.
func merelyCalls(text, name string) bool {
	m := bareCall.FindStringSubmatch(text)
	return m != nil && m[1] == name && (m[2] == "" || goesAbout.MatchString(name)) || inTheEnd.MatchString(text)
}

var (
	bareCall  = regexp.MustCompile(`^\s*(?:await\s+|defer\s+|go\s+)?[A-Za-z_][\w.]*\.(\w+)\(\s*([^=]*)\)\s*;?\s*$`)
	goesAbout = regexp.MustCompile(`(?i)^_?(start|stop|close|open|init|set_?up|tear_?down|shut_?down|destroy|dispose|release|flush|reset|clear|wait|join|connect|disconnect|begin|end|run|serve|listen|drain|boot)\w*$`)
	inTheEnd  = regexp.MustCompile(`^\s*defer\b|\b(?:Cleanup|addCleanup|addAsyncCleanup|addfinalizer|afterEach|afterAll|after|onTestFinished|callback)\(`)
)

// Dropping says that something is to be there no more.
var Dropping = regexp.MustCompile(`\b(drop(?:ped|ping)?|remov(?:e|ed|ing|al)|delet(?:e|ed|ing)|retir(?:e|ed|ing)|get rid of|no longer (?:need|support)|nobody uses|drops support)\b`)

// definitions are the functions and types of a source.
func definitions(src *language.Source) (out []string) {
	for _, fn := range src.Funcs() {
		out = append(out, fn.Name)
	}
	for _, l := range src.Bare {
		if !strings.Contains(l, "class ") && !strings.Contains(l, "type ") {
			continue
		}
		if m := typeHead.FindStringSubmatch(l); m != nil {
			out = append(out, m[1])
		}
	}
	return out
}

var typeHead = regexp.MustCompile(`^(?:export\s+)?(?:default\s+)?(?:abstract\s+)?(?:class|type)\s+(\w+)`)

// goneFuncs are the functions and types that the product has no more.
func goneFuncs(s *change.Set) map[string]bool {
	gone := map[string]bool{}
	for _, f := range s.Files {
		if f.Old == "" && f.From == "" || f.Was.Test() {
			continue
		}
		for _, name := range definitions(f.Was) {
			gone[name] = true
		}
		left := definitions(f.Is)
		for _, fn := range f.Was.Funcs() { // a method that went with its type is told by that
			if gone[fn.Owner] && !slices.Contains(left, fn.Owner) {
				delete(gone, fn.Name)
			}
		}
	}
	for _, f := range s.Files {
		for _, name := range definitions(f.Is) {
			delete(gone, name)
		}
	}
	for old := range Renames(s) {
		delete(gone, old)
	}
	return gone
}

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
