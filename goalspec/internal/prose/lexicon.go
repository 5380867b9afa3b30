package prose

import (
	"strings"
)

// The classes of words that can bound the work, one byte each, so that a clause
// is a string over which the grammar is written.
const (
	IsWord     = 'w' // any other word
	IsPath     = 'p' // certainly a path
	IsName     = 'q' // a path when it stands where one is meant
	IsSlashed  = 'Q' // a path, or two words with a slash between them
	IsShown    = 'e' // a path in emphasis, whose asterisks do not show
	IsUnread   = 'r' // a path that is no pattern
	IsGloss    = 'g' // what stands in parentheses
	IsJoint    = ',' // a comma, "and"
	IsStop     = '.'
	IsColon    = ':'
	IsStruck   = '~' // struck out
	IsNot      = 'n'
	IsWithout  = 'W'
	IsNoLonger = 'N' // says what is so, and asks for nothing
	IsChange   = 't' // to change, to touch; a change
	IsAlter    = 'V' // to change in a way, which a ban on it forbids
	IsWork     = 'v' // to work; the diff
	isKeep     = 'k'
	IsKept     = 'f' // unchanged
	IsAvoid    = 'A' // to stay out of
	IsFrozen   = 'F' // off limits: said of nothing but what must not be touched
	isAside    = 'O' // out of scope: said of paths and of wishes
	IsBefore   = 'T' // a pronoun for a path before it, which must not change
	IsOnly     = 'o'
	IsExcept   = 'x'
	IsOutside  = 'u'
	isInside   = 'h'
	isLimit    = 'l'
	isMust     = 'm'
	isMay      = 'a'
	IsBe       = 'b'
	isStay     = 's'
	isDo       = 'd'
	IsWhen     = 'c' // if, unless, and what depends on it
	IsIn       = 'z'
	IsAll      = 'y' // everything
	IsFilling  = 'i'
	IsStuff    = 'j' // what a directory holds
	IsRuled    = '*' // what a way to bound the paths has read

	MaxPhrase = 3 // words of a phrase of the lexicon
)

// Lexicon are the words and phrases of each class.
var Lexicon = byWord(map[byte]string{
	IsNot:      "not|never|no|dont|dont'|do'nt|donot|cannot|nothing|none|neither|nor|nobody|zero|under no circumstances|at no point|at no time|on no account|in no case|by no means|rather you didn't",
	IsWithout:  "without|avoid|avoids|avoiding|refrain from|forbid|forbids|prohibit|prohibits",
	IsNoLonger: "does not|did not|doesn't|didn't|has not|hasn't|have not|haven't",
	IsChange:   "change|changes|changed|changing|modify|modifies|modified|modifying|modification|modifications|touch|touches|touched|touching|edit|edits|edited|editing|alter|alters|altered|altering|delete|deletes|deleted|deleting|remove|removes|removed|removing|rename|renames|renamed|renaming|update|updates|updated|updating|rewrite|rewritten|rewriting|overwrite|overwritten|overwriting|move|moved|moving|replace|replaced|replacing|make changes|make any changes|make the changes|make your changes|make all changes|make these changes|mess with|fiddle with|tamper with|meddle with|meddle in|interfere with",
	IsAlter:    "adapt|adapted|adapting|renumber|renumbered|renumbering|reformat|reformatted|reformatting|reindent|reindented|reindenting|reorder|reordered|reordering|regenerate|regenerated|regenerating|restructure|restructured|restructuring|reorganise|reorganised|reorganising|reorganize|reorganized|reorganizing|rework|reworked|reworking|refactor|refactored|refactoring|restyle|restyled|restyling|revise|revised|revising|adjust|adjusted|adjusting|amend|amended|amending|bump|bumped|bumping|commit|commits|committed|committing|fix|fixed|fixing|format|formatted|formatting|patch|patched|patching|squash|squashed|squashing|tidy|tidied|tidying|truncate|truncated|truncating|tweak|tweaked|tweaking|mutate|mutated|mutating",
	IsWork:     "work|works|working|diff|pr|pull request|merge request|change set|changeset|yourself|scope",
	isKeep:     "keep|keeps|keeping|leave|leaves|leaving|let|preserve|preserves|retain",
	IsKept:     "the same|unchanged|untouched|unmodified|intact|alone|protected|forbidden|prohibited|banned|denied|byte-identical|byte for byte|taboo|as is|as it is|as they are|way it is|way they are|a no-go|not ours|not up for|not welcome|locked|immutable|sealed|sacred|out of this|out of it",
	IsFrozen:   "frozen|off limits|off-limits|off bounds|off-bounds|belongs to another|belong to another|owned by another|somebody else's|someone else's|change freeze|read-only|read only|readonly|hands off|untouchable|out of bounds",
	isAside:    "out of scope|outside the scope|outside of scope|outside scope|not in scope|isn't in scope|out-of-scope|none of our",
	IsAvoid:    "freeze|froze|stay out of|keep out of|stay away from|keep away from|steer clear of",
	IsOnly:     "only|only place|only place where|only directory|only directories|only folder|only folders|only file|only files|only path|only paths|one place|solely|exclusively|nowhere else|nothing else|nothing but",
	IsExcept:   "except|excepting|exception|exceptions|exclude|excludes|excluded|excluding|other than|apart from|aside from|save for|not including|besides|minus|but not|but no|but never|anything but|everything but|all but|any but",
	IsOutside:  "outside|beyond",
	isInside:   "inside|within",
	isLimit:    "limit|limits|limited|restrict|restricts|restricted|confine|confined",
	isMust:     "must|should|shall|will|has to|have to|needs to|need to|need|needs",
	isMay:      "may|can|allow|allowed|fine|free|feel|open|fair game|permitted",
	IsBe:       "is|are|be|been|being|was|were|get|gets",
	isStay:     "stay|stays|staying|remain|remains|kept|left",
	isDo:       "do|does",
	IsWhen:     "if|when|whenever|unless|until|once|where|in case|while|after|before",
	IsIn:       "in|under|at|from|below|beneath",
	IsAll:      "everything|anything|all|whatever|rest|everywhere|anywhere",
	IsStuff:    "spec|specs|header|headers|image|images|icons|goldens|charts|manifests|schemas|locales|translations|recordings|cassettes|workflows|stubs|bindings|binaries|certificates|samples|baselines|notebooks|playbooks|test|tests|migration|migrations|source|sources|module|modules|script|scripts|template|templates|fixture|fixtures|snapshot|snapshots|docs|documentation|page|pages|configuration|config|asset|assets|line|stuff|schema|handlers|generated|vendored|legacy",
	IsJoint:    "and|or|plus|but|as well as",
	IsFilling:  "make sure|make sure that|ensure|ensure that|a|an|the|any|file|files|code|of|to|on|for|other|else|directory|directories|folder|folders|path|paths|content|contents|package|packages|please|also|ever|completely|exactly|entirely|strictly|this|that|these|those|which|what|it|its|every|each|both|us|you|we|i'd|we'd|our|your|following|things|existing|in fact|in particular|additionally|finally|furthermore|however|then|so",
	IsWord:     "only then|only when|only if|only after|only once|no longer|not only|not just|in scope|if needed|if necessary|if required|when needed|when necessary|where needed|where necessary|keep it small|keep it simple|keep it minimal",
})

func byWord(classes map[byte]string) map[string]byte {
	out := map[string]byte{}
	for class, words := range classes {
		for w := range strings.SplitSeq(words, "|") {
			out[w] = class
		}
	}
	return out
}

// LeadsPhrase are the first words of phrases.
var LeadsPhrase = firstWords(Lexicon)

func firstWords(phrases map[string]byte) map[string]bool {
	out := map[string]bool{}
	for p := range phrases {
		if first, _, more := strings.Cut(p, " "); more {
			out[first] = true
		}
	}
	return out
}

// ClassOf is the class of a word in lower case.
func ClassOf(low string) byte {
	if c, ok := Lexicon[low]; ok {
		return c
	}
	if strings.HasSuffix(low, "n't") {
		return IsNot
	}
	return IsWord
}
