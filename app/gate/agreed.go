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
	"links":        regexp.MustCompile(`\b(gitattributes|attributes?|symlinks?|symbolic links?|submodules?|executable|line endings?|eol|crlf|linguist|diffs?|lfs|binary)\b`),
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
	if about == nil || number.MatchString(f.Reason) || !set.Speaks(about) || r.Name == "assertions" && !compares(set, f, nearly) {
		return false
	}
	unplanned := set.Plan == nil || len(set.Plan.Files) == 0
	return (unplanned || set.Planned(f.Place.Path)) && set.Carried()
}

// number is how a rule tells of a limit, of leave that is for less, of a sign that is lost, or of a service that
// is asked: to name one, or to speak of dependencies, is not to ask for another.
var number = regexp.MustCompile(`\b(a service that|without the sign|tolerated|is gone|held back)\b`)
