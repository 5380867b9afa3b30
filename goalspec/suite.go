package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// suites are tests, and what runs them; mended what is asked of those, and ailing what
	// is wrong with them.
	suites = `(?:tests?|suites?|specs?|ci|builds?|pipelines?|checks|workflows?|jenkins)`
	mended = `(?:pass(?:es|ed|ing)?|green|succeed(?:s|ing)?|successful|works?|working|fix(?:es|ed)?|repair(?:ed)?|unbreak|mend|resolved?|solved?|happy|healthy|clean(?:ly)?|gone|through|fine|stabili[sz]e|zero|no|not|don|none|rid)`
	ailing = `(?:fail(?:s|ed|ing|ures?)?|broken?|breaks?|breakages?|red|errors?)`
	// littleMore are words that say no more of tests, and of when they failed or passed.
	littleMore = `(?:all|the|an?|our|my|your|its?|it|them|they|these|those|this|that|which|what|whatever|some|several|many|few|any|every|each|of|in|on|at|to|for|from|since|after|and|or|but|so|with|up|make|makes|get|have|let|ensure|bring|turn|see|sure|please|just|can|could|should|must|shall|would|like|need|needs|want|help|we|you|i|us|me|is|are|be|been|being|was|were|has|had|do|does|did|there|left|more|again|now|finally|back|still|currently|today|yesterday|recently|always|ever|longer|anymore|stops?|runs?|everything|everyone|everybody|everywhere|keeps?|takes?|look|into|quickly|as|soon|asap|possible|moment|percent|100|doesn|isn|aren|t|running|state|whole|entire|full|complete|remaining|existing|current|flaky|unit|integration|e2e|end|automated|regression|acceptance|nightly|cases?|main|master|branch|cd|github|actions|latest|last|recent|merge|upgrade|update|refactoring|couple|number|bunch|lots?|handful|commit|release|weeks?|\w*days?|months?|s|d|m|ve|re|ll)`
)

var (
	ofNothingElse = regexp.MustCompile(`(?i)^\W*(?:(?:` + suites + `|` + mended + `|` + ailing + `|` + littleMore + `)\b\W*)+$`)
	aSuite        = regexp.MustCompile(`(?i)\b(?:` + suites + `|(?:main|master)(?: branch)? (?:is|has been|be)|everything\b[^.]{0,20}\bgreen)\b`)
	shallPass     = regexp.MustCompile(`(?i)\b` + mended + `\b`)
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
	words := d.outcome.Text[:min(len(d.outcome.Text), maxJudged)]
	if !aSuite.MatchString(words) && !strings.Contains(words, "`") {
		if !ofNothingElse.MatchString(words) {
			return false
		}
		before := d.title
		if list := d.contract.context; before == "" && len(list) > 0 {
			before = list[0].Text
		}
		words = before[:min(len(before), maxJudged)] + ". " + words
	}
	ofSuite, said := false, false
	for _, t := range page.Sentences(page.Bare(words)) {
		switch s := blankCode(t.S); {
		case ofNothingElse.MatchString(s):
			for _, code := range codeSpan.FindAllStringSubmatch(t.S, maxCalls) {
				if ofSuite = true; !runsAll(code[1]) && !looksLikeCommand(code[1]) || findsOnly.MatchString(code[1]) {
					return false
				}
			}
			ofSuite, said = ofSuite || aSuite.MatchString(s), said || shallPass.MatchString(s)
		case wants(t.S), tellsWhy.MatchString(s):
			return false
		}
	}
	return ofSuite && said
}

// namesTests reports whether a command says which tests, and something stays. To run
// everything says so only beside what the tests must not lose on the way.
func (l *linter) namesTests() bool {
	c := &l.doc.contract
	if len(c.constraint) == 0 && len(l.doc.scope.Deny) == 0 || !slices.ContainsFunc(c.criteria, func(c Criterion) bool { return c.Command != "" }) {
		return false
	}
	named := func(s string) bool { return namedTest.MatchString(s[:min(len(s), maxJudged)]) }
	return slices.ContainsFunc(c.criteria, func(c Criterion) bool {
		return c.Command != "" && (!runsAll(c.Command) || runsPart.MatchString(c.Command)) || named(c.Text)
	}) ||
		slices.ContainsFunc(c.context[:min(len(c.context), maxLeadAt)], func(p Passage) bool {
			return named(p.Text) || tellsWhy.MatchString(p.Text[:min(len(p.Text), maxJudged)])
		}) ||
		slices.ContainsFunc(c.constraint, func(c Constraint) bool {
			s := blankCode(c.Text[:min(len(c.Text), maxJudged)])
			return ofTests.MatchString(s) && protected.MatchString(s)
		}) ||
		slices.ContainsFunc(l.doc.scope.Deny, holdsTests) || len(l.doc.scope.Allow) > 0 && !slices.ContainsFunc(l.doc.scope.Allow, holdsTests)
}

var (
	// runsPart is a command of the tests of a part of the project.
	runsPart = regexp.MustCompile(`\s(?:\./)?\w[\w.-]*/(?:\w|\.\.\.)|\s(?:-p|-pl|--filter|--package|workspace) |\s:\w+:|\btests?:\w|--testsuite`)
	testPath = regexp.MustCompile(`(?i)test|spec|fixture|golden|snap|e2e`)
)

func holdsTests(g Glob) bool { return testPath.MatchString(g.Pattern) }

var (
	// toolOfAll are programs that run all there is unless they are told what.
	toolOfAll = regexp.MustCompile(`^(?:pytest|py\.test|tox|nox|rspec|phpunit|ctest|jest|vitest|mocha|karma|ava|ruff|eslint|stylelint|prettier|mypy|pyright|flake8|pylint|black|isort|golangci-lint|staticcheck|tsc|rubocop|pre-commit|make|just|task|ninja|gradle|gradlew|mvnw?|bazel)$`)
	runner    = regexp.MustCompile(`^(?:npm|pnpm|yarn|bun|deno|make|just|task|rake|rails|artisan|go|cargo|mvnw?|gradlew?|sbt|dotnet|mix|swift|flutter|dart|bazel|ng|nx|turbo|lerna|composer|hatch|poetry|mkdocs|sphinx-build|hugo|jekyll|docusaurus|mdbook|zig|stack|cabal)$`)
	// stage is what of a project is run as a whole.
	stage = regexp.MustCompile(`^(?:[\w-]*:)*(?:t|test|tests|unit|unit-tests?|lint|build|check|checks|ci|typecheck|type-check|verify|vet|clippy|fmt|format|all|package|compile|assemble)(?::(?:unit|all|ci|types?))?$|^(?:[\w-]*:)*(?:[a-z]+Test|tests?:[\w-]+)$`)
	// leadsCall stands before the program of a call.
	leadsCall = regexp.MustCompile(`^(?:\w+=\S*|sudo|time|env|bundle|exec|php|npx|bunx|uv|uvx|pipenv|python3?|-m|xvfb-run)$`)
	// picks tells a run what to look at, or what to hold it against.
	picks = regexp.MustCompile(`^(?:-k|-run|--?run=.+|-t|--tests?|-Dtest.*|-Dit\.test.*|-R|-g|--grep|-e|--example|--testNamePattern.*|-bench.*|--bench.*|--cov-fail-under.*|--only|--filter=.+|-m)$|::|_(?:test|spec)\.|\.(?:test|spec)\.|Test[A-Z]|(?:^|/)test_\w+|\.(?:py|rb|js|ts|tsx|go|rs|ex|exs|php|java|kt|cs)(?::\d+)?$`)
)

// runsAll reports a command of nothing but the tests, checks or builds of a project, or
// of a part of it, which picks none of them: it may pass before the work as well as after.
func runsAll(command string) bool {
	calls := callEnd.Split(strings.Trim(command[:min(len(command), maxLead)], "` "), -1)
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
