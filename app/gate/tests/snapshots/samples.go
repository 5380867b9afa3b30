package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// sampled tells whether each line of a stretch of a record is now as a sample says
// that people show, and was not before: a text with gaps that it fills, or rules of
// signs that have their own lengths.
func sampled(s *change.Set, f *change.File, h change.Hunk) bool {
	if h.Old == h.OldEnd || h.OldEnd-h.Old != h.NewEnd-h.New {
		return false
	}
	all := change.Memo(s, "samples", func() samples { return samplesOf(s) })
	for n := h.New; n < h.NewEnd; n++ {
		was, is := strings.ToLower(f.Was.Lines[h.Old+n-h.New]), strings.ToLower(f.Is.Lines[n])
		if !all.filled(was, is) && !all.ruled(was, is) {
			return false
		}
	}
	return true
}

// samples are the texts that people show, in lower case.
type samples struct {
	gapped []*regexp.Regexp // whole lines with something in their gaps
	rules  []string         // of signs, each run of the same sign as one
}

var (
	codeSample  = regexp.MustCompile("`([^`\\n]{3,120})`")
	gapInSample = regexp.MustCompile(`<[a-z][\w -]*>|\{[a-z][\w -]*\}|…`)
	onlySigns   = regexp.MustCompile(`^[^\pL\d]*$`)
)

func samplesOf(s *change.Set) (out samples) {
	for _, m := range s.Sought(codeSample) {
		parts := gapInSample.Split(m[1], -1)
		switch {
		case onlySigns.MatchString(m[1]):
			out.rules = append(out.rules, oneEach(m[1]))
		case len(parts) > 1 && len(term.FindString(strings.Join(parts, " "))) > 2:
			for n := range parts {
				parts[n] = regexp.QuoteMeta(parts[n])
			}
			out.gapped = append(out.gapped, regexp.MustCompile("^"+strings.Join(parts, "(.{1,60}?)")+"$"))
		}
	}
	return out
}

// filled tells whether a line fills the gaps of a sample, with no sign of a fault.
func (all samples) filled(was, is string) bool {
	was, is = strings.TrimSpace(was), strings.TrimSpace(is)
	return slices.ContainsFunc(all.gapped, func(re *regexp.Regexp) bool {
		m := re.FindStringSubmatch(is)
		return m != nil && !re.MatchString(was) && !slices.ContainsFunc(m[1:], func(gap string) bool {
			return slices.ContainsFunc(term.FindAllString(gap, -1), func(w string) bool { return noValue[w] || w == "nan" || w == "none" })
		})
	})
}

// ruled tells whether a line of signs is drawn as a sample is.
func (all samples) ruled(was, is string) bool {
	if !onlySigns.MatchString(was) || !onlySigns.MatchString(is) {
		return false
	}
	return slices.ContainsFunc(all.rules, func(rule string) bool {
		return strings.Contains(oneEach(is), rule) && !strings.Contains(oneEach(was), rule)
	})
}

// oneEach is a text with one sign for each run of the same.
func oneEach(text string) string {
	var out []rune
	for _, c := range text {
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}
