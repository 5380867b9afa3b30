package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// vacuous finds new assertions that cannot fail.
func vacuous(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	reads := f.Is.May(readsCode)
	for _, fn := range f.Is.Funcs() {
		if !f.Touches(fn) {
			continue
		}
		for n := fn.Head; reads && fn.Test && n < min(fn.End, len(f.Is.Bare)); n++ {
			if f.IsAdded(n) && !s.Went(f.Is.Lines[n]) && readsCode.MatchString(f.Is.Bare[n]) {
				out = append(out, f.At(n, "it reads the product's code, and does not run it."))
			}
		}
		for _, a := range suite.Assertions(f.Is, fn) {
			if f.IsAdded(a.Line) && !s.Went(f.Is.Lines[a.Line]) && a.Strength() == suite.SaysNothing && !(sameThing.MatchString(a.Text) && s.Speaks(keptThing)) {
				out = append(out, f.At(a.Line, "it asserts what always holds."))
			}
		}
	}
	return out
}

// readsCode asks for the text or the bytes of what is tested.
var readsCode = regexp.MustCompile(`\bgetsource(lines|file)?\(|\.__code__\b|\b(open|Path|read_text|read_bytes|readFileSync)\(.*(\.__file__|\b(require|import\.meta)\.resolve\()`)

var (
	// sameThing asks whether two calls give one thing, which what is remembered does.
	sameThing = regexp.MustCompile(`\)\s*\)\s*\.\s*toBe\(.*\(|\b(?:strictEqual|Same|assertIs|same|is)\(.*\(.*\(|\bassert\s.*\(.*\)\s+is\s+\S.*\(`)
	keptThing = regexp.MustCompile(`\b(cach\w+|memo\w*|remember\w*|reus\w+|singletons?|intern(s|ed|ing)?|same (object|instance|reference|promise))\b`)
)

// looksAway finds new tests that throw away, or only print, what they were given.
func looksAway(f *change.File) []change.Finding {
	var out []change.Finding
	for _, fn := range f.Is.Tests() {
		if _, was := suite.Named(f.Was, fn.Name); was || !f.IsAdded(fn.Head) || f.Is.Lang.Name != "Go" || !strings.HasPrefix(fn.Name, "Test") {
			continue
		}
		body := suite.Within(f.Is.Bare, fn)
		if unread.MatchString(body) && len(suite.Assertions(f.Is, fn)) == 0 && !f.Is.Lang.Skip.MatchString(body) && !passesOn.MatchString(body) {
			out = append(out, f.At(fn.Head, fn.Name+" throws away what it was given."))
		}
	}
	return out
}

var (
	unread   = regexp.MustCompile(`(?m)\bt\.Logf?\(|^\s*_(\s*,\s*_)*\s*=`)
	passesOn = regexp.MustCompile(`\b\w+\(t\b`)
)

var (
	dropsFail = regexp.MustCompile(`^\s*except\s*(\(?\s*(AssertionError|Exception|BaseException)\b.*)?:|\bcatch\s*(\(\s*\w*\s*\))?\s*\{|suppress\(\s*(AssertionError|Exception|BaseException)|\.catch\(\s*(\(\s*\w*\s*\)|\w+)\s*=>\s*(\{\s*\}|null|undefined)|\brecover\(\)`)
	rethrows  = regexp.MustCompile(`\b(raise|throw|fail|Fail|Fatal|Error|expect|assert\w*|done)\b`)
)

// caught finds tests that catch the failure of their own assertions.
func caught(s *change.Set, f *change.File) []change.Finding {
	if !f.Is.May(dropsFail) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Bare[n]
		if !dropsFail.MatchString(text) || s.Went(f.Is.Lines[n]) {
			continue
		}
		fn, ok := f.Is.Around(n)
		if strings.Contains(text, "suppress(") {
			if _, rest, cut := strings.Cut(language.Part(f.Is.Bare, n, fn.End), "\n"); ok && cut && suite.Asserts(f.Is, n+1, n+1+strings.Count(block(text, rest), "\n")) > 0 {
				out = append(out, f.At(n, "the test catches the failure of its own assertions."))
			}
			continue
		}
		own := suite.Asserts(f.Is, fn.Start, n) > 0 || strings.Contains(text, "recover")
		if !ok || !own && !callsBack(f, fn, n) {
			continue
		}
		end := language.Part(f.Is.Bare, n, min(n+4, fn.End))
		if _, rest, cut := strings.Cut(end, "\n"); cut && !rethrows.MatchString(block(text, rest)) && (own || !keepsError.MatchString(block(text, rest))) {
			out = append(out, f.At(n, "the test catches the failure of its own assertions."))
		}
	}
	return out
}

// callsBack tells whether a helper of the base calls what it is given before line n,
// which may assert.
func callsBack(f *change.File, fn language.Func, n int) bool {
	_, had := f.Was.Named(fn.Name)
	return had && !fn.Test && slices.ContainsFunc(fn.Params, func(p string) bool { return suite.Calling(language.Part(f.Is.Bare, fn.Head+1, n), p) })
}

// keepsError hands on what was caught, or that something was.
var keepsError = regexp.MustCompile(`\breturn\b|[^=!<>]=[^=]|\.(append|push|add)\(|\+\+|\bawait\b`)

// block is what belongs to a handler: the rest of its line and the lines that
// follow up to its end.
func block(head, rest string) string {
	var b strings.Builder
	if _, tail, ok := strings.Cut(head, "{"); ok {
		b.WriteString(tail)
		if strings.Contains(tail, "}") {
			return b.String()
		}
	}
	for l := range strings.SplitSeq(rest, "\n") {
		if t := strings.TrimSpace(l); strings.HasPrefix(t, "}") || t != "" && suite.Indent(l) <= suite.Indent(head) {
			break
		}
		b.WriteString("\n" + l)
	}
	return b.String()
}
