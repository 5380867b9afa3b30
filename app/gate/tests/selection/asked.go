package selection

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// pathsLeftAsAsked tells whether people want each of some patterns of paths to be left out
// of a run, and no less than the whole of it: they name it as it stands.
func pathsLeftAsAsked(s *change.Set, patterns []string) bool {
	return len(patterns) > 0 && !slices.ContainsFunc(patterns, func(v string) bool {
		at := strings.ToLower(below.ReplaceAllString(strings.Trim(strings.TrimPrefix(v, "<rootDir>"), "./"), ""))
		if len(at) < 3 || !strings.ContainsAny(v, "./") {
			return true
		}
		said, wanted := asks.ToSkip(namedWhole(s.Sentences(), at), pathName, nil)
		return !wanted || inSomeRuns.MatchString(said)
	})
}

// testsBelow are the tests at a path, and what is around that.
const testsBelow = "(?:(?:(?:all|the|those|these) ){0,2}(?:\\w+ )?(?:tests|specs|files|suites) (?:in|below|under|of|from) [\"'`]?)?"

// pathName stands in sentences for a path.
const pathName = "the/path"

// namedWhole are sentences with a name for a path where they have it alone: no part of
// another one.
func namedWhole(sentences []string, at string) []string {
	re := regexp.MustCompile("(^|[\\s\"'`(])" + testsBelow + "(?:\\./)?" + regexp.QuoteMeta(at) + "(?:/?\\**)*(?:[\"'`]|([\\s),;:.]|$))")
	out := slices.Clone(sentences)
	for n, text := range out {
		if strings.Contains(text, at) {
			out[n] = re.ReplaceAllString(text, "${1}"+pathName+"${2}")
		}
	}
	return out
}

var (
	// below is the end of a pattern that takes all there is in a directory.
	below = regexp.MustCompile(`(/\*+)+$`)
	// inSomeRuns is a condition for a run.
	inSomeRuns = regexp.MustCompile(`\b(if|when|whenever|unless|as long as)\b`)
)

// keyLeavesAsAsked tells whether all that a key of a configuration came to leave out are
// paths that people want left out.
func keyLeavesAsAsked(s *change.Set, text string, old []string) bool {
	return leftKeys.MatchString(text) && pathsLeftAsAsked(s, suite.NewIn(text, old))
}

// leftKeys are the keys behind which stands what is left out.
var leftKeys = regexp.MustCompile(`(?i)\b(testPathIgnorePatterns|modulePathIgnorePatterns|collect_ignore(_glob)?|norecursedirs|testIgnore)\b`)
