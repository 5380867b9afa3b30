package check

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// RunsAll reports a command of nothing but the tests, checks or builds of a project, or
// of a part of it, which picks none of them: it may pass before the work as well as after.
func RunsAll(command string) bool {
	calls := callEnd.Split(strings.Trim(command[:min(len(command), prose.MaxLead)], "` "), -1)
	return !slices.ContainsFunc(calls, func(call string) bool { return !runsStage(strings.Fields(call)) })
}

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

var (
	// leadsCall stands before the program of a call.
	leadsCall = regexp.MustCompile(`^(?:\w+=\S*|sudo|time|env|bundle|exec|php|npx|bunx|uv|uvx|pipenv|python3?|-m|xvfb-run)$`)
	// stage is what of a project is run as a whole.
	stage  = regexp.MustCompile(`^(?:[\w-]*:)*(?:t|test|tests|runtest|eunit|unit|unit-tests?|lint|build|check|checks|ci|typecheck|type-check|verify|vet|clippy|fmt|format|all|package|compile|assemble|docs?|site|html)(?::(?:unit|all|ci|types?))?$|^(?:[\w-]*:)*(?:[a-z]\w*Test|test(?:Debug|Release)\w*|tests?:[\w-]+)$`)
	runner = regexp.MustCompile(`^(?:npm|pnpm|yarn|bun|deno|make|just|task|rake|rails|artisan|go|cargo|mvnw?|gradlew?|sbt|dotnet|mix|swift|flutter|dart|bazel|ng|nx|turbo|lerna|composer|hatch|poetry|mkdocs|sphinx-build|hugo|jekyll|docusaurus|mdbook|zig|stack|cabal|dune|opam|meson|rebar3|lein|elm-test|pub|melos)$`)
	// toolOfAll are programs that run all there is unless they are told what.
	toolOfAll = regexp.MustCompile(`^(?:hugo|zola|htmltest|muffet|pytest|py\.test|tox|nox|rspec|phpunit|ctest|jest|vitest|mocha|karma|ava|ruff|eslint|stylelint|prettier|mypy|pyright|flake8|pylint|black|isort|golangci-lint|staticcheck|tsc|rubocop|pre-commit|make|just|task|ninja|gradle|gradlew|mvnw?|bazel)$`)
	// picks tells a run what to look at, or what to hold it against.
	picks   = regexp.MustCompile(`^(?:-k|-run|--?run=.+|-t|--tests?|-Dtest.*|-Dit\.test.*|-R|-g|--grep|-e|--example|--testNamePattern.*|-bench.*|--bench.*|--cov-fail-under.*|--only|--filter=.+|-D(?:test-)?filter.*|-m)$|::|_(?:test|spec)\.|\.(?:test|spec)\.|Test[A-Z]|(?:^|/)test_\w+|\.(?:py|rb|js|ts|tsx|go|rs|ex|exs|php|java|kt|cs)(?::\d+)?$`)
	callEnd = regexp.MustCompile(`\s*(?:&&|;)\s*`)
	oneWord = regexp.MustCompile(`^\w+$`)
)

// Picks reports a command that tells a run what to look at.
func Picks(command string) bool {
	return slices.ContainsFunc(strings.Fields(command), picks.MatchString)
}

// Narrows reports a command of the tests of a part of the project, or of some that it picks.
func Narrows(command string) bool {
	return runsPart.MatchString(command) || strings.Contains(command, "-only-testing") || Picks(command)
}

var (
	// runsPart is a command of the tests of a part of the project.
	runsPart = regexp.MustCompile(`\s(?:\./)?\w[\w.-]*/(?:\w|\.\.\.)|\s(?:-p|-pl|--filter|--package|workspace) |\s:\w+:|\btests?:\w|--testsuite`)
	// onlyTest is a program, or a target, that runs tests.
	onlyTest = regexp.MustCompile(`\b(?:tests?|pytest|py\.test|tox|nox|rspec|phpunit|ctest|jest|vitest|mocha|karma|ava|unit)\b`)
)

// OnlyTests reports a command that runs nothing but tests.
func OnlyTests(command string) bool {
	return !slices.ContainsFunc(callEnd.Split(command, -1), func(call string) bool { return !onlyTest.MatchString(call) })
}

var (
	// searching are programs whose run shows whether something is left.
	searching = regexp.MustCompile(`(?:^|[\s(!|])(?:grep|rg|ag|ack|find|fd)\s`)
	// findsNone turns a search into one that passes when it finds nothing.
	findsNone = regexp.MustCompile(`^\s*!|-eq 0\b|\$\? -eq 1\b|= ?"?0\b|-z "?\$\(`)
)

var (
	// counts prints how much a search finds, and printsZero says that it is nothing.
	counts     = regexp.MustCompile(`\bwc -l\b|\b(?:grep|rg) (?:-\w+ )*-\w*c`)
	printsZero = regexp.MustCompile(`(?i)^ ?` + Tells + ` +(?:0|zero)\b`)
)

// Searches reports a command with a search in it.
func Searches(command string) bool { return searching.MatchString(command) }

// SearchesNone reports a search of which a statement, or the command itself, says that it finds
// nothing.
func SearchesNone(command, text string) bool {
	if command != "" {
		return Searches(command) && findsNone.MatchString(command)
	}
	for _, loc := range prose.CodeSpan.FindAllStringSubmatchIndex(text, prose.MaxCalls) {
		if code, said := text[loc[2]:loc[3]], text[loc[1]:]; Searches(code) && (findsNone.MatchString(code) || FindsNo.MatchString(said) || SilentThen.MatchString(said) || counts.MatchString(code) && printsZero.MatchString(said)) {
			return true
		}
	}
	return false
}

// FindsNone reports a tool other than tests, of which a statement says that it finds nothing.
func FindsNone(text string) bool {
	return slices.ContainsFunc(prose.CodeSpan.FindAllStringSubmatchIndex(text, prose.MaxCalls), func(loc []int) bool {
		code, said := text[loc[2]:loc[3]], text[loc[1]:]
		return !OnlyTests(code) && !RunsAll(code) && (FindsNo.MatchString(said) || printsZero.MatchString(said) || SilentThen.MatchString(said)) && !onlyNewOnes.MatchString(said)
	})
}

var onlyNewOnes = regexp.MustCompile(`(?i)^[^.;]{0,30}\b(?:new|further|additional)\b`)

// picksByName picks a test by what it is called.
var picksByName = regexp.MustCompile(`(?:^|\s)(?:-k|-run|--?run=\S|-t|-R|-g|--grep|-e|--example|--testNamePattern\S*|-bench\S*|--cov-fail-under\S*|-max-warnings|--max-warnings)\b|::|\bTest[A-Z]`)

// onlyQuiet says of what stands in code marks that it passes, or finds nothing.
var onlyQuiet = regexp.MustCompile("(?i)^\\W*(?:running |run )?`[ ]*`(?:(?:,|,? and) `[ ]*`)*(?: (?:still |must |should |ha(?:s|ve) to |all |both )*(?:pass(?:es)?|succeeds?|is green|is clean|is quiet|works|builds|compiles|renders|runs? through|(?:exits?|returns?) (?:with )?(?:code )?0|be |(?:prints|reports|has|finds|shows|gives|lists)(?: no| 0| zero| nothing)+(?: [\\w-]+){0,2}))?(?: (?:without(?: any)?|with no|with 0) (?:\\w+ )?(?:errors?|warnings?|issues|problems|findings|complaints|failures))?(?:(?:,|;|:)? (?:and|in|on|incl(?:uding|\\.)?|with|under|as|for|from|too|also|both)\\b.*)?[.]?$")

// OnlyRuns reports a statement that says of tests, builds and lints that they pass, of
// whatever part of the project; a test that is named may be another matter.
func OnlyRuns(text string) bool {
	return onlyQuiet.MatchString(prose.BlankCode(text)) && !slices.ContainsFunc(prose.CodeSpan.FindAllString(text, prose.MaxCalls), func(code string) bool {
		program := prose.FirstWord(strings.Trim(code, "`"))
		return picksByName.MatchString(code) || !runner.MatchString(program) && !toolOfAll.MatchString(program) && !leadsCall.MatchString(program)
	})
}

var (
	// formChecks are commands that look for faults of form, and what builds.
	formChecks = regexp.MustCompile(`(?i)(?:^|[\s:_-])(?:build|compile(?:all)?|\w*lint\w*|vet|validate|type-?check|tsc|mypy|pyright|ruff|clippy|fmt|format|prettier|black|isort|\w*errors|audit|checkstyle|lychee|linkinator|link-?check\w*|doctor|check)(?:$|[\s:_-])|^git (?:diff|status)\b`)
	// findsFaults says of a tool that it finds nothing wrong.
	findsFaults = regexp.MustCompile(`(?i)\b(?:no|0|zero) (?:issues?|problems?|errors?|warnings?|findings?|offen[cs]es?|violations?|complaints?)\b`)
	ownScript   = regexp.MustCompile(`^(?:\./)?(?:[\w.-]+/)+[\w.-]+|\.(?:sh|py|rb|js|mjs|ts|pl)\b`)
)

// FindsNoFaults reports a statement that says no more of its commands than that they pass, or
// find nothing: each runs all there is, or looks for faults of form.
func FindsNoFaults(text string) bool {
	plain := prose.BlankCode(text)
	return onlyQuiet.MatchString(plain) && !slices.ContainsFunc(prose.CodeSpan.FindAllString(text, prose.MaxCalls), func(code string) bool {
		code = strings.Trim(code, "`")
		return !RunsAll(code) && (!formChecks.MatchString(code) && !findsFaults.MatchString(plain) || ownScript.MatchString(code))
	})
}
