package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var goBlank = regexp.MustCompile(`^\s*(\w+(?:\s*,\s*\w+)*)\s*,\s*_\s*:?=\s*([\w.]+)\(`)

var (
	callee  = regexp.MustCompile(`([A-Za-z_][\w.]*)\(`)
	chained = regexp.MustCompile(`\)\.\w+\(`) // what is thrown away is not of the first call
	ignores = regexp.MustCompile(`^\s*(?:_(?:\s*,\s*_)*\s*=\s*)?([\w.]+)\(.*\)\s*$`)
)

// handling is a place where a function meets an error.
type handling struct {
	line int
	key  string // what failed, or what is caught
	name string // of the error
	body string
}

// handlings are the guards and handlers of a function.
func handlings(src *language.Source, fn language.Func) []handling {
	var out []handling
	for n := fn.Head; n < min(fn.End, len(src.Bare)); n++ {
		text := src.Bare[n]
		switch src.Lang.Name {
		case "Go":
			m := product.GoGuard.FindStringSubmatch(text)
			if m == nil {
				continue
			}
			from := text
			for up := n - 1; !strings.Contains(from, "=") || !callee.MatchString(from); up-- {
				if up < max(fn.Head, n-4) {
					break
				}
				from = src.Bare[up]
			}
			if c := callee.FindStringSubmatch(from); c != nil {
				out = append(out, handling{n, c[1], m[1], handler(src, n)})
			}
		case "Python":
			if product.Narrow.MatchString(text) {
				out = append(out, handling{n, strings.Join(strings.Fields(boundAs.ReplaceAllString(text, "")), ""), boundName(text), pyBody(src, n)})
			}
		case "JavaScript":
			if m := product.Catches.FindStringSubmatch(text); m != nil {
				out = append(out, handling{n, "catch", m[1], handler(src, n)})
			}
		}
	}
	return out
}

// givesUp tells whether a handler does no more than to write a log and to go
// on.
func (h handling) givesUp() bool {
	return !product.Passes.MatchString(h.body) && !turnsDown.MatchString(h.body) && dropsAll(product.Muted(h.body), h.name)
}

// forgets tells whether a handler does the same for every error, and tells none
// of them.
func (h handling) forgets() bool {
	return h.name != "" && !product.Passes.MatchString(h.body) && !turnsDown.MatchString(h.body) && !regexp.HasWord(product.Muted(h.body), h.name)
}

// otherErrors says that errors are still to be told, but for some.
var otherErrors = regexp.MustCompile(`\b(every|any|all)\s+other\s+(error|failure|exception)s?\b|\bother\s+(errors|failures|exceptions)\b[^.]*\b(still|must|should|remain\w*)\b`)

// demoted finds errors that a function told its callers of and that it writes
// into a log at most, now.
func demoted(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" {
		return nil
	}
	var out []change.Finding
	others := s.Mentions(otherErrors)
	for _, fn := range f.Is.Funcs() {
		was, had := before(f, fn)
		if !had || !f.Touches(fn) {
			continue
		}
		var old []handling
		for n, h := range handlings(f.Is, fn) {
			if n == 0 {
				old = handlings(f.Was, was)
			}
			h.body = untold(f.Is, fn, h)
			if !h.givesUp() && !(others && h.forgets()) || !touchesLines(f, h.line, h.line+1+strings.Count(strings.TrimSpace(h.body), "\n")+1) {
				continue
			}
			told := slices.ContainsFunc(old, func(o handling) bool {
				return o.key == h.key && (product.Passes.MatchString(o.body) || turnsDown.MatchString(o.body))
			})
			kept := slices.ContainsFunc(old, func(o handling) bool { return o.key == h.key && o.givesUp() })
			unheard := unawaited.MatchString(product.Inside(f.Was, was)) && s.Speaks(intoLog)
			around := !unheard && h.givesUp() && f.IsAdded(h.line) && wraps(f, h.line) && (f.Is.Lang.Name == "JavaScript" || wide.MatchString(f.Is.Bare[h.line]))
			if (told || around) && !kept && !passesAsAsked(s, f, h.line) {
				out = append(out, f.At(h.line, "an error that callers were told of goes into a log at most."))
			}
		}
	}
	return append(append(out, unchecked(f)...), onlyWell(f)...)
}

// unawaited is a callback whose rejection reaches no caller.
var unawaited = regexp.MustCompile(`\.(?:forEach|on|once|addEventListener)\((?:[^()]*,)?\s*async\b|\bset(?:Timeout|Interval)\(\s*async\b`)

// intoLog says that what fails is to be logged.
var intoLog = regexp.MustCompile(`\b(log|logs|logged|logging)\b`)

// turnsDown answers a request with a failure.
var turnsDown = regexp.MustCompile(`\bhttp\.Error\(|\bWriteHeader\((http\.Status(Bad|Internal|Not|Service|Too|Un|Conf|Forb|Gate)\w+|[45]\d\d)|\.(status|sendStatus|writeHead)\([45]\d\d|\bstatus(_code)?["']?\s*[:=]\s*[45]\d\d|\babort\([45]\d\d`)

// untold is the body of a handler without what it collects, other than the error,
// and its function neither gives nor tells.
func untold(src *language.Source, fn language.Func, h handling) string {
	if !strings.Contains(h.body, "append(") && !strings.Contains(h.body, ".push(") && !strings.Contains(h.body, ".add(") && !strings.Contains(h.body, "+=") {
		return h.body
	}
	m := gathers.FindStringSubmatch(h.body)
	if m == nil || regexp.HasWord(m[4], h.name) {
		return h.body
	}
	name := m[1] + m[2] + m[3]
	if slices.ContainsFunc(src.Bare[fn.Body:min(fn.End, len(src.Bare))], func(l string) bool { return regexp.HasWord(l, name) && givesOut.MatchString(l) }) {
		return h.body
	}
	return strings.Replace(h.body, m[0], "", 1)
}

var (
	gathers  = regexp.MustCompile(`(?m)^\s*(?:(\w+)\s*=\s*append\(\w+,|(\w+)\.(?:push|append|add)\(|(\w+)\s*\+=)([^\n]*)$`)
	givesOut = regexp.MustCompile(`\b(return|yield|raise|throw|panic)\b|=>\s*[^{]|\bcallback\(|\bresolve\(`)
)

// onlyWell finds code of Go that told of an error, and now asks only whether
// there is none.
func onlyWell(f *change.File) []change.Finding {
	if f.Is.Lang.Name != "Go" {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if !strings.Contains(f.Is.Bare[n], "== nil") {
			continue
		}
		m := goWell.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || !wentGuard(f, m[1]) {
			continue
		}
		fn, _ := f.Is.Around(n)
		end := n + 1 + strings.Count(handler(f.Is, n), "\n")
		rest := language.Part(f.Is.Bare, n+1, min(end+3, fn.End))
		if !regexp.HasWord(rest, m[1]) && !strings.Contains(rest, "else") {
			out = append(out, f.At(n, "an error that was told before is dropped."))
		}
	}
	return out
}

// wentGuard tells whether a guard that told of an error went.
func wentGuard(f *change.File, name string) bool {
	return slices.ContainsFunc(f.Removed(), func(o int) bool {
		m := product.GoGuard.FindStringSubmatch(f.Was.Bare[o])
		return m != nil && m[1] == name && product.Passes.MatchString(handler(f.Was, o))
	})
}

var goWell = regexp.MustCompile(`^\s*if\s+(?:[^;{]*;\s*)?(err\w*|\w*Err)\s*==\s*nil\b.*\{`)

// touchesLines tells whether the change wrote between two lines, or took out of
// them.
func touchesLines(f *change.File, from, to int) bool {
	return slices.ContainsFunc(f.Hunks, func(h change.Hunk) bool {
		return h.New < to && h.NewEnd > from || h.New == h.NewEnd && from < h.New && h.New < to
	})
}

// unchecked finds calls of Go whose error was looked at and is thrown away now.
func unchecked(f *change.File) []change.Finding {
	if f.Is.Lang.Name != "Go" {
		return nil
	}
	var out []change.Finding
	removed := f.Removed()
	for _, n := range f.Added() {
		text := f.Is.Bare[n]
		name := ""
		if m := goBlank.FindStringSubmatch(text); m != nil {
			name = m[2]
		} else if m := ignores.FindStringSubmatch(text); m != nil {
			name = m[1]
		}
		if name == "" || chained.MatchString(text) {
			continue
		}
		fn, _ := f.Is.Around(n)
		looked := func(src *language.Source) func(int) bool {
			re := regexp.MustCompile(`\b\w*[eE]rr\w*\s*:?=\s*` + regexp.QuoteMeta(name) + `\(|return\s.*\b` + regexp.QuoteMeta(name) + `\(`)
			return func(o int) bool {
				around, _ := src.Around(o)
				return around.Name == fn.Name && re.MatchString(src.Bare[o])
			}
		}
		if slices.ContainsFunc(removed, looked(f.Was)) && !slices.ContainsFunc(f.Added(), looked(f.Is)) {
			out = append(out, f.At(n, "an error that was looked at before is thrown away."))
		}
	}
	return out
}

var settled = regexp.MustCompile(`\ballSettled\(`)

// unsettled finds promises whose rejection counted and is not looked at now.
func unsettled(f *change.File) []change.Finding {
	if !f.Is.May(settled) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if !settled.MatchString(f.Is.Bare[n]) {
			continue
		}
		fn, ok := f.Is.Around(n)
		was, had := before(f, fn)
		counted := strings.Contains(f.Was.Text, "Promise.all(") || had && strings.Contains(product.Inside(f.Was, was), "await ")
		if body := language.Part(f.Is.Code, fn.Start, fn.End); ok && counted && !strings.Contains(body, "rejected") && !strings.Contains(body, "reason") {
			out = append(out, f.At(n, "a rejected promise is dropped."))
		}
	}
	return out
}
