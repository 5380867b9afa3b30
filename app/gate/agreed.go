package gate

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// spoken are the words in which people ask for what a rule looks for, in lower
// case. A rule that is not here speaks whatever was agreed.
var spoken = map[string]*regexp.Regexp{
	"dependencies": regexp.MustCompile(`\b(depend\w*|packages?|librar\w+|modules?|upgrad\w+|version|bump\w*|migrat\w+|replac\w+)\b`),
	"assertions":   regexp.MustCompile(`\b(tolera\w+|deltas?|approx\w*|precision|inexact\w*|epsilon)\b`),
	"thresholds":   regexp.MustCompile(`\b(exclu\w+|ignor\w+|leave out|left out|omit\w*|(not|\w+n['’]t) (be )?count\w*|generated)\b`),
	"masking":      regexp.MustCompile(`\b(continue[- ]on[- ]error|(as|is|are|be|an?|stays?|remains?|becomes?|only|purely|the|(jobs?|steps?|checks?|stages?|builds?|lint\w*|tests?|scans?|audits?|workflows?|it|them|this|that|ma[kd]e\w*)( \S+){0,3}) optional(ly)?|advisory|non-?blocking|not (block|fail)\w*|allow\w* to fail|may fail|best[- ]effort|informational|experimental)\b`),
	"suppressions": regexp.MustCompile(`\b(may|can|could|should|shall|must|to) (stay |remain |be )?(\w+ )?(suppress|ignor|exclud|silenc|disabl)\w*|\bsuppress(ed|ion|ions|ing)?\b|\b(noqa|nolint|nosec)\b|\bfalse positives?\b|\b(wrong|missing|outdated|no|without|lacks?) (typings|types|stubs)\b|\b(can.?t|cannot|never|un)(be )?\s*reach\w*`),
	"links":        regexp.MustCompile(`\b(gitattributes|attributes?|symlinks?|symbolic links?|submodules?|executable|line endings?|eol|crlf|linguist|diffs?|lfs|binary)\b`),
	"timeouts":     regexp.MustCompile(`\b(time-?outs?|time limits?|retr(y|ies)|retried|deadlines?|slow\w*)\b`),
}

// matter is what such words are about, in the same sentence, for a rule whose words
// people use of the product too.
var matter = map[string]*regexp.Regexp{
	"thresholds":   regexp.MustCompile(`\b(coverage|covered|lint\w*|check(s|ed|ers?|ing)?|count\w*|measur\w*|mypy|pyright|ruff|flake8|pylint|eslint|tsc|types?|typed|analy\w+|scan\w*|tests?|tested)\b`),
	"masking":      regexp.MustCompile(`\b(ci|pipelines?|jobs?|steps?|workflows?|builds?|checks?|lint\w*|tests?|scan\w*|audits?|block\w*|fail\w*|runs?|matrix)\b`),
	"suppressions": regexp.MustCompile(`\b(lint\w*|warn\w*|rules?|check\w*|typ(es?|ed|ings?)|mypy|pyright|ruff|flake8|pylint|eslint|tsc|noqa|nolint|nosec|gosec|bandit|semgrep|staticcheck|stubs?|suppress\w*|findings?|complain\w*|coverage|reach\w*|comments?)\b`),
	"timeouts":     regexp.MustCompile(`\b(tests?|time-?outs?|ci|suite|runners?|retr\w+|deadlines?|limits?)\b`),
}

// compares tells whether the lines about a finding compare in some way.
func compares(set *change.Set, f change.Finding, how *regexp.Regexp) bool {
	at := set.Find(f.Place.Path)
	return at != nil && how.MatchString(language.Part(at.Is.Code, f.Place.Line-3, f.Place.Line+2))
}

// nearly compares by how near two things are.
var nearly = regexp.MustCompile(`(?i)approx|close|delta|epsilon|toler|almost|round|\babs\(|toFixed|within|\brel\b|isclose`)

// agreed tells whether a finding is what people asked for: they speak of it, the
// plan, where there is one, names its file, and the work was carried out.
func (r Rule) agreed(set *change.Set, f change.Finding) bool {
	about := spoken[r.Name]
	if about == nil || number.MatchString(f.Reason) || !set.SpeaksWith(about, matter[r.Name]) || r.Name == "assertions" && !compares(set, f, nearly) {
		return false
	}
	unplanned := set.Plan == nil || len(set.Plan.Files) == 0
	return (unplanned || set.Planned(f.Place.Path)) && set.Carried()
}

// number is how a rule tells of a limit, of leave that is for less, of a sign that is lost, or of a service that
// is asked: to name one, or to speak of dependencies, is not to ask for another.
var number = regexp.MustCompile(`\b(a service that|without the sign|allowed|limit|rule is|tolerated|turned off|is gone)\b`)
