package saying

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// suites are tests, and what runs them; mended what is asked of those, and ailing what
	// is wrong with them.
	suites = `(?:tests?|e2e|suites?|specs?|ci|builds?|pipelines?|checks?|workflows?|jenkins|gitlab|github|travis|circleci|buildkite|bitrise|teamcity|` + testRunners + `|test(?:s['’])? (?:runs?|steps?|jobs?|stages?))`
	mended = `(?:compiles?|compiling|pass(?:es|ed|ing)?|green|succeed(?:s|ing)?|successful(?:ly)?|works?|working|fix(?:es|ed)?|repair(?:ed)?|unbreak|mend(?:ed)?|resolved?|solved?|sort(?:ed)?|happy|healthy|clean(?:ly)?|gone|through|fine|ok(?:ay)?|stabili[sz]e|zero|no|not|don|none|rid|without|exits? (?:with )?(?:code )?0|0)`
	ailing = `(?:fail(?:s|ed|ing|ures?)?|broken?|breaks?|breakages?|broke|red|errors?|unhappy|sick|crosses|flak(?:y|es?)|trouble|problems?)`
	// testRunners are programs that run tests, by which those are called.
	testRunners = `(?:cypress|playwright|selenium|jest|junit|pytest|rspec|phpunit|vitest|mocha)`
	// littleMore are words that say no more of tests, and of when they failed or passed.
	littleMore = `(?:all|the|an?|our|my|your|its?|it|them|they|these|those|this|that|which|what|whatever|how|some|somebody|someone|several|many|few|dozens?|two|three|any|every|each|of|in|on|at|to|for|from|since|after|and|or|but|so|with|by|as|when|until|up|out|make|makes|get|gets|have|let|ensure|bring|turn|see|sure|please|just|can|could|should|must|shall|would|may|like|need|needs|want|help|we|you|i|us|me|mind|care|is|are|be|been|being|was|were|has|had|do|does|did|done|there|here|left|more|again|now|finally|back|still|currently|today|yesterday|recently|always|ever|longer|anymore|stops?|runs?|run|everything|everyone|everybody|everywhere|keeps?|takes?|taken|look|looks|into|quickly|soon|asap|possible|moment|percent|100|doesn|isn|aren|t|running|state|whole|entire|full|complete|remaining|existing|current|why|know|then|so|gives?|went|turned|stayed|reports?|shows?|merge requests?|pull requests?|prs?|mrs?|linters?|lint|formatter|unit|integration|e2e|end|automated|regression|acceptance|functional|system|smoke|browser|widget|ui|component|contract|instrumented|nightly|cases?|main|master|develop|trunk|branch|cd|actions|latest|last|recent|merge|upgrade|update|refactoring|couple|number|bunch|lots?|handful|commit|release|weeks?|\w*days?|months?|s|d|m|ve|re|ll|well|too|top|bottom|start|finish|board|across|way|repo|repository|projects?|code ?base|code|apps?|steps?|jobs?|stages?|machines?|developers?|runners?|builders?|clones?|stuff|things?|agent|however|needed|necessary|second|third|other|reliably|sometimes|checkout|fresh|platforms?|both|go|went|came|come|about|around|locally|\d+|windows|linux|macos|mac|ubuntu|arm(?:64)?|x86)`
)

var (
	ofNothingElse = regexp.MustCompile(`(?i)^\W*(?:(?:` + suites + `|` + mended + `|` + ailing + `|` + littleMore + `)\b\W*)+$`)
	aSuite        = regexp.MustCompile(`(?i)\b(?:` + suites + `|(?:main|master)(?: branch)? (?:is|has been|be)|branch (?:is |be |to )?green|everything\b[^.]{0,20}\bgreen)\b`)
	shallPass     = regexp.MustCompile(`(?i)\b` + mended + `\b`)
	isAiling      = regexp.MustCompile(`(?i)\b` + ailing + `\b`)
	// peopleWait is the reason why people want tests to pass.
	peopleWait = regexp.MustCompile(`(?i),? because (?:(?:the|our|a) )?(?:merge|release|deploy\w*|people|everyone|everybody|nobody|we|i|teams?|it (?:blocks|holds)|this (?:blocks|holds)|\w+ (?:blocks?|waits?|depends?))\b[^.;]*`)
	because    = regexp.MustCompile(`(?i)\bbecause `)
	// aroundGreen says since when tests fail, on what they shall pass, and what that is good for.
	aroundGreen = regexp.MustCompile(`(?i),? \b(?:(?:ever )?since|following|after (?:\w+ing|we|they|i)) [^,;:]*|(?:ever )?since(?: \w+)?$|\b(?:after|since) (?:(?:the|our|last|that|this|an?) )+(?:[^\s,;]+ ){0,5}?(?:merge|upgrade|update|move|migration|switch|refactoring|rewrite|release|change|bump|rename)\b(?: (?:to|of|from) (?:the )?[\w.+-]+(?: v?\d[\w.]*)?)?|\b(?:on|under|with|against|in) (?:the )?(?:[\w-]+ )?(?:[A-Za-z][\w.+#-]* )?v?\d[\w.]*|,? so (?:that )?(?:we|people|everyone|everybody|others|the team|i|you|they|it can|nobody)\b.*$`)
	// findsOnly are checks of which each finding names its place.
	findsOnly = regexp.MustCompile(`\b(?:vet|\w*lint|staticcheck|tsc|type-?check|mypy|pyright|ruff|clippy|fmt|format|rubocop|flake8|prettier|black|isort)\b`)
	// tellsWhy says what makes tests fail.
	tellsWhy = regexp.MustCompile(`(?i)\b(?:because|due to|caused by|comes? from|the (?:reason|cause) is|expects?|instead of)\b`)
	// namedTest is a test, or a file of tests, by its name.
	namedTest = regexp.MustCompile(`\b(?:Test_?[A-Z]\w+|test_\w+|\w+_(?:test|spec)\.\w+|[\w-]+\.(?:spec|test)\.\w+|\w+[a-z]Tests?|\w+::\w+)\b`)
	// ofTests is what tests, and what holds, may not lose on the way.
	ofTests   = regexp.MustCompile(`(?i)\b(?:tests?|specs?|test cases|assert\w*|expect\w*|snapshots?|fixtures?|golden|skip\w*|xfail|thresholds?|coverage|behaviou?rs?|apis?|interfaces?|signatures?|product(?:ion)? code|outputs?|formats?)\b`)
	protected = regexp.MustCompile(`(?i)(?:n['’]t|\b(?:not|no|never|without|keeps?|unchanged|untouched|remains?|same|leave|as (?:it is|they are)))\b`)
)

// GreenIn reports whether words tell of tests, and that they pass, and whether of nothing
// else what shall be.
func GreenIn(words string) (ofSuite, said, only bool) {
	for _, t := range page.Sentences(page.Bare(words)) {
		switch s := withoutPeople(aroundGreen.ReplaceAllString(peopleWait.ReplaceAllString(prose.BlankCode(t.S), ""), "")); {
		case ofNothingElse.MatchString(s):
			only = true
			for _, loc := range prose.CodeSpan.FindAllStringSubmatchIndex(t.S, prose.MaxCalls) {
				code := t.S[loc[2]:loc[3]]
				if ofSuite = true; !check.RunsAll(code) && !check.LooksLikeCommand(code) && !isBranch(code, t.S[:loc[0]], t.S[loc[1]:]) || findsOnly.MatchString(code) {
					return false, false, false
				}
			}
			ofSuite, said = ofSuite || aSuite.MatchString(s), said || shallPass.MatchString(s)
		case Wants(t.S), tellsCause(s), namedTest.MatchString(t.S):
			return false, false, false
		default:
			ofSuite = ofSuite || ails.MatchString(s)
		}
	}
	return ofSuite, said, only
}

// Tests is what a few words say of tests, or of what runs them.
type Tests struct{ Named, Pass, Fail bool }

// OfTests reads words that say nothing else.
func OfTests(s string) (t Tests, only bool) {
	s = aroundGreen.ReplaceAllString(s[:min(len(s), prose.MaxLead)], "")
	return Tests{aSuite.MatchString(s), shallPass.MatchString(s), isAiling.MatchString(s)}, ofNothingElse.MatchString(s)
}

// OnlyOfTests reports a statement that tells of tests and of nothing else.
func OnlyOfTests(plain string) bool {
	return aSuite.MatchString(plain) && ofNothingElse.MatchString(plain)
}

// Ails reports words that tell of something that it fails.
func Ails(words string) bool { return isAiling.MatchString(words) }

// NamesTest reports words that name a test, or a file that may list them, or say what makes tests
// fail.
func NamesTest(s string) bool {
	return namedTest.MatchString(s) || listFile.MatchString(s) || tellsCause(s)
}

// listFile is a file that may list which tests are meant.
var listFile = regexp.MustCompile("`(?:[\\w.-]+/)*[\\w.-]+\\.(?:txt|csv|tsv|json|xml)`")

// ProtectsTests reports words on what tests, and what holds, may not lose on the way.
func ProtectsTests(s string) bool {
	s = testTools.ReplaceAllString(prose.BlankCode(s), "")
	return ofTests.MatchString(s) && protected.MatchString(s) && !ofNothingElse.MatchString(s)
}

// ails tells of no tests in particular that they fail.
var ails = regexp.MustCompile(`(?i)\b(?:our|the|some|all|many|several|of|whole|entire|\d+) ` + suites + ` (?:\w+ )?` + ailing + `\b`)

// withoutPeople takes off a sentence what it tells of people, and not of what they want.
func withoutPeople(s string) string {
	clauses := greenParts.Split(s, prose.MaxFirst)
	kept := slices.DeleteFunc(clauses, func(c string) bool {
		return OfPeople.MatchString(c) && !Desire.MatchString(c) && !aSuite.MatchString(c)
	})
	return strings.Join(kept, ", ")
}

var greenParts = regexp.MustCompile(`[,;:] (?:and |but |so )?| (?:and|but) `)

// tellsCause reports words on what makes tests fail, and not on what comes of that.
func tellsCause(s string) bool {
	s = peopleWait.ReplaceAllString(s, "")
	if loc := because.FindStringIndex(s); loc != nil && ofNothingElse.MatchString(s[loc[1]:]) {
		return false
	}
	return tellsWhy.MatchString(whyPeople.ReplaceAllString(s, " "))
}

// whyPeople begins the reason for what people do, or cannot do.
var whyPeople = regexp.MustCompile(`(?i)(?:^|[.,;:] (?:and |but |so )?|\b(?:and|but|so|now) )(?:we|i|people|everyone|everybody|nobody|(?:the|our) teams?) [^.;,]{1,80}? because\b`)

// isBranch reports the name of the branch that everybody works on, or of one that is called so.
func isBranch(code, before, behind string) bool {
	return strings.HasSuffix(strings.ToLower(before), "branch ") || strings.HasPrefix(strings.ToLower(behind), " branch") || code == "main" || code == "master" || code == "develop" || code == "trunk"
}

// testTools are what tests are written with, and no tests.
var testTools = regexp.MustCompile(`(?i)\btest(?:ing)?[- ](?:frameworks?|runners?|librar(?:y|ies)|tools?|dependenc(?:y|ies)|packages?)\b`)

// looseTests is what makes tests pass that should not.
var looseTests = regexp.MustCompile(`(?i)\b(?:` + heldUp + `|them|it)\b[^.;]{0,60}?\b(?:not|n['’]t|no|never|without)\b[^.;]{0,20}?\b(?:` + loosened + `)|(?:\b(?:not|no|never|without)|n['’]t)\b[^.;]{0,40}?(?:\b(?:` + loosened + `)\w*[^.;]{0,40}?\b(?:` + heldUp + `|them)\b|\b(?:tests?|specs?|cases|assert\w*|snapshots?)\b[^.;]{0,40}?\b(?:` + loosened + `))|\b(?:tests?|specs?|snapshots?|assertions|fixtures)\b[^.;]{0,30}\b(?:stays?|remains?|unchanged|unmodified|untouched|unedited|as (?:it|they) (?:is|are))\b`)

const (
	// heldUp are tests, and what they hold a program up to; loosened what makes less of them.
	heldUp   = `tests?|specs?|cases|assert\w*|expect\w*|snapshots?|fixtures?|golden`
	loosened = `edit|chang|modif|skip|delet|remov|disabl|weaken|loosen|touch|alter|adapt|adjust|rewrit`
)

// KeepsTests reports words on what the tests must not lose.
func KeepsTests(s string) bool {
	return looseTests.MatchString(prose.BlankCode(prose.Judged(s)))
}

// SuitePasses says of tests, whichever, that they pass, which measures nothing that is new.
var SuitePasses = regexp.MustCompile(`(?i)^\W*(?:[\w'-]+ ){0,6}?(?:tests?|suites?|specs?|examples|checks?|build|ci|pipeline|jobs?)(?: [\w'-]+){0,3}? (?:(?:still|must|should|all|have to|has to|to|is|are|be|stays?|remains?|comes? back|keeps?) )*(?:pass(?:es|ing)?|green|succeeds?|successful|ok|happy)\b(?: [\w/-]+){0,6}[.!]?$`)

// OnlyVerdict says of what stands in code marks that it passes, and no more.
var OnlyVerdict = regexp.MustCompile("(?i)^\\W*(?:run )?`[ ]*`(?:(?:,|,? and| &&?) `[ ]*`)*(?: (?:still |must |should |ha(?:s|ve) to |all |both )*(?:pass(?:es)?|succeeds?|is green|is clean|stays green|exits? (?:with )?0)(?: too| as well| (?:at|in) the end| (?:after|before) (?:each|every|your last) [\\w-]+)*(?: and `[ ]*` (?:too|as well))?)?[.]?$")
