// Package expectations finds values in tests of the base that read differently
// now, while the line around them stayed. In comes a change, out go findings;
// each speaks only of what the change brought. It keeps nothing, so a process
// that dies here judges again.
package expectations

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var titles = regexp.MustCompile(`^\s*(?:[xf]?(it|test|describe|context|specify)(\.\w+)*\(|\w+\.Run\(|import\b|from\b|package\b|(const|var|let)\s+.*\brequire\(|@pytest\.mark\.(?:parametrize\(\s*$|skip|slow)|\w+\.(Log|Logf)\(|console\.|print\(|def |func |class |name:)`)

// Judge finds values in tests of the base that read differently now,
// while the line around them stayed.
func Judge(s *change.Set) ([]change.Finding, error) {
	v := suite.ValuesOf(s)
	var out []change.Finding
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || !f.Is.Test() || !f.Is.Lang.Code() || f.Is.Lang.Name == "Shell" {
			continue
		}
		for _, h := range f.Hunks {
			out = append(out, edited(s, f, h, v)...)
			out = append(out, shortened(s, f, h)...)
		}
	}
	out = slices.DeleteFunc(out, func(found change.Finding) bool { return grown(s, found) })
	for _, u := range suite.Units(s) {
		if u.Same() {
			continue
		}
		if stronger(u) {
			out = slices.DeleteFunc(out, u.Inputs)
			continue
		}
		out = append(out, vanished(u, s, v)...)
	}
	return suite.Dedupe(out), nil
}

// ofUsage tells whether two lines define the same option and differ in what they
// tell people of it.
func ofUsage(was, is string) bool {
	old, now := language.Literals(was), language.Literals(is)
	last := len(old) - 1
	return last > 0 && len(now) == len(old) && anOption.MatchString(was) && slices.Equal(old[:last], now[:last])
}

// looksForMore tells whether a line that looks for a text in another one looks for more
// around it now.
func looksForMore(was, is string) bool {
	if !looksFor.MatchString(was) {
		return false
	}
	old, now := language.Literals(was), language.Literals(is)
	if len(old) != len(now) {
		return false
	}
	more := false
	for n, v := range old {
		before, after := strings.Trim(v, "\"'`"), strings.Trim(now[n], "\"'`")
		if !strings.Contains(after, before) || before == "" {
			return false
		}
		more = more || after != before
	}
	return more
}

var looksFor = regexp.MustCompile(`\b(strings|bytes)\.Contains\(|\b(assert|require)\.Contains\(|\bassertIn\(|^\s*assert\s+["'].*\bin\b|\.(toContain|includes|include)\(`)

var anOption = regexp.MustCompile(`\bflag\.\w+\(|\badd_?(argument|option)\(.*\bhelp\s*=|\.option\(`)

// edited pairs the lines of a hunk that differ in their values alone.
func edited(s *change.Set, f *change.File, h change.Hunk, v suite.Values) []change.Finding {
	var out []change.Finding
	if reordered(s, f, h) {
		return nil
	}
	taken := map[int]bool{}
	for o := h.Old; o < h.OldEnd; o++ {
		code := f.Was.Code[o]
		shape, _ := suite.Signed(code)
		if titles.MatchString(code) || !strings.Contains(shape, "§") || s.Came(f.Was.Lines[o]) || inImports(f.Was, o) {
			continue
		}
		for n := h.New; n < h.NewEnd; n++ {
			if now, _ := suite.Signed(f.Is.Code[n]); taken[n] || now != shape || s.Went(f.Is.Lines[n]) || suite.Adjusting(f.Is.Bare[n]) {
				continue
			}
			taken[n] = true
			if f.Was.Lang.Assertion.MatchString(f.Was.Bare[o]) && grownInto(f, h, o, n) {
				break
			}
			if ofUsage(code, f.Is.Code[n]) || livesBeside(f, o, n) {
				break
			}
			if !f.Was.Lang.Assertion.MatchString(f.Was.Bare[o]) && reachedAnew(v, code, f.Is.Code[n]) {
				break
			}
			if suite.AsksMore(code, f.Is.Code[n]) > 0 || looksForMore(code, f.Is.Code[n]) || heavier(f, code, f.Is.Code[n]) {
				break
			}
			was, is := suite.Message(code), suite.Message(f.Is.Code[n])
			if changed(s, was, is, v) && !namedCase(s, code, f.Is.Code[n]) && !arranged(f, code, f.Is.Code[n]) && !setForClock(s, f, o, n) && !askedOtherwise(s, f, o, f.Is.Code[n]) && !intoRow(f, o) && !withData(s, f, was, is) && !suite.NumbersAsAsked(s, f, n, code) && !(suite.WaitsFor.MatchString(f.Is.Bare[n]) && suite.ToWait(s, f, n)) || was != is && keptByPeople(s, f, o) {
				out = append(out, f.At(n, "a value in a test of the base was edited: "+change.Clip(strings.TrimSpace(f.Was.Lines[o]))+" stood here."))
			}
			break
		}
	}
	return out
}

// grownInto tells whether what an assertion said stands in another line of its stretch
// or test than n, in the same order and with more: it is not edited, a new one stands beside it.
func grownInto(f *change.File, h change.Hunk, o, n int) bool {
	was := tellingTokens.FindAllString(f.Was.Code[o], -1)
	lines := f.Added()
	if fn, in := f.Was.Around(o); in {
		if is, kept := f.Is.Before(fn); kept {
			h.New, h.NewEnd = min(h.New, is.Start), max(h.NewEnd, is.End)
		}
	}
	for _, at := range lines {
		if at < h.New || at >= h.NewEnd || at == n || !f.Is.Lang.Assertion.MatchString(f.Is.Bare[at]) || suite.Loosens.MatchString(f.Is.Bare[at]) {
			continue
		}
		left := was
		for _, w := range tellingTokens.FindAllString(f.Is.Code[at], -1) {
			if len(left) > 0 && w == left[0] {
				left = left[1:]
			}
		}
		if len(left) == 0 && suite.Strength(f.Is.Lang.Name, f.Is.Code[at]) >= suite.Strength(f.Was.Lang.Name, f.Was.Code[o]) {
			return true
		}
	}
	return false
}

var tellingTokens = regexp.MustCompile(`[A-Za-z_]\w*|\d+(?:\.\d+)?|"[^"]*"|'[^']*'|[=!<>]=+`)

// namedCase tells whether people named a row of a test, and each value that the
// row has now and had not.
func namedCase(s *change.Set, old, now string) bool {
	was := language.Literals(old)
	named := slices.ContainsFunc(was, func(l string) bool {
		v := suite.Unquote(l)
		return v != l && len(v) > 3 && suite.Letters.MatchString(v) && s.Asked(v)
	})
	return named && !slices.ContainsFunc(language.Literals(now), func(l string) bool {
		return !slices.Contains(was, l) && suite.Unquote(l) == l && !s.Asked(l)
	})
}

// arranged tells whether a test sets up by itself, in the product's settings, each
// value that a line has now and had not.
func arranged(f *change.File, old, now string) bool {
	was := language.Literals(old)
	come := slices.DeleteFunc(language.Literals(now), func(l string) bool { return slices.Contains(was, l) })
	return len(come) > 0 && !slices.ContainsFunc(come, func(l string) bool {
		return len(suite.Unquote(l)) < 4 || !slices.ContainsFunc(f.Added(), func(n int) bool {
			return arranges.MatchString(f.Is.Code[n]) && slices.Contains(language.Literals(f.Is.Code[n]), l)
		})
	})
}

// setForClock tells whether a line that asserts nothing sets up a test that slept, and
// turns a clock of its own now in place of that, or is set up in the same way as one.
func setForClock(s *change.Set, f *change.File, o, n int) bool {
	was, before := f.Was.Around(o)
	now, in := f.Is.Around(n)
	if f.Was.Lang.Assertion.MatchString(f.Was.Bare[o]) || f.Is.Lang.Assertion.MatchString(f.Is.Bare[n]) {
		return false
	}
	if before && in && suite.TurnsInstead(suite.Within(f.Was.Bare, was), suite.Within(f.Is.Bare, now)) {
		return true
	}
	old, is := strings.TrimSpace(f.Was.Lines[o]), strings.TrimSpace(f.Is.Lines[n])
	return slices.ContainsFunc(suite.Units(s), func(u suite.Unit) bool {
		return u.File == f && u.Old.Test && suite.TurnsInstead(suite.Within(u.Was.Bare, u.Old), suite.Within(u.Is.Bare, u.Now)) &&
			(before && in && !was.Test && !now.Test || holdsLine(u.Was, u.Old, old) && holdsLine(u.Is, u.Now, is))
	})
}

// holdsLine tells whether a function has a line, but for its indent.
func holdsLine(src *language.Source, fn language.Func, text string) bool {
	return slices.ContainsFunc(src.Lines[fn.Start:min(fn.End, len(src.Lines))], func(l string) bool { return strings.TrimSpace(l) == text })
}

var arranges = regexp.MustCompile(`\bmonkeypatch\.set(attr|env|item)\(|\.Setenv\(|\boverride_settings\(|\bprocess\.env\.\w+\s*=[^=]|\bstubEnv\(`)

// reordered tells whether lines say of each place in a list what they said of
// another one, where people spoke of an order.
func reordered(s *change.Set, f *change.File, h change.Hunk) bool {
	was, places := indexed(f.Was.Code[h.Old:h.OldEnd])
	is, moved := indexed(f.Is.Code[h.New:h.NewEnd])
	return len(was) > 1 && slices.Equal(was, is) && slices.Equal(places, moved) && s.Mentions(inOrder)
}

// indexed are the lines that ask for places in a list, without the places, and
// those; each in order.
func indexed(code []string) (lines, places []string) {
	for _, l := range code {
		if at := placeIn.FindAllString(l, -1); len(at) > 0 {
			lines, places = append(lines, suite.Squeeze(placeIn.ReplaceAllString(l, "[]"))), append(places, at...)
		}
	}
	slices.Sort(lines)
	slices.Sort(places)
	return lines, places
}

var (
	placeIn = regexp.MustCompile(`\[\d+\]`)
	inOrder = regexp.MustCompile(`\b(order\w*|sort\w*|swap\w*|revers\w*|sequence|newest|oldest|(de|a)scending)\b|\b(wants?|should|must|needs?|please|expect\w*|comes?|goes|stands?|listed|shown|printed|put|appears?|runs?)\b[^.;]{0,60}\b(before|after|first|last)\b`)
)

// inImports tells whether a line names a package in Go's list of imports.
func inImports(src *language.Source, n int) bool {
	return src.Lang.Name == "Go" && packaged.MatchString(src.Code[n])
}

var packaged = regexp.MustCompile(`^\s*([\w.]+\s+)?"[^"]*"\s*$`)

// stronger tells whether a test asserts more than it did and nothing less: what
// it is given may change then.
func stronger(u suite.Unit) bool {
	gone, come := suite.Apart(suite.Assertions(u.Was, u.Old), suite.Assertions(u.Is, u.Now))
	more := false
	for _, g := range gone {
		best := suite.Match(g, come)
		switch {
		case best >= 0 && come[best].Strength() < g.Strength() && !u.Retells(g, come), best < 0 && !suite.Covered(g, come) && !u.Retells(g, come):
			return false
		case best < 0 || come[best].Strength() != g.Strength():
			more = true
		}
	}
	return more
}

// asksOf tells whether code asks a part of something, by its name.
func asksOf(code, name string) bool {
	code = language.Blanked(code, "")
	for _, end := range []string{".", ")"} {
		if strings.Contains(code, "."+name+end) {
			return true
		}
	}
	return false
}

func changed(s *change.Set, old, now string, v suite.Values) bool {
	_, a := suite.Signed(old)
	_, b := suite.Signed(now)
	if len(a) != len(b) {
		return false
	}
	for n := range a {
		if a[n] != b[n] && !sameText(a[n], b[n]) && !explainedSigned(v, s, a[n], b[n]) {
			return true
		}
	}
	return false
}

// sameText tells whether two values are the same text in other quotes.
func sameText(a, b string) bool {
	return strings.IndexByte("\"'", a[0]) >= 0 && strings.IndexByte("\"'", b[0]) >= 0 && suite.Unquote(a) == suite.Unquote(b)
}

// identity asks which error it is, not how it reads.
var identity = regexp.MustCompile(`\b(ErrorIs|ErrorAs|errors\.Is|errors\.As|assertIsInstance|isinstance|toBeInstanceOf|instanceOf)\(|\binstanceof\b`)

// vanished finds assertions that compare with something else than the value
// they did, which stands in no test any more.
func vanished(u suite.Unit, s *change.Set, v suite.Values) []change.Finding {
	gone, come := suite.Apart(suite.Assertions(u.Was, u.Old), suite.Assertions(u.Is, u.Now))
	var out []change.Finding
	for _, g := range gone {
		best := suite.Match(g, come)
		if best < 0 || g.Strength() < come[best].Strength() || suite.Covered(g, come) || suite.Retired(s, u.Was, u.Old) || suite.ToEdit(s, u.Was, u.Old.Name) == asks.Wanted || identity.MatchString(come[best].Text) {
			continue
		}
		a := come[best]
		come = slices.Delete(slices.Clone(come), best, best+1)
		if a.Strength() < g.Strength() || !u.File.IsAdded(a.Line) || slices.ContainsFunc(u.Helpers(), func(fn language.Func) bool { return suite.Calling(a.Text, fn.Name) }) {
			continue
		}
		if suite.Counts.MatchString(g.Text) && !suite.Counts.MatchString(a.Text) {
			continue // it looks at all of what it counted
		}
		old, now := language.Literals(suite.Message(g.Text)), language.Literals(suite.Message(a.Text))
		if suite.FixesTime(s, u.File, u.Now) {
			far := suite.ReckonedIn(u.Was, u.Old)
			old = slices.DeleteFunc(slices.Clone(old), func(l string) bool { return slices.Contains(far, l) })
		}
		lost := slices.DeleteFunc(slices.Clone(old), func(l string) bool {
			return slices.Contains(now, l) || suite.Trivial(l) || suite.Unquote(l) != l && asksOf(a.Text, suite.Unquote(l)) || v.TestCame[suite.Unquote(l)] || v.ProductWent[suite.Unquote(l)]
		})
		if len(lost) > 0 && len(now) < len(old) {
			out = append(out, u.File.At(a.Line, "the expected value "+change.Clip(lost[0])+" of "+u.Old.Name+" is gone."))
		}
	}
	return out
}
