package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	makes = regexp.MustCompile(`\b(?:st|strategies|hypothesis|fc|rapid|gen)\.\w+\(`)
	binds = regexp.MustCompile(`\b(max_size|max_value|min_value|alphabet|blacklist\w*|whitelist\w*|exclude_\w+|include_characters|categories|sampled_from|just|constantFrom|constant|stringOf|maxLength|max|maxKeys|from_regex|stringMatching|noNaN|noDefaultInfinity)\b|\.filter\(|\.Filter\(`)
	spare = regexp.MustCompile(`\b(leave\w* (\w+ )?out|left out|exclud\w+|needn.?t|need not|unsupported|not (be )?(supported|valid|defined|allowed)|invalid|reject\w*|only (valid|supported)|limit\w*)\b`)
)

// narrower finds tests that make up what they put in and make up less than they
// did. What people said need not be tried may be left out where the work was
// done.
func narrower(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !slices.ContainsFunc([]string{"strategies", "hypothesis", "fc.", "rapid", "gen."}, f.Is.Holds) {
		return nil
	}
	var out []change.Finding
	for _, h := range f.Hunks {
		old := strings.Join(f.Was.Bare[h.Old:h.OldEnd], "\n")
		if !makes.MatchString(old) {
			continue
		}
		for n := h.New; n < h.NewEnd; n++ {
			text := f.Is.Bare[n]
			fresh := slices.ContainsFunc(binds.FindAllString(text, -1), func(w string) bool { return !strings.Contains(old, w) })
			if makes.MatchString(text) && fresh && !s.Went(f.Is.Lines[n]) && !(s.Carried() && s.Mentions(spare)) {
				out = append(out, f.At(n, "fewer inputs are made up than before."))
			}
		}
	}
	return out
}
