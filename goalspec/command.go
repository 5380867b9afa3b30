package goalspec

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	codeSpan   = regexp.MustCompile("`([^`]+)`")
	beforePass = regexp.MustCompile(`(?i)^\s*(?:\([^)]*\)\s*)?(?:(?:still|also|must|should|now|then|again)\s+)*(?:pass(?:es|ing)?|succeeds?|exits?|completes?|is (?:clean|green)|are green|prints?|returns?|reports?|stays? green|keeps? passing|finds? no|shows? no|runs?|fails?)\b`)
	connective = regexp.MustCompile(`(?i)^(?:\s*,)?\s*(?:and|then|&|,)?\s*$`)
	runColon   = regexp.MustCompile(`(?i)(?:^|[\s(])(?:run|command|check)\s*:\s*([^` + "`" + `\s].*)$`)
	dollarLine = regexp.MustCompile(`^\$\s+(\S.*)$`)
)

// commandIn is the command a statement gives: code spans that read as one,
// text after "run:", or text after "$ ". Several that have to pass are joined.
func commandIn(s string) string {
	if !strings.ContainsAny(s, "`:$") {
		return ""
	}
	if cmd := codedCommand(s); cmd != "" {
		return cmd
	}
	if m := runColon.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	if m := dollarLine.FindStringSubmatch(s); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// codedCommand joins the code spans of which the statement says that they pass;
// if it says so of none, the first that reads as a command counts.
func codedCommand(s string) string {
	spans := codeSpan.FindAllStringSubmatchIndex(s, -1)
	passes, passing, first := false, []string(nil), ""
	for i := len(spans) - 1; i >= 0; i-- {
		loc := spans[i]
		code := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s[loc[2]:loc[3]]), "$ "))
		after := s[loc[1]:]
		if i+1 < len(spans) {
			after = s[loc[1]:spans[i+1][0]]
		}
		passes = beforePass.MatchString(after) || passes && connective.MatchString(after) && i+1 < len(spans)
		command := looksLikeCommand(code) || passes && strings.Contains(code, " ") || afterRun(s[:loc[0]]) && code != "" && !looksLikePath(code)
		switch {
		case !command:
			continue
		case passes && !slices.Contains(passing, code):
			passing = append(passing, code)
		}
		first = code
	}
	if len(passing) > 0 {
		slices.Reverse(passing)
		return strings.Join(passing, " && ")
	}
	return first
}

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
	return isRunner(word) && (more || aloneRunner(word))
}

func isRunner(w string) bool {
	switch w {
	case "go", "gofmt", "gofumpt", "staticcheck", "golangci-lint", "make", "just", "task", "npm", "npx", "yarn", "pnpm", "bun", "deno", "node", "tsc", "jest", "vitest", "eslint",
		"python", "python3", "pytest", "tox", "nox", "uv", "poetry", "pip", "ruff", "mypy", "cargo", "rustc", "mvn", "gradle", "gradlew", "sbt", "dotnet", "ruby", "rake", "bundle", "rspec",
		"php", "composer", "phpunit", "mix", "elixir", "swift", "xcodebuild", "bazel", "cmake", "ctest", "ninja", "meson", "sh", "bash", "zsh", "env", "test", "grep", "rg", "git", "curl",
		"diff", "cmp", "wc", "jq", "awk", "sed", "cat", "ls", "docker", "helm", "kubectl", "terraform", "shellcheck", "perl", "true", "false", "time", "timeout", "!", "[", "sqlite3", "psql", "buf", "protoc":
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

// blankCode replaces the inside of code spans with spaces, length kept.
func blankCode(s string) string {
	if !strings.Contains(s, "`") {
		return s
	}
	b := []byte(s)
	for _, loc := range codeSpan.FindAllStringSubmatchIndex(s, -1) {
		for i := loc[2]; i < loc[3]; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}
