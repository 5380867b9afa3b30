package swallowed

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// fellSilent finds functions that told of failures and tell of none, nor call
// anything new that does; people may ask for that.
func fellSilent(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		was, had := f.Was.Before(fn)
		if !had || !f.Touches(fn) || !told(f.Was, was) || told(f.Is, fn) || handsOver(f.Is, fn) || product.UnwrittenBody(f.Was, was) {
			continue
		}
		if mayFallSilent(s, f, was) || convertsInstead(f, was, fn) {
			continue
		}
		body, old := product.Inside(f.Is, fn), product.Inside(f.Was, was)
		handed := slices.ContainsFunc(callee.FindAllStringSubmatch(body, -1), func(m []string) bool {
			return !slices.ContainsFunc(callee.FindAllStringSubmatch(old, -1), func(o []string) bool { return o[1] == m[1] }) // something new may tell
		})
		if !handed && strings.TrimSpace(body) != "" {
			out = append(out, f.At(fn.Head, fn.Name+" told of failures, and tells of none now."))
		}
	}
	return out
}

func told(src *language.Source, fn language.Func) bool {
	return slices.ContainsFunc(src.Bare[fn.Head:min(fn.End, len(src.Bare))], failing.MatchString)
}

// handsOver tells whether a function answers with what another one gives, a
// failure among it: in a language that throws, outside of all handlers.
func handsOver(src *language.Source, fn language.Func) bool {
	for n := fn.Head; n < min(fn.End, len(src.Bare)); n++ {
		if handsBack.MatchString(src.Bare[n]) && (src.Lang.Name == "Go" || guardedBy(src, fn) && product.IndentOf(src.Bare[n]) <= product.IndentOf(src.Bare[fn.Body])) {
			return true
		}
	}
	return false
}

// guardedBy tells whether a function has a handler.
func guardedBy(src *language.Source, fn language.Func) bool {
	return slices.ContainsFunc(src.Bare[fn.Head:min(fn.End, len(src.Bare))], func(l string) bool { return product.Narrow.MatchString(l) || product.Catches.MatchString(l) })
}

var handsBack = regexp.MustCompile(`\breturn\b.*\w\(.*\)\s*[};]*$`)

var (
	failing = regexp.MustCompile(`\braise\b|\bthrow\b|\breturn\b.*\b(err\w*|fmt\.Errorf|errors\.\w+|\w*Err[A-Z]\w*|Err[A-Z]\w*)\b|\bpanic\(|\breject\(|\braise_for_status\(|\bcheck\s*=\s*True\b`)
	// spares are the ways to say that something is no failure.
	spares = regexp.MustCompile(`instead of (an? )?(\w+ )?(rais|throw|fail|error|panic|crash)|(must|should|may|need)( not|n't|n’t) (raise|throw|fail|panic|crash|be an error)|no longer (raise|throw|fail|panic|crash)|rather than (rais|throw|fail)|(^|\b(should|must|may|can|could|shall|will|to|be|please|just|then|simply|and|silently|or|we|instead|are now|is now) )(be )?(ignor|skip|tolera)|\blenient|\bforgiv|\bfall(s|ing)? ?back`)
	// standsFor is a value that may stand for what there is none of.
	standsFor = regexp.MustCompile(`\b(none|null|undefined|nil|empty \w+|false|zero|0|default\w*)\b`)
	forThat   = regexp.MustCompile(`\b(should|shall|must|may|can|will|to|are|is|be|return\w*|give\w*|mean\w*|count\w*|treat\w*|taken|use\w*|read\w*|becom\w*|instead|just|simply|please)\b`)
	breaks    = regexp.MustCompile(`\b(crash(es)?|throws|raises|panics|fails|dies)\b`)
)

// testFails is a sentence about a test or a check that fails.
var testFails = regexp.MustCompile(`\b(tests?|test\w*|checks?|ci|suite|build|lint\w*|pytest|npm|make)\b[^.;,]{0,40}\b(crash(es)?|throws|raises|panics|fails|dies)\b`)

// convertsInstead tells whether a function of Python lost a guard in whose place nothing
// came, and makes something of its input by a call that raises by itself.
func convertsInstead(f *change.File, was, is language.Func) bool {
	return f.Is.Lang.Name == "Python" && raising.MatchString(product.Inside(f.Is, is)) && !slices.ContainsFunc(f.Hunks, func(h change.Hunk) bool {
		return h.Old < was.End && h.OldEnd > was.Start && h.New < h.NewEnd
	})
}

var raising = regexp.MustCompile(`\b(int|float|Decimal|Fraction|UUID|fromisoformat|strptime|loads|ip_address)\(`)

// mayFallSilent tells whether people say that what a function of the base told of is no
// failure: in words about it, or that it fails, by its name.
func mayFallSilent(s *change.Set, f *change.File, was language.Func) bool {
	name := strings.ToLower(was.Name)
	words := topics(f, was)
	about := func(text string) bool {
		return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
	}
	before := ""
	for _, text := range s.Sentences() {
		fails := breaks.MatchString(text) && !testFails.MatchString(text)
		if fails && slices.Contains(nameIn.FindAllString(text, -1), name) {
			return true
		}
		if (spares.MatchString(text) || standsFor.MatchString(text) && forThat.MatchString(text)) && (about(text) || about(before)) {
			return true
		}
		if before = ""; fails {
			before = text
		}
	}
	return false
}

// topics are what a function is about, in its name, that of its type and file, and in
// the words by which it told of failures; each cut to its stem.
func topics(f *change.File, was language.Func) (out []string) {
	text := was.Name + " " + was.Owner + " " + strings.TrimSuffix(f.Base(), path.Ext(f.Path))
	for n := was.Head; n < min(was.End, len(f.Was.Code)); n++ {
		if failing.MatchString(f.Was.Bare[n]) || n > was.Head && failing.MatchString(f.Was.Bare[min(n+1, len(f.Was.Bare)-1)]) {
			text += " " + f.Was.Code[n]
		}
	}
	for _, w := range nameIn.FindAllString(inCamel.ReplaceAllString(strings.ReplaceAll(text, "_", " "), "$1 $2"), -1) {
		if w = strings.ToLower(w); len(w) > 2 && !wordless[w] {
			out = append(out, w[:min(len(w), 6)])
		}
	}
	return out
}

var (
	nameIn  = regexp.MustCompile(`[A-Za-z_]\w*`)
	inCamel = regexp.MustCompile(`([a-z0-9])([A-Z])`)
	// wordless are words of code, and of failures, that tell of no topic.
	wordless = map[string]bool{"raise": true, "throw": true, "new": true, "return": true, "error": true, "errors": true, "valueerror": true, "value": true, "typeerror": true, "type": true, "fmt": true, "errorf": true, "nil": true, "none": true, "null": true, "err": true, "not": true, "the": true, "for": true, "and": true, "panic": true, "exception": true, "invalid": true, "func": true, "def": true, "self": true, "this": true, "index": true, "main": true, "init": true, "test": true, "get": true, "set": true}
)
