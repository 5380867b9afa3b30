package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// BareCommand sets the commands with which a statement begins in code marks, where
// its author did not: "go test ./... passes", "run go test ./...", "all tests pass: go
// test ./...". What does not read as a command to its last word, as "make sure that it
// passes", stays as it is.
func BareCommand(s string) string {
	if strings.Contains(s, "`") || len(s) > prose.MaxStatement {
		return s
	}
	lead := leadsBare(s)
	if !beginsCommand(s[lead:]) {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:lead])
	for rest := s[lead:]; ; {
		end := commandEnd(rest)
		if end == 0 && (b.Len() == lead || strings.HasSuffix(b.String(), "` and ")) {
			return s // "cargo test and clippy pass"
		}
		if end > 0 {
			b.WriteString("`" + rest[:end] + "`")
			rest = rest[end:]
		}
		more := nextOne.FindStringIndex(rest)
		if more == nil {
			return b.String() + rest
		}
		b.WriteString(rest[:more[1]])
		rest = rest[more[1]:]
	}
}

var (
	runFirst  = regexp.MustCompile(`(?i)^(?:please |then |also |always )*(?:run|execute) (?:the command )?`)
	passFirst = regexp.MustCompile(`(?i)\b(?:pass(?:es)?|succeeds?|green|clean)\b[^.;:]{0,30}:\s+$`)
)

// leadsBare is where a command may begin that is not set in code marks: behind "run", or
// behind a colon that ends what asks it to pass.
func leadsBare(s string) int {
	if end := len(runFirst.FindString(s[:min(len(s), prose.MaxLead)])); end > 0 {
		return end
	}
	if at := strings.Index(s, ": "); at > 0 && !beginsCommand(s) && passFirst.MatchString(s[:at+2]) {
		return at + 2
	}
	return 0
}

// beginsCommand reports a text whose first word is a program that is known, or one with
// an option behind it.
func beginsCommand(s string) bool {
	program, rest, _ := strings.Cut(s, " ")
	return IsRunner(strings.TrimRight(program, ",;:.")) || strings.HasPrefix(program, "./") || ProgramName.MatchString(program) && optionFirst.MatchString(rest)
}

var optionFirst = regexp.MustCompile(`^--?[A-Za-z][\w=-]* `)

// commandEnd is where the command ends with which a text begins, 0 if it begins with
// none.
func commandEnd(s string) int {
	program, rest, _ := strings.Cut(s, " ")
	alone := strings.TrimRight(program, ",;:.")
	if path, script := strings.CutPrefix(alone, "./"); script && (path == "" || !prose.PathLike(path) || strings.HasSuffix(path, "/")) || !script && !beginsCommand(s) {
		return 0
	} else if len(alone) < len(program) || rest == "" || saidOfRun.MatchString(rest) && !toDo(rest) {
		if script || aloneRunner(alone) {
			return len(alone)
		}
		return 0
	}
	end, before := len(program), program
	for rest != "" && (!saidOfRun.MatchString(rest) || before == program && toDo(rest)) {
		word, behind, _ := strings.Cut(rest, " ")
		cut := word
		if trimmed := strings.TrimRight(word, ",;:."); trimmed != "" && !strings.HasSuffix(word, "...") {
			cut = trimmed
		}
		if !isArgument(program, before, cut) {
			return 0
		}
		end += 1 + len(cut)
		if len(cut) < len(word) {
			break
		}
		before, rest = word, behind
	}
	return end
}

var (
	// saidOfRun begins what is said of a command.
	saidOfRun = regexp.MustCompile(`(?i)^(?:\(|[–—→] |- |` + Tells + `\b|(?:pass(?:es|ing|ed)?|succeeds?|fails?|exits?|completes?|finish(?:es)?|runs?|works?|is|are|stays?|remains?|keeps?|must|should|shall|will|can|cannot|may|has|have|needs?|still|also|now|do|does|doesn|isn|won|never|not|no|takes|again|green|clean|without|under|below|in|on|with|and|or|then|when|if|for|to|by|at|after|before|from|as|against|ok|both)\b)`)
	// nextOne ties a command to the one before.
	nextOne    = regexp.MustCompile(`(?i)(?:[,;] )?\b(?:and|or|then) |[,;] `)
	targetName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	contracted = regexp.MustCompile(`(?i)n['’]t\b|^[^'"]*['"][^'"]*$`)
	version    = regexp.MustCompile(`^v?\d`)
	comparesTo = regexp.MustCompile(`^(?:[<>=]=|[≤≥]|[<>]\d)`)
	argumentIs = regexp.MustCompile(`[-./=_*$@+~'"{}\[\]|&<>:0-9]`)
)

// toDo reports words behind a program that begin with what it is told to do, and not
// with what is said of it.
func toDo(rest string) bool {
	switch strings.TrimRight(prose.FirstWord(rest), ",;.") {
	case "run", "clean":
		return true
	}
	return false
}

// isArgument reports a word of a command's line: one that no prose has, or what the
// program is told to do.
func isArgument(program, before, word string) bool {
	switch {
	case comparesTo.MatchString(word), (before == "<" || before == ">") && version.MatchString(word):
		return false // "time <= 1h30m"
	case strings.Trim(word, "–—:") == "", before == program && version.MatchString(word), contracted.MatchString(word):
		return false
	case before == "&&":
		return IsRunner(word) || strings.HasPrefix(word, "./")
	case strings.HasPrefix(before, "-") && targetName.MatchString(strings.ToLower(word)):
		return true // of an option
	case subcommand(word):
		return program != "test" && program != "time"
	case argumentIs.MatchString(word):
		return true
	}
	return (before == program && (program == "make" || program == "just" || program == "task" || program == "npx") || before == "run" || before == "exec") && targetName.MatchString(word) && !proseWord(word)
}

// subcommand reports what programs are told to do.
func subcommand(word string) bool {
	switch word {
	case "test", "run", "check", "build", "lint", "vet", "audit", "clippy", "fmt", "format", "bench", "verify", "validate", "analyze", "analyse", "template", "unittest", "install", "ci", "plan", "compile", "typecheck", "doc", "generate", "diff", "grep", "status", "exec", "nextest", "tool", "mod", "tidy", "compose", "miri":
		return true
	}
	return false
}

// proseWord reports a word that goes on behind "make" in prose.
func proseWord(word string) bool {
	switch word {
	case "sure", "certain", "it", "them", "this", "that", "these", "those", "the", "a", "an", "all", "every", "each", "any", "no", "use", "sense", "everything", "nothing", "as", "our", "your", "my", "its", "their", "or", "of", "one", "to", "for":
		return true
	}
	return false
}
