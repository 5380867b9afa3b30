package selection

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// complemented tells whether another command runs just what this one leaves out
// by its marker.
func complemented(s *change.Set, src *language.Source, n int) bool {
	m := marker.FindStringSubmatch(module.ReplaceAllString(src.Code[n], ""))
	return m != nil && !narrow.MatchString(strings.Replace(module.ReplaceAllString(src.Code[n], ""), m[0], "", 1)) && slices.ContainsFunc(slices.Concat(src.Code, suite.CommandsThatCame(s)), func(l string) bool {
		o := marker.FindStringSubmatch(module.ReplaceAllString(l, ""))
		return o != nil && suite.Runner.MatchString(l) && o[2] == m[2] && o[1] != m[1]
	})
}

var marker = regexp.MustCompile(`[\s"']-m["',= ]+(not )?(\w+)\b["']?`)

// severe are the options by which a runner finds more than tests say.
var severe = regexp.MustCompile(`\s(-race|--strict-markers|--strict-config|--strict|-W[ =]?error\S*|--forbid-only|--fail-on-\w+|--error-on-\w+|-shuffle[= ]?\w*)\b`)

// laxer finds commands of tests that lost such an option, or a build tag without
// which fewer files are built, that no other command of the file has.
func laxer(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	for o := h.Old; o < h.OldEnd; o++ {
		for _, tag := range suite.Without(tagsOf(f.Was.Code[o]), tagsOf(f.Is.Code...)) {
			if builtOnly(s, tag, true) {
				out = append(out, f.Gone(f.Was, o, "the tests run without the tag "+tag+" now."))
			}
		}
		for _, m := range severe.FindAllStringSubmatch(f.Was.Code[o], -1) {
			runs := func(l string) bool { return suite.Runner.MatchString(l) }
			n := slices.IndexFunc(f.Is.Code[h.New:h.NewEnd], runs)
			if runs(f.Was.Code[o]) && n >= 0 && !slices.ContainsFunc(f.Is.Code, func(l string) bool { return strings.Contains(l, m[1]) }) {
				out = append(out, f.At(h.New+n, "the tests run without "+m[1]+" now."))
			}
		}
	}
	return out
}
