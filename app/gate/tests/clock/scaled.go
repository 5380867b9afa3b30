package clock

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// multiplies tells whether code multiplies or divides by a name that stands for a
// number, as one of a file or as a field.
func multiplies(src *language.Source, code string) bool {
	return slices.ContainsFunc(byName.FindAllStringSubmatch(code, -1), func(m []string) bool {
		name := m[1][strings.LastIndexByte(m[1], '.')+1:]
		number := regexp.MustCompile(`(^|[\s{(,.])` + regexp.QuoteMeta(name) + `\s*(?::\s*\w+\s*)?(?:\w+\s*)?[:=]=?\s*\d[\d._]*\s*($|[;,})])`)
		return slices.ContainsFunc(src.Code, number.MatchString)
	})
}

var byName = regexp.MustCompile(`[\w)]\s*[*/%]=?\s*([a-z]\w*(?:\.\w+)?)\b($|[^.\w(])`)

// scaled finds what a test of the base measured and makes more or less of now
// before it compares it; an average of what it came to repeat is none.
func scaled(f *change.File) []change.Finding {
	if f.From == "" || !f.Is.Test() || !slices.ContainsFunc(clockWords, f.Is.Holds) {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		for n := h.New; n < h.NewEnd; n++ {
			m := scaledTime.FindStringSubmatch(f.Is.Code[n])
			if m == nil || !slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], spanOfTime.MatchString) || slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], scaledTime.MatchString) {
				continue
			}
			if by := suite.NumberOf(f.Is.Code, m[2]); m[1] == "*" && suite.Numeric(by) && suite.Value(by) >= 1 {
				continue // it is stricter
			}
			fn, in := f.Is.Around(n)
			by := regexp.MustCompile(`\b(for|range|repeat|number)\b.*\b` + regexp.QuoteMeta(m[2]) + `\b`)
			if !in || !slices.ContainsFunc(f.Is.Code[fn.Start:min(fn.End, len(f.Is.Code))], by.MatchString) {
				out = append(out, f.At(n, "a test measures time and takes a part of it now."))
			}
		}
	}
	return out
}

// shortened finds functions of the product that told how much time passed and make
// something else of it now, where people want work to be fast.
func shortened(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || f.Is.Test() || !slices.ContainsFunc(clockWords, f.Is.Holds) || !s.Mentions(fast) {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		was, had := f.Was.Before(fn)
		if !had || !f.Touches(fn) || s.Asked(fn.Name) {
			continue
		}
		before, n := passed(f.Was, was)
		now, at := passed(f.Is, fn)
		if n >= 0 && at >= 0 && before != now {
			out = append(out, f.At(at, fn.Name+" told how much time passed, and tells something else now."))
		}
	}
	return out
}

// passed is what a function makes of a span of time that it gives back, and the line of
// that; -1 for none.
func passed(src *language.Source, fn language.Func) (string, int) {
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		if text := src.Bare[n]; strings.Contains(text, "return") && spanOfTime.MatchString(text) {
			return suite.Squeeze(spanOfTime.ReplaceAllString(src.Code[n], "§")), n
		}
	}
	return "", -1
}

var fast = regexp.MustCompile(`\b(fast\w*|quick\w*|slow\w*|speed\w*|seconds?|milliseconds?|ms|performance|takes? (too )?long)\b`)

const span = `(?:\btime\.Since\([^()]*\)|(?:\bnow|[a-z_]*perf_counter|monotonic|default_timer|\btime|getTime)(?:_ns)?\(\)\s*-\s*[\w.]+\s*\)?|\.Sub\([^()]*\))`

var (
	spanOfTime = regexp.MustCompile(span)
	scaledTime = regexp.MustCompile(span + `\s*([*/])\s*(?:time\.Duration\()?([a-zA-Z_]\w*|[\d._]+)($|[^.\w])`)
)
