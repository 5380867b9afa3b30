// Package clock finds clocks and timers that are not what they were. In comes a
// change, out go findings; each speaks only of what the change brought. It keeps
// nothing, so a process that dies here judges again.
package clock

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	clocks = []change.Pattern{
		{In: change.Code, Any: []string{"time", "Date", "performance", "hrtime", "Timeout", "Interval", "synchronize", "linkname", "perf_counter", "monotonic", "default_timer", "Timer()", "b.N"}, Re: regexp.MustCompile(`\b(time|datetime|timeit|asyncio|_time)\.(time|sleep|perf_counter|monotonic|process_time|time_ns|perf_counter_ns|monotonic_ns|default_timer|timeit|datetime)\s*=[^=]|\bDate(\.now|\.prototype\.getTime)?\s*=[^=]|\bperformance(\.now)?\s*=[^=]|\bprocess\.hrtime(\.bigint)?\s*=[^=]|\b(global|globalThis|window)\.(setTimeout|setInterval|setImmediate|Date|performance|queueMicrotask)\s*=[^=]|\bsynchronize\s*=\s*(lambda|\()|\bdefineProperty\(\s*(performance|Date|process|globalThis|global|window)\s*,\s*["'](now|hrtime|setTimeout|setInterval|Date|performance)["']|^//go:linkname\s+\S*(now|nanotime|Sleep)|\bsetattr\(\s*_?(time|timeit|datetime)\s*,|^\s*(perf_counter|monotonic|time_ns|process_time|perf_counter_ns|default_timer)\s*=[^=]|^\s*def\s+(perf_counter|monotonic|time_ns|process_time)\(|\b[bB]\.(StopTimer|ResetTimer)\(\)|\bb\.N\s*=[^=]`), Say: "it replaces a clock or timer."},
		{In: change.Code, Any: []string{".Truncate(", ".Round("}, Re: regexp.MustCompile(`\btime\.(Now\(\)|Since\(\w+\))\.(Truncate|Round)\((\d+\s*\*\s*)?time\.(Minute|Hour)`), Say: "it tells the time in coarse steps."},
		{In: change.Lines, Any: []string{"go:linkname"}, Re: regexp.MustCompile(`^//go:linkname\b`), Say: "it reaches into another package behind the compiler's back."},
	}
	redefined = change.Pattern{In: change.Code, Any: []string{"defineProperty", "defineProperties", "Reflect.set", "Object.assign"}, Re: regexp.MustCompile(`\b(defineProperty|defineProperties|Reflect\.set|Object\.assign)\(\s*((globalThis|window|global|self)\.)?(performance|Date)\b`), Say: "it replaces what tells the time."}
	// What gives all tests another clock, those of the base too.
	everywhere = []change.Pattern{
		{In: change.Code, Any: []string{"enableGlobally", "timers", "faketime"}, Re: regexp.MustCompile(`\benableGlobally["']?\s*:\s*true|["']?\btimers["']?\s*:\s*["'](fake|modern|legacy)["']|\bfaketime\b|libfaketime`), Say: "all tests live by another clock now."},
	}
	faked = []change.Pattern{
		{In: change.Bare, Any: []string{"ow = ", "lock = ", "leep = ", "ince = ", "fter = ", "SystemTime", "ick = ", "lapsed = "}, Re: regexp.MustCompile(`^\s*(\w+\.)?\w*([nN]ow|[cC]lock|[sS]leep|[sS]ince|[aA]fter|[tT]ick|[eE]lapsed)\w*\s*=\s*func\s*\(|\bsetSystemTime\(`), Say: "a test of the base lives by another clock now."},
		{In: change.Code, Any: []string{"time", "Timers", "freeze", "clock", "Date", "travel", "performance", "setInterval"}, Re: regexp.MustCompile(`\b(patch|setattr)\(\s*["'](time|timeit|datetime)\.|\bpatch\.object\(\s*(time|timeit)\b|\bsetattr\(\s*(time|timeit)\s*,|\b(jest|vi)\.useFakeTimers\(|@?freeze_time\(|\btime_machine\.travel\(|\bsinon\.useFakeTimers\(|\bmock\.timers\.enable\(|\bFakeTimers\.install\(|\b(spyOn|stub|replace|replaceProperty|method)\(\s*(Date|performance|global|globalThis|window)\s*,\s*["'](now|setTimeout|setInterval)["']|\bstubGlobal\(\s*["'](Date|performance|setTimeout|setInterval|setImmediate|queueMicrotask)["']`), Say: "a test of the base lives by another clock now."},
	}
)

// Judge finds clocks and timers that are not what they were. A new test may
// have a clock of its own.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New != "" && (suite.Configures(f) || language.IsScript(f.Path) || suite.Runs(f.Path)) {
			out = append(out, s.Scan(f, everywhere)...)
		}
		if f.New == "" || !f.Is.Lang.Code() {
			continue
		}
		for _, found := range s.Scan(f, append(slices.Clip(clocks), redefined)) {
			if resetFirst(f.Is, found.Place.Line-1) || pausesAlone(f, found.Place.Line-1) {
				continue
			}
			if fn, in := outermost(f.Is, found.Place.Line-1); in && f.Is.Test() {
				if _, was := f.Was.Named(fn.Name); !was && (offered(s, f, fn) || fn.Test && undone.MatchString(f.Is.Code[found.Place.Line-1])) {
					continue
				}
			}
			out = append(out, found)
		}
		out = append(out, bubbled(s, f)...)
		out = append(out, stopped(f)...)
		out = append(out, frozen(s, f)...)
		out = append(out, scaled(f)...)
		out = append(out, shortened(s, f)...)
		out = append(out, coarse(s, f)...)
		out = append(out, meddled(s, f)...)
		out = append(out, retold(s, f)...)
		for _, found := range append(s.Scan(f, faked), split(s, f)...) {
			n := found.Place.Line - 1
			fn, in := f.Is.Around(n)
			if !f.Is.Test() && !(in && fn.Name == "init") {
				continue
			}
			if in && (fn.Name == "init" || fn.Name == "TestMain") {
				out = append(out, found)
				continue
			}
			if in {
				if _, was := f.Was.Named(fn.Name); !was && (fn.Test || offered(s, f, fn)) {
					if stopsWatch(f, fn) {
						out = append(out, found)
					}
					continue
				}
			}
			if allNew(f) || in && suite.FixesTime(s, f, fn) || ownGroup(f, n) || in && (turnsItself(f, fn) || notesWaits(f, fn, n)) || !in && turnedByTests(f) || in && handsOutClock(s, f, fn) || waitsAnew(s, f) || s.Mentions(tiedToClock) || suite.ShownIn(s, f.Is.Code[n], nil) {
				continue
			}
			if f.From != "" || f.Base() == "conftest.py" || (suite.Loads(s, f) || takenIn(s, f)) && (!in || strings.Contains(language.Part(f.Is.Bare, fn.Start, fn.Head), "autouse")) {
				out = append(out, found)
			}
		}
	}
	return suite.Dedupe(out), nil
}

// undone is a replacement that ends with the test that asked for it.
var undone = regexp.MustCompile(`\b(monkeypatch|mocker|mp)\.`)

// takenIn tells whether a test file of the base came to take in another one, for what it
// does when it is.
func takenIn(s *change.Set, f *change.File) bool {
	stem, _, _ := strings.Cut(f.Base(), ".")
	return slices.ContainsFunc(s.Files, func(o *change.File) bool {
		return o.From != "" && o.Is.Test() && strings.Contains(o.Is.Text, stem) && slices.ContainsFunc(o.Added(), func(n int) bool {
			return takesIn.MatchString(o.Is.Code[n]) && regexp.HasWord(o.Is.Code[n], stem)
		})
	})
}

var takesIn = regexp.MustCompile(`^\s*(import|from)\b|\brequire\(`)

// outermost is the function that holds line n and stands in no other one.
func outermost(src *language.Source, n int) (language.Func, bool) {
	for _, fn := range src.Funcs() {
		if fn.Start <= n && n < fn.End {
			return fn, true
		}
	}
	return language.Func{}, false
}

// split finds replacements of a clock whose call goes on in the line that names
// it.
func split(s *change.Set, f *change.File) (out []change.Finding) {
	if !f.Is.May(splitCall) {
		return nil
	}
	for _, n := range f.Added() {
		if n > 0 && splitName.MatchString(f.Is.Code[n]) && splitCall.MatchString(f.Is.Bare[n-1]) && !s.Went(f.Is.Lines[n]) {
			out = append(out, f.At(n, "a test of the base lives by another clock now."))
		}
	}
	return out
}

var (
	splitCall = regexp.MustCompile(`\b(setattr|patch(\.object)?|spyOn)\(\s*$`)
	splitName = regexp.MustCompile(`^\s*(_?(time|timeit|datetime|performance|Date)\s*,|["'](time|timeit|datetime)\.)`)
)

// pausesAlone tells whether a benchmark of the base stops its timer for a part of
// its work that is not what it measured: all that it called then is still called
// while the timer goes.
func pausesAlone(f *change.File, n int) bool {
	fn, in := f.Is.Around(n)
	was, had := f.Was.Named(fn.Name)
	if !in || !had || strings.TrimSpace(f.Is.Code[n]) != "b.StopTimer()" {
		return false
	}
	measured, stopped := map[string]bool{}, false
	for at := fn.Body; at < min(fn.End, len(f.Is.Bare)); at++ {
		text := strings.TrimSpace(f.Is.Bare[at])
		if stopped = stopped && text != "b.StartTimer()" || text == "b.StopTimer()"; !stopped {
			for name := range language.Calls(text) {
				measured[name] = true
			}
		}
	}
	return len(suite.ProductCalls(f.Was, was)) > 0 && suite.Includes(measured, suite.ProductCalls(f.Was, was))
}

// resetFirst tells whether a line sets the timer of a benchmark to nothing right
// before the loop that is measured.
func resetFirst(src *language.Source, n int) bool {
	if strings.TrimSpace(src.Code[n]) != "b.ResetTimer()" {
		return false
	}
	for next := n + 1; next < len(src.Code); next++ {
		if text := strings.TrimSpace(src.Code[next]); text != "" && text != "b.ReportAllocs()" {
			return strings.HasPrefix(text, "for ") && strings.Contains(text, "b.N")
		}
	}
	return false
}

var (
	keepsTime  = regexp.MustCompile(`(?i)(now|clock|tick|stamp|elapsed|took|timer|time|since|measure)`)
	clockWords = []string{"time", "perf_counter", "monotonic", "Date", "performance"} // one of them stands in what suite.ReadsClock finds
)

// coarse finds clocks of the product that tell the time in steps of a second at
// least, whose length has a name.
func coarse(s *change.Set, f *change.File) []change.Finding {
	if f.Is.Test() || !f.Holds(".Truncate(", ".Round(", "ow()", "time()", "monotonic()", "perf_counter()") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if !strings.Contains(f.Is.Code[n], "()") && !strings.Contains(f.Is.Code[n], "Since(") {
			continue
		}
		m := inSteps.FindStringSubmatch(f.Is.Code[n])
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		if step := m[1] + m[2] + m[3]; slices.ContainsFunc(f.Is.Code, func(l string) bool {
			name, value, ok := strings.Cut(l, "=")
			return ok && regexp.HasWord(name, step) && longStep.MatchString(value)
		}) {
			out = append(out, f.At(n, "it tells the time in coarse steps."))
		}
	}
	return out
}

var (
	inSteps  = regexp.MustCompile(`\btime\.(?:Now\(\)|Since\(\w+\))\.(?:Truncate|Round)\(([A-Za-z_]\w*)\)|\bMath\.(?:floor|round|trunc)\(\s*(?:Date|performance)\.now\(\)\s*/\s*([A-Za-z_]\w*)\s*\)\s*\*|\b(?:time|monotonic|perf_counter)\(\)\s*//\s*([A-Za-z_]\w*)\s*\)?\s*\*`)
	longStep = regexp.MustCompile(`time\.(Second|Minute|Hour)|^\s*\d{1,3}(_?000)+\b|^\s*[1-9]\d*(\.0)?\s*(#.*)?$`)
)

// stopped finds functions that told the time by the clock and do no more, nor
// ask anything else for it.
func stopped(f *change.File) []change.Finding {
	if f.From == "" || f.Is.Test() || !slices.ContainsFunc(clockWords, func(w string) bool { return strings.Contains(f.Was.Text, w) }) {
		return nil
	}
	var out []change.Finding
	for _, was := range f.Was.Funcs() {
		is, there := f.Is.Named(was.Name)
		if !there || !keepsTime.MatchString(was.Name) {
			continue
		}
		old := strings.Join(f.Was.Bare[was.Head:min(was.End, len(f.Was.Bare))], "\n")
		now := strings.Join(f.Is.Bare[is.Head:min(max(is.End, is.Head+1), len(f.Is.Bare))], "\n")
		_, now, _ = strings.Cut(now, was.Name)
		switch {
		case !suite.ReadsClock.MatchString(old):
		case !suite.ReadsClock.MatchString(now) && !suite.AsksTime.MatchString(goUnits.ReplaceAllString(now, "")):
			out = append(out, f.At(is.Head, was.Name+" told the time and does so no more."))
		case len(reckons.FindAllString(now, -1)) > len(reckons.FindAllString(old, -1)) || multiplies(f.Is, now) && !multiplies(f.Was, old):
			out = append(out, f.At(is.Head, was.Name+" told the time and takes something off it now."))
		}
	}
	return out
}

// reckons is arithmetic with a number or a constant.
var reckons = regexp.MustCompile(`[\w)]\s*[-*/%]=?\s*(\d|[a-z]\w*\b\s*$|[A-Z][A-Z_]+\b)|\b(min|max)\(`)

var goUnits = regexp.MustCompile(`\btime\.[A-Z]\w*`)
