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
	reading     = suite.ReadsClock.String()
	keptReading = regexp.MustCompile(`(?:^|[^\w.])((?:\w+\.)*\*?#?\w+)\s*(?::[^=\n]+)?(?:(?:\?\?|\|\||:)?=\s*[^=\n]*(?:` + reading + `|\btime\.Now\b)|\.(?:Store|set|Set)\(\s*[^\n]*(?:` + reading + `))`)
	givenBack   = regexp.MustCompile(`(?:\breturn\s+|=>\s*)\(?\*?((?:\w+\.)*#?\w+)(?:\.(?:Load|Get|get|value|current)\b[^\n;]*|(?:\s*(?:\?\?|\|\||or)=?\s[^\n]*))?\)?\s*;?\s*\}?\s*$`)
	remembers   = regexp.MustCompile(`\b(?:lru_cache|functools\.cache|cache|cached|cached_property|memoi[sz]ed?)\b(?:\([^()]*\))*\s*\(?|\bsync\.OnceValues?\(|\b_?\.?(?:memoi[sz]e(?:One|d)?|once|memo)\(`)
	toRemember  = regexp.MustCompile(`\b(?:clocks?|times?|now|timestamps?)\b[^.\n]{0,60}\b(?:cach\w+|memoi\w+|(?:read|taken|asked) (?:only )?once|once per|frozen|freez\w+|coarse\w*)\b|\b(?:cach\w+|memoi\w+|(?:read|take|ask) (?:only )?once|freez\w+|coarse\w*)\b[^.\n]{0,60}\b(?:clocks?|times?|now|timestamps?)\b`)
)

// frozen finds functions of the product that tell the time and now tell one that they
// keep: those that asked the clock each time, and those that came in the place of lines
// which did.
func frozen(s *change.Set, f *change.File) []change.Finding {
	if f.Is.Test() || f.New == "" || !slices.ContainsFunc(clockWords, f.Is.Holds) || s.Speaks(toRemember) {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if !f.Touches(fn) {
			continue
		}
		was, had := f.Was.Before(fn)
		told := wholeText(f.Is, fn)
		if had {
			told = wholeText(f.Was, was)
		}
		if !slices.ContainsFunc(clockWords, func(w string) bool { return strings.Contains(told, w) }) || !keepsReading(f.Is, fn) {
			continue
		}
		if had && suite.ReadsClock.MatchString(wholeText(f.Was, was)) && !keepsReading(f.Was, was) || !had && fn.Name != "" && inPlaceOfClock(s, fn.Name) {
			out = append(out, f.At(fn.Head, fn.Name+" keeps the time that it told once."))
		}
	}
	for _, n := range f.Added() {
		text := f.Is.Bare[n]
		if m := clockByName.FindStringSubmatch(text); m != nil && remembers.MatchString(text) && !s.Went(f.Is.Lines[n]) && clockValueAny.MatchString(text) && (slices.ContainsFunc(f.Was.Funcs(), func(fn language.Func) bool { return fn.Name == m[1] }) || slices.ContainsFunc(f.Was.Bare, func(l string) bool { return defined(strings.TrimSpace(l), m[1]) }) || inPlaceOfClock(s, m[1])) {
			out = append(out, f.At(n, m[1]+" keeps the time that it told once."))
		}
	}
	return out
}

var (
	clockByName   = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|let\s+|var\s+)?(\w+)\s*(?:[\w.()\[\]]+\s*)?:?=\s*`)
	clockValueAny = regexp.MustCompile(`\btime\.(?:Now|time|monotonic|perf_counter)\b|\b(?:Date|performance)\.now\b|\bdatetime\.(?:now|utcnow)\b`)
)

// wholeText is a function with the marks above it and its head.
func wholeText(src *language.Source, fn language.Func) string {
	return language.Part(src.Bare, fn.Start, max(fn.End, fn.Head+1))
}

// keepsReading tells whether a function gives back something that outlives it and holds
// what the clock said, to it or to its file.
func keepsReading(src *language.Source, fn language.Func) bool {
	text := wholeText(src, fn)
	if fn.Start < fn.Head && remembers.MatchString(language.Part(src.Bare, fn.Start, fn.Head)) && suite.ReadsClock.MatchString(text) {
		return true
	}
	_, body := suite.CutHead(src.Bare[fn.Head])
	body += "\n" + language.Part(src.Bare, fn.Head+1, fn.End)
	kept, from := map[string]bool{}, body
	if !suite.ReadsClock.MatchString(text) {
		from = strings.Join(src.Bare, "\n") // somebody else keeps it
	}
	for _, m := range keptReading.FindAllStringSubmatch(from, -1) {
		if name := strings.TrimLeft(m[1], "*"); !ownIn(src, body, name) && !slices.Contains(fn.Params, name) {
			kept[name] = true
		}
	}
	if len(kept) == 0 {
		return false
	}
	for l := range strings.SplitSeq(body+"\n"+src.Bare[fn.Head], "\n") {
		if m := givenBack.FindStringSubmatch(l); m != nil && kept[m[1]] || m != nil && kept[beforeLast(m[1])] {
			return true
		}
	}
	return false
}

// beforeLast is what a dotted name is a part of.
func beforeLast(name string) string {
	if n := strings.LastIndexByte(name, '.'); n > 0 {
		return name[:n]
	}
	return name
}

// ownIn tells whether a name is one of a function's own.
func ownIn(src *language.Source, body, name string) bool {
	if strings.Contains(name, ".") {
		return false
	}
	at := regexp.QuoteMeta(name)
	switch src.Lang.Name {
	case "Go":
		return regexp.MustCompile(`\b` + at + `(\s*,\s*\w+)*\s*:=|\bvar\s+` + at + `\b`).MatchString(body)
	case "Python":
		if !regexp.MustCompile(`(^|\n)\s*` + at + `\s*(:[^=\n]+)?=[^=]`).MatchString(body) {
			return false
		}
		return !regexp.MustCompile(`\b(global|nonlocal)\b[^\n]*\b` + at + `\b`).MatchString(body)
	}
	return regexp.MustCompile(`\b(const|let|var)\s+` + at + `\b`).MatchString(body)
}

// inPlaceOfClock tells whether a line that calls a function came where one stood that
// asked the clock.
func inPlaceOfClock(s *change.Set, name string) bool {
	return slices.ContainsFunc(s.Files, func(p *change.File) bool {
		return p.Product() && slices.ContainsFunc(p.Hunks, func(h change.Hunk) bool {
			return slices.ContainsFunc(p.Was.Bare[h.Old:h.OldEnd], suite.ReadsClock.MatchString) && slices.ContainsFunc(p.Is.Bare[h.New:h.NewEnd], func(l string) bool {
				return strings.Contains(l, name+"(") && !strings.Contains(l, "func ") && !strings.Contains(l, "def ") && !strings.Contains(l, "function ")
			})
		})
	})
}
