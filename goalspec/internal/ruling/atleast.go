package ruling

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const tookOut = `(?:` + prose.LeavesOut + `|but|though|although|unless|however|(?:the|an?|only|sole) exceptions?)\b`

var (
	// asideAt is where an entry may turn from what it names to what it says of that.
	asideAt = regexp.MustCompile(`(?i)[,;:.!?]\s+|\s+(?:[–—]|--?)\s+|\s*\(|\)\s*|\s+` + tookOut)
	// takesOut begins a part that leaves something out, pointsTo one that only seems to.
	takesOut = regexp.MustCompile(`(?i)^(?:and |with )*(?:` + prose.LeavesOut + `|(?:the|an?|only|sole) exceptions?)\b`)
	pointsTo = regexp.MustCompile(`(?i)^(?:and )*(?:apart|aside) from (?:that|this|these|those|it)\b`)
	// AllBut leaves something out of words for all there is.
	AllBut = regexp.MustCompile(`(?i)\b(?:all|any|every|\w+thing|whole|entire|files?|code|tree|repo\w*)\b[^/.;:` + "`" + `]*\b` + tookOut)
	// notIn speaks of what lies elsewhere than in a path.
	notIn = regexp.MustCompile(`(?i)(?:\bnot|\bnever|n['’]t) (?:\w+ )?(?:in|under|inside|within|below|part of|listed|named|mentioned|covered)\b|\belsewhere\b|where else\b`)
	// allows says of a path that the work may go there, doThere asks for some of it there.
	allows  = regexp.MustCompile(`(?i)\b(?:(?:is|are) (?:all )?(?:yours|ours|what this)|up to you|as you (?:like|please|wish)|at will|instead|(?:belongs?|go(?:es)?|lives?|lands?) (?:in|into|to|under))\b`)
	doThere = regexp.MustCompile(`(?i)^(?:(?:please|just|so|then|also|always|rather|better|you|we) )*(?:put|place|go|do|add|write|create|edit|extend|override|overload|subclass|wrap|implement|make|work)\b[^` + "`" + `/]*\b(?:in|into|to|under|within|inside|on|at) (?:the )?$`)
	// mentioned ends in front of a path to which something else only leads, followed in front
	// of one that is listed.
	mentioned = regexp.MustCompile(`(?i)\b(?:run|call|see|use|invoke|(?:\w+ed|\w+en|built|made|read|run|sent) (?:\w+ly )?(?:from|by|via|through)|(?:described|documented|explained|defined) in) (?:the )?(?:\w+ )?$`)
	followed  = regexp.MustCompile(`(?i)\b(?:followed|joined|accompanied|preceded) by\b`)
	// whichIt begins a part on what was named before, alsoIt says so of more.
	whichIt = regexp.MustCompile(`(?i)^(?:which|whose|who|where|it|it['’]s|they|they['’]re) `)
	alsoIt  = regexp.MustCompile(`(?i)\b(?:also|too|as well|likewise|same (?:as|for|with|goes|holds|applies|is true|thing)|includ\w+|i\.e|namely|together|covers?|compris\w+|contains?|holds?|both)\b`)
	// placeUnnamed is a list that goes on with what lies in a place without a path, sideBySide
	// are two paths with nothing between them.
	placeUnnamed = regexp.MustCompile(`(?:^|,)i*[yi]+[zh]i*[wqQj](?:[.,]|$)`)
	sideBySide   = regexp.MustCompile(`[pq][pq]|Q`)
	// addsIt begins a part that says of more what the one before it does.
	addsIt = regexp.MustCompile(`(?i)^(?:and|or|nor|neither|also|plus|likewise|ditto|as well as|incl(?:uding|udes|\.)?|together with|(?:the )?same|so (?:is|are|does|do)) `)
)

// AtLeast are the paths that an entry of what must not change protects whichever way it is
// meant: those it names, but where it tells what they have to do with others, says where the
// work goes instead, or leaves them out. It is not ok where more is protected than is named.
func AtLeast(entry string) (held []Pattern, ok bool) {
	var told []Pattern
	for i, s := range asidesOf(entry) {
		c := NewClause(CodeMarked(s))
		named := append(c.PathsIn(c.Classes, 0, len(c.Words)), c.FilesIn()...)
		listed := OnlyPaths(s)
		if listed {
			named, _ = GlobsIn(s, false)
		}
		switch {
		case strings.ContainsAny(c.Classes, "er~"), !listed && sideBySide.MatchString(c.Classes), c.protectsMore(held, named):
			return nil, false
		case c.bans() && i > 0: // those before as well
			held, told = append(append(held, told...), named...), nil
		case c.tells():
			told = append(told, named...)
		default:
			held = append(held, named...)
		}
	}
	return held, len(held) > 0
}

// BeginsLeaving reports words that begin with what leaves something out.
func BeginsLeaving(words string) bool {
	return takesOut.MatchString(words) || strings.HasPrefix(NewClause(words).Classes, string(rune(prose.IsExcept)))
}

// maxAsides bounds the parts of an entry.
const maxAsides = 40

// asidesOf are the parts of an entry: what it names, and what it says of that; none where
// they cannot be told for certain.
func asidesOf(entry string) (parts []string) {
	plain := prose.MaskCode(entry)
	if len(entry) > prose.MaxStatement || prose.HidesMarks(entry) || FromTo.MatchString(entry) || AllBut.MatchString(plain) || StruckOut.MatchString(plain) || strings.Contains(plain, "/(") {
		return nil
	}
	marks := append(asideAt.FindAllStringIndex(plain, maxAsides), []int{len(entry), len(entry)})
	if len(marks) > maxAsides {
		return nil
	}
	from := 0
	for _, at := range marks {
		if s := strings.TrimSpace(entry[from:at[0]]); s != "" {
			parts = append(parts, s)
		}
		if from = at[1]; prose.IsLetter(plain[max(from, 1)-1]) { // the word is the next part's
			from = at[0]
		}
	}
	return parts
}

// protectsMore reports a part that protects, or permits, something that it does not name, or
// nothing but what it names.
func (c Clause) protectsMore(held, named []Pattern) bool {
	rest := others.MatchString(strings.ReplaceAll(c.S, "REST", "")) || noOthers.MatchString(c.S)
	only := strings.IndexByte(c.Classes, prose.IsOnly) >= 0
	return rest && !restOf.MatchString(c.S) || strings.IndexByte(c.Classes, prose.IsOutside) >= 0 || notIn.MatchString(c.S) || placeUnnamed.MatchString(c.Classes) ||
		only && slices.ContainsFunc(named, func(g Pattern) bool { return !within(g, held) })
}

// restOf is what remains of a thing that is named.
var restOf = regexp.MustCompile(`(?i)\b(?:rest|remainder|others) (?:of|in|from|under)\b`)

// within reports a path that lies in one of others.
func within(g Pattern, others []Pattern) bool {
	at := glob.Compile(g.Pattern).Witness()
	return slices.ContainsFunc(others, func(o Pattern) bool {
		lies, _ := glob.Compile(o.Pattern).Match(at)
		return lies
	})
}

// bans reports a part that asks for something to stay, or says the same of more.
func (c Clause) bans() bool {
	return strings.ContainsAny(c.Classes, "nWkfFAOT") || alsoIt.MatchString(c.S)
}

// tells reports a part that only tells something of the paths in it, or permits to change
// them.
func (c Clause) tells() bool {
	front := c.S
	if path := PathWord.FindStringIndex(c.S); path != nil {
		front = c.S[:path[0]]
	}
	switch {
	case c.bans():
		return false
	case takesOut.MatchString(c.S) && !pointsTo.MatchString(c.S), strings.IndexByte(c.Classes, 'a') >= 0, allows.MatchString(c.S), doThere.MatchString(front), whichIt.MatchString(c.S):
		return true
	}
	return !addsIt.MatchString(c.S) && mentioned.MatchString(front) && !followed.MatchString(front)
}

// BansNothing reports a sentence beside what must not change that protects no more: it
// forbids nothing, and does not say of others what was said before.
func BansNothing(s string) bool {
	c := NewClause(CodeMarked(ofSame.ReplaceAllString(s[:min(len(s), prose.MaxStatement)], "")))
	return len(s) <= prose.MaxStatement && !strings.ContainsAny(c.Classes, "ouler~") && !c.bans() && !addsIt.MatchString(s) && len(c.Plainly()) == 0
}

// ofSame says where something is, and not that it stays the same.
var ofSame = regexp.MustCompile(`(?i)\b(?:in|of|at|from|under|with) the same \w+`)

// exceptThat leads what a ban leaves out in words.
var exceptThat = regexp.MustCompile(`(?i)\b(?:` + prose.LeavesOut + `|unless|though|although)\b`)

// LeavesInWords reports a ban that says behind its paths what it leaves out, and no path.
func LeavesInWords(words string, globs []Pattern) bool {
	at := exceptThat.FindStringIndex(prose.BlankCode(Unexempted(words)))
	return at != nil && slices.ContainsFunc(globs, func(g Pattern) bool { return strings.Contains(words[:at[0]], g.Pattern) }) &&
		!slices.ContainsFunc(globs, func(g Pattern) bool { return len(g.Except) > 0 })
}

// limitsWork binds changes to something.
var limitsWork = regexp.MustCompile(`[tv][^.,]*l|l[^.,]*[tv]`)

// ButInWords are the rulings of a ban that leaves something out behind its paths, which that
// does not let change, nor anything else stay.
func ButInWords(words string) []Ruling {
	at := exceptThat.FindStringIndex(prose.BlankCode(words[:min(len(words), prose.MaxStatement)]))
	if at == nil || len(words) > prose.MaxStatement {
		return nil
	}
	list, behind := Rulings(strings.TrimRight(words[:at[0]], " ,;:(–—-")), NewClause(CodeMarked(words[at[0]:]))
	if !OnlyDenies(list) || behind.bans() || strings.ContainsAny(behind.Classes, "ouer~") || limitsWork.MatchString(behind.Classes) || exceptThat.MatchString(words[at[1]:]) {
		return nil
	}
	return marked(list, true, false, false)
}
