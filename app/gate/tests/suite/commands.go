package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// A line may hold the command of a runner; what it is told, and which tests it is
// given, stands behind the runner's name.
var (
	Runner   = regexp.MustCompile(`\b(go\s+test|gotestsum|pytest|py\.test|python3?\s+-m\s+(pytest|unittest)|jest|vitest|mocha|ava|tap|node\s+(--\S+\s+([^-\s"']\S*\s+)?)*--test|npm\s+(run\s+)?(test|t)\b|yarn\s+(run\s+)?test|pnpm\s+(run\s+)?test|tox|nox|nose2?|cargo\s+(nextest|test)|mvn\s+\S*\s*(test|verify)|gradlew?\s+\S*test|react-scripts\s+test|playwright\s+test|bun\s+test|deno\s+test|make\s+(test|check))\b`)
	Argument = regexp.MustCompile(`^[\w.@*-]*[/.*\w][\w./@*:\[\]-]*$`)
)

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
