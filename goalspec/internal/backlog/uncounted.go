package backlog

import (
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// flawed are words for what somebody has to look for: of things that are so, nobody has
// counted how many there are.
const flawed = `(?:untested|undocumented|uncovered|untyped|untranslated|unhandled|unused|deprecated|outdated|obsolete|stale|slow|flaky|brittle|flickering|broken|dead|duplicated?|missing|insecure|vulnerable|hard-?coded|overly? long|large|huge|oversized|confusing|unclear|misleading|inconsistent|unsafe|redundant|inaccessible|skipped|disabled|ignored|legacy|leftover)`

var (
	// flawedThings asks for work on such, and thatAreFlawed says what becomes of things of code that are as
	// they should not be.
	flawedThings  = regexp.MustCompile(`(?i)^(?:please |let[’']?s )?(?:fix|replace|get rid of|clean up|tidy up|update|upgrade|bump|convert|migrate|port|rewrite|refactor|document|test|cover|write (?:\w+ )?\w+s (?:for|to)|add (?:\w+ )?\w+s (?:for|to)|add|translate|simplify|shorten|split|speed up|improve|eliminate|moderni[sz]e|stabili[sz]e) (?:(?:the|our|all|any|calls|uses|usages?|some|of|to|more) )*` + flawed + ` (?:[\w-]+ ){0,2}?(?:[\w-]*[a-hj-rtv-z]s|apis|classes|processes|queries|dependencies)\b`)
	thatAreFlawed = regexp.MustCompile(`(?i)^(?:the |our |all )?(?:[\w-]+ ){0,2}?(?:functions|methods|class(?:es)?|modules|packages|files|components|screens|pages|tables|queries|endpoints|handlers|tests|scripts|dashboards|dependencies|libraries|plugins|templates|forms|annoyances|complaints|documents|articles|texts|strings|messages)(?: (?:that|which|with|without|longer|larger|bigger|slower|older|over|above|still)\b[^.;]{3,80}?)? (?:should|must|shall|are|get|become|need)(?: to)?(?: be)? (?:split|renamed|shortened|simplified|moved|faster|smaller|shorter|clearer|converted|migrated|ported|rewritten|refactored|fixed|repaired|documented|translated|cleaned|moderni[sz]ed|replaced|resolved|covered|typed|annotated|improved|upgraded|updated)\b`)
)

// convertsThem asks to turn things that nobody counted, nor says where they are, into others.
var convertsThem = regexp.MustCompile(`(?i)^(?:please |let[’']?s )?(?:convert|migrate|port|rewrite|transition|moderni[sz]e|refactor|turn) (?:the )?(?:(?:all|our|any|remaining|old|legacy|existing|outdated|deprecated) (?:of )?(?:the |our )?)+(?:[\w-]+ ){0,2}?[\w-]*[a-hj-rtv-z]s (?:to|into|onto|over to|by|with|in|as) [^.;:,` + "`" + `\d]{1,40}[.!]?$`)

// suiteItself are things of which the suite shows whether one is left.
var suiteItself = regexp.MustCompile(`(?i)\b(?:tests|specs|suites|fixtures|snapshots)\b`)

// settledBy is what becomes of things that are there already.
const settledBy = `(?:fixed|repaired|corrected|resolved|closed|answered|label(?:l)?ed|triaged|converted|migrated|ported|rewritten|refactored|moderni[sz]ed|simplified|shortened|documented|annotated|translated|reviewed|revised|upgraded|cleaned up|tidied up|looked at|looked into|worked on|dealt with|brought up to date|moved into)`

var (
	// worksOnThem asks for work on what others hand in, and areSettled says of things of which only the
	// kind is named that it is done.
	worksOnThem = regexp.MustCompile(`(?i)^(?:please |let[’']?s |just )?(?:answer|close|merge|triage|work on|look at|look into|take care of|deal with|go over|search for) ` + ofList + kindOf + `(?:` + task + `|` + mishap + `|pull request)s` + nounEnd)
	areSettled  = regexp.MustCompile(`(?i)^(?:(?:the|our|all|old|open|existing|remaining) )*(?:[\w-]+ ){0,2}?[\w-]*[a-hj-rtv-z]s(?: (?:in|of|on|with|from|that|which|under|labelled|tagged) [^.;,]{2,60}?)? (?:are|get|become|can be|should be|must be|should get|shall be)(?: all)? (?:[\w-]+(?:ed|en), )?` + settledBy + `\b`)
	// noEnd says that there are many, or ever more.
	noEnd = regexp.MustCompile(`(?i)\bthere (?:are|is) (?:many|(?:an? )?(?:heaps?|piles?|loads?|tons?|bunch(?:es)?|dozens?) of|lots|plenty|dozens|hundreds|(?:quite )?a (?:lot|bunch|few)|more)\b|\b(?:\d+|ten|twenty|dozens|several|a few) (?:of (?:them|these) )?(?:a|per|every|each) (?:day|week)\b|(?:^|[;,.] (?:and )?|\band )(?:ever )?more (?:of them )?(?:come|arrive|appear|are added|turn up|pile up)\b|\b(?:every|each) (?:release|week|day|month|sprint|build) (?:adds|brings) (?:some|a few|several|new|more|another)\b|\bnew ones? (?:come|arrive|appear|are|turn up|keep)\b|\bmore and more (?:of )?\pL+|\bas (?:many|much)(?: \pL+)? as (?:you|we|it|possible)|\bas far as (?:it makes sense|possible|you|we|that)\b|\b(?:whatever|anything|everything|all) (?:that )?(?:is|looks|seems) (?:wrong|missing|outdated|broken|off|unclear|odd|needed|stale)\b|\bnobody knows how many\b|\bsome(?: of them)? (?:have been|are) (?:there|open) (?:for|since)\b`)
)

// uncounted reports an outcome on things that nobody counted.
func uncounted(words string) bool {
	return !aCount.MatchString(prose.BlankCode(words)) && (!saying.Behaves.MatchString(words) && flawedThings.MatchString(words) || convertsThem.MatchString(words) && !suiteItself.MatchString(words)) ||
		!aCount.MatchString(prose.BlankCode(words)) && !suiteItself.MatchString(words) && (worksOnThem.MatchString(words) || areSettled.MatchString(words)) ||
		thatAreFlawed.MatchString(words) || noEnd.MatchString(words)
}
