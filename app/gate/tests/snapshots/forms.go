package snapshots

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// reformatted tells whether each line of a result that is not as it was is one
// that a form of the product's, which came to it, gives.
func reformatted(s *change.Set, f *change.File, h change.Hunk, came []string, brought map[string]bool) bool {
	if slices.ContainsFunc(came, func(w string) bool { return !digits.MatchString(w) && !brought[w] && !s.Said(w) }) {
		return false
	}
	forms := change.Memo(s, "forms", func() []*regexp.Regexp { return formsThatCame(s) })
	for n := h.New; n < h.NewEnd; n++ {
		line := strings.TrimSpace(f.Is.Lines[n])
		if line != "" && !slices.Contains(f.Was.Lines[h.Old:h.OldEnd], f.Is.Lines[n]) && !slices.ContainsFunc(forms, func(re *regexp.Regexp) bool { return re.MatchString(line) }) {
			return false
		}
	}
	return len(forms) > 0
}

// maxForms bounds the forms that lines are held against.
const maxForms = 40

// formsThatCame are the texts with gaps that came to the product and stand on a
// line, with something between the gaps.
func formsThatCame(s *change.Set) []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, f := range s.Files {
		if !f.Product() {
			continue
		}
		for _, n := range f.Added() {
			for _, l := range language.Literals(f.Is.Code[n]) {
				parts := suite.Verb.Split(strings.TrimSpace(strings.ReplaceAll(suite.Unquote(l), `\n`, " ")), -1)
				if len(out) == maxForms || len(parts) < 3 || strings.TrimSpace(strings.Join(parts, "")) == "" {
					continue
				}
				for i := range parts {
					parts[i] = regexp.QuoteMeta(parts[i])
				}
				out = append(out, regexp.MustCompile("^"+strings.Join(parts, ".+")+"$"))
			}
		}
	}
	return out
}
