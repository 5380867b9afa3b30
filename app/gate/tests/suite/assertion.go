package suite

import (
	"slices"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Statement is one assertion with everything that belongs to it.
type Statement struct {
	Line     int
	Text     string // its code
	Squeezed string
	Strength func() int
}

// Assertions are those of a function: what can fail it, and under which
// condition where the language asserts by one.
func Assertions(src *language.Source, fn language.Func) []Statement {
	if src.Lang.Assertion == nil {
		return nil
	}
	type within struct{ start, end int }
	return slices.Clone(language.Fact(&src.Facts, within{fn.Start, fn.End}, func() []Statement { return asserting(src, fn) }))
}

func asserting(src *language.Source, fn language.Func) []Statement {
	re := src.Lang.Assertion
	var out []Statement
	for n := fn.Start; n < min(fn.End, len(src.Code)); n++ {
		if n == fn.Head && !fn.Test {
			continue
		}
		if !re.MatchString(src.Bare[n]) {
			continue
		}
		text, end := Whole(src, n, fn.End)
		if src.Lang.Name == "Go" {
			text = guarded(src, n, fn, text)
		}
		st := Statement{n, text, Squeeze(text), sync.OnceValue(func() int { return Strength(src.Lang.Name, text) })}
		if k := len(out); k == 0 || out[k-1].Squeezed != st.Squeezed || end > n {
			out = append(out, st)
		}
		n = max(n, end)
	}
	return out
}

// guarded is the condition under which Go code complains.
func guarded(src *language.Source, n int, fn language.Func, text string) string {
	if !Complains.MatchString(text) {
		return text
	}
	for up := n; up >= max(fn.Start, n-6); up-- {
		head := strings.TrimSpace(src.Code[up])
		if strings.HasPrefix(head, "if ") || strings.HasPrefix(head, "} else") || strings.HasPrefix(head, "case ") || strings.HasPrefix(head, "default:") {
			if i := strings.Index(head, "{"); i > 0 && up == n {
				head = head[:i]
			}
			return head
		}
	}
	return text
}

// Asserts counts the lines of a stretch that assert something.
func Asserts(src *language.Source, from, to int) int {
	count := 0
	for n := from; n < min(to, len(src.Bare)); n++ {
		if src.Lang.Assertion != nil && src.Lang.Assertion.MatchString(src.Bare[n]) {
			count++
		}
	}
	return count
}

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

var (
	subject = regexp.MustCompile(`\bexpect\(\s*([\w.\[\]]+)\s*\)|^\s*assert\s+([\w.\[\]]+)\s*(?:==|in\b|is\b|$)|\b(?:assert\w*|self\.assert\w*|(?:assert|require|t)\.\w+)\((?:t,\s*)?([\w.\[\]]+)\s*,`)
	partsOf = regexp.MustCompile(`\b([A-Za-z_]\w*)(?:\[|\.get\(|\.\w+\b)`)
)

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

// Loosens lets one of several things do in an expression.
var Loosens = regexp.MustCompile(`\bor\b|\|\||\bif\b.*\belse\b|\?`)

// Counts asks how many there are of something.
var Counts = regexp.MustCompile(`\blen\(|\.length\b|toHaveLength|\.Len\(`)

// Dedupe keeps one finding for each place.
func Dedupe(all []change.Finding) []change.Finding {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(f change.Finding) bool {
		key := f.Place.Path + "\x00" + f.Place.Bytes + "\x00" + f.Reason
		defer func() { seen[key] = true }()
		return seen[key]
	})
}
