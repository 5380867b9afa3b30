package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	// suites are what runs as a whole.
	suites = "(?:(?:all|the|our|my|these|those|its|of|every|each|failing|failed|broken|red|remaining|flaky|whole|entire|full|complete|existing|current|unit|integration|e2e|end-to-end|automated|regression|acceptance|test|main) )*(?:tests?|test cases?|suites?|specs?|ci|ci/cd|builds?|pipelines?|checks|workflows?|github actions|jenkins|`[^`]+`)"
	// greens are said of what passes.
	greens = `(?:pass(?:es|ed|ing)?|(?:all )?green|succeed(?:s|ing)?|successful|work(?:s|ing)?|run(?:s|ning)?(?: through| cleanly| fine)?|(?:be )?(?:fixed|repaired|clean|happy|healthy)|(?:no longer|not|no more) (?:fail(?:s|ing)?|red|broken)|stops? (?:failing|being red))`
	onEnd  = `(?:(?: all| again| now| finally| please| for (?:us|me)| on (?:main|master|ci|the main branch))*[.!?]*)`
)

var (
	// turnsGreen asks for tests, or what runs them, to pass, and for nothing else.
	turnsGreen = regexp.MustCompile(`(?i)^(?:(?:please|just|can you|could you|can we|we (?:need|want) to|i(?:['’]d| would) like (?:you )?to|i want (?:you )?to|let['’]?s|help me) )*(?:make|get|have|let|ensure|fix|repair|bring|turn|see(?: to it)?)(?: sure)?(?: that)? ` + suites + `(?: (?:back )?(?:to )?(?:(?:be|is|are|all|must|should) )*` + greens + `)?(?: up)?` + onEnd + `$`)
	isGreen    = regexp.MustCompile(`(?i)^(?:(?:we|i) (?:need|want) )?` + suites + `(?: (?:must|should|shall|needs? to|ha(?:s|ve) to|to|be|is|are|all|finally|now|again))* ` + greens + onEnd + `$`)
	// namedTest is a test, or a file of tests, by its name.
	namedTest = regexp.MustCompile(`\b(?:Test_?[A-Z]\w+|test_\w+|\w+_(?:test|spec)\.\w+|[\w-]+\.(?:spec|test)\.\w+|\w+[a-z]Tests?|\w+::\w+)\b`)
	// ofTests is what tests, and what holds, may not lose on the way.
	ofTests   = regexp.MustCompile(`(?i)\b(?:tests?|specs?|test cases|assert\w*|expect\w*|snapshots?|fixtures?|golden|skip\w*|xfail|thresholds?|coverage|behaviou?rs?|apis?|interfaces?|signatures?|product(?:ion)? code|outputs?|formats?)\b`)
	protected = regexp.MustCompile(`(?i)(?:n['’]t|\b(?:not|no|never|without|keeps?|unchanged|untouched|remains?|same|leave|as (?:it is|they are)))\b`)
)

// onlyGreen reports an outcome that says of tests, or of what runs them, that they pass,
// and of nothing else what shall be.
func onlyGreen(words string) bool {
	said := false
	for _, t := range page.Sentences(page.Bare(words)) {
		s := t.S
		switch {
		case turnsGreen.MatchString(s) || isGreen.MatchString(s):
			if code := codeSpan.FindStringSubmatch(s); code != nil && !runsAll(code[1]) && !looksLikeCommand(code[1]) {
				return false
			}
			said = true
		case wants(s):
			return false
		}
	}
	return said
}

// namesTests reports whether a command says which tests, and something stays. To run
// everything says so only beside what the tests must not lose on the way.
func (l *linter) namesTests() bool {
	c := &l.doc.contract
	if len(c.constraint) == 0 && len(l.doc.scope.Deny) == 0 || !slices.ContainsFunc(c.criteria, func(c Criterion) bool { return c.Command != "" }) {
		return false
	}
	named := func(s string) bool { return namedTest.MatchString(s[:min(len(s), maxJudged)]) }
	return slices.ContainsFunc(c.criteria, func(c Criterion) bool { return c.Command != "" && !runsAll(c.Command) || named(c.Text) }) ||
		slices.ContainsFunc(c.context[:min(len(c.context), maxLeadAt)], func(p Passage) bool { return named(p.Text) }) ||
		slices.ContainsFunc(c.constraint, func(c Constraint) bool {
			s := blankCode(c.Text[:min(len(c.Text), maxJudged)])
			return ofTests.MatchString(s) && protected.MatchString(s)
		}) ||
		slices.ContainsFunc(l.doc.scope.Deny, holdsTests) || len(l.doc.scope.Allow) > 0 && !slices.ContainsFunc(l.doc.scope.Allow, holdsTests)
}

var testPath = regexp.MustCompile(`(?i)test|spec|fixture|golden|snap|e2e`)

func holdsTests(g Glob) bool { return testPath.MatchString(g.Pattern) }

var (
	// toolOfAll are programs that run all there is unless they are told what.
	toolOfAll = regexp.MustCompile(`^(?:pytest|py\.test|tox|nox|rspec|phpunit|ctest|jest|vitest|mocha|karma|ava|ruff|eslint|stylelint|prettier|mypy|pyright|flake8|pylint|black|isort|golangci-lint|staticcheck|tsc|rubocop|pre-commit|make|just|task|ninja|gradle|gradlew|mvnw?|bazel)$`)
	runner    = regexp.MustCompile(`^(?:npm|pnpm|yarn|bun|deno|make|just|task|rake|rails|go|cargo|mvnw?|gradlew?|sbt|dotnet|mix|swift|flutter|dart|bazel|ng|nx|turbo|lerna|composer|hatch|poetry|mkdocs|sphinx-build|hugo|jekyll|docusaurus|mdbook|zig|stack|cabal)$`)
	// stage is what of a project is run as a whole.
	stage = regexp.MustCompile(`^(?:[\w-]*:)*(?:t|test|tests|unit|unit-tests?|lint|build|check|checks|ci|typecheck|type-check|verify|vet|clippy|fmt|format|all|package|compile|assemble)(?::(?:unit|all|ci|types?))?$`)
	// leadsCall stands before the program of a call.
	leadsCall = regexp.MustCompile(`^(?:\w+=\S*|sudo|time|env|bundle|exec|npx|bunx|uv|uvx|pipenv|python3?|-m|xvfb-run)$`)
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
	staged := false
	for i, a := range args {
		if picks.MatchString(a) || staged && runner.MatchString(name) && oneWord.MatchString(a) && args[i-1][0] != '-' && !stage.MatchString(a) {
			return false
		}
		staged = staged || stage.MatchString(a)
	}
	plain := !slices.ContainsFunc(args, func(a string) bool { return a[0] != '-' })
	return runner.MatchString(name) && (staged || plain && toolOfAll.MatchString(name)) || !runner.MatchString(name) && toolOfAll.MatchString(name)
}
