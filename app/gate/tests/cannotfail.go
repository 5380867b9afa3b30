package tests

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// tupled tells whether an assertion of Python is of a tuple, which always holds: of what
// it means to compare, and the words to say if not.
func tupled(flat string) bool {
	rest, ok := strings.CutPrefix(strings.TrimSpace(flat), "assert")
	rest = strings.TrimSpace(rest)
	if !ok || !strings.HasPrefix(rest, "(") {
		return false
	}
	depth, comma := 0, false
	for n := 0; n < len(rest); n++ {
		switch c := rest[n]; c {
		case '"', '\'':
			for n++; n < len(rest) && rest[n] != c; n++ {
				if rest[n] == '\\' {
					n++
				}
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return comma && n == len(rest)-1
			}
		case ',':
			comma = comma || depth == 1
		}
	}
	return false
}

var (
	ofPromise = regexp.MustCompile(`^\s*expect\(.*\)\s*\.\s*(?:resolves|rejects)\b|^\s*expect\([^()]*(?:\([^()]*\)[^()]*)*\)\s*\.\s*(?:resolves|rejects)\b`)
	goesInto  = regexp.MustCompile(`(?:\b(?:await|return)|[=(\[,?:&|]|=>)\s*$`)
	later     = regexp.MustCompile(`\b(setTimeout|setImmediate|queueMicrotask|process\.nextTick|time\.AfterFunc|threading\.Timer|Timer|call_later|call_soon)\(`)
	waitedFor = regexp.MustCompile(`\bawait\b|\bnew Promise\b|\bdone\b|[uU]seFakeTimers|\badvanceTimers|\brun(All|OnlyPending)|\.tick\w*\(|\bflush\w*\(|\bclock\.|<-|\bWait\(|\bSleep\(|\.join\(|\bsleep\(|\brun_until_complete\(|\bresolve\b`)
)

// unheeded finds assertions whose failure nobody waits for: of a promise that is left to
// itself, or in what a timer runs when the test is over.
func unheeded(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, fn := range f.Is.Tests() {
		if !touched(f, fn) {
			continue
		}
		for _, a := range assertions(f.Is, fn) {
			switch {
			case f.Is.Lang.Name == "JavaScript" && f.IsAdded(a.line) && !s.Went(f.Is.Lines[a.line]) && ofPromise.MatchString(a.text) && !strings.Contains(a.text, ".then(") && !goesInto.MatchString(lineAbove(f.Is, a.line)):
				out = append(out, f.At(a.line, "the assertion is of a promise that nobody waits for."))
			case a.line > fn.Head && inTimer(f, fn, a.line):
				out = append(out, f.At(a.line, "the assertion is made when the test is over."))
			}
		}
	}
	return out
}

// lineAbove is the code of the last line above one that has some.
func lineAbove(src *language.Source, n int) string {
	for n--; n >= 0; n-- {
		if l := strings.TrimSpace(src.Code[n]); l != "" {
			return l
		}
	}
	return ""
}

// inTimer tells whether a timer that the change brought runs a line of a test that waits
// for nothing.
func inTimer(f *change.File, fn language.Func, n int) bool {
	if waitedFor.MatchString(within(f.Is.Bare, fn)) || strings.Contains(f.Is.Bare[fn.Head], "done") {
		return false
	}
	at := indent(f.Is.Lines[n])
	for up := n; up > fn.Head; up-- {
		l := f.Is.Bare[up]
		if strings.TrimSpace(l) == "" || up != n && indent(l) >= at {
			continue
		}
		at = min(at, indent(l))
		if m := later.FindStringIndex(l); m != nil && (up != n || opensOn(l[m[1]:])) {
			return f.IsAdded(up)
		}
	}
	return false
}

// opensOn tells whether what a timer is given asserts on the very line.
func opensOn(rest string) bool {
	return strings.Contains(rest, "expect(") || strings.Contains(rest, "assert") || strings.Contains(rest, ".Error") || strings.Contains(rest, ".Fatal")
}
