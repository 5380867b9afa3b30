package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// namesNone says that commands pass that it does not name: "both commands pass", "all three
// exit 0", "the commands above are green".
var namesNone = regexp.MustCompile(`(?i)^(?:and |that )?(?:(both|all|each|every|the|these|those)(?: one)?)(?: of)?(?: (?:the|these|those|them))?(?: (above))?(?: (` + check.CountWord + `|two|three|four|five|six))?(?: (commands?|checks?|steps?|runs))?(?: (?:listed |named |given )?(above|below))?(?: (?:all|both|each))?` +
	` (?:(?:still|also|now|then|must|should|shall|will|ha(?:s|ve) to|needs? to|continues? to|keeps?|stays?|remains?|is|are|be|come back) )*(?:pass(?:es|ing)?|succeeds?|exits?(?: with)?(?: (?:code|status))* (?:0|zero)|green|clean)\b([^` + "`" + `]*)$`)

// inTheEnd says of commands that pass no more than when.
var inTheEnd = regexp.MustCompile(`(?i)^(?:,? (?:too|again|as well|still|now|(?:at|in) the end|after (?:the )?(?:last|final|each|every) (?:phase|step|change)))*$`)

// referred is how many commands a statement refers to, 0 for any number; ok is false for
// one that refers to none. Plain says that they pass, and nothing more.
func referred(words string) (n int, plain, ok bool) {
	m := namesNone.FindStringSubmatch(strings.TrimRight(words, " ."))
	if m == nil {
		return 0, false, false
	}
	plain = inTheEnd.MatchString(m[6]) && check.MoodOf(words) == check.Demanded
	switch count := strings.ToLower(m[3]); {
	case strings.EqualFold(m[1], "both"):
		return 2, plain, true
	case count != "":
		digits := count
		if d := check.DigitsOf[count]; d != "" {
			digits = d
		}
		v, whole := prose.ReadNumber(digits)
		return int(v), plain, whole && v > 0
	}
	return 0, plain, strings.HasPrefix(strings.ToLower(m[4]), "command") || m[2]+m[5] != ""
}

// resolve binds the commands of the steps after each phase to the criteria that refer to
// them. One that only says again what those before it say is context.
func (r *reader) resolve(list []Criterion, steps []Step) []Criterion {
	var later, own []string
	ownParts := 0
	for _, s := range steps {
		if s.Command != "" && !changes(s.Command) && !slices.Contains(later, s.Command) {
			later = append(later, s.Command)
		}
	}
	var out []Criterion
	for _, c := range list {
		n, plain, ok := referred(c.Text)
		switch {
		case !ok || !plain || c.Command != "" || c.ByInspection:
			if c.Command != "" {
				own = append(own, c.Command)
				ownParts += 1 + strings.Count(c.Command, " && ")
			}
		case len(own) > 0 && (n == 0 || n == len(own) || n == ownParts) && (n > 0 || len(later) == 0):
			r.context(Passage{Text: c.Text, Span: c.Span})
			continue
		case len(later) > 0 && (n == 0 || n == len(later)):
			c.Command = check.AllOf(later)
		}
		out = append(out, c)
	}
	return out
}

var (
	// changing is a command that is run for what it changes, and not for what it finds;
	// onlyLooks are the options with which it changes nothing.
	changing = regexp.MustCompile(`(?:^|[;&|(]\s*)(?:sudo )?(?:git (?:add|am|checkout|cherry-pick|clean|commit|fetch|merge|mv|pull|push|rebase|reset|restore|revert|rm|stash|switch|tag)|rm|mv|cp|mkdir|touch|chmod|` +
		`(?:go|cargo|dart|mix|terraform|kubectl|helm|docker|make|just|task|npm|npm run|yarn|pnpm) (?:fmt|format|apply|create|delete|destroy|install|upgrade|deploy|publish|push|release|upload)|` +
		`(?:gofmt|gofumpt|goimports|sed|perl) (?:\S+ )*-[a-z]*[wi]|(?:\S+ )+--(?:write|fix|in-place)|(?:\S*/)?(?:deploy|publish|release)(?:\.\w+)?)(?:\s|$)`)
	onlyLooks = regexp.MustCompile(`\s--?(?:check|diff|dry-run)\b`)
)

// changes reports a command that changes something, which no run of it checks.
func changes(command string) bool {
	return changing.MatchString(command) && !onlyLooks.MatchString(command)
}
