package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// suites are tests, and what runs them; mended what is asked of those, and ailing what
	// is wrong with them.
	suites = `(?:tests?|suites?|specs?|ci|builds?|pipelines?|checks?|workflows?|jenkins|gitlab|github|travis|circleci|buildkite|bitrise|teamcity|test(?:s['’])? (?:runs?|steps?|jobs?|stages?))`
	mended = `(?:pass(?:es|ed|ing)?|green|succeed(?:s|ing)?|successful(?:ly)?|works?|working|fix(?:es|ed)?|repair(?:ed)?|unbreak|mend(?:ed)?|resolved?|solved?|sort(?:ed)?|happy|healthy|clean(?:ly)?|gone|through|fine|ok(?:ay)?|stabili[sz]e|zero|no|not|don|none|rid|without|exits? (?:with )?(?:code )?0|0)`
	ailing = `(?:fail(?:s|ed|ing|ures?)?|broken?|breaks?|breakages?|broke|red|errors?|unhappy|sick|crosses|flak(?:y|es?)|trouble|problems?)`
	// littleMore are words that say no more of tests, and of when they failed or passed.
	littleMore = `(?:all|the|an?|our|my|your|its?|it|them|they|these|those|this|that|which|what|whatever|how|some|somebody|someone|several|many|few|dozens?|two|three|any|every|each|of|in|on|at|to|for|from|since|after|and|or|but|so|with|by|as|when|until|up|out|make|makes|get|gets|have|let|ensure|bring|turn|see|sure|please|just|can|could|should|must|shall|would|may|like|need|needs|want|help|we|you|i|us|me|mind|care|is|are|be|been|being|was|were|has|had|do|does|did|done|there|here|left|more|again|now|finally|back|still|currently|today|yesterday|recently|always|ever|longer|anymore|stops?|runs?|run|everything|everyone|everybody|everywhere|keeps?|takes?|taken|look|looks|into|quickly|soon|asap|possible|moment|percent|100|doesn|isn|aren|t|running|state|whole|entire|full|complete|remaining|existing|current|why|know|then|so|gives?|went|turned|stayed|reports?|shows?|merge requests?|pull requests?|prs?|mrs?|linters?|lint|formatter|cypress|playwright|selenium|jest|junit|pytest|rspec|phpunit|vitest|mocha|unit|integration|e2e|end|automated|regression|acceptance|functional|system|smoke|browser|widget|ui|component|contract|instrumented|nightly|cases?|main|master|develop|trunk|branch|cd|actions|latest|last|recent|merge|upgrade|update|refactoring|couple|number|bunch|lots?|handful|commit|release|weeks?|\w*days?|months?|s|d|m|ve|re|ll|well|too|top|bottom|start|finish|board|across|way|repo|repository|projects?|code ?base|code|apps?|steps?|jobs?|stages?|machines?|developers?|runners?|clones?|checkout|fresh|platforms?|both|go|went|came|come|about|around|locally|\d+|windows|linux|macos|mac|ubuntu|arm(?:64)?|x86)`
)

var (
	ofNothingElse = regexp.MustCompile(`(?i)^\W*(?:(?:` + suites + `|` + mended + `|` + ailing + `|` + littleMore + `)\b\W*)+$`)
	aSuite        = regexp.MustCompile(`(?i)\b(?:` + suites + `|(?:main|master)(?: branch)? (?:is|has been|be)|everything\b[^.]{0,20}\bgreen)\b`)
	shallPass     = regexp.MustCompile(`(?i)\b` + mended + `\b`)
	isAiling      = regexp.MustCompile(`(?i)\b` + ailing + `\b`)
	because       = regexp.MustCompile(`(?i)\bbecause `)
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

// onlyGreen reports an outcome that says of tests, or of what runs them, that they pass,
// and of nothing else what shall be. What it only points at stands in the title, or before.
func (d Document) onlyGreen() bool {
	words := prose.Judged(d.outcome.Text)
	ofSuite, said, only := greenIn(words)
	if !only || !said && !isAiling.MatchString(words) && !d.namedAiling() {
		return false
	}
	look := func(s string, forSuite bool) {
		if s = aroundGreen.ReplaceAllString(prose.BlankCode(s[:min(len(s), prose.MaxLead)]), ""); !(ofSuite && said) && ofNothingElse.MatchString(s) {
			ofSuite, said = ofSuite || forSuite && aSuite.MatchString(s), said || shallPass.MatchString(s)
		}
	}
	look(d.title, true)
	for _, p := range d.contract.context[:min(len(d.contract.context), 3)] {
		look(p.Text, true)
	}
	for _, c := range prose.First(d.contract.constraint) {
		look(c.Text, true)
	}
	for _, c := range prose.First(d.contract.criteria) {
		if !strings.Contains(c.Text, "`") {
			look(c.Text, false)
		}
	}
	return ofSuite && said
}

// greenIn reports whether words tell of tests, and that they pass, and whether of nothing
// else what shall be.
func greenIn(words string) (ofSuite, said, only bool) {
	for _, t := range page.Sentences(page.Bare(words)) {
		switch s := withoutPeople(aroundGreen.ReplaceAllString(prose.BlankCode(t.S), "")); {
		case ofNothingElse.MatchString(s):
			only = true
			for _, code := range prose.CodeSpan.FindAllStringSubmatch(t.S, prose.MaxCalls) {
				if ofSuite = true; !runsAll(code[1]) && !check.LooksLikeCommand(code[1]) && !isBranch(code[1]) || findsOnly.MatchString(code[1]) {
					return false, false, false
				}
			}
			ofSuite, said = ofSuite || aSuite.MatchString(s), said || shallPass.MatchString(s)
		case saying.Wants(t.S), tellsCause(s), namedTest.MatchString(t.S):
			return false, false, false
		default:
			ofSuite = ofSuite || ails.MatchString(s)
		}
	}
	return ofSuite, said, only
}

// ails tells of no tests in particular that they fail.
var ails = regexp.MustCompile(`(?i)\b(?:our|the|some|all|many|several|of|whole|entire|\d+) ` + suites + ` (?:\w+ )?` + ailing + `\b`)

// withoutPeople takes off a sentence what it tells of people, and not of what they want.
func withoutPeople(s string) string {
	clauses := greenParts.Split(s, prose.MaxFirst)
	kept := slices.DeleteFunc(clauses, func(c string) bool {
		return saying.OfPeople.MatchString(c) && !saying.Desire.MatchString(c) && !aSuite.MatchString(c)
	})
	return strings.Join(kept, ", ")
}

var greenParts = regexp.MustCompile(`[,;:] (?:and |but |so )?| (?:and|but) `)

// namedAiling reports a text that is called after tests, and begins with what ails them.
func (d Document) namedAiling() bool {
	return d.facts.named && slices.ContainsFunc(d.contract.context[:min(len(d.contract.context), 3)], func(p Passage) bool {
		s := aroundGreen.ReplaceAllString(p.Text[:min(len(p.Text), prose.MaxLead)], "")
		return ofNothingElse.MatchString(s) && aSuite.MatchString(s) && isAiling.MatchString(s)
	})
}

// tellsCause reports words on what makes tests fail, and not on what comes of that.
func tellsCause(s string) bool {
	if loc := because.FindStringIndex(s); loc != nil && ofNothingElse.MatchString(s[loc[1]:]) {
		return false
	}
	return tellsWhy.MatchString(whyPeople.ReplaceAllString(s, " "))
}

// whyPeople begins the reason for what people do, or cannot do.
var whyPeople = regexp.MustCompile(`(?i)(?:^|[.,;:] (?:and |but |so )?|\b(?:and|but|so|now) )(?:we|i|people|everyone|everybody|nobody|(?:the|our) teams?) [^.;,]{1,80}? because\b`)

// isBranch reports the name of the branch that everybody works on.
func isBranch(code string) bool {
	return code == "main" || code == "master" || code == "develop" || code == "trunk"
}

// namesTests reports whether a command says which tests, and something stays. To run
// everything says so only beside what the tests must not lose on the way.
func (l *linter) namesTests() bool {
	c := &l.doc.contract
	told := make([]string, 0, 2*prose.MaxFirst)
	run := false
	for _, x := range c.criteria {
		told = append(told, x.Text)
		for _, code := range prose.CodeSpan.FindAllStringSubmatch(prose.Judged(x.Text), prose.MaxCalls) {
			if check.LooksLikeCommand(code[1]) || runsAll(code[1]) {
				if run = true; narrows(code[1]) && l.stays() {
					return true
				}
			}
		}
	}
	if !run {
		return false
	}
	for _, x := range prose.First(c.context) {
		told = append(told, x.Text)
	}
	names := slices.ContainsFunc(told, func(s string) bool {
		s = prose.Judged(s)
		return namedTest.MatchString(s) || tellsCause(s)
	})
	return names && l.stays() || slices.ContainsFunc(told, keepsTests) ||
		slices.ContainsFunc(c.constraint, func(x Constraint) bool {
			s := testTools.ReplaceAllString(prose.BlankCode(prose.Judged(x.Text)), "")
			return ofTests.MatchString(s) && protected.MatchString(s) && !ofNothingElse.MatchString(s)
		}) ||
		slices.ContainsFunc(l.doc.scope.Deny, holdsTests) || len(l.doc.scope.Allow) > 0 && !slices.ContainsFunc(l.doc.scope.Allow, holdsTests)
}

// testTools are what tests are written with, and no tests.
var testTools = regexp.MustCompile(`(?i)\btest(?:ing)?[- ](?:frameworks?|runners?|librar(?:y|ies)|tools?|dependenc(?:y|ies)|packages?)\b`)

// stays reports that something must stay as it is.
func (l *linter) stays() bool {
	return len(l.doc.contract.constraint) > 0 || len(l.doc.scope.Deny) > 0
}

// looseTests is what makes tests pass that should not.
var looseTests = regexp.MustCompile(`(?i)\b(?:tests?|specs?|cases|assert\w*|expect\w*|snapshots?|fixtures?|golden|them|it)\b[^.;]{0,60}?\b(?:not|n['’]t|no|never|without)\b[^.;]{0,20}?\b(?:edit|chang|modif|skip|delet|remov|disabl|weaken|loosen|touch|alter|adapt|adjust|rewrit)|(?:\b(?:not|no|never|without)|n['’]t)\b[^.;]{0,40}?(?:\b(?:edit|chang|modif|skip|delet|remov|disabl|weaken|loosen|touch|alter|adapt|adjust|rewrit)\w*[^.;]{0,40}?\b(?:tests?|specs?|cases|assert\w*|expect\w*|snapshots?|fixtures?|golden|them)\b|\b(?:tests?|specs?|cases|assert\w*|snapshots?)\b[^.;]{0,40}?\b(?:edit|chang|modif|skip|delet|remov|disabl|weaken|loosen|touch|alter|adapt|adjust|rewrit))|\b(?:tests?|specs?|snapshots?|assertions|fixtures)\b[^.;]{0,30}\b(?:stays?|remains?|unchanged|unmodified|untouched|unedited|as (?:it|they) (?:is|are))\b`)

// keepsTests reports words on what the tests must not lose.
func keepsTests(s string) bool {
	return looseTests.MatchString(prose.BlankCode(prose.Judged(s)))
}

var (
	// runsPart is a command of the tests of a part of the project.
	runsPart = regexp.MustCompile(`\s(?:\./)?\w[\w.-]*/(?:\w|\.\.\.)|\s(?:-p|-pl|--filter|--package|workspace) |\s:\w+:|\btests?:\w|--testsuite`)
	testPath = regexp.MustCompile(`(?i)test|spec|fixture|golden|snap|e2e`)
)

// narrows reports a command of the tests of a part of the project, or of some that it picks.
func narrows(command string) bool {
	return runsPart.MatchString(command) || strings.Contains(command, "-only-testing") || slices.ContainsFunc(strings.Fields(command), picks.MatchString)
}

func holdsTests(g Glob) bool { return testPath.MatchString(g.Pattern) }

var (
	// toolOfAll are programs that run all there is unless they are told what.
	toolOfAll = regexp.MustCompile(`^(?:hugo|zola|htmltest|muffet|pytest|py\.test|tox|nox|rspec|phpunit|ctest|jest|vitest|mocha|karma|ava|ruff|eslint|stylelint|prettier|mypy|pyright|flake8|pylint|black|isort|golangci-lint|staticcheck|tsc|rubocop|pre-commit|make|just|task|ninja|gradle|gradlew|mvnw?|bazel)$`)
	runner    = regexp.MustCompile(`^(?:npm|pnpm|yarn|bun|deno|make|just|task|rake|rails|artisan|go|cargo|mvnw?|gradlew?|sbt|dotnet|mix|swift|flutter|dart|bazel|ng|nx|turbo|lerna|composer|hatch|poetry|mkdocs|sphinx-build|hugo|jekyll|docusaurus|mdbook|zig|stack|cabal|dune|opam|meson|rebar3|lein|elm-test|pub|melos)$`)
	// stage is what of a project is run as a whole.
	stage = regexp.MustCompile(`^(?:[\w-]*:)*(?:t|test|tests|runtest|eunit|unit|unit-tests?|lint|build|check|checks|ci|typecheck|type-check|verify|vet|clippy|fmt|format|all|package|compile|assemble|docs?|site|html)(?::(?:unit|all|ci|types?))?$|^(?:[\w-]*:)*(?:[a-z]\w*Test|tests?:[\w-]+)$`)
	// leadsCall stands before the program of a call.
	leadsCall = regexp.MustCompile(`^(?:\w+=\S*|sudo|time|env|bundle|exec|php|npx|bunx|uv|uvx|pipenv|python3?|-m|xvfb-run)$`)
	// picks tells a run what to look at, or what to hold it against.
	picks = regexp.MustCompile(`^(?:-k|-run|--?run=.+|-t|--tests?|-Dtest.*|-Dit\.test.*|-R|-g|--grep|-e|--example|--testNamePattern.*|-bench.*|--bench.*|--cov-fail-under.*|--only|--filter=.+|-D(?:test-)?filter.*|-m)$|::|_(?:test|spec)\.|\.(?:test|spec)\.|Test[A-Z]|(?:^|/)test_\w+|\.(?:py|rb|js|ts|tsx|go|rs|ex|exs|php|java|kt|cs)(?::\d+)?$`)
)

// runsAll reports a command of nothing but the tests, checks or builds of a project, or
// of a part of it, which picks none of them: it may pass before the work as well as after.
func runsAll(command string) bool {
	calls := callEnd.Split(strings.Trim(command[:min(len(command), prose.MaxLead)], "` "), -1)
	return !slices.ContainsFunc(calls, func(call string) bool { return !runsStage(strings.Fields(call)) })
}

var (
	callEnd = regexp.MustCompile(`\s*(?:&&|;)\s*`)
	oneWord = regexp.MustCompile(`^\w+$`)
)

func runsStage(call []string) bool {
	for len(call) > 0 && leadsCall.MatchString(call[0]) {
		call = call[1:]
	}
	if len(call) == 0 || call[0] == "run" && len(call) == 1 {
		return false
	}
	if call[0] == "run" {
		call = call[1:]
	}
	name := call[0][strings.LastIndexByte(call[0], '/')+1:]
	args := call[1:]
	staged, envs := false, name == "tox" || name == "nox"
	for i, a := range args {
		if picks.MatchString(a) && !(envs && a == "-e") || staged && runner.MatchString(name) && oneWord.MatchString(a) && args[i-1][0] != '-' && !stage.MatchString(a) {
			return false
		}
		staged = staged || stage.MatchString(a)
	}
	plain := envs || !slices.ContainsFunc(args, func(a string) bool { return a[0] != '-' })
	return runner.MatchString(name) && (staged || plain && toolOfAll.MatchString(name)) || !runner.MatchString(name) && toolOfAll.MatchString(name)
}
