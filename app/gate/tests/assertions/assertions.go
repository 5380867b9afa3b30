// Package assertions finds assertions that are gone, say less than before, hold
// always, or are no longer reached. In comes a change, out go findings; each
// speaks only of what the change brought. It keeps nothing, so a process that
// dies here judges again.
package assertions

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds assertions that are gone, say less than before, hold always,
// or are no longer reached.
func Judge(s *change.Set) ([]change.Finding, error) {
	v := suite.ValuesOf(s)
	var out []change.Finding
	for _, u := range suite.Units(s) {
		if u.Same() || suite.Retired(s, u.Was, u.Old) {
			continue
		}
		out = append(out, weakened(u, s, v)...)
		out = append(out, conditional(u)...)
		out = append(out, levelled(u, s)...)
		out = append(out, muted(u)...)
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
	return suite.Dedupe(out), nil
}

// weakened compares what a function asserted with what it asserts now.
func weakened(u suite.Unit, s *change.Set, v suite.Values) []change.Finding {
	gone, come := suite.Apart(suite.Assertions(u.Was, u.Old), asserted(u))
	var out []change.Finding
	if u.Old.Test && len(gone) > 0 && asserts(u, s) == 0 {
		return []change.Finding{u.File.At(u.Now.Head, u.Old.Name+" asserts nothing any more.")}
	}
	if at := slices.IndexFunc(gone, func(g suite.Statement) bool { return !s.Came(u.Was.Lines[g.Line]) }); at >= 0 && suite.ToEdit(s, u.Was, u.Old.Name) == asks.Forbidden {
		return []change.Finding{u.File.Gone(u.Was, gone[at].Line, u.Old.Name+" asserts something else, and people said that it stays as it is.")}
	}
	if short := cutShort(u, gone); len(short) > 0 {
		return short
	}
	out = append(out, withItself(u, s, gone, come)...)
	both, compares := comparesBoth(u, s)
	for _, g := range gone {
		if compares && regexp.HasWord(g.Text, both[0]) && regexp.HasWord(g.Text, both[1]) {
			continue
		}
		best := suite.Match(g, come)
		if at := instead(best, gone, come); at >= 0 && losesSignOf(s, g, come[at]) {
			out = append(out, u.File.At(come[at].Line, "an assertion of "+u.Old.Name+" compares without the sign."))
			continue
		}
		if at := instead(best, gone, come); at >= 0 && letsMore(u, s, g, come[at]) {
			out = append(out, u.File.At(come[at].Line, "an assertion of "+u.Old.Name+" lets pass more than it did."))
			continue
		}
		if best >= 0 && loosened(u, s, g, come[best]) {
			come = slices.Delete(slices.Clone(come), best, best+1)
			continue
		}
		part := shortened(u, g, come, v)
		switch {
		case spelledOut(g, come):
		case part >= 0 && !s.Came(u.Was.Lines[g.Line]):
			out = append(out, u.File.At(come[part].Line, "an assertion of "+u.Old.Name+" looks at a part of what it did."))
		case (best < 0 || come[best].Strength() < g.Strength()) && heldFirst(u, g, come):
		case best < 0 && (s.Came(u.Was.Lines[g.Line]) || carried(g, v) || split(u, g) || skipsAsAsked(u, s, g.Line)):
		case best < 0 && (g.Strength() == suite.SaysNothing || suite.Covered(g, come) || asksWhole(u, g, come)):
		case best < 0 && slices.ContainsFunc(come, func(c suite.Statement) bool {
			return c.Strength() >= g.Strength() && (suite.TellsAll(g, c) || listsAll(g, c))
		}):
		case best < 0 && slices.ContainsFunc(come, func(c suite.Statement) bool { return noneCalled(g, c) }):
		case best < 0 && kin(g, come) >= 0:
			come = slices.Delete(slices.Clone(come), kin(g, come), kin(g, come)+1)
		case best < 0:
			out = append(out, u.File.Gone(u.Was, g.Line, "an assertion of "+u.Old.Name+" is gone."))
		default:
			a := come[best]
			if suite.Covered(g, come) || asksWhole(u, g, come) {
				continue
			}
			come = slices.Delete(slices.Clone(come), best, best+1)
			if (ofPart(u, g, a) || patterned(u, g, a)) && g.Strength() >= suite.SaysPart {
				out = append(out, u.File.At(a.Line, "an assertion of "+u.Old.Name+" looks at a part of what it did."))
				continue
			}
			if (a.Strength() < g.Strength() || vaguer(g, a)) && !asExact(u, s, g, a) && !matchedAsAsked(s, g, a) && !noneCalled(g, a) && !besidesAny(g, a) && !givesForm(v, a) && !(unordered(s, u, g, a) && suite.Indent(u.Is.Lines[a.Line]) <= suite.Indent(u.Was.Lines[g.Line])) || awaited(g.Text) && !awaited(a.Text) {
				out = append(out, u.File.At(a.Line, "an assertion of "+u.Old.Name+" says less than it did."))
			}
		}
	}
	return out
}

// asksWhole tells whether an assertion of all there is to say is about the very
// call whose result, under a name, the one that went was about.
func asksWhole(u suite.Unit, g suite.Statement, come []suite.Statement) bool {
	for n := u.Old.Head; n < min(u.Old.End, len(u.Was.Code)); n++ {
		m := givesName.FindStringSubmatch(u.Was.Code[n])
		if m == nil || !slices.ContainsFunc(suite.Names.FindAllString(m[1], -1), func(name string) bool { return regexp.HasWord(g.Text, name) }) {
			continue
		}
		call := suite.Squeeze(strings.TrimRight(m[2], "; "))
		if len(call) > 6 && slices.ContainsFunc(come, func(c suite.Statement) bool {
			return c.Strength() == suite.SaysAll && strings.Contains(suite.Squeeze(c.Text), call)
		}) {
			return true
		}
	}
	return false
}

var givesName = regexp.MustCompile(`^\s*(?:const|let|var)?\s*([\[({]?[A-Za-z_][\w, ]*[\])}]?)\s*:?=\s*(?:await\s+)?([A-Za-z_][\w.]*\(.*\);?)\s*$`)

// besidesAny tells whether an assertion says what it said, and of further parts
// of the same that they are there.
func besidesAny(g, a suite.Statement) bool {
	rest := anyPart.ReplaceAllStringFunc(a.Text, func(part string) string {
		name, _, _ := strings.Cut(part, ":")
		if strings.Contains(g.Text, strings.TrimSpace(name)+":") {
			return part
		}
		return ""
	})
	return rest != a.Text && suite.Squeeze(rest) == suite.Squeeze(g.Text)
}

// vaguer tells whether an assertion takes anything for a part whose value it
// said before.
func vaguer(g, a suite.Statement) bool {
	return slices.ContainsFunc(anyPart.FindAllString(a.Text, -1), func(part string) bool {
		name, _, _ := strings.Cut(part, ":")
		_, value, said := strings.Cut(g.Text, strings.TrimSpace(name)+":")
		return said && strings.Count(g.Text, strings.TrimSpace(name)+":") == 1 && !anyValue.MatchString(value)
	})
}

var (
	anyValue = regexp.MustCompile(`^\s*(expect\.|(mock\.)?ANY\b)`)
	anyPart  = regexp.MustCompile(`[\w"']+\s*:\s*(?:expect\.any(?:thing)?\([^()]*\)|(?:mock\.)?ANY)\s*,?`)
)

// noneCalled tells whether an assertion says of a double that nothing called it, where
// one said that what was noted of the calls is empty.
func noneCalled(g, a suite.Statement) bool {
	return callsNone.MatchString(a.Text) && holdsNone.MatchString(strings.TrimRight(strings.TrimSpace(g.Text), "; {"))
}

var (
	callsNone = regexp.MustCompile(`\bassert_not_(called|awaited)\(\s*\)|\.not\s*\.\s*toHaveBeenCalled\(\s*\)|\btoHaveBeenCalledTimes\(\s*0\s*\)|\bAssertNotCalled\(|\bAssertNumberOfCalls\(.*,\s*0\s*\)|\bcallCount\(\)\s*,\s*0\b`)
	holdsNone = regexp.MustCompile(`(?:[,(=]\s*|==\s*)(?:\[\s*\]|0|\(\s*\))\s*\)?$|^\s*assert not \S+$|\bassertFalse\(\s*[\w.]+\s*\)$|\.(?:Empty|Zero)\(|\blen\([\w.]+\) (?:!=|>) 0$`)
)

// asExact tells whether an assertion compares numbers as closely as they can be
// told, or as people asked, where it compared them by their bits.
func asExact(u suite.Unit, s *change.Set, g, a suite.Statement) bool {
	if g.Strength() < suite.SaysShape {
		return false
	}
	m := nearBy.FindStringSubmatch(a.Text)
	if m == nil {
		return nearAsAsked(u, s, g, a)
	}
	if places, err := strconv.Atoi(m[1]); err == nil {
		return places > 5 || places > 1 && s.Speaks(suite.Inexact)
	}
	near, err := strconv.ParseFloat(suite.NumberOf(u.Is.Code, m[2]+m[3]), 64)
	asked := err == nil && near <= 0.02 && s.Speaks(suite.Inexact)
	return err == nil && near <= 1e-6 || asked && (m[2] != "" || near <= 0.001)
}

var nearBy = regexp.MustCompile(`\btoBeCloseTo\([^,]+,\s*(\d+)|\b(?:rel|abs|rel_tol|abs_tol|rtol|atol)\s*=\s*([\w.]+(?:-\d+)?)|(?:\bIn(?:Delta|Epsilon)f?\(.*,|^\s*if (?:[^;]*; )?math\.Abs\([^&|<>=]*\) >=?|^\s*assert abs\([^&|<>=]*\) <=?)\s*([\w.]+(?:-\d+)?)\s*(?:[){]\s*)?$`)

// split tells whether a new test beside this one asserts what went from it.
func split(u suite.Unit, g suite.Statement) bool {
	return slices.ContainsFunc(u.Is.Tests(), func(fn language.Func) bool {
		_, was := u.Was.Named(fn.Name)
		return !was && slices.ContainsFunc(suite.Assertions(u.Is, fn), func(a suite.Statement) bool { return a.Squeezed == g.Squeezed || says(a, g) })
	})
}

func awaited(text string) bool {
	return strings.Contains(text, "await ") && (strings.Contains(text, ".rejects") || strings.Contains(text, ".resolves")) ||
		strings.Contains(text, "return expect")
}

// listsAll tells whether an assertion spells out as many values, in the order of
// a list, as another one counted.
func listsAll(g, c suite.Statement) bool {
	count := suite.Numerals(g.Text)
	list := listed.FindString(c.Text)
	return suite.Counts.MatchString(g.Text) && len(count) == 1 && list != "" && strconv.Itoa(len(language.Literals(list))) == count[0]
}

var listed = regexp.MustCompile(`[\[{][^\[\]{}]+[\]}]`)

// spellsOut tells whether an assertion shows texts that it expects.
func spellsOut(a suite.Statement) bool {
	return slices.ContainsFunc(language.Literals(suite.Message(a.Text)), func(l string) bool { return strings.ContainsAny(l[:1], "\"'`") && !suite.Trivial(l) })
}

// kin is an assertion that says as much about something of the same name, and as
// openly.
func kin(g suite.Statement, come []suite.Statement) int {
	return slices.IndexFunc(come, func(c suite.Statement) bool {
		return c.Strength() >= g.Strength() && !(spellsOut(g) && !spellsOut(c)) && slices.ContainsFunc(suite.Word.FindAllString(language.Blanked(c.Text, ""), -1), func(w string) bool {
			return !suite.Spoken[w] && slices.Contains(suite.Word.FindAllString(g.Text, -1), w)
		})
	})
}

// carried tells whether the values of an assertion stand in a test elsewhere,
// as in a table that replaces a row of assertions.
func carried(g suite.Statement, v suite.Values) bool {
	all := language.Literals(g.Text)
	parts := slices.DeleteFunc(language.Literals(suite.Indexes.ReplaceAllString(g.Text, "")), suite.Trivial)
	missing := func(l string) bool { return !v.TestCame[suite.Unquote(l)] }
	return len(all) > 0 && !slices.ContainsFunc(all, missing) || len(parts) > 0 && g.Strength() == suite.SaysAll && !slices.ContainsFunc(parts, missing)
}
