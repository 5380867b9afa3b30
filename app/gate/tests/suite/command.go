package suite

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// Runner is the command of a runner; what it is told, and which tests it is given,
	// stands behind it on the line.
	Runner = regexp.MustCompile(`\b(go\s+test|gotestsum|pytest|py\.test|python3?\s+-m\s+(pytest|unittest)|jest|vitest|mocha|ava|tap|node\s+(--\S+\s+([^-\s"']\S*\s+)?)*--test|npm\s+(run\s+)?(test|t)\b|yarn\s+(run\s+)?test|pnpm\s+(run\s+)?test|tox|nox|nose2?|cargo\s+(nextest|test)|mvn\s+\S*\s*(test|verify)|gradlew?\s+\S*test|react-scripts\s+test|playwright\s+test|bun\s+test|deno\s+test|make\s+(test|check))\b`)
	// Argument is a word of a command that may be a path or a pattern of tests.
	Argument = regexp.MustCompile(`^[\w.@*-]*[/.*\w][\w./@*:\[\]-]*$`)
)

// Separates stands between the commands of one line.
var Separates = regexp.MustCompile(`&&|\|\|?|;`)

// RanTests tells whether a line of the base ran tests.
func RanTests(old string) bool { return Runner.MatchString(old) || Addopts.MatchString(old) }

// subcommand are words that follow a runner's name and name no tests.
var subcommand = map[string]bool{"run": true, "watch": true, "test": true, "start": true, "exec": true, "related": true, "bench": true, "discover": true}

// Arguments are the paths and names that a runner is given.
func Arguments(text string) []string {
	at := Runner.FindStringIndex(text)
	if at == nil {
		return nil
	}
	var out []string
	skip := false
	for w := range strings.FieldsSeq(text[at[1]:]) {
		w = strings.Trim(w, `"',`)
		switch {
		case w == "&&" || w == "||" || w == ";" || w == "|" || strings.HasPrefix(w, ">") || strings.HasPrefix(w, "2>"):
			return out
		case strings.HasPrefix(w, "-"):
			skip = !strings.Contains(w, "=") && valued.MatchString(w)
		case skip:
			skip = false
		case Argument.MatchString(w) && !subcommand[w]:
			out = append(out, w)
		}
	}
	return out
}

var valued = regexp.MustCompile(`^-(n|p|c|o|r|timeout|count|parallel|cpu|coverprofile|covermode|coverpkg|-cov|-junitxml|-config|-reporter|-maxWorkers|-timeout|-tb|-durations|-env|-project|-require|-import|-loader)$`)

// Stand tells whether each command of tests in some lines of the base still
// stands in the result: what came is run beside it.
func Stand(is *language.Source, old []string) bool {
	some := false
	for _, o := range old {
		if !RanTests(o) || SectionHead.MatchString(o) {
			continue
		}
		some = true
		was := quotedCommands(o)
		if !slices.ContainsFunc(is.Code, func(l string) bool {
			return !slices.ContainsFunc(was, func(c string) bool { return !slices.Contains(quotedCommands(l), c) })
		}) {
			return false
		}
	}
	return some
}

// quotedCommands are the commands of tests in a line, with the keys that they
// have in a package's scripts.
func quotedCommands(text string) (out []string) {
	for _, m := range keyedCommand.FindAllStringSubmatch(text, -1) {
		if Runner.MatchString(m[2]) {
			out = append(out, m[0])
		}
	}
	if len(out) == 0 {
		out = append(out, strings.TrimSpace(text))
	}
	return out
}

var keyedCommand = regexp.MustCompile(`"([\w:-]+)"\s*:\s*"([^"]*)"`)

// CommandsThatCame are the commands of tests that came to scripts and
// configurations.
func CommandsThatCame(s *change.Set) []string {
	return change.Memo(s, "commands that came", func() (out []string) {
		for _, f := range s.Files {
			for _, n := range f.Added() {
				if !f.Is.Lang.Code() && Runner.MatchString(f.Is.Code[n]) {
					out = append(out, f.Is.Code[n])
				}
			}
		}
		return out
	})
}

// Idles is a command that does nothing.
var Idles = regexp.MustCompile(`^\s*(?:-?\s*run:\s*|"[\w:-]+":\s*"|commands?\s*=\s*)?[@-]*\s*(?:/usr)?(?:/bin/)?(?:true|:|echo|printf|exit\s+0)(?:\s|$|["'])`)

// Depends is a line that names a runner as a dependency.
var Depends = regexp.MustCompile(`^\s*["']?(@?[\w/-]+)["']?\s*[:=]\s*["']?[\^~>=<]*\d|^\s*["']?[\w-]+\s*[><=~!]=`)

// Checkers are the commands that check code without running it.
var Checkers = regexp.MustCompile(`\b(eslint|ruff|flake8|pylint|mypy|pyright|tsc|golangci-lint|staticcheck|go\s+vet|black|prettier|biome|stylelint|bandit|semgrep|oxlint|xo|shellcheck|hadolint|vulture|npm\s+audit|pip-audit|govulncheck|gosec|revive|isort|gofmt|gofumpt|pydocstyle|coverage\s+report|nyc|c8|type-coverage|depcheck|knip|lint-imports)\b|\bgit\s+diff\b[^|;&]*--exit-code`)

// LeavesIll ends a program with a status that says it failed.
var LeavesIll = regexp.MustCompile(`\bos\.Exit\(\s*[^0)\s]|\bsys\.exit\(\s*[^0)\s]|\bprocess\.exit\(\s*[^0)\s]|\bprocess\.exitCode\s*=\s*[^0=]|\braise\s+SystemExit\(\s*[^0)\s]|\blog\.Fatal|(^|\|\||&&|;|\bthen\b)\s*exit\s+[^0\s]`)

// FailsOut is what makes a script or a test fail on the spot.
var FailsOut = regexp.MustCompile(`\bthrow\b|\braise\b|\bassert\b|\bpanic\(|\bunittest\.main\(|\breject\(|\.(Fatal|Fatalf|Error|Errorf|Fail|FailNow)\(`)

// Decides is where the result of a function becomes the status of a program.
var Decides = regexp.MustCompile(`(?:[eE]xit\(\s*(?:await\s+|int\()?|exitCode\s*=\s*(?:await\s+)?)(\w+)\(|\b(\w+)\([^()]*\)\.then\(.*\bexit`)
