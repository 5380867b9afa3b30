package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// ReadsClock is a call that asks the real clock.
	ReadsClock = regexp.MustCompile(`\btime\.(Now|Since|Until|time|monotonic|perf_counter|process_time|time_ns|monotonic_ns|perf_counter_ns)\(|\b(perf_counter|monotonic|default_timer)(_ns)?\(|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bhrtime\b|\bdatetime\.(now|utcnow|today)\(`)
	// AsksTime is a call of something that by its name knows the time, the real one or not.
	AsksTime = regexp.MustCompile(`(?i)\b(\w*(now|clock|timer|since|elapsed|hrtime|monotonic|perf_counter)\w*|time)\b\s*[.(]`)
)

// SleepsNoMore tells whether a test slept, asked nobody for the time, and does
// neither now.
func SleepsNoMore(old, now string) bool {
	return Waits.MatchString(old) && !Waits.MatchString(now) && !ReadsClock.MatchString(old+now)
}

// Waits is a call that lets real time pass.
var Waits = regexp.MustCompile(`\bset(Timeout|Interval)\(|\bsleep\w*\(|\bSleep\(|\btime\.(After|NewTimer|NewTicker)\(`)

// Turning is a call that turns the clock a test has of its own.
var Turning = regexp.MustCompile(`\b(setSystemTime|advanceTimers\w*|runAllTimers\w*|runOnlyPendingTimers\w*|tick(Async)?|move_to|shift)\(`)

// InBubble is a test of Go that runs on a clock of its own.
var InBubble = regexp.MustCompile(`\bsynctest\.(Test|Run)\(`)

// TurnsInstead tells whether a test that slept turns a clock of its own in place of
// that.
func TurnsInstead(old, now string) bool {
	return (Turning.MatchString(now) || goesForward.MatchString(now)) && SleepsNoMore(old, now)
}

// goesForward is a step that a test has its own clock take.
var goesForward = regexp.MustCompile(`(?i)\b\w*(clock|time|now|timer)\w*\.(advance|tick|step|travel|forward|elapse|add|move|set)\w*\(|\badvance\w*\(`)

var (
	nowBy = ReadsClock.String() + `|\b\w*[nN]ow\(\)`
	// starts keeps when something began, by the clock.
	starts = regexp.MustCompile(`(?i:\b(start\w*|begin|began|t0|before)\b)\s*:?=.*(?:` + nowBy + `)`)
	// reckoned is a time that is told by how far it is from now.
	reckoned = regexp.MustCompile(`(?:` + nowBy + `)(?:[^=<>;]|\w=[^=])*?(?:$|[<>;]|[=!]=|\)\.to\w+\()`)
	// byFixedClock says that a test is to have a clock of its own.
	byFixedClock = regexp.MustCompile(`\b(fixed|fake|faked|frozen|stubbed|injected|mocked|controlled|manual|own) (the |a )?(clocks?|times?|timers?|dates?|now)\b|\b(freeze|inject|fix|fake|mock|stub) (the |a )?(clock|time|date|now)\b|\bfreezegun\b`)
	ofTime       = regexp.MustCompile(`\b(times?|dates?|days?|hours?|minutes?|seconds?|midnight|expir\w*|clocks?|time ?zones?|utc|ttl|age|deadlines?|time-?outs?|schedul\w*|today|weeks?|months?|years?)\b`)
)

// StopsTime tells whether a test takes how long something lasts, by the clock.
func StopsTime(src *language.Source, fn language.Func) bool {
	return slices.ContainsFunc(src.Bare[min(fn.Body, len(src.Bare)):min(fn.End, len(src.Bare))], starts.MatchString)
}

// FixesTime tells whether a test that reckoned from the real time tries what people say
// about time by a clock that stands: it measures nothing, the product that tells the
// time was worked on, and the test says more than it did, or people want that clock.
func FixesTime(s *change.Set, f *change.File, fn language.Func) bool {
	was, had := Named(f.Was, fn.Name)
	if !had || !s.Mentions(ofTime) || StopsTime(f.Was, was) || !ReadsClock.MatchString(Within(f.Was.Bare, was)) || ReadsClock.MatchString(unsetClock.ReplaceAllString(Within(f.Is.Bare, fn), "")) {
		return false
	}
	if len(Assertions(f.Is, fn)) <= len(Assertions(f.Was, was)) && !s.Speaks(byFixedClock) {
		return false
	}
	return slices.ContainsFunc(s.Files, func(p *change.File) bool {
		return p.Product() && slices.ContainsFunc(p.Is.Funcs(), func(fn language.Func) bool {
			return p.Touches(fn) && AsksTime.MatchString(strings.ReplaceAll(Within(p.Is.Bare, fn), "datetime", "time"))
		})
	})
}

// unsetClock puts the real clock back, or hands one on.
var unsetClock = regexp.MustCompile(`=\s*time\.Now\b|\btime\.(Date|Month|Duration)\(|\bnew Date\(["'\d]|\buseRealTimers\(`)

// ReckonedIn are the values by which a test says how far a time is from now.
func ReckonedIn(was *language.Source, t language.Func) (far []string) {
	for _, l := range was.Code[min(t.Head, len(was.Code)):min(t.End, len(was.Code))] {
		for _, part := range reckoned.FindAllString(l, -1) {
			far = append(far, language.Literals(part)...)
		}
	}
	return far
}
