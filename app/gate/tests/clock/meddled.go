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
	sets   = regexp.MustCompile(`^\s*(?:(?:export|var|let|const)\s+)*(?:(\w+)\.)?(\w*(?:[nN]ow|[cC]lock|[sS]leep|[sS]ince|[tT]imer|[tT]ick|[eE]lapsed|[tT]ime))\s*(?::[^=]+)?=\s*(func\b|lambda\b|function\b|(?:async\s*)?\([^()]*\)\s*=>|\w+\s*=>|\w+\s*;?$)`)
	resets = regexp.MustCompile(`\b(\w*(?:[tT]imer|[sS]topwatch|[cC]lock|[bB]ench\w*|[pP]rofil\w*))\.(?:[rR]eset|[rR]estart|[sS]tart|[cC]lear|[sS]et)\w*\(|\bperformance\.(?:mark|clearMarks|clearMeasures)\(\s*(["'\x60][^"'\x60]+["'\x60])?`)
)

// meddled finds product code that gives another part of the product a clock,
// puts one in the place of the clock it had, or sets a timer that another one
// reads.
func meddled(s *change.Set, f *change.File) []change.Finding {
	if f.Is.Test() || !f.Holds("ow", "lock", "leep", "ince", "ick", "lapsed", "ime", "watch", "ench", "rofil", "performance") {
		return nil
	}
	var out []change.Finding
	for _, o := range f.Removed() {
		if m := keptClock.FindStringSubmatch(f.Was.Code[o]); m != nil {
			at := slices.IndexFunc(f.Is.Code, func(l string) bool { return suite.Indent(l) == 0 && defined(l, m[1]) })
			if at >= 0 && f.IsAdded(at) && !suite.ReadsClock.MatchString(f.Is.Code[at]) && !clockValue.MatchString(f.Is.Code[at]) {
				out = append(out, f.At(at, m[1]+" told the time and does so no more."))
			}
		}
	}
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if m := sets.FindStringSubmatch(text); m != nil && !s.Went(f.Is.Lines[n]) {
			had := func(l string) bool {
				w := sets.FindStringSubmatch(l)
				return w != nil && w[1] == m[1] && w[2] == m[2]
			}
			literal := strings.HasPrefix(m[3], "func") || strings.HasPrefix(m[3], "lambda") || strings.Contains(m[3], "=>")
			if m[1] != "" && imported(f.Is, m[1]) || m[1] == "" && literal && slices.ContainsFunc(f.Was.Code, func(l string) bool { return suite.Indent(l) == 0 && (had(l) || holdsClock(l, m[2])) }) {
				out = append(out, f.At(n, "the product lives by another clock now."))
			}
		}
		if m := resets.FindStringSubmatch(text); m != nil && !s.Went(f.Is.Lines[n]) {
			if own := m[1] == "" && m[2] != "" && strings.Count(f.Is.Text, m[2]) > 1; !own && (m[1] == "" || imported(f.Is, m[1])) && !s.Asked("mark") {
				out = append(out, f.At(n, "it sets a timer that others read."))
			}
		}
	}
	return out
}

// keptClock keeps the clock under a name of the whole file.
var keptClock = regexp.MustCompile(`^(?:(?:export|var|let|const)\s+)*(\w+)\s*=\s*(?:time\.(?:Now|Since|time|monotonic|perf_counter|sleep|Sleep)|Date\.now|performance\.now|\(\)\s*=>\s*(?:Date|performance)\.now\(\)|datetime\.now)\s*;?$`)

// defined tells whether a line gives a name its value.
func defined(text, name string) bool {
	_, rest, ok := strings.Cut(text, name)
	return ok && assignment.MatchString(rest) && declares.MatchString(text)
}

var (
	assignment = regexp.MustCompile(`^\s*(:[^=]+)?=[^=]`)
	declares   = regexp.MustCompile(`^(export|var|let|const|\w+\s*(:[^=]+)?=)`)
)

// holdsClock tells whether a line keeps what tells the time under a name.
func holdsClock(text, name string) bool {
	return strings.Contains(text, name+" = ") && clockValue.MatchString(text)
}

var clockValue = regexp.MustCompile(`=\s*(time\.(Now|Since|time|monotonic|perf_counter|sleep|Sleep)|Date\.now|performance\.now|\(?\)?\s*=>\s*(Date|performance)\.now\(\)|datetime\.now)\s*;?$`)

// imported tells whether a file has a name from elsewhere.
func imported(src *language.Source, name string) bool {
	re := regexp.MustCompile(`^\s*(import|from)\b.*\b` + name + `\b|^\s*(\w+\s+)?"([^"]*/)?` + name + `"|=\s*require\(.*\b` + name + `\b|\b` + name + `\s*=\s*require\(`)
	return slices.ContainsFunc(src.Code, re.MatchString)
}
