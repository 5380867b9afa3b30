package thresholds

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// easedGiven finds limits that commands are given, and checkers that look at less, by the
// variables they take.
func easedGiven(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	out := slices.DeleteFunc(eases(s, f, h), func(found change.Finding) bool {
		return strings.HasSuffix(found.Reason, "is gone.") && !slices.ContainsFunc(f.Is.Code[h.New:h.NewEnd], suite.Idles.MatchString) // another tool may run it
	})
	had, has := numbers(limitGiven, f.Was.Code[h.Old:h.OldEnd], 3), numbers(limitGiven, f.Is.Code[h.New:h.NewEnd], 3)
	for _, key := range slices.Sorted(maps.Keys(has)) {
		was, ok := had[key]
		n := h.New + has[key].line
		if ok && has[key].value < was.value && !suite.ToMove(s, f, n, key+" "+strings.Join(suite.Variable.FindAllString(f.Is.Lines[n], -1), " "), was.value, has[key].value) {
			out = append(out, f.At(n, "a limit is lower than it was.").Measuring(moved, was.value, has[key].value))
		}
	}
	return out
}

// limitGiven is an option by which a command is told how much there has to be.
var limitGiven = regexp.MustCompile(`--?((?:cov-)?fail-under|(?:[a-z]+-)*(?:min(?:imum)?|at-least|threshold|required?|target|floor)(?:-[a-z]+)*|lines|branches|functions|statements)([= ])["']?(\d+(?:\.\d+)?)`)

var (
	bound    = regexp.MustCompile(`(-lt|-ge|-gt|-le|-eq|>=|<=|<|>|:-|=)\s*"?(\d+(?:\.\d+)?)`)
	measured = regexp.MustCompile(`(?i)cov|threshold|minimum|fail.?under|lint|warning|score`)
	// atTheMost names a limit that is stricter the lower it is.
	atTheMost = regexp.MustCompile(`(?i)\bmax|complexity|budget|line-?length`)
)

// compared finds a limit of coverage or lint in a line of a script that is lower
// now.
func compared(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	if !measured.MatchString(f.Is.Text) {
		return nil
	}
	var out []change.Finding
	for n := h.New; n < h.NewEnd; n++ {
		for o := h.Old; o < h.OldEnd; o++ {
			a, b := bound.FindStringSubmatch(f.Was.Code[o]), bound.FindStringSubmatch(f.Is.Code[n])
			if a != nil && b != nil && !atTheMost.MatchString(f.Is.Code[n]) && suite.Value(b[2]) < suite.Value(a[2]) && !suite.ToMove(s, f, n, f.Base(), suite.Value(a[2]), suite.Value(b[2])) && suite.Squeeze(suite.Figure.ReplaceAllString(f.Was.Code[o], "§")) == suite.Squeeze(suite.Figure.ReplaceAllString(f.Is.Code[n], "§")) {
				out = append(out, f.At(n, "a limit is lower than it was.").Measuring(moved, suite.Value(a[2]), suite.Value(b[2])))
			}
		}
	}
	return out
}
