package demand

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Documents are files by what they hold.
const Documents = `(?:files?|pages?|documents?|readmes?|guides?|chapters?|migrations?|templates?|schemas?|manifests?|configs?|specs?|headers?|modules?|scripts?|snapshots?|fixtures?|changelog|examples?|charts?|workflows?|tests?|translations?|locales?)`

// Compares is said of files that are held against others, or against what they were.
var Compares = regexp.MustCompile(`(?i)\b(?:git (?:diff|status)|diff|cmp|byte[- ]for[- ]byte|compared?)\b`)

// counted reports the beginning of a statement on each of the things in a file,
// which is only read for them: "each endpoint in".
func counted(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	if len(words) < 3 {
		return false
	}
	switch words[0] {
	case "each", "every", "all", "any", "no":
		if last := words[len(words)-1]; last == "the" {
			words = words[:len(words)-1]
		}
		switch words[len(words)-1] {
		case "in", "of", "from", "under", "within", "inside":
			return true
		}
	}
	return false
}

var (
	quantified = regexp.MustCompile(`(?i)^(?:each|every|all|any|no|only)\b`)
	besideIt   = regexp.MustCompile("(?i)\\b(?:besides?|next to|ones|those|each|every)\\b|`")
	newThere   = regexp.MustCompile(`(?i)\bnew\b([^.,;]{0,60})\b(?:in|under|at|below|to) $`)
	newPath    = regexp.MustCompile(`(?i)\b(?:a|the|one) new (?:[\w-]+ )?(?:` + Documents + ` )?(?:called |named |at )?$`)
)

// pointing is a word that leads to what only says which thing is meant.
var pointing = regexp.MustCompile(`(?i)\b(?:that|which|what|whatever|as|than|how|where|when|if|unless|whether|follows?|matche?s?|like)\b`)

// ofWhich ends in front of a path that only says which thing is meant: "the rules that".
var ofWhich = regexp.MustCompile(`(?i)\b(?:that|which|what|whatever|as|than|how|where|when|if) (?:the )?$`)
