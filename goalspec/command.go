package goalspec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	codeSpan   = regexp.MustCompile("`([^`]+)`")
	runColon   = regexp.MustCompile(`(?i)(?:^|[\s(])(run|command|check)\s*:\s*([^` + "`" + `\s].*)$`)
	dollarLine = regexp.MustCompile(`^\$\s+(\S.*)$`)
	runNot     = regexp.MustCompile(`(?i)\b(?:not|never|n[’']t|without|cannot)\b[^` + "`" + `]*\b(?:run|command|check)\s*:`)
)

// commandIn is the command of which a statement says for certain that it passes,
// or that it is what to run.
func commandIn(s string) string {
	cmd, _ := commandOf(s)
	return cmd
}

// commandOf is the command a statement gives: code spans of which it says that
// they pass, text after "run:", or text after "$ ". Several that have to pass
// are joined. A fault says that the statement asks for anything but success.
func commandOf(s string) (cmd, fault string) {
	if s = bareCommand(s); !strings.ContainsAny(s, "`:$") {
		return "", ""
	}
	if cmd, fault := codedCommand(s); cmd != "" || fault != "" {
		return cmd, fault
	}
	if m := runColon.FindStringSubmatchIndex(blankCode(s)); m != nil && !strings.Contains(s[m[4]:], "`") {
		if runNot.MatchString(s) {
			return "", notSuccess
		}
		if text := strings.TrimSpace(s[m[4]:]); isCommandLine(text, strings.EqualFold(s[m[2]:m[3]], "check")) {
			return text, ""
		}
		return proseCommand(s, m[4])
	}
	if m := dollarLine.FindStringSubmatch(s); m != nil {
		lines := strings.Split(m[1], " $ ")
		for i, line := range lines {
			if lines[i] = strings.TrimSpace(line); len(lines) > 1 && !looksLikeCommand(lines[i]) {
				return "", "where one command ends and the next one begins is not certain; write each as an item of its own"
			}
		}
		return allOf(lines), ""
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
	text := bareCommand(s[at:])
	if strings.Contains(text, "`") {
		if cmd, fault = codedCommand(text); cmd != "" || fault != "" {
			return cmd, fault
		}
	}
	named := slices.ContainsFunc(codeSpan.FindAllStringSubmatch(s, maxCalls), func(m []string) bool { return looksLikeCommand(m[1]) })
	if named || beginsCommand(s[at:]) {
		return "", notSuccess
	}
	return "", ""
}

// codedCommand joins the code spans that have to pass.
func codedCommand(s string) (cmd, fault string) {
	calls, many := callsIn(s)
	if many {
		return "", "too many commands stand in one statement; make it several"
	}
	var passing []string
	for _, c := range calls {
		switch {
		case c.said == saysFails && c.in != "":
			return "", "that the command finds nothing “" + strings.ReplaceAll(clip(c.in), ";", ",") + "”" + moreThanRun + "write it such that it looks for that only, and say that it finds nothing"
		case c.said == saysFails:
			return "", notSuccess
		case c.said == saysEither:
			return "", eitherEnough
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
	if len(passing) > 0 && ledToFail(s) {
		return "", notSuccess
	}
	if len(passing) > 0 && moodOf(s) == reported {
		return "", notDemanded
	}
	return allOf(passing), ""
}

// allOf is a command that passes when each of some does.
func allOf(commands []string) string {
	if len(commands) == 1 {
		return commands[0]
	}
	var out []string
	for _, c := range commands {
		switch c = uncommented(c); { // what is joined must not cut it
		case strings.ContainsAny(c, "#\n"):
			c = "(" + c + "\n)"
		case strings.Contains(c, "|") || cut.MatchString(c):
			c = "(" + c + ")"
		}
		out = append(out, c)
	}
	return strings.Join(out, " && ")
}

// cut are the marks of a shell within a command behind which "&&" does not go by the
// whole of it.
var cut = regexp.MustCompile(`[;#]|\|\||(?:^|[^&>])&(?:[^&>]|$)`)

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

func looksLikeCommand(code string) bool {
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
	return isRunner(word) && (more || aloneRunner(word)) || !more && lints.MatchString(word)
}

// inBin is the path of a program in a directory of them.
var inBin = regexp.MustCompile(`^(?:[\w@.-]+/)*\.?(?:bin|scripts?|tools?)/[\w-][\w.-]*$`)

// lints are the names of programs that check what lies where they are run.
var lints = regexp.MustCompile(`^[a-z][a-z0-9]*-?lint$`)

// elsewhere is what no shell runs: a query, and a request.
var elsewhere = regexp.MustCompile(`^[A-Z]{3,}\s|(?i)^(?:select\s.*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|(?:create|alter|drop|truncate)\s+(?:unique\s+)?(?:table|index|view|database|schema)\s|with\s+\w+\s+as\s*\()`)

// asksElsewhere is a query or a request of which a statement says what comes of it.
func asksElsewhere(s string) string {
	for _, loc := range codeSpan.FindAllStringSubmatchIndex(s, maxCalls) {
		code, after := s[loc[2]:loc[3]], s[loc[1]:]
		if elsewhere.MatchString(code) && (isRun.MatchString(after) || verdict.MatchString(after) || silentThen.MatchString(after) || findsNo.MatchString(after)) {
			return code
		}
	}
	return ""
}

var (
	programName = regexp.MustCompile(`^[a-z][a-z0-9._-]*$`)
	argument    = regexp.MustCompile(`^--?[A-Za-z]|^(?:run|test|check|bench|build|audit|scan|report|lint)$|^[\w.-]+/|\w\.[a-z]{1,5}$`)
)

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// mayRun reports words in code marks that have the form of a command, of whatever
// program.
func mayRun(code string) bool {
	words := strings.Fields(code)
	return len(words) > 1 && programName.MatchString(words[0]) && slices.ContainsFunc(words[1:], argument.MatchString)
}

func isRunner(w string) bool {
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

// onlyBound is a code span that is a bound and nothing else, such as `>= 80%`.
var onlyBound = regexp.MustCompile(`^\s*(?:<=|>=|==|[≤≥<>])\s*[-−]?\d[\d\pL.,:%‰/^*+ -]*$`)

// blankCode replaces the inside of code spans with spaces, length kept; of a bound
// that stands in code marks only the marks go.
func blankCode(s string) string {
	if !strings.Contains(s, "`") {
		return s
	}
	b := []byte(s)
	for _, loc := range codeSpan.FindAllStringSubmatchIndex(s, -1) {
		if onlyBound.MatchString(s[loc[2]:loc[3]]) {
			b[loc[0]], b[loc[1]-1] = ' ', ' '
			continue
		}
		for i := loc[2]; i < loc[3]; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}
