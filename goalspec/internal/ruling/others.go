package ruling

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	otherThings = `(?:files?|paths?|ones|code|director(?:y|ies)|folders?|modules?|packages?|parts?|sources?)`
	ofAll       = `(?: (?:in|of) (?:the|this|our) (?:repo(?:sitory)?|code ?base|project|code|tree|source))?`
	// otherThan leads what a sentence points to and takes out of all there is.
	otherThan = `(?: else)? (?:(?:(?:that (?:is|are) )?not (?:listed|named|mentioned)(?: (?:here|above|below))?)|(?:other than|besides|but|except(?: for)?|outside(?: of)?|beyond|apart from|aside from) (?:these|those|them|that|this|it|the above|(?:this|that|the) list)(?: ` + otherThings + `)?(?: list(?:ed)?)?)`
)

var (
	// others are words for all that nothing names, noOthers those that negate it.
	others   = regexp.MustCompile(`(?i)\b(?:(?:every|any)thing` + otherThan + `|(?:all |any )?` + otherThings + otherThan + `|(?:(?:every|any)thing|all) else|(?:(?:all|any)(?: of)? )?the (?:rest|remainder|others)|(?:all|any) (?:rest|others)|(?:(?:all|any|every)(?: of)? )?(?:the )?other ` + otherThings + `)\b` + ofAll)
	noOthers = regexp.MustCompile(`(?i)\b(?:nothing else|no other ` + otherThings + `|(?:nothing|no ` + otherThings + `)` + otherThan + `)\b` + ofAll)
	// standIns put a path in the place of all that is not named, wherever words speak of it.
	standIns = []struct {
		*regexp.Regexp
		put string
	}{
		{regexp.MustCompile(`(?i)\b(?:make )?(no|any) other (changes?|edits?|modifications?)\b`), "$1 $2 in `" + theRest + "`"},
		{regexp.MustCompile(`(?i)\b(changes?|edits?|modifications?)` + otherThan), "$1 in `" + theRest + "`"},
		{noOthers, "nothing in `" + theRest + "`"},
		{others, "`" + theRest + "`"},
		{regexp.MustCompile(`(?i)\b(?:elsewhere|anywhere else)\b`), "in `" + theRest + "`"},
	}
	// hereOnly is what may stand behind that and says no more, partOfIt that only the rest
	// of one thing is meant.
	hereOnly = regexp.MustCompile(`(?i)[\s.]+(?:please|here|at all|either|though|for (?:now|this)|(?:in|with|within|as part of) (?:this|the|your) (?:pr|pull request|change|task|issue|ticket|work|commit|branch|diff))[\s.!]*$`)
	partOfIt = regexp.MustCompile("(?i)" + regexp.QuoteMeta("`"+theRest+"`") + ` (?:of|in|for|about|from|to)\b`)
	// barelyStays says of it that it stays, and not how.
	barelyStays = regexp.MustCompile("(?i)(`" + regexp.QuoteMeta(theRest) + "` (?:(?:must|should|shall|has to|is to) )?(?:stays?|remains?))[.!]*$")
	// atEnd is the last part of a sentence, behind a mark or "and".
	atEnd = regexp.MustCompile(`(?i)(?:(?:[,;:(–—]\s*|\.\s+)(?:(?:and|but) )?|\s+(?:and|but)\s+)([^,;:.()–—` + "`" + `]+)[\s).!]*$`)
	// asksThere is what a sentence asks for that names where, and nothing more.
	asksThere = regexp.MustCompile(`^[imdyo]*(?:ia)?[tv]` + gap + `([pq][,pq]*)[.,:]*$`)
	// onlyThose says of what was named that it is all.
	onlyThose = regexp.MustCompile(`(?i)^\W*(?:(?:and|but) )?(?:only (?:these|those)|(?:these|those)(?: ` + otherThings + `)? (?:only|and nothing else)|nothing else)\W*$`)
)

// theRest stands for all that nothing names.
const theRest = "the-rest/**"

// BansOthers reports a sentence that asks for all that it does not name to stay: one that
// would ask so of a path that stood in the place of these.
func BansOthers(s string) bool {
	if len(s) > prose.MaxStatement || !speaksOfOthers(s) {
		return false
	}
	front, behind := s, ""
	if at := strings.IndexAny(s, ",;:(–—"); at > 0 {
		front, behind = s[:at], s[at:]
	}
	if onlyThose.MatchString(front) && !Speaks(behind, "xuoac"+Paths) {
		return true
	}
	said := s
	for _, in := range standIns {
		said = in.ReplaceAllString(said, in.put)
	}
	if said == s {
		return false
	}
	if at := strings.IndexAny(said, ",;:("); at > 0 && !Speaks(said[at:], Signs+Paths+"ac") {
		said = said[:at] // only why
	}
	said = barelyStays.ReplaceAllString(hereOnly.ReplaceAllString(said, ""), "$1 as it is")
	c := NewClause(CodeMarked(said))
	if strings.ContainsAny(c.Classes, "wjqre") || partOfIt.MatchString(said) {
		return false // it speaks of something else, or of a part
	}
	named := func(g Pattern) bool { return g.Pattern != theRest }
	list := c.Rulings()
	return OnlyDenies(list) && LeadsRuling(list) && !slices.ContainsFunc(list, func(r Ruling) bool { return slices.ContainsFunc(r.Globs, named) }) && !slices.ContainsFunc(c.PointsTo(len(c.Words), true), named)
}

// speaksOfOthers reports a word without which nothing is said of others.
func speaksOfOthers(s string) bool {
	for _, word := range []string{"else", "rest", "remainder", "ther", "hese", "hose", "hem", "hat", "his", "outside", "besides", "beyond", "listed"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// closed is what a statement says of paths that asks for a change of them and of nothing
// else: "change X and leave everything else alone".
func (c Clause) closed() (list []Ruling, ok bool) {
	if !speaksOfOthers(c.S) {
		return nil, false
	}
	loc := atEnd.FindStringSubmatchIndex(c.S)
	if loc == nil || !BansOthers(c.S[loc[2]:loc[3]]) {
		return nil, false
	}
	front := NewClause(c.S[:loc[0]])
	at := asksThere.FindStringSubmatchIndex(front.Classes)
	if at == nil {
		return nil, false
	}
	return []Ruling{front.ruling(match{field: field.Allow, from: at[0], to: at[3], first: at[2], last: at[3]}, len(front.S))}, true
}

// EndsInOthers reports a sentence of which the last part asks for all others to stay.
func EndsInOthers(s string) bool {
	m := atEnd.FindStringSubmatch(s)
	return m != nil && BansOthers(m[1])
}

// AreOthers reports an entry that is nothing but words for all others.
func AreOthers(entry string) bool {
	entry = strings.TrimRight(strings.TrimPrefix(strings.ToLower(entry), "and "), ".! ")
	return others.FindString(entry) == entry || noOthers.FindString(entry) == entry
}
