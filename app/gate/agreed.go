package gate

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/regexp"
)

// spoken are the words in which people ask for what a rule looks for, in lower
// case. A rule that is not here speaks whatever was agreed.
var spoken = map[string]*regexp.Regexp{
	"dependencies": regexp.MustCompile(`\b(depend\w*|packages?|librar\w+|modules?|upgrad\w+|version|bump\w*|migrat\w+|replac\w+)\b`),
	"assertions":   regexp.MustCompile(`\b(toleran\w+|deltas?|approx\w*|precision|inexact\w*|epsilon|unordered|any order|order of|order (is|does)|sorted)\b`),
	"thresholds":   regexp.MustCompile(`\b(exclu\w+|ignor\w+|leave out|left out|omit\w*|not (be )?count\w*|counted|coverage|threshold\w*|lint\w*|strict\w*|rules?|budget\w*|limit\w*|generated)\b`),
	"masking":      regexp.MustCompile(`\b(continue[- ]on[- ]error|optional\w*|advisory|non-?blocking|not (block|fail)\w*|allow\w* to fail|may fail|best[- ]effort|informational|experimental)\b`),
	"mocks":        regexp.MustCompile(`\b(mock\w*|fak(e|es|ed|ing)|stub\w*|doubles?|inject\w*|in-memory|network|clock|sleep\w*|real (server|service|api))\b`),
	"suppressions": regexp.MustCompile(`\b(suppress\w*|ignor\w+|silenc\w+|noqa|nolint|lint\w*|eslint|mypy|tsc|ruff|flake8|pylint|typings?|type[- ]check\w*|coverage|warnings?|false positives?|disabl\w+)\b`),
	"links":        regexp.MustCompile(`\b(gitattributes|attributes?|symlinks?|symbolic links?|submodules?|executable|line endings?|eol|crlf|linguist|diffs?|lfs|binary)\b`),
	"timeouts":     regexp.MustCompile(`\b(time-?outs?|time limits?|retr(y|ies)|retried|deadlines?|slow\w*)\b`),
}

// agreed tells whether a finding is what people asked for: they speak of it, the
// plan names its file, and the plan was carried out.
func (r Rule) agreed(set *change.Set, f change.Finding) bool {
	about := spoken[r.Name]
	return about != nil && !number.MatchString(f.Reason) && set.Planned(f.Place.Path) && set.Carried() && set.Mentions(about)
}

// number is how a rule tells of a limit: to name one is not to ask for another.
var number = regexp.MustCompile(`\b(limit|rule is|tolerated|turned off|is gone)\b`)
