package assertions

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

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
		if !f.Touches(fn) {
			continue
		}
		for _, a := range suite.Assertions(f.Is, fn) {
			switch {
			case f.Is.Lang.Name == "JavaScript" && f.IsAdded(a.Line) && !s.Went(f.Is.Lines[a.Line]) && ofPromise.MatchString(a.Text) && !strings.Contains(a.Text, ".then(") && !goesInto.MatchString(lineAbove(f.Is, a.Line)):
				out = append(out, f.At(a.Line, "the assertion is of a promise that nobody waits for."))
			case a.Line > fn.Head && inTimer(f, fn, a.Line):
				out = append(out, f.At(a.Line, "the assertion is made when the test is over."))
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
	if waitedFor.MatchString(suite.Within(f.Is.Bare, fn)) || strings.Contains(f.Is.Bare[fn.Head], "done") {
		return false
	}
	at := suite.Indent(f.Is.Lines[n])
	for up := n; up > fn.Head; up-- {
		l := f.Is.Bare[up]
		if strings.TrimSpace(l) == "" || up != n && suite.Indent(l) >= at {
			continue
		}
		at = min(at, suite.Indent(l))
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
