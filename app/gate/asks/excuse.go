package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const looksAt = `(count|lint|check|measure|cover|look at|type|test|includ|analy[sz]|scan|report)\w*`

const leaveOut = `(exclud|ignor|omit|skip|leav|left|suppress|disabl|silenc|exempt|drop|deselect|switch|turn|relax|loosen)\w*`

var keptIn = regexp.MustCompile(`(\b(not|never|nobody|cannot|without|no|avoid|instead of|rather than|nor)|` + short + `)\b(\s+\w+){0,3}?\s+` + leaveOut +
	`|\b(must|should|shall|has to|have to|needs? to|is to|are to|will) (stay|remain|be (kept|left)|keep|continue to be)( \w+)? (in|on|covered|linted|checked|counted|tested|measured|typed|strict|enabled|active|included)\b` +
	`|\b(must|should|shall|has to|have to|needs? to|is to|are to) (also )?(be )?(covered|linted|checked|counted|tested|measured|typed|included|pass)\b`)

var leftOut = regexp.MustCompile(`\b` + leaveOut + `\b|\bno (\w+ )?(types?|stubs?|annotations?)\b|\b(untyped|third[- ]party|generated|vendored)\b|\b(not|never|nobody|no|need not|nothing)\b( \w+){0,3} ` + looksAt + `|` + short + `( \w+){0,3} ` + looksAt)

var (
	// ofCheck speaks of what looks at code, and leavesIt says without that of § itself that it
	// is left out, or what it is.
	ofCheck  = regexp.MustCompile(`\b(coverage|cover(s|ed|ing)?|lint\w*|check\w*|mypy|ruff|flake8|pylint|pyright|tsc|tsconfig|eslint\w*|biome|prettier|vet|staticcheck|golangci\S*|nyc|jest|pytest|vitest|codecov|types|typed|typing|stubs|annotat\w*|measur\w*|thresholds?|rules?|warnings?|complain\w*|py\.typed|audit\w*|scanner\w*|tests?)\b`)
	leavesIt = regexp.MustCompile(`\b(exclud\w*|ignor\w*|omit\w*|skip\w*|leav(e|ing)|suppress\w*|exempt\w*|deselect\w*|silenc\w*)( (the|all|out|of|whole|everything|files?|code|folder|directory|package|module|imports?|in|below|under|from|its?)){0,5} [\x60"']*([\w.*-]*/)*§` +
		`|§[^,;]*\b(must|should|shall|may|can|will|has to|have to|needs? to|need|is to|are to|is|are|be)( not|n.t)?( (also|be|simply|just)){0,3} (` + leaveOut + `|` + looksAt + `)\b` +
		`|\b` + leaveOut + ` (it|them|that|these|those)\b|§[^,;]*\b(is|are|as) (\w+ )?(generated|vendored|third[- ]party|untyped)\b|\b(generated|vendored|third[- ]party|untyped)\b[^,;]{0,20}§` +
		`|(\b(not|never|nobody|no|need not|nothing)|` + short + `)( \w+){0,2} ` + looksAt + `( (the|all|at|files?|of|in|below)){0,3} [\x60"']*§`)
	// doesOwn is what § does itself with what it is given.
	doesOwn = regexp.MustCompile(`§[\x60"']?( \w+){0,2}? ((drop|skip|ignore|omit|leave|exclude|turn|switche|suppresse|relaxe)s|(does not|doesn.t|never) (` + looksAt + ` (the|an?|its|any|\w+s)|(test|check|look) for)\b|reads?)\b`)
)

// Excuse tells whether people name something and say in the same breath that a check is
// to pass it over, or what it is that none looks at.
func Excuse(sentences []string, name string) bool {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, text := range sentences {
		if name == "" || !strings.Contains(text, name) || doubted.MatchString(text) || !leftOut.MatchString(text) {
			continue
		}
		text = strings.ReplaceAll(text, name, "§")
		leaves := ofCheck.MatchString(text) || leavesIt.MatchString(text)
		if leaves && slices.ContainsFunc(clauses(text), func(c string) bool {
			return strings.Contains(c, "§") && !keptIn.MatchString(c) && !doesOwn.MatchString(c)
		}) {
			return true
		}
	}
	return false
}
