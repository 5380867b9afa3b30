package expectations

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// shortened finds rows of tables that want fewer of the values they wanted, and no other
// ones, where rows beside them stayed and people want nothing to be left out.
func shortened(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	type wanted struct {
		line int
		all  []string
	}
	came := map[string][]wanted{} // by what they begin with
	for n := h.New; n < h.NewEnd && h.Old < h.OldEnd; n++ {
		if key, all := wantedIn(f.Is.Code[n]); len(all) > 0 {
			came[key] = append(came[key], wanted{n, all})
		}
	}
	var out []change.Finding
	for o := h.Old; o < h.OldEnd && len(came) > 0; o++ {
		key, old := wantedIn(f.Was.Code[o])
		if len(old) < 2 || len(came[key]) == 0 || s.Came(f.Was.Lines[o]) {
			continue
		}
		now := came[key][0]
		if came[key] = came[key][1:]; len(now.all) >= len(old) || len(suite.Without(now.all, old)) > 0 || slices.ContainsFunc(suite.Without(old, now.all), s.Asked) {
			continue
		}
		if staysBeside(f, o) && !s.Speaks(wantsFewer) {
			out = append(out, f.At(now.line, "a row of a test of the base wants less than it did: "+change.Clip(strings.TrimSpace(f.Was.Lines[o]))+" stood here."))
		}
	}
	return out
}

// wantedIn is what a row of a table, or a field of one that says what is wanted, begins
// with, and the values it has behind that.
func wantedIn(code string) (key string, all []string) {
	if !strings.ContainsAny(code, "[{(") {
		return "", nil
	}
	m := wantedKey.FindString(code)
	if m == "" || titles.MatchString(code) || !strings.ContainsAny(code[len(m):], "[{(") {
		return "", nil
	}
	for _, l := range language.Literals(code[len(m):]) {
		all = append(all, suite.Unquote(l))
	}
	return suite.Squeeze(m), all
}

// staysBeside tells whether a row near one of the base stayed as it was: then it is no
// column that went from all of them.
func staysBeside(f *change.File, o int) bool {
	gone := f.Removed()
	for at := max(0, o-nearRows); at < min(len(f.Was.Code), o+nearRows); at++ {
		if key, all := wantedIn(f.Was.Code[at]); key != "" && len(all) > 0 && !slices.Contains(gone, at) {
			return true
		}
	}
	return false
}

// nearRows is how many lines away a row of the same table is looked for.
const nearRows = 12

var (
	wantedKey  = regexp.MustCompile(`^\s*(?:(?:[\[({]|pytest\.param\()\s*)?(?:"[^"]*"|'[^']*'|-?\d[\d.]*)\s*[,:]\s*|^\s*["']?(?i:want\w*|expect\w*|exp|outputs?|results?)["']?\s*:\s*`)
	wantsFewer = regexp.MustCompile(`\b(drop\w*|remov\w*|exclud\w*|omit\w*|left out|leave out|dedup\w*|uniq\w*|duplicat\w*|filter\w*|hid\w*|no longer|any ?more|without|distinct|strip\w*|trim\w*|ignor\w*|only|collaps\w*|merg\w*|at most|limit\w*|twice)\b`)
)
