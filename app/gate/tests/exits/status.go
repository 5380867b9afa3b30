package exits

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// endsBy is a way to end a process, up to what it ends with.
	endsBy   = regexp.MustCompile(`\bprocess\.(?:exit|reallyExit)\(|\bprocess\.exitCode\s*=|\bDeno\.exit\(|\bsys\.exit\(|\bos\._exit\(|\bSystemExit\(|\bos\.Exit\(`)
	sameArms = regexp.MustCompile(`\?\s*(\w+)\s*:\s*(\w+)|\b(\w+)\s+if\b.*\belse\s+(\w+)`)
	toNought = regexp.MustCompile(`(&&|\band)\s+0\b|\*\s*0\b|\b0\s*\*`)
	freeName = regexp.MustCompile(`[A-Za-z_$][\w$]*`)
	noName   = regexp.MustCompile(`^(process|sys|os|exit|exitCode|Exit|SystemExit|raise|if|else|elif|not|const|let|return|console|log|print)$`)
	nought   = regexp.MustCompile(`^\s*(0|None|null|undefined|False|false|os\.EX_OK)?\s*[;)}]*\s*$`)
	givesOut = regexp.MustCompile(`\breturn\b\s*(.*)$`)
)

// indifferent finds what runs tests or checks and told by its status what failed,
// and tells it no more, wherever the process ends now.
func indifferent(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.New == "" || f.Is.Lang.Name == "Shell" || len(f.Is.Tests()) > 0 || !f.Is.Test() && !suite.Measures.MatchString(f.Path) && !suite.Checking.MatchString(f.Path) {
		return nil
	}
	const reason = "what failed decided how the process ends, and does no more."
	var about []string
	lost := -1
	for _, o := range f.Removed() {
		if tells(endedBy(f.Was.Code[o])) && !s.Came(f.Was.Lines[o]) {
			lost = o
			about = append(about, decidedBy(f.Was.Bare, o)...)
		}
	}
	if lost < 0 {
		return content(f)
	}
	for n, text := range f.Is.Code {
		told := tells(endedBy(text))
		again := told && (freeName.MatchString(endedBy(text)) || slices.ContainsFunc(decidedBy(f.Is.Bare, n), func(w string) bool { return slices.Contains(about, w) }))
		if f.IsAdded(n) && (told || suite.FailsOut.MatchString(f.Is.Bare[n])) || again {
			return content(f)
		}
	}
	for n, text := range plainly(s, f) {
		if f.IsAdded(n) && leavesWell.MatchString(text) {
			return []change.Finding{f.At(n, reason)}
		}
	}
	return []change.Finding{f.Gone(f.Was, lost, reason)}
}

// decidedBy are the names in a line that ends a process, and above it.
func decidedBy(bare []string, n int) []string {
	return slices.DeleteFunc(freeName.FindAllString(language.Part(bare, n-2, n+1), -1), noName.MatchString)
}

// endedBy is what a line ends a process with; empty for none.
func endedBy(code string) string {
	at := endsBy.FindStringIndex(code)
	if at == nil {
		return ""
	}
	return strings.TrimSpace(code[at[1]:])
}

// tells tells whether a value is another one than nought, for some of what there
// may be.
func tells(value string) bool {
	m := sameArms.FindStringSubmatch(value)
	return !nought.MatchString(value) && !toNought.MatchString(value) && (m == nil || m[1]+m[3] != m[2]+m[4])
}

// content finds a function by whose answer a process ends, and that gives none
// but nought where it gave others.
func content(f *change.File) []change.Finding {
	for _, text := range f.Is.Code {
		m := suite.Decides.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		was, had := f.Was.Named(m[1] + m[2])
		is, has := f.Is.Named(m[1] + m[2])
		if had && has && gives(f.Was, was) && !gives(f.Is, is) {
			return []change.Finding{f.At(is.Head, "what failed decided what "+is.Name+" gives, and does no more.")}
		}
	}
	return nil
}

// gives tells whether a function gives an answer that is not nought, or fails.
func gives(src *language.Source, fn language.Func) bool {
	for n := fn.Head; n < min(fn.End, len(src.Bare)); n++ {
		if m := givesOut.FindStringSubmatch(src.Bare[n]); m != nil && tells(m[1]) || suite.FailsOut.MatchString(src.Bare[n]) || tells(endedBy(src.Bare[n])) && n > fn.Head {
			return true
		}
	}
	return false
}
