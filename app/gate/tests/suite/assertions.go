package suite

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var Names = regexp.MustCompile(`\b[A-Za-z_]\w*`)

var Inexact = regexp.MustCompile(`\b(toleran\w*|deltas?|within|approximate\w*|round\w*|epsilon|nearly|close\w*|digits?|per ?cent|exact\w*|floats?|floating|precision)\b|%`)

// Covered tells whether an assertion compares the whole of something of which
// the one that went compared a part.
func Covered(g Statement, come []Statement) bool {
	if subject := subjectOf(g.Text); subject != "" && g.Strength() < SaysAll && slices.ContainsFunc(come, func(c Statement) bool {
		return c.Strength() == SaysAll && subjectOf(c.Text) == subject
	}) {
		return true
	}
	for _, w := range partsOf.FindAllStringSubmatch(g.Text, -1) {
		if Spoken[w[1]] && w[1] != "expected" && w[1] != "got" && w[1] != "want" && w[1] != "result" && w[1] != "actual" {
			continue
		}
		whole := sync.OnceValue(func() *regexp.Regexp {
			return regexp.MustCompile(`(^|[^.\w])` + regexp.QuoteMeta(w[1]) + `($|[^.\w\[(])`)
		})
		if slices.ContainsFunc(come, func(c Statement) bool {
			return strings.Contains(c.Text, w[1]) && c.Strength() == SaysAll && whole().MatchString(c.Text)
		}) {
			return true
		}
	}
	return false
}

// subjectOf is what an assertion is about.
func subjectOf(text string) string {
	if m := subject.FindStringSubmatch(text); m != nil {
		return Squeeze(m[1] + m[2] + m[3])
	}
	return ""
}

var subject = regexp.MustCompile(`\bexpect\(\s*([\w.\[\]]+)\s*\)|^\s*assert\s+([\w.\[\]]+)\s*(?:==|in\b|is\b|$)|\b(?:assert\w*|self\.assert\w*|(?:assert|require|t)\.\w+)\((?:t,\s*)?([\w.\[\]]+)\s*,`)

var partsOf = regexp.MustCompile(`\b([A-Za-z_]\w*)(?:\[|\.get\(|\.\w+\b)`)

// Apart are the statements of one side that the other does not have.
func Apart(old, now []Statement) (gone, come []Statement) {
	count := map[string]int{}
	for _, n := range now {
		count[n.Squeezed]++
	}
	for _, o := range old {
		if count[o.Squeezed]--; count[o.Squeezed] < 0 {
			gone = append(gone, o)
		}
	}
	clear(count)
	for _, o := range old {
		count[o.Squeezed]++
	}
	for _, n := range now {
		if count[n.Squeezed]--; count[n.Squeezed] < 0 {
			come = append(come, n)
		}
	}
	return gone, come
}

var Tokens = regexp.MustCompile(`[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e-?\d+)?`)

// Match is the assertion that most likely stands where one was; -1 for none.
func Match(g Statement, come []Statement) int {
	best, most := -1, 0.34
	want := Tokens.FindAllString(g.Text, -1)
	for n, c := range come {
		have := Tokens.FindAllString(c.Text, -1)
		common := 0
		for _, w := range want {
			if slices.Contains(have, w) {
				common++
			}
		}
		r := float64(common) / float64(max(len(want), len(have), 1))
		if c.Strength() > g.Strength() {
			r = min(r*1.3, 0.99) // what says more stands for what said less, but not before its equal
		}
		if r > most {
			best, most = n, r
		}
	}
	return best
}

// TellsAll tells whether an assertion has each value of another one, whole or as
// a part of a text.
func TellsAll(g, c Statement) bool {
	some := false
	for _, l := range language.Literals(Indexes.ReplaceAllString(g.Text, "")) {
		if !Trivial(l) {
			some = true
			if !strings.Contains(c.Text, Unquote(l)) {
				return false
			}
		}
	}
	return some
}

// Spoken are the words that every assertion has.
var Spoken = map[string]bool{
	"assert": true, "self": true, "assertEqual": true, "expect": true, "toBe": true, "toEqual": true, "assertTrue": true, "require": true,
	"Equal": true, "got": true, "want": true, "err": true, "Errorf": true, "Fatalf": true, "Error": true, "Fatal": true, "nil": true,
	"result": true, "actual": true, "expected": true, "toStrictEqual": true, "len": true, "None": true, "not": true, "True": true,
}

var Indexes = regexp.MustCompile(`\[-?\d+\]`)

// Dedupe keeps one finding for each place.
func Dedupe(all []change.Finding) []change.Finding {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(f change.Finding) bool {
		key := f.Place.Path + "\x00" + f.Place.Bytes + "\x00" + f.Reason
		defer func() { seen[key] = true }()
		return seen[key]
	})
}
