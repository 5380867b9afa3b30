package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// failsThen follows a command that fails, whatever the case.
	failsThen = regexp.MustCompile(`(?i)` + modal + `(?:fails?|crash(?:es)?|breaks?|aborts?|errors? out|(?:exits?|returns?)(?: (?:with|code|status|a|an))* (?:non-?zero|[1-9]\d*))(?: (?:code|status))?\s*(?:[.,;]|$)`)
	// exitsThen follows a command that ends with one exit status and no other.
	exitsThen = regexp.MustCompile(`(?i)` + modal + `(?:exits?(?: with)?|(?:returns?|has|have|gives?|ends? (?:with|in))(?: an?)? exit)(?: (?:an?|the|exit|code|status|of))* ([1-9]\d?|1\d\d|2[0-4]\d|25[0-5])\s*(?:[.,;(]|$|and\b)`)
	// SilentThen follows a command that prints nothing, and listsNone one that prints what
	// it finds.
	SilentThen = regexp.MustCompile(`(?i)` + modal + `(?:(?:` + Tells + `|produces?|comes? (?:back|out|up)) +)?(?:nothing|empty|no (?:output|lines?))` + noMore)
	soundless  = regexp.MustCompile(`(?i)` + modal + `(?:quiet|silent)` + settledAt)
	listsNone  = regexp.MustCompile(`(?i)` + modal + Tells + ` +no (?:files?|match(?:es)?|results?|hits?|occurrences?|changes?|differences|diffs?)` + noMore)
	cleanThen  = regexp.MustCompile(`(?i)` + modal + `clean\s*(?:[.,;]|$)`)
	noChanges  = regexp.MustCompile(`(?i)\b(?:nothing|empty|no (?:\w+ )?(?:changes?|diff\w*|drift))\b`)
	// onCondition says behind a command when it does so, which a run by itself is not.
	onCondition = regexp.MustCompile(`(?i)\b(?:when|whenever|if|unless|once|while)\b`)
	// uncut are the marks of a command that cannot stand inside another one.
	uncut = regexp.MustCompile("[#`]|<<|[&\\\\]\\s*$|^\\s*!")
)

// noMore ends what says that there is nothing.
const noMore = `(?: (?:any ?more|at all|left))?\s*(?:[.,;(]|$|and\b)`

// heldBy is how to write a command such that it exits 0 when it does what is said
// behind it; nil where that is success, or not certain.
func heldBy(code, before, after string) func(code string) string {
	if !holdable(code, before, after) {
		return nil
	}
	if m := exitsThen.FindStringSubmatch(after); m != nil {
		if tellsMore.MatchString(after) {
			return nil
		}
		return func(code string) string { return code + "; test $? -eq " + m[1] }
	}
	quiet := SilentThen.MatchString(after) || soundless.MatchString(after) || emptied.MatchString(after) && (searches(code) || !emptyOf.MatchString(after))
	switch {
	case Fails.MatchString(after) && !searches(code):
		return nil
	case searches(code) && (quiet || listsNone.MatchString(after)):
		return FindsNothing
	case quiet && inverse.MatchString(lastStage(code)):
		return func(code string) string { return `test -z "$(` + code + `)"` }
	case (quiet || listsNone.MatchString(after) && silent(code)) && lastStage(code) != "" && !titled(code) && shortened(code) == code:
		return printsNothing
	}
	return nil
}

// holdable reports a command that can stand inside another one, and of which something
// is said for any case.
func holdable(code, before, after string) bool {
	return !uncut.MatchString(code) && !strings.ContainsAny(quoted.ReplaceAllString(code, ""), `"'`) && !negator.MatchString(clauseBefore(before)) && !onCondition.MatchString(after)
}

// FindsNothing is a command that exits 0 when a search finds nothing, and not when
// it cannot search.
func FindsNothing(search string) string { return search + "; test $? -eq 1" }

// Success is a command that exits 0 when the first one of a statement does what
// is said of it; empty where that is not known.
func Success(words string) string {
	calls, _ := CallsIn(words)
	for _, c := range calls {
		before, after, _ := strings.Cut(words, "`"+c.code+"`")
		if c.said != saysFails || strings.HasPrefix(c.code, "!") || strings.Contains(c.code, "`") || toRun.MatchString(before) {
			continue
		}
		none := saysNone(after) || empty.MatchString(after) || cleanThen.MatchString(after)
		switch code := c.code; {
		case failsThen.MatchString(after):
			return "! " + code
		case none && (searches(code) || countsHits(code)):
			return FindsNothing(code)
		case prose.FirstWord(code) == "terraform":
			if rest, ok := strings.CutPrefix(code, "terraform plan"); ok && noChanges.MatchString(after) {
				return "terraform plan -detailed-exitcode" + rest
			}
		case none && silent(code):
			return printsNothing(shortened(code))
		}
	}
	return ""
}

// quoted are words of a shell in which no mark counts.
var quoted = regexp.MustCompile(`'[^']*'|"(?:\\.|[^"\\])*"|\\.`)

// lastStage is the command whose exit status is that of a pipe, without what is
// quoted in it; empty of what is more than one pipe.
func lastStage(code string) string {
	code = quoted.ReplaceAllString(code, "_")
	if strings.ContainsAny(code, ";&") || strings.Contains(code, "||") {
		return ""
	}
	return strings.TrimSpace(code[strings.LastIndexByte(code, '|')+1:])
}

// searches reports a command that exits 1 exactly when it finds nothing.
func searches(code string) bool {
	last := lastStage(code)
	switch prose.FirstWord(last) {
	case "grep", "egrep", "fgrep", "rg":
	default:
		if !strings.HasPrefix(last, "git grep ") {
			return false
		}
	}
	return !inverse.MatchString(last) && !countFlag.MatchString(last)
}

// countsHits reports a search that prints how much it found, and exits 1 on nothing.
func countsHits(code string) bool {
	word, rest, _ := strings.Cut(strings.TrimPrefix(code, "git "), " ")
	return (word == "grep" || word == "rg") && countFlag.MatchString(" "+rest) && !strings.ContainsAny(code, "|;&")
}

var (
	// inverse are the flags of a search that lists what has no match; programs differ in
	// what they exit with.
	inverse   = regexp.MustCompile(`\s(?:-[A-Za-z]*L[A-Za-z]*|--files-without-match)(?:\s|$)`)
	countFlag = regexp.MustCompile(`\s(?:-[A-Za-z]*c[A-Za-z]*|--count)(?:\s|$)`)
	isZero    = regexp.MustCompile(`(?i)` + modal + `(?:(?:prints?|outputs?|reports?|shows?|gives?|returns?|counts?|equals?|says?|finds?) +)?(?:(?:exactly|at most|==|=|<=|≤) *)?(?:0|zero)(?:\s+(?:match\w*|lines?|hits?|results?|occurrences?))?\s*(?:[.,;)]|$|and\b)`)
)

// silent reports a command that prints nothing when it finds nothing.
func silent(code string) bool {
	word, rest, _ := strings.Cut(code, " ")
	switch word {
	case "git":
		return prose.FirstWord(rest) != "log"
	case "gofmt", "gofumpt", "goimports", "find":
		return true
	}
	return strings.Contains(code, "| grep") || strings.Contains(code, "| rg")
}

// titled reports a command that prints something in any case, such as a title above
// nothing, or whose status is not that of what it runs.
func titled(code string) bool {
	last := lastStage(code)
	switch prose.FirstWord(last) {
	case "docker", "kubectl", "helm", "psql", "npm", "yarn", "pnpm", "make", "terraform", "wc", "xargs":
		return true
	case "grep", "rg":
		return countFlag.MatchString(last)
	}
	return false
}

// shortened is a command without what it prints in any case.
func shortened(code string) string {
	rest, ok := strings.CutPrefix(code, "git status")
	if !ok || strings.Contains(rest, " -s") || strings.Contains(rest, "--porcelain") || strings.Contains(rest, "--short") {
		return code
	}
	return "git status --porcelain" + rest
}

// lister reports a command whose exit status does not tell that it found
// nothing, or tells the opposite.
func lister(code string) bool {
	if strings.ContainsAny(code, "|;") {
		return true
	}
	code = strings.TrimSpace(code[strings.LastIndexByte(code, '&')+1:]) // the last of a chain decides
	word, rest, _ := strings.Cut(code, " ")
	switch word {
	case "git":
		return !strings.Contains(rest, "--exit-code") && !strings.Contains(rest, "--quiet")
	case "grep", "rg", "ag", "find", "ls", "cat", "wc", "awk", "sed", "jq", "curl", "gofmt", "gofumpt", "goimports", "sqlite3", "psql", "kubectl", "docker", "helm", "terraform", "echo", "!", "env", "perl", "head", "tail", "sort", "uniq":
		return true
	}
	return false
}
