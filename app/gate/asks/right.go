package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// meant are the ways to say that § is as it is to be.
	meant = regexp.MustCompile(`§[^¤]*\b(by hand|hand[- ]?(made|drawn|written|checked|crafted)|(the way|as|how|what|like) (it|they|that|we|you|things) (really )?(ought|should|want|need|expect|has|have|must|is meant|are meant)\b|(is|are) (all )?(right|correct|fine|what we (want|need|expect))\b|(is|are) the (spec\w*|reference|truth))` +
		`|\b(drew|drawn|wrote|written|typed|checked|verified|made|edited|corrected|measured)\b[^¤]*§[^¤]*\b(by hand|by eye|the way|as it|how it)\b`)
	// sweeping says of all records that they change.
	sweeping = regexp.MustCompile(`\b(all|every|each|the other|most|both)( of)?( the| our)? (golden|snapshot|fixture|record|approved|expected|reference|baseline)\w*\b|(^|[.;:\x60]\s*)(the )?(golden|snapshot|fixture|expected|recorded|approved|reference|baseline)s?( file| result| output)?s (all )?(need|must|should|have to|get|want)\b|(^|\b(and|please|then|so|also|to) |[.,;:] )` + edits + ` (all )?(the |our )?((golden|snapshot|fixture|expected|recorded|approved|reference|baseline) (file|result|output|record)s|goldens|snapshots|fixtures|baselines|recordings)\b`)
)

// recordsRight says of records as a kind, or of the one at hand, that they are as they are to be.
var recordsRight = regexp.MustCompile(`\b` + record + `s?( (files?|outputs?|data|results?))?( \S+){0,3}? (is|are|was|were)( \w+)? (right|correct|fine|what we (want|need|expect))\b|\b(trust|believe) (the |our )` + record + `s?\b`)

// RecordsRight tells whether people say that what is recorded is right, by its kind.
func RecordsRight(sentences []string) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		return slices.ContainsFunc(clauses(text), func(c string) bool {
			return recordsRight.MatchString(c) && !denied.MatchString(c) && !doubted.MatchString(c)
		})
	})
}

// Right tells whether people say of one of several things by its name that it is as it
// is to be, so that a wish which is about all of them may change no more in it than
// what it names.
func Right(sentences []string, name string, besides []string) bool {
	said := ToEdit(sentences, name, besides)
	return said != Wanted && slices.ContainsFunc(sentences, func(text string) bool {
		text = marked(text, name, besides)
		return strings.Contains(text, "§") && meant.MatchString(text)
	}) && (said == Unsaid || slices.ContainsFunc(sentences, sweeping.MatchString))
}
