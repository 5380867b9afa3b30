package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Named is the test of a file by its name.
func Named(src *language.Source, name string) (language.Func, bool) {
	for _, t := range src.Tests() {
		if t.Name == name {
			return t, true
		}
	}
	return language.Func{}, false
}

// InOld tells whether a line belongs to a test that was there before.
func InOld(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	if !in || !fn.Test {
		if in = n+1 < len(f.Is.Bare); in {
			fn, in = f.Is.Around(n + 1) // a mark above
		}
	}
	_, was := Named(f.Was, fn.Name)
	return in && fn.Test && was
}

// Title is what people call a test by: without the groups it stands in.
func Title(name string) string {
	parts := strings.Split(name, " › ")
	return parts[len(parts)-1]
}

// TitlesOf are the titles of the tests of a file.
func TitlesOf(src *language.Source) (out []string) {
	for _, t := range src.Tests() {
		out = append(out, Title(t.Name))
	}
	return out
}

// Within is what a function does, without its head.
func Within(view []string, fn language.Func) string {
	_, rest := CutHead(view[fn.Head])
	return rest + "\n" + language.Part(view, fn.Head+1, fn.End)
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

// Calling tells whether code calls a function by its name.
func Calling(code, name string) bool {
	for rest := code; ; {
		at := strings.Index(rest, name+"(")
		if at < 0 {
			return false
		}
		if at == 0 || !regexp.InWord(rest[at-1]) {
			return true
		}
		rest = rest[at+len(name):]
	}
}

// ProductCalls are the functions that a test calls, by way of its file's own
// too, but for those that assert.
func ProductCalls(src *language.Source, fn language.Func) map[string]bool {
	out := map[string]bool{}
	for name := range language.Calls(Asserter.ReplaceAllString(Within(src.Bare, fn), "(")) {
		if !Spoken[name] && !matcher.MatchString(name) && !strings.HasPrefix(name, "assert") && !Builtins[name] {
			if own, ok := src.Named(name); ok && !own.Test && own.Start != fn.Start {
				for by := range language.Calls(language.Part(src.Bare, own.Head+1, own.End)) {
					out[by] = out[by] || !Spoken[by] && !Builtins[by]
				}
			} else {
				out[name] = true
			}
		}
	}
	return out
}

// Asserter is a call of what asserts, which is none of the product.
var Asserter = regexp.MustCompile(`\b(?:assert|require)\.\w+\(`)

// matcher is a way to say what is expected.
var matcher = regexp.MustCompile(`^to(Be|Equal|StrictEqual|Match|Contain|Have|Throw|Return|Satisfy)\w*$`)

// Builtins are what every test calls.
var Builtins = map[string]bool{"equal": true, "eql": true, "equals": true, "strictEqual": true, "deepEqual": true, "deepStrictEqual": true, "include": true, "contain": true, "throw": true, "throws": true, "rejects": true, "ok": true, "is": true, "Run": true, "len": true, "func": true, "function": true, "Helper": true, "range": true, "list": true, "dict": true, "str": true, "int": true, "enumerate": true, "Parallel": true, "Sprintf": true, "if": true, "for": true, "raises": true}

// Includes tells whether one set has all that another one has.
func Includes(have, want map[string]bool) bool {
	for w := range want {
		if want[w] && !have[w] {
			return false
		}
	}
	return true
}

// MaxHeirs bounds the tests that are held against one that went.
const MaxHeirs = 50

// Definition is what a name of a file stands for: the body of a function, or what a
// line gives it.
func Definition(src *language.Source, name string) string {
	if fn, ok := src.Named(name); ok && !fn.Test {
		return language.Part(src.Code, fn.Head, min(fn.End, fn.Head+8))
	}
	for _, l := range src.Code {
		if m := GivesTo.FindStringSubmatch(l); m != nil && m[1] == name && Indent(l) == 0 {
			return m[2]
		}
	}
	return ""
}
