package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MaxHeirs bounds the tests that are held against one that went.
const MaxHeirs = 50

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

// Within is what a function does, without its head.
func Within(view []string, fn language.Func) string {
	_, rest := CutHead(view[fn.Head])
	return rest + "\n" + language.Part(view, fn.Head+1, fn.End)
}

// Builtins are what every test calls.
var Builtins = map[string]bool{"equal": true, "eql": true, "equals": true, "strictEqual": true, "deepEqual": true, "deepStrictEqual": true, "include": true, "contain": true, "throw": true, "throws": true, "rejects": true, "ok": true, "is": true, "Run": true, "len": true, "func": true, "function": true, "Helper": true, "range": true, "list": true, "dict": true, "str": true, "int": true, "enumerate": true, "Parallel": true, "Sprintf": true, "if": true, "for": true, "raises": true}

func Includes(have, want map[string]bool) bool {
	for w := range want {
		if want[w] && !have[w] {
			return false
		}
	}
	return true
}
