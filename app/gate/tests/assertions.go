package tests

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Assertions finds assertions that are gone, say less than before, hold always,
// or are no longer reached.
func Assertions(s *change.Set) ([]change.Finding, error) {
	v := valuesOf(s)
	var out []change.Finding
	for _, u := range units(s) {
		if u.same() || retired(s, u.was, u.old) {
			continue
		}
		out = append(out, u.weakened(s, v)...)
		out = append(out, u.conditional()...)
		out = append(out, u.levelled(s)...)
		out = append(out, u.muted()...)
	}
	for _, f := range s.Files {
		if f.Is.Test() && f.New != f.Old {
			out = append(out, vacuous(s, f)...)
			out = append(out, unheeded(s, f)...)
			out = append(out, looksAway(f)...)
			out = append(out, caught(s, f)...)
			out = append(out, wider(s, f)...)
			out = append(out, overlooks(s, f)...)
			out = append(out, narrower(s, f)...)
		}
	}
	return dedupe(out), nil
}

// weakened compares what a function asserted with what it asserts now.
func (u unit) weakened(s *change.Set, v values) []change.Finding {
	gone, come := apart(assertions(u.was, u.old), u.asserted())
	var out []change.Finding
	if u.old.Test && len(gone) > 0 && u.asserts(s) == 0 {
		return []change.Finding{u.file.At(u.now.Head, u.old.Name+" asserts nothing any more.")}
	}
	if at := slices.IndexFunc(gone, func(g statement) bool { return !s.Came(u.was.Lines[g.line]) }); at >= 0 && toEdit(s, u.was, u.old.Name) == asks.Forbidden {
		return []change.Finding{u.file.Gone(u.was, gone[at].line, u.old.Name+" asserts something else, and people said that it stays as it is.")}
	}
	if short := u.cutShort(gone); len(short) > 0 {
		return short
	}
	out = append(out, u.withItself(s, gone, come)...)
	both, compares := u.comparesBoth(s)
	for _, g := range gone {
		if compares && regexp.HasWord(g.text, both[0]) && regexp.HasWord(g.text, both[1]) {
			continue
		}
		best := match(g, come)
		if at := instead(best, gone, come); at >= 0 && losesSignOf(s, g, come[at]) {
			out = append(out, u.file.At(come[at].line, "an assertion of "+u.old.Name+" compares without the sign."))
			continue
		}
		if at := instead(best, gone, come); at >= 0 && u.letsMore(s, g, come[at]) {
			out = append(out, u.file.At(come[at].line, "an assertion of "+u.old.Name+" lets pass more than it did."))
			continue
		}
		if best >= 0 && u.loosened(s, g, come[best]) {
			come = slices.Delete(slices.Clone(come), best, best+1)
			continue
		}
		part := u.shortened(g, come, v)
		switch {
		case spelledOut(g, come):
		case part >= 0 && !s.Came(u.was.Lines[g.line]):
			out = append(out, u.file.At(come[part].line, "an assertion of "+u.old.Name+" looks at a part of what it did."))
		case (best < 0 || come[best].strength() < g.strength()) && u.heldFirst(g, come):
		case best < 0 && (s.Came(u.was.Lines[g.line]) || carried(g, v) || u.split(g) || u.skipsAsAsked(s, g.line)):
		case best < 0 && (g.strength() == saysNothing || covered(g, come) || u.asksWhole(g, come)):
		case best < 0 && slices.ContainsFunc(come, func(c statement) bool { return c.strength() >= g.strength() && (tellsAll(g, c) || listsAll(g, c)) }):
		case best < 0 && slices.ContainsFunc(come, func(c statement) bool { return noneCalled(g, c) }):
		case best < 0 && kin(g, come) >= 0:
			come = slices.Delete(slices.Clone(come), kin(g, come), kin(g, come)+1)
		case best < 0:
			out = append(out, u.file.Gone(u.was, g.line, "an assertion of "+u.old.Name+" is gone."))
		default:
			a := come[best]
			if covered(g, come) || u.asksWhole(g, come) {
				continue
			}
			come = slices.Delete(slices.Clone(come), best, best+1)
			if (u.ofPart(g, a) || u.patterned(g, a)) && g.strength() >= saysPart {
				out = append(out, u.file.At(a.line, "an assertion of "+u.old.Name+" looks at a part of what it did."))
				continue
			}
			if (a.strength() < g.strength() || vaguer(g, a)) && !u.asExact(s, g, a) && !matchedAsAsked(s, g, a) && !noneCalled(g, a) && !besidesAny(g, a) && !v.givesForm(a) && !(unordered(s, u, g, a) && indent(u.is.Lines[a.line]) <= indent(u.was.Lines[g.line])) || awaited(g.text) && !awaited(a.text) {
				out = append(out, u.file.At(a.line, "an assertion of "+u.old.Name+" says less than it did."))
			}
		}
	}
	return out
}

// asksWhole tells whether an assertion of all there is to say is about the very
// call whose result, under a name, the one that went was about.
func (u unit) asksWhole(g statement, come []statement) bool {
	for n := u.old.Head; n < min(u.old.End, len(u.was.Code)); n++ {
		m := givesName.FindStringSubmatch(u.was.Code[n])
		if m == nil || !slices.ContainsFunc(names.FindAllString(m[1], -1), func(name string) bool { return regexp.HasWord(g.text, name) }) {
			continue
		}
		call := squeeze(strings.TrimRight(m[2], "; "))
		if len(call) > 6 && slices.ContainsFunc(come, func(c statement) bool { return c.strength() == saysAll && strings.Contains(squeeze(c.text), call) }) {
			return true
		}
	}
	return false
}

var (
	names     = regexp.MustCompile(`\b[A-Za-z_]\w*`)
	givesName = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([\[({]?[A-Za-z_][\w, ]*[\])}]?)\s*:?=\s*(?:await\s+)?([A-Za-z_][\w.]*\(.*\);?)\s*$`)
)

// besidesAny tells whether an assertion says what it said, and of further parts
// of the same that they are there.
func besidesAny(g, a statement) bool {
	rest := anyPart.ReplaceAllStringFunc(a.text, func(part string) string {
		name, _, _ := strings.Cut(part, ":")
		if strings.Contains(g.text, strings.TrimSpace(name)+":") {
			return part
		}
		return ""
	})
	return rest != a.text && squeeze(rest) == squeeze(g.text)
}

// vaguer tells whether an assertion takes anything for a part whose value it
// said before.
func vaguer(g, a statement) bool {
	return slices.ContainsFunc(anyPart.FindAllString(a.text, -1), func(part string) bool {
		name, _, _ := strings.Cut(part, ":")
		_, value, said := strings.Cut(g.text, strings.TrimSpace(name)+":")
		return said && strings.Count(g.text, strings.TrimSpace(name)+":") == 1 && !anyValue.MatchString(value)
	})
}

var anyValue = regexp.MustCompile(`^\s*(expect\.|(mock\.)?ANY\b)`)

var anyPart = regexp.MustCompile(`[\w"']+\s*:\s*(?:expect\.any(?:thing)?\([^()]*\)|(?:mock\.)?ANY)\s*,?`)

// noneCalled tells whether an assertion says of a double that nothing called it, where
// one said that what was noted of the calls is empty.
func noneCalled(g, a statement) bool {
	return callsNone.MatchString(a.text) && holdsNone.MatchString(strings.TrimRight(strings.TrimSpace(g.text), "; {"))
}

var (
	callsNone = regexp.MustCompile(`\bassert_not_(called|awaited)\(\s*\)|\.not\s*\.\s*toHaveBeenCalled\(\s*\)|\btoHaveBeenCalledTimes\(\s*0\s*\)|\bAssertNotCalled\(|\bAssertNumberOfCalls\(.*,\s*0\s*\)|\bcallCount\(\)\s*,\s*0\b`)
	holdsNone = regexp.MustCompile(`(?:[,(=]\s*|==\s*)(?:\[\s*\]|0|\(\s*\))\s*\)?$|^\s*assert not \S+$|\bassertFalse\(\s*[\w.]+\s*\)$|\.(?:Empty|Zero)\(|\blen\([\w.]+\) (?:!=|>) 0$`)
)

// asExact tells whether an assertion compares numbers as closely as they can be
// told, or as people asked, where it compared them by their bits.
func (u unit) asExact(s *change.Set, g, a statement) bool {
	if g.strength() < saysShape {
		return false
	}
	m := nearBy.FindStringSubmatch(a.text)
	if m == nil {
		return u.nearAsAsked(s, g, a)
	}
	if places, err := strconv.Atoi(m[1]); err == nil {
		return places > 5 || places > 1 && s.Speaks(inexact)
	}
	near, err := strconv.ParseFloat(numberOf(u.is.Code, m[2]+m[3]), 64)
	asked := err == nil && near <= 0.02 && s.Speaks(inexact)
	return err == nil && near <= 1e-6 || asked && (m[2] != "" || near <= 0.001)
}

var (
	nearBy  = regexp.MustCompile(`\btoBeCloseTo\([^,]+,\s*(\d+)|\b(?:rel|abs|rel_tol|abs_tol|rtol|atol)\s*=\s*([\w.]+(?:-\d+)?)|(?:\bIn(?:Delta|Epsilon)f?\(.*,|^\s*if (?:[^;]*; )?math\.Abs\([^&|<>=]*\) >=?|^\s*assert abs\([^&|<>=]*\) <=?)\s*([\w.]+(?:-\d+)?)\s*(?:[){]\s*)?$`)
	inexact = regexp.MustCompile(`\b(toleran\w*|deltas?|within|approximate\w*|round\w*|epsilon|nearly|close\w*|digits?|per ?cent|exact\w*|floats?|floating|precision)\b|%`)
)

// covered tells whether an assertion compares the whole of something of which
// the one that went compared a part.
func covered(g statement, come []statement) bool {
	if subject := subjectOf(g.text); subject != "" && g.strength() < saysAll && slices.ContainsFunc(come, func(c statement) bool {
		return c.strength() == saysAll && subjectOf(c.text) == subject
	}) {
		return true
	}
	for _, w := range partsOf.FindAllStringSubmatch(g.text, -1) {
		if spoken[w[1]] && w[1] != "expected" && w[1] != "got" && w[1] != "want" && w[1] != "result" && w[1] != "actual" {
			continue
		}
		whole := sync.OnceValue(func() *regexp.Regexp {
			return regexp.MustCompile(`(^|[^.\w])` + regexp.QuoteMeta(w[1]) + `($|[^.\w\[(])`)
		})
		if slices.ContainsFunc(come, func(c statement) bool {
			return strings.Contains(c.text, w[1]) && c.strength() == saysAll && whole().MatchString(c.text)
		}) {
			return true
		}
	}
	return false
}

// subjectOf is what an assertion is about.
func subjectOf(text string) string {
	if m := subject.FindStringSubmatch(text); m != nil {
		return squeeze(m[1] + m[2] + m[3])
	}
	return ""
}

var subject = regexp.MustCompile(`\bexpect\(\s*([\w.\[\]]+)\s*\)|^\s*assert\s+([\w.\[\]]+)\s*(?:==|in\b|is\b|$)|\b(?:assert\w*|self\.assert\w*|(?:assert|require|t)\.\w+)\((?:t,\s*)?([\w.\[\]]+)\s*,`)

var partsOf = regexp.MustCompile(`\b([A-Za-z_]\w*)(?:\[|\.get\(|\.\w+\b)`)

// split tells whether a new test beside this one asserts what went from it.
func (u unit) split(g statement) bool {
	return slices.ContainsFunc(u.is.Tests(), func(fn language.Func) bool {
		_, was := u.was.Named(fn.Name)
		return !was && slices.ContainsFunc(assertions(u.is, fn), func(a statement) bool { return a.squeezed == g.squeezed || says(a, g) })
	})
}

func awaited(text string) bool {
	return strings.Contains(text, "await ") && (strings.Contains(text, ".rejects") || strings.Contains(text, ".resolves")) ||
		strings.Contains(text, "return expect")
}

// apart are the statements of one side that the other does not have.
func apart(old, now []statement) (gone, come []statement) {
	count := map[string]int{}
	for _, n := range now {
		count[n.squeezed]++
	}
	for _, o := range old {
		if count[o.squeezed]--; count[o.squeezed] < 0 {
			gone = append(gone, o)
		}
	}
	clear(count)
	for _, o := range old {
		count[o.squeezed]++
	}
	for _, n := range now {
		if count[n.squeezed]--; count[n.squeezed] < 0 {
			come = append(come, n)
		}
	}
	return gone, come
}

var tokens = regexp.MustCompile(`[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e-?\d+)?`)

// match is the assertion that most likely stands where one was; -1 for none.
func match(g statement, come []statement) int {
	best, most := -1, 0.34
	want := tokens.FindAllString(g.text, -1)
	for n, c := range come {
		have := tokens.FindAllString(c.text, -1)
		common := 0
		for _, w := range want {
			if slices.Contains(have, w) {
				common++
			}
		}
		r := float64(common) / float64(max(len(want), len(have), 1))
		if c.strength() > g.strength() {
			r = min(r*1.3, 0.99) // what says more stands for what said less, but not before its equal
		}
		if r > most {
			best, most = n, r
		}
	}
	return best
}

// tellsAll tells whether an assertion has each value of another one, whole or as
// a part of a text.
func tellsAll(g, c statement) bool {
	some := false
	for _, l := range language.Literals(indexes.ReplaceAllString(g.text, "")) {
		if !trivial(l) {
			some = true
			if !strings.Contains(c.text, unquote(l)) {
				return false
			}
		}
	}
	return some
}

// listsAll tells whether an assertion spells out as many values, in the order of
// a list, as another one counted.
func listsAll(g, c statement) bool {
	count := numerals(g.text)
	list := listed.FindString(c.text)
	return counts.MatchString(g.text) && len(count) == 1 && list != "" && strconv.Itoa(len(language.Literals(list))) == count[0]
}

var listed = regexp.MustCompile(`[\[{][^\[\]{}]+[\]}]`)

// spellsOut tells whether an assertion shows texts that it expects.
func spellsOut(a statement) bool {
	return slices.ContainsFunc(language.Literals(message(a.text)), func(l string) bool { return strings.ContainsAny(l[:1], "\"'`") && !trivial(l) })
}

// kin is an assertion that says as much about something of the same name, and as
// openly.
func kin(g statement, come []statement) int {
	return slices.IndexFunc(come, func(c statement) bool {
		return c.strength() >= g.strength() && !(spellsOut(g) && !spellsOut(c)) && slices.ContainsFunc(word.FindAllString(language.Blanked(c.text, ""), -1), func(w string) bool {
			return !spoken[w] && slices.Contains(word.FindAllString(g.text, -1), w)
		})
	})
}

// spoken are the words that every assertion has.
var spoken = map[string]bool{
	"assert": true, "self": true, "assertEqual": true, "expect": true, "toBe": true, "toEqual": true, "assertTrue": true, "require": true,
	"Equal": true, "got": true, "want": true, "err": true, "Errorf": true, "Fatalf": true, "Error": true, "Fatal": true, "nil": true,
	"result": true, "actual": true, "expected": true, "toStrictEqual": true, "len": true, "None": true, "not": true, "True": true,
}

// carried tells whether the values of an assertion stand in a test elsewhere,
// as in a table that replaces a row of assertions.
func carried(g statement, v values) bool {
	all := language.Literals(g.text)
	parts := slices.DeleteFunc(language.Literals(indexes.ReplaceAllString(g.text, "")), trivial)
	missing := func(l string) bool { return !v.testCame[unquote(l)] }
	return len(all) > 0 && !slices.ContainsFunc(all, missing) || len(parts) > 0 && g.strength() == saysAll && !slices.ContainsFunc(parts, missing)
}

var indexes = regexp.MustCompile(`\[-?\d+\]`)

// dedupe keeps one finding for each place.
func dedupe(all []change.Finding) []change.Finding {
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(f change.Finding) bool {
		key := f.Place.Path + "\x00" + f.Place.Bytes + "\x00" + f.Reason
		defer func() { seen[key] = true }()
		return seen[key]
	})
}
