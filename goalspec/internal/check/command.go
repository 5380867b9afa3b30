// Package check reads what proves a statement: the command that it names with
// what is said to come of its run, and the bound that it states. In comes one
// statement, out come a command, a [Bound], or the fault that forbids taking them
// for certain. It keeps nothing, so a process that dies here has lost nothing.
package check

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	runColon   = regexp.MustCompile(`(?i)(?:^|[\s(])(run|command|check)\s*:\s*([^` + "`" + `\s].*)$`)
	dollarLine = regexp.MustCompile(`^\$\s+(\S.*)$`)
	runNot     = regexp.MustCompile(`(?i)\b(?:not|never|n[’']t|without|cannot)\b[^` + "`" + `]*\b(?:run|command|check)\s*:`)
)

// CommandIn is the command of which a statement says for certain that it passes,
// or that it is what to run.
func CommandIn(s string) string {
	cmd, _ := CommandOf(s)
	return cmd
}

// CommandOf is the command a statement gives: code spans of which it says that
// they pass, text after "run:", or text after "$ ". Several that have to pass
// are joined. A fault says that the statement asks for anything but success.
func CommandOf(s string) (cmd, fault string) {
	if s = BareCommand(s); !strings.ContainsAny(s, "`:$") {
		return "", ""
	}
	if cmd, fault := codedCommand(s); cmd != "" || fault != "" {
		return cmd, fault
	}
	if m := runColon.FindStringSubmatchIndex(prose.BlankCode(s)); m != nil && !strings.Contains(s[m[4]:], "`") {
		if runNot.MatchString(s) {
			return "", NotSuccess
		}
		if text := strings.TrimSpace(s[m[4]:]); isCommandLine(text, strings.EqualFold(s[m[2]:m[3]], "check")) {
			return text, ""
		}
		return proseCommand(s, m[4])
	}
	if m := dollarLine.FindStringSubmatch(s); m != nil {
		lines := strings.Split(m[1], " $ ")
		for i, line := range lines {
			if lines[i] = strings.TrimSpace(line); len(lines) > 1 && !LooksLikeCommand(lines[i]) {
				return "", "where one command ends and the next one begins is not certain; write each as an item of its own"
			}
		}
		return AllOf(lines), ""
	}
	return "", ""
}

var (
	inQuotes = regexp.MustCompile(`"[^"]*"|'[^']*'`)
	// inSentences are words of a sentence that stand in no command line but in quotes.
	inSentences = regexp.MustCompile(`(?i)(?:^|\s)(?:is|are|was|were|be|been|must|should|shall|may|might|can|cannot|will|would|has|have|needs?|does|never|not|by|the|them|yourself|everything|everybody|nothing|anything|nobody|you|we|they|this|that|these|those|with|without|because|passes|succeeds|fails|\w+n['’]t)(?:[\s.,;:!?)]|$)`)
)

// isCommandLine reports plain text that reads as a command line, and not as a sentence:
// no word of it is one that only sentences have. Of a check, as may be set down in words
// as well, it shows by what it runs or how it is told to.
func isCommandLine(text string, check bool) bool {
	if plain := inQuotes.ReplaceAllString(text, `""`); inSentences.MatchString(plain) || contracted.MatchString(plain) {
		return false
	}
	program, rest, more := strings.Cut(text, " ")
	return !check || !more || beginsCommand(text) || slices.ContainsFunc(strings.Fields(program+" "+rest), func(w string) bool {
		return subcommand(w) || argumentIs.MatchString(strings.TrimRight(w, ".,;:"))
	})
}

// proseCommand is the command with which a sentence begins that stands behind a label at
// a place of a statement. A fault says that the sentence does not ask it to pass.
func proseCommand(s string, at int) (cmd, fault string) {
	text := BareCommand(s[at:])
	if strings.Contains(text, "`") {
		if cmd, fault = codedCommand(text); cmd != "" || fault != "" {
			return cmd, fault
		}
	}
	named := slices.ContainsFunc(prose.CodeSpan.FindAllStringSubmatch(s, prose.MaxCalls), func(m []string) bool { return LooksLikeCommand(m[1]) })
	if named || beginsCommand(s[at:]) {
		return "", NotSuccess
	}
	return "", ""
}

// codedCommand joins the code spans that have to pass.
func codedCommand(s string) (cmd, fault string) {
	calls, many := CallsIn(s)
	if many {
		return "", "too many commands stand in one statement; make it several"
	}
	var passing []string
	for _, c := range calls {
		switch {
		case c.said == saysFails && c.in != "":
			return "", "that the command finds nothing “" + strings.ReplaceAll(prose.Clip(c.in), ";", ",") + "”" + moreThanRun + "write it such that it looks for that only, and say that it finds nothing"
		case c.said == saysFails:
			return "", NotSuccess
		case c.said == saysEither:
			return "", EitherEnough
		case c.said == saysPasses && c.in != "":
			return "", notInCircumstance(c.code, c.in)
		case c.said == saysPasses:
			code := c.code
			if c.held != nil {
				code = c.held(code)
			}
			if !slices.Contains(passing, code) {
				passing = append(passing, code)
			}
		}
	}
	if len(passing) > 0 && LedToFail(s) {
		return "", NotSuccess
	}
	if len(passing) > 0 && MoodOf(s) == reported {
		return "", notDemanded
	}
	return AllOf(passing), ""
}

// AllOf is a command that passes when each of some does.
func AllOf(commands []string) string {
	if len(commands) == 1 {
		return commands[0]
	}
	var out []string
	for _, c := range commands {
		switch c = Uncommented(c); { // what is joined must not cut it
		case strings.ContainsAny(c, "#\n"):
			c = "(" + c + "\n)"
		case strings.Contains(c, "|") || Cut.MatchString(c):
			c = "(" + c + ")"
		}
		out = append(out, c)
	}
	return strings.Join(out, " && ")
}

// Cut are the marks of a shell within a command behind which "&&" does not go by the
// whole of it.
var Cut = regexp.MustCompile(`[;#]|\|\||(?:^|[^&>])&(?:[^&>]|$)`)

// afterRun reports words that end in what leads a command, such as "run" or
// "verify with the command".
func afterRun(before string) bool {
	end := strings.ToLower(before[max(0, len(before)-60):])
	end = strings.TrimSuffix(strings.TrimRight(end, " \t"), "the command")
	end = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(end, " \t"), ":"), " \t")
	for _, lead := range []string{"run", "runs", "running", "execute", "executes", "executing", "command", "check with", "verify with", "verified by", "measured by", "measured with", "via"} {
		if front, ok := strings.CutSuffix(end, lead); ok {
			last, _ := utf8.DecodeLastRuneInString(front)
			return !unicode.IsLetter(last)
		}
	}
	return false
}

// LooksLikeCommand reports code that begins with a known program or a script.
func LooksLikeCommand(code string) bool {
	word, rest, more := strings.Cut(code, " ")
	for more && strings.Contains(word, "=") && !strings.ContainsAny(word, "(\"'") { // VAR=value prefix
		word, rest, more = strings.Cut(strings.TrimSpace(rest), " ")
	}
	if strings.HasPrefix(word, "./") && !strings.ContainsAny(word, "*?") {
		return more || strings.HasSuffix(word, ".sh") || strings.HasSuffix(word, ".py") || !strings.HasSuffix(word, "/") && !strings.Contains(word[2:], ".")
	}
	if more && inBin.MatchString(word) {
		return true
	}
	return IsRunner(word) && (more || aloneRunner(word)) || !more && lints.MatchString(word)
}

// inBin is the path of a program in a directory of them.
var inBin = regexp.MustCompile(`^(?:[\w@.-]+/)*\.?(?:bin|scripts?|tools?)/[\w-][\w.-]*$`)

// lints are the names of programs that check what lies where they are run.
var lints = regexp.MustCompile(`^[a-z][a-z0-9]*-?lint$`)

// elsewhere is what no shell runs: a query, and a request.
var elsewhere = regexp.MustCompile(`^[A-Z]{3,}\s|(?i)^(?:select\s.*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|(?:create|alter|drop|truncate)\s+(?:unique\s+)?(?:table|index|view|database|schema)\s|with\s+\w+\s+as\s*\()`)

// AsksElsewhere is a query or a request of which a statement says what comes of it.
func AsksElsewhere(s string) string {
	for _, loc := range prose.CodeSpan.FindAllStringSubmatchIndex(s, prose.MaxCalls) {
		code, after := s[loc[2]:loc[3]], s[loc[1]:]
		if elsewhere.MatchString(code) && (isRun.MatchString(after) || verdict.MatchString(after) || SilentThen.MatchString(after) || FindsNo.MatchString(after)) {
			return code
		}
	}
	return ""
}

var (
	// ProgramName has the form of a program's name.
	ProgramName = regexp.MustCompile(`^[a-z][a-z0-9._-]*$`)
	argument    = regexp.MustCompile(`^--?[A-Za-z]|^(?:run|test|check|bench|build|audit|scan|report|lint)$|^[\w.-]+/|\w\.[a-z]{1,5}$`)
)

// MayRun reports words in code marks that have the form of a command, of whatever
// program.
func MayRun(code string) bool {
	words := strings.Fields(code)
	return len(words) > 1 && ProgramName.MatchString(words[0]) && slices.ContainsFunc(words[1:], argument.MatchString)
}

// IsRunner reports the name of a program that checks are run with.
func IsRunner(w string) bool {
	switch w {
	case "go", "gofmt", "gofumpt", "staticcheck", "golangci-lint", "make", "just", "task", "npm", "npx", "yarn", "pnpm", "bun", "deno", "node", "tsc", "jest", "vitest", "eslint",
		"python", "python3", "pytest", "tox", "nox", "uv", "poetry", "pip", "ruff", "mypy", "cargo", "rustc", "mvn", "gradle", "gradlew", "sbt", "dotnet", "ruby", "rake", "bundle", "rspec",
		"php", "composer", "phpunit", "mix", "elixir", "swift", "xcodebuild", "bazel", "cmake", "ctest", "ninja", "meson", "sh", "bash", "zsh", "env", "test", "grep", "rg", "git", "curl",
		"diff", "cmp", "wc", "jq", "awk", "sed", "cat", "ls", "docker", "helm", "kubectl", "terraform", "shellcheck", "perl", "true", "false", "time", "timeout", "!", "[", "sqlite3", "psql", "buf", "protoc",
		"flutter", "dart", "mkdocs", "dbt", "kubeconform", "kustomize", "lychee", "vale", "flake8", "pylint", "pyright", "prettier", "biome", "playwright", "cypress", "pre-commit", "trivy", "hadolint", "yamllint", "markdownlint",
		"swiftlint", "ktlint", "valgrind", "cppcheck", "zig", "cabal", "dune", "lein", "julia", "tflint", "conftest", "promtool", "nx", "turbo", "lerna", "goreleaser", "mdbook", "semgrep", "bandit", "govulncheck", "gosec", "ginkgo", "gotestsum",
		"rubocop", "brakeman", "phpstan", "psalm", "sqlfluff", "alembic", "flyway", "k6", "hyperfine", "mutmut", "hatch", "pdm", "hugo", "sphinx-build", "wasm-pack", "cspell", "stylelint", "oxlint", "knip", "tfsec", "checkov", "opa", "regal", "grype", "syft", "actionlint", "zizmor", "ct", "skaffold", "tilt", "earthly", "dagger", "lhci", "pa11y", "ansible-lint", "ansible-playbook", "molecule", "airflow", "mandoc", "clang-format", "clang-tidy":
		return true
	}
	return false
}

func aloneRunner(w string) bool {
	switch w {
	case "make", "pytest", "tox", "nox", "rspec", "phpunit", "jest", "vitest", "eslint", "staticcheck", "mypy", "ctest", "rake", "true", "false":
		return true
	}
	return false
}

// Uncommented takes the shell's comments off a command, unless one may say that it
// does not pass.
func Uncommented(s string) string {
	if !strings.Contains(s, "#") || strings.Contains(s, "<<") {
		return s
	}
	var out []byte
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == quote:
			quote = 0
		case quote == 0 && (c == '\'' || c == '"'):
			quote = c
		case c == '\\' && quote != '\'' && i+1 < len(s):
			out = append(out, c)
			i++
		case c == '#' && quote == 0 && (i == 0 || strings.IndexByte(" \t\n;", s[i-1]) >= 0):
			end := i + len(s[i:])
			if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
				end = i + n
			}
			if said := s[i:end]; len(said) > prose.MaxStatement || Fails.MatchString(said) || negator.MatchString(said) {
				return s
			}
			out, i = bytes.TrimRight(out, " \t\n"), end-1
			continue
		}
		out = append(out, s[i])
	}
	return strings.TrimRight(string(out), " \t")
}
