package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var titles = regexp.MustCompile(`^\s*(?:[xf]?(it|test|describe|context|specify)(\.\w+)*\(|\w+\.Run\(|import\b|from\b|package\b|(const|var|let)\s+.*\brequire\(|@pytest\.mark\.(?:parametrize\(\s*$|skip|slow)|\w+\.(Log|Logf)\(|console\.|print\(|def |func |class |name:)`)

// Expectations finds values in tests of the base that read differently now,
// while the line around them stayed.
func Expectations(s *change.Set) ([]change.Finding, error) {
	v := valuesOf(s)
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
	for _, u := range units(s) {
		if u.same() {
			continue
		}
		if u.stronger() {
			out = slices.DeleteFunc(out, u.inputs)
			continue
		}
		out = append(out, u.vanished(s, v)...)
	}
	return dedupe(out), nil
}

// ofUsage tells whether two lines define the same option and differ in what they
// tell people of it.
func ofUsage(was, is string) bool {
	old, now := language.Literals(was), language.Literals(is)
	last := len(old) - 1
	return last > 0 && len(now) == len(old) && anOption.MatchString(was) && slices.Equal(old[:last], now[:last])
}

var anOption = regexp.MustCompile(`\bflag\.\w+\(|\badd_?(argument|option)\(.*\bhelp\s*=|\.option\(`)

// edited pairs the lines of a hunk that differ in their values alone.
func edited(s *change.Set, f *change.File, h change.Hunk, v values) []change.Finding {
	var out []change.Finding
	if reordered(s, f, h) {
		return nil
	}
	taken := map[int]bool{}
	for o := h.Old; o < h.OldEnd; o++ {
		code := f.Was.Code[o]
		shape, _ := signed(code)
		if titles.MatchString(code) || !strings.Contains(shape, "§") || s.Came(f.Was.Lines[o]) || inImports(f.Was, o) {
			continue
		}
		for n := h.New; n < h.NewEnd; n++ {
			if now, _ := signed(f.Is.Code[n]); taken[n] || now != shape || s.Went(f.Is.Lines[n]) || adjusting(f.Is.Bare[n]) {
				continue
			}
			taken[n] = true
			if f.Was.Lang.Assertion.MatchString(f.Was.Bare[o]) && grownInto(f, h, o, n) {
				break
			}
			if ofUsage(code, f.Is.Code[n]) || livesBeside(f, o, n) {
				break
			}
			if !f.Was.Lang.Assertion.MatchString(f.Was.Bare[o]) && v.reachedAnew(code, f.Is.Code[n]) {
				break
			}
			if asksMore(code, f.Is.Code[n]) > 0 || heavier(f, code, f.Is.Code[n]) {
				break
			}
			was, is := message(code), message(f.Is.Code[n])
			if changed(s, was, is, v) && !namedCase(s, code, f.Is.Code[n]) && !arranged(f, code, f.Is.Code[n]) && !setForClock(s, f, o, n) && !askedOtherwise(s, f, o, f.Is.Code[n]) && !intoRow(f, o) && !withData(s, f, was, is) && !numbersAsAsked(s, f, n, code) && !(waitsFor.MatchString(f.Is.Bare[n]) && toWait(s, f, n)) || was != is && keptByPeople(s, f, o) {
				out = append(out, f.At(n, "a value in a test of the base was edited: "+change.Clip(strings.TrimSpace(f.Was.Lines[o]))+" stood here."))
			}
			break
		}
	}
	return out
}

// numbersAsAsked tells whether a line that says how patient or exact its test is differs from
// another one in numbers alone that people want there.
func numbersAsAsked(s *change.Set, f *change.File, n int, was string) bool {
	was, is := inSeconds(was), inSeconds(f.Is.Code[n])
	old, now := figure.FindAllString(was, -1), figure.FindAllString(is, -1)
	if len(old) == 0 || outline(was) != outline(is) {
		return false
	}
	for i := range old {
		if old[i] != now[i] && !easedAsAsked(s, f, n, value(old[i]), value(now[i])) {
			return false
		}
	}
	return true
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
		if at < h.New || at >= h.NewEnd || at == n || !f.Is.Lang.Assertion.MatchString(f.Is.Bare[at]) || loosens.MatchString(f.Is.Bare[at]) {
			continue
		}
		left := was
		for _, w := range tellingTokens.FindAllString(f.Is.Code[at], -1) {
			if len(left) > 0 && w == left[0] {
				left = left[1:]
			}
		}
		if len(left) == 0 && strength(f.Is.Lang.Name, f.Is.Code[at]) >= strength(f.Was.Lang.Name, f.Was.Code[o]) {
			return true
		}
	}
	return false
}

var (
	tellingTokens = regexp.MustCompile(`[A-Za-z_]\w*|\d+(?:\.\d+)?|"[^"]*"|'[^']*'|[=!<>]=+`)
	loosens       = regexp.MustCompile(`\bor\b|\|\||\bif\b.*\belse\b|\?`)
)

// namedCase tells whether people named a row of a test, and each value that the
// row has now and had not.
func namedCase(s *change.Set, old, now string) bool {
	was := language.Literals(old)
	named := slices.ContainsFunc(was, func(l string) bool {
		v := unquote(l)
		return v != l && len(v) > 3 && letters.MatchString(v) && s.Asked(v)
	})
	return named && !slices.ContainsFunc(language.Literals(now), func(l string) bool {
		return !slices.Contains(was, l) && unquote(l) == l && !s.Asked(l)
	})
}

// arranged tells whether a test sets up by itself, in the product's settings, each
// value that a line has now and had not.
func arranged(f *change.File, old, now string) bool {
	was := language.Literals(old)
	come := slices.DeleteFunc(language.Literals(now), func(l string) bool { return slices.Contains(was, l) })
	return len(come) > 0 && !slices.ContainsFunc(come, func(l string) bool {
		return len(unquote(l)) < 4 || !slices.ContainsFunc(f.Added(), func(n int) bool {
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
	if before && in && turnsInstead(within(f.Was.Bare, was), within(f.Is.Bare, now)) {
		return true
	}
	old, is := strings.TrimSpace(f.Was.Lines[o]), strings.TrimSpace(f.Is.Lines[n])
	return slices.ContainsFunc(units(s), func(u unit) bool {
		return u.file == f && u.old.Test && turnsInstead(within(u.was.Bare, u.old), within(u.is.Bare, u.now)) &&
			(before && in && !was.Test && !now.Test || holdsLine(u.was, u.old, old) && holdsLine(u.is, u.now, is))
	})
}

// turnsInstead tells whether a test that slept turns a clock of its own in place of
// that.
func turnsInstead(old, now string) bool {
	return (turning.MatchString(now) || goesForward.MatchString(now)) && sleepsNoMore(old, now)
}

// holdsLine tells whether a function has a line, but for its indent.
func holdsLine(src *language.Source, fn language.Func, text string) bool {
	return slices.ContainsFunc(src.Lines[fn.Start:min(fn.End, len(src.Lines))], func(l string) bool { return strings.TrimSpace(l) == text })
}

// goesForward is a step that a test has its own clock take.
var goesForward = regexp.MustCompile(`(?i)\b\w*(clock|time|now|timer)\w*\.(advance|tick|step|travel|forward|elapse|add|move|set)\w*\(|\badvance\w*\(`)

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
			lines, places = append(lines, squeeze(placeIn.ReplaceAllString(l, "[]"))), append(places, at...)
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

var letters = regexp.MustCompile(`[a-z]{3}`)

func numerals(code string) []string {
	return slices.DeleteFunc(language.Literals(code), func(l string) bool { return l[0] < '0' || l[0] > '9' })
}

// inImports tells whether a line names a package in Go's list of imports.
func inImports(src *language.Source, n int) bool {
	return src.Lang.Name == "Go" && packaged.MatchString(src.Code[n])
}

var packaged = regexp.MustCompile(`^\s*([\w.]+\s+)?"[^"]*"\s*$`)

// stronger tells whether a test asserts more than it did and nothing less: what
// it is given may change then.
func (u unit) stronger() bool {
	gone, come := apart(assertions(u.was, u.old), assertions(u.is, u.now))
	more := false
	for _, g := range gone {
		best := match(g, come)
		switch {
		case best >= 0 && come[best].strength() < g.strength() && !u.retells(g, come), best < 0 && !covered(g, come) && !u.retells(g, come):
			return false
		case best < 0 || come[best].strength() != g.strength():
			more = true
		}
	}
	return more
}

// retells tells whether a test still has each value of an assertion that went,
// and asserts as much of something.
func (u unit) retells(g statement, come []statement) bool {
	now := statement{text: unescape.Replace(language.Part(u.is.Code, u.now.Start, u.now.End))}
	return tellsAll(g, now) && slices.ContainsFunc(come, func(c statement) bool { return c.strength() >= g.strength() })
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

// inputs tells whether a finding is about a line of this test that asserts
// nothing.
func (u unit) inputs(f change.Finding) bool {
	n := f.Place.Line - 1
	return f.Place.Path == u.file.Path && u.now.Start <= n && n < u.now.End && !u.is.Lang.Assertion.MatchString(u.is.Bare[n])
}

var complaint = regexp.MustCompile(`(\.(Error|Errorf|Fatal|Fatalf|Log|Logf|Skipf?)\().*`)

// message drops what a test only says to people.
func message(code string) string {
	return patience.ReplaceAllString(complaint.ReplaceAllString(code, "$1"), "")
}

// patience is an option that says how long a test waits, not what for.
var patience = regexp.MustCompile(`\b(timeout|interval|intervals|delay|poll\w*|retries|timeout_?ms)["']?\s*[:=]\s*[\d_.]+`)

func changed(s *change.Set, old, now string, v values) bool {
	_, a := signed(old)
	_, b := signed(now)
	if len(a) != len(b) {
		return false
	}
	for n := range a {
		if a[n] != b[n] && !sameText(a[n], b[n]) && !v.explainedSigned(s, a[n], b[n]) {
			return true
		}
	}
	return false
}

// sameText tells whether two values are the same text in other quotes.
func sameText(a, b string) bool {
	return strings.IndexByte("\"'", a[0]) >= 0 && strings.IndexByte("\"'", b[0]) >= 0 && unquote(a) == unquote(b)
}

// identity asks which error it is, not how it reads.
var identity = regexp.MustCompile(`\b(ErrorIs|ErrorAs|errors\.Is|errors\.As|assertIsInstance|isinstance|toBeInstanceOf|instanceOf)\(|\binstanceof\b`)

var counts = regexp.MustCompile(`\blen\(|\.length\b|toHaveLength|\.Len\(`)

// vanished finds assertions that compare with something else than the value
// they did, which stands in no test any more.
func (u unit) vanished(s *change.Set, v values) []change.Finding {
	gone, come := apart(assertions(u.was, u.old), assertions(u.is, u.now))
	var out []change.Finding
	for _, g := range gone {
		best := match(g, come)
		if best < 0 || g.strength() < come[best].strength() || covered(g, come) || retired(s, u.was, u.old) || toEdit(s, u.was, u.old.Name) == asks.Wanted || identity.MatchString(come[best].text) {
			continue
		}
		a := come[best]
		come = slices.Delete(slices.Clone(come), best, best+1)
		if a.strength() < g.strength() || !u.file.IsAdded(a.line) || slices.ContainsFunc(u.helpers(), func(fn language.Func) bool { return calling(a.text, fn.Name) }) {
			continue
		}
		if counts.MatchString(g.text) && !counts.MatchString(a.text) {
			continue // it looks at all of what it counted
		}
		old, now := language.Literals(message(g.text)), language.Literals(message(a.text))
		if fixesTime(s, u.file, u.now) {
			far := reckonedIn(u.was, u.old)
			old = slices.DeleteFunc(slices.Clone(old), func(l string) bool { return slices.Contains(far, l) })
		}
		lost := slices.DeleteFunc(slices.Clone(old), func(l string) bool {
			return slices.Contains(now, l) || trivial(l) || unquote(l) != l && asksOf(a.text, unquote(l)) || v.testCame[unquote(l)] || v.productWent[unquote(l)]
		})
		if len(lost) > 0 && len(now) < len(old) {
			out = append(out, u.file.At(a.line, "the expected value "+change.Clip(lost[0])+" of "+u.old.Name+" is gone."))
		}
	}
	return out
}
