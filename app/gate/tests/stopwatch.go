package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	nowBy = readsClock.String() + `|\b\w*[nN]ow\(\)`
	// starts keeps when something began, by the clock.
	starts = regexp.MustCompile(`(?i:\b(start\w*|begin|began|t0|before)\b)\s*:?=.*(?:` + nowBy + `)`)
	// reckoned is a time that is told by how far it is from now.
	reckoned = regexp.MustCompile(`(?:` + nowBy + `)(?:[^=<>;]|\w=[^=])*?(?:$|[<>;]|[=!]=|\)\.to\w+\()`)
	// byFixedClock says that a test is to have a clock of its own.
	byFixedClock = regexp.MustCompile(`\b(fixed|fake|faked|frozen|stubbed|injected|mocked|controlled|manual|own) (the |a )?(clocks?|times?|timers?|dates?|now)\b|\b(freeze|inject|fix|fake|mock|stub) (the |a )?(clock|time|date|now)\b|\bfreezegun\b`)
	ofTime       = regexp.MustCompile(`\b(times?|dates?|days?|hours?|minutes?|seconds?|midnight|expir\w*|clocks?|time ?zones?|utc|ttl|age|deadlines?|time-?outs?|schedul\w*|today|weeks?|months?|years?)\b`)
)

// stopsTime tells whether a test takes how long something lasts, by the clock.
func stopsTime(src *language.Source, fn language.Func) bool {
	return slices.ContainsFunc(src.Bare[min(fn.Body, len(src.Bare)):min(fn.End, len(src.Bare))], starts.MatchString)
}

// stopsWatch tells whether a test under a new name measures by a clock that does not go
// on, where one of its file that measured is gone.
func stopsWatch(f *change.File, fn language.Func) bool {
	return fn.Test && stopsTime(f.Is, fn) && !turning.MatchString(language.Part(f.Is.Bare, fn.Start, fn.End)) && measuredBefore(f)
}

// measuredBefore tells whether a test that is gone by its name measured.
func measuredBefore(f *change.File) bool {
	return slices.ContainsFunc(f.Was.Tests(), func(t language.Func) bool {
		_, kept := named(f.Is, t.Name)
		return !kept && stopsTime(f.Was, t)
	})
}

// allNew tells whether a file has tests and had others: none has the name of one that it had, and none of
// those measured.
func allNew(f *change.File) bool {
	return len(f.Was.Tests()) > 0 && len(f.Is.Tests()) > 0 && !measuredBefore(f) && !slices.ContainsFunc(f.Is.Tests(), func(t language.Func) bool { _, was := named(f.Was, t.Name); return was })
}

// fixesTime tells whether a test that reckoned from the real time tries what people say
// about time by a clock that stands: it measures nothing, the product that tells the
// time was worked on, and the test says more than it did, or people want that clock.
func fixesTime(s *change.Set, f *change.File, fn language.Func) bool {
	was, had := named(f.Was, fn.Name)
	if !had || !s.Mentions(ofTime) || stopsTime(f.Was, was) || !readsClock.MatchString(within(f.Was.Bare, was)) || readsClock.MatchString(unsetClock.ReplaceAllString(within(f.Is.Bare, fn), "")) {
		return false
	}
	if len(assertions(f.Is, fn)) <= len(assertions(f.Was, was)) && !s.Speaks(byFixedClock) {
		return false
	}
	return slices.ContainsFunc(s.Files, func(p *change.File) bool {
		return p.Product() && slices.ContainsFunc(p.Is.Funcs(), func(fn language.Func) bool {
			return touched(p, fn) && asksTime.MatchString(strings.ReplaceAll(within(p.Is.Bare, fn), "datetime", "time"))
		})
	})
}

// unsetClock puts the real clock back, or hands one on.
var unsetClock = regexp.MustCompile(`=\s*time\.Now\b|\btime\.(Date|Month|Duration)\(|\bnew Date\(["'\d]|\buseRealTimers\(`)

// needsNot are the values by which a test that people do not name reckons from the real
// time, and which one that says more in its place, by a time of its own, can do without.
func needsNot(s *change.Set, f *change.File, t language.Func, h heir) []string {
	now := within(h.file.Is.Bare, h.fn)
	if !readsClock.MatchString(within(f.Was.Bare, t)) || readsClock.MatchString(now) && !strings.Contains(now, "synctest.") || s.Asked(title(t.Name)) || len(assertions(h.file.Is, h.fn)) <= len(assertions(f.Was, t)) {
		return nil
	}
	return reckonedIn(f.Was, t)
}

// reckonedIn are the values by which a test says how far a time is from now.
func reckonedIn(was *language.Source, t language.Func) (far []string) {
	for _, l := range was.Code[min(t.Head, len(was.Code)):min(t.End, len(was.Code))] {
		for _, part := range reckoned.FindAllString(l, -1) {
			far = append(far, language.Literals(part)...)
		}
	}
	return far
}
