package thresholds

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
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

var (
	limitOption = regexp.MustCompile(`--(?:cov-)?fail-under[= ](\d+(?:\.\d+)?)|--coverageThreshold[= ]["'\\]*\{\s*\}`)
	limitOf     = regexp.MustCompile(`(?m)^\s*fail_under\s*=\s*(\d+(?:\.\d+)?)`)
)

// excepted finds a limit that came for a part alone, lower than all that the
// configuration had, and that nobody asked for.
func excepted(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	lowest := -1.0
	for n := h.New; n < h.NewEnd; n++ {
		m := atLeast.FindStringSubmatch(f.Is.Code[n])
		if m == nil || strings.Contains(f.Base(), "codecov") || !limits.MatchString(m[1]) || slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], atLeast.MatchString) || s.Went(f.Is.Lines[n]) {
			continue
		}
		if lowest < 0 {
			for _, was := range f.Was.Code {
				if o := atLeast.FindStringSubmatch(was); o != nil && limits.MatchString(o[1]) && (lowest < 0 || suite.Value(o[3]) < lowest) {
					lowest = suite.Value(o[3])
				}
			}
		}
		if suite.Value(m[3]) < lowest && !suite.ToMove(s, f, n, m[1], lowest, suite.Value(m[3])) {
			out = append(out, f.At(n, "a part has a limit of its own, lower than all that there were."))
		}
	}
	return out
}

// undercut finds options of a command that set a limit lower than the one that
// a configuration of the base has, or none.
func undercut(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	for n := h.New; n < h.NewEnd; n++ {
		text := f.Is.Code[n]
		if !strings.Contains(text, "fail-under") && !strings.Contains(text, "overageThreshold") || s.Went(f.Is.Lines[n]) || slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], limitOption.MatchString) {
			continue
		}
		m := limitOption.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if m[1] == "" || slices.ContainsFunc([]string{"pyproject.toml", "setup.cfg", "tox.ini", ".coveragerc"}, func(at string) bool {
			config, err := fs.ReadFile(s.Base, at)
			had := limitOf.FindSubmatch(config)
			return err == nil && had != nil && suite.Value(m[1]) < suite.Value(string(had[1])) && !suite.ToMove(s, f, n, "fail_under", suite.Value(string(had[1])), suite.Value(m[1]))
		}) {
			out = append(out, f.At(n, "the command sets a lower limit than the configuration."))
		}
	}
	return out
}

var limits = regexp.MustCompile(`(?i)under|cov|branches|functions|lines|statements|threshold|target|total|package|file|floor|minimum`)

type number struct {
	value float64
	line  int
}

func numbers(re *regexp.Regexp, lines []string, group int) map[string]number {
	out := map[string]number{}
	for n, l := range lines {
		for _, m := range re.FindAllStringSubmatch(l, -1) {
			if v, err := strconv.ParseFloat(m[group], 64); err == nil {
				out[strings.ToLower(m[1])] = number{v, n}
			}
		}
	}
	return out
}
