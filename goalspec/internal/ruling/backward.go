package ruling

import (
	"bytes"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// asksNot ends in a negation with which a clause begins.
	asksNot = regexp.MustCompile(`(?:^|[.,:])[dyoi]*n$`)
	// mustNotBe follows a pronoun that must not be changed, asksFirst leads one with
	// which a clause begins.
	mustNotBe   = regexp.MustCompile(`^[ma]*n[bi]*(?:b[bi]*t|t(?:[.,:]|$))`)
	pointsAhead = regexp.MustCompile(`^i*:|^[izhy]*[per]`) // "do not change these files: X", "these files X"
	staysSo     = regexp.MustCompile(`^[bs]i*F(?:[.,]|$)`) // is frozen
	// staysKept is what must not change, in other words, and thatStays with a noun before.
	staysKept = regexp.MustCompile(`^m?[bi]*s[bi]*f(?:[.,]|$)|^m[bi]+f(?:[.,]|$)`)
	thatStays = regexp.MustCompile(`^[iwj](?:m?[bsi]+F|m?[bi]*s[bi]*f|m[bi]+f|[ma]+n[bi]*t)(?:[.,]|$)`)
	handsOff  = regexp.MustCompile(`(?i)^hands off[\s.!]*$`)
	mayNots   = regexp.MustCompile(`(?i)^(?:can|must|should|shall|may|will|won|might|ought|has|have|need|cannot)`)
	begins    = regexp.MustCompile(`(?:^|[.,:])[dyoi]*$`)
	// noneThere is a ban on changes in a place, up to the word for it.
	noneThere = regexp.MustCompile(`(?:^|[.,:])[dyoi]*n[bi]*[tv][zh]?$`)

	// asksKeep leads a pronoun that is to be left as it is, and untouchedSo follows it.
	asksKeep    = regexp.MustCompile(`(?:^|[.,:])[dyoim]*k$`)
	untouchedSo = regexp.MustCompile(`^i*[fF]`)

	itself   = regexp.MustCompile(`(?i)^(?:it|them|these|those)$`)
	thatFile = regexp.MustCompile(`(?i)^(?:this|that|these|those) (?:(?:files?|director(?:y|ies)|folders?|headers?|modules?|packages?|scripts?|schemas?|tables?|paths?|pages?|documents?|configs?|contracts?|specs?|tests?|fixtures?|snapshots?|migrations?)\b)`)
	nobodys  = regexp.MustCompile(`(?i)^(?:it|they|these|those)$`)
	manyOf   = regexp.MustCompile(`(?i)^(?:them|they|these|those)\b`)
)

// pronouns marks those that stand for a path before them and are not to be changed, as
// in "do not edit it", "they must not be changed" and "no changes in there".
func (c *clauseCutter) pronouns() {
	if !bytes.ContainsAny(c.classes, "nkFfs") {
		return
	}
	for i := range c.Words {
		w, front := c.word(i), c.classes[:i]
		if w == "" || strings.IndexByte("hitHIT", w[0]) < 0 {
			continue // all of them begin so
		}
		switch {
		case pointsAhead.Match(c.classes[i+1:]):
		case i > 0 && c.classes[i-1] == prose.IsChange && i > 1 && c.classes[i-2] == prose.IsNot && asksNot.Match(c.classes[:i-1]) && (itself.MatchString(w) || thatFile.MatchString(c.S[c.Words[i].From:])),
			begins.Match(front) && (nobodys.MatchString(w) && staysKept.Match(c.classes[i+1:]) || thatFile.MatchString(c.S[c.Words[i].From:]) && thatStays.Match(c.classes[i+1:])),
			nobodys.MatchString(w) && (begins.Match(front) || strings.EqualFold(c.word(i-1), "so")) && (mustNotBe.Match(c.classes[i+1:]) && mayNots.MatchString(c.word(i+1)) || staysSo.Match(c.classes[i+1:])),
			bytes.HasSuffix(front, []byte{prose.IsStop}) && handsOff.MatchString(c.S[c.Words[i].From:]),
			strings.EqualFold(w, "there") && noneThere.Match(front),
			asksKeep.Match(front) && (itself.MatchString(w) || thatFile.MatchString(c.S[c.Words[i].From:])) && untouchedSo.Match(c.classes[i+1:]):
			c.classes[i] = prose.IsBefore
		}
	}
}

// meansBefore reports a verb that is asked for not to be done to what a pronoun
// behind it stands for.
func (c *clauseCutter) meansBefore(i int) bool {
	return i+1 < len(c.Words) && c.classes[i-1] == prose.IsNot && itself.MatchString(c.word(i+1)) && asksNot.Match(c.classes[:i])
}

// backward adds what is said of a pronoun to the rulings of a clause, for the paths
// that it stands for, when it can stand for no others; rest loses it.
func (c Clause) backward(out []Ruling, rest []byte) []Ruling {
	for i, class := range c.Classes {
		switch {
		case class == prose.IsGloss:
			out = append(out, c.inGloss(i)...)
		case class != prose.IsBefore || rest[i] == prose.IsRuled:
		default:
			if globs := c.meant(i, c.word(i), false); globs != nil {
				out = append(out, Ruling{Field: field.Deny, Globs: globs, Strict: staysKept.MatchString(c.Classes[i+1:]) || thatStays.MatchString(c.Classes[i+1:])})
				c.ruled(rest, i, globs[0].Pattern)
			}
		}
	}
	return out
}

// meant is the path before a word that a pronoun stands for.
func (c Clause) meant(at int, pronoun string, inGloss bool) []Pattern {
	globs := c.PointsTo(at, thatFile.MatchString(pronoun+" ") || inGloss)
	if len(globs) != 1 || !inGloss && c.asksChange(at) || manyOf.MatchString(pronoun) && prose.IsFileName(lastSegment(globs[0].Pattern)) || !inGloss && ofOther.MatchString(c.Classes[:at]) {
		return nil
	}
	return globs
}

// asksChange reports words before a place that ask for a change, so that what a pronoun
// behind them stands for may change.
func (c Clause) asksChange(at int) bool {
	return prose.Imperative.MatchString(c.S) || strings.ContainsAny(isBanned.ReplaceAllString(c.Classes[:at], ""), "tV")
}

var isBanned = regexp.MustCompile(`[nNW][bi]*[tV]`)

// ofOther ends in a clause that has a subject of its own, and no path, for a pronoun to
// stand for.
var ofOther = regexp.MustCompile(`[.,:]i*[wj]+[^.,:perqQgn]*[.,:]+[^.,:]*$`)

// ruled marks what is said of a path before a word, and the clause around that, as read.
func (c Clause) ruled(rest []byte, at int, path string) {
	for i := at; i >= 0; i-- {
		if rest[i] = prose.IsRuled; prose.BareCode(c.word(i)) == path {
			break
		}
	}
	for i := at; i < len(rest) && strings.IndexByte(".,:", c.Classes[i]) < 0; i++ {
		rest[i] = prose.IsRuled
	}
}

// inGloss are the bounds that a remark in parentheses states: of paths that it names,
// or of the one before it.
func (c Clause) inGloss(at int) []Ruling {
	in := NewClause(strings.Trim(c.word(at), "()"))
	if i := strings.IndexByte(in.Classes, prose.IsBefore); i >= 0 && len(in.PointsTo(i, true)) == 0 {
		if globs := c.meant(at, in.S[in.Words[i].From:], true); globs != nil {
			return []Ruling{{Field: field.Deny, Globs: globs}}
		}
		return nil
	}
	if at > 0 && bansSo.MatchString(in.Classes) && strings.IndexByte(Paths, c.Classes[at-1]) >= 0 {
		return []Ruling{{Field: field.Deny, Globs: []Pattern{{Pattern: prose.BareCode(c.word(at - 1))}}}}
	}
	list := in.Rulings()
	if slices.ContainsFunc(list, func(r Ruling) bool { return r.Fault != "" || r.Field != field.Deny }) {
		return nil
	}
	return list
}

// bansSo is a ban on a change that names nothing: "do not edit".
var bansSo = regexp.MustCompile(`^[imdyo.]*n[bi]*t[iw]{0,2}[.,:]*$`)

var (
	// likewise says of paths what was said of those before.
	likewise = regexp.MustCompile("(?i)(?:^|[.;,:–—]\\s*|\\sand\\s+)(?:and |but )?(?:(?:(?:the )?same (?:thing )?(?:is true |holds |goes |applies )?|(?:this|that|it) (?:also |too )?(?:holds|goes|applies) (?:also |too |as well )?)(?:for|to|with)|nor(?: (?:in|under|to|must|may|should|can))?|likewise|ditto|so (?:is|are))\\s+(.*[/*.`].*)$")
	// neither is that behind them.
	neither = regexp.MustCompile("(?i)(?:^|[.;]\\s*)(?:[a-z]+ ){0,4}(`[^`]+`|[^\\s`]*/[^\\s`]*)(?: files?| code)?,? (?:neither|also not|not either|likewise not)[\\s.!]*(?:[,–—(][^/`]*)?$")
)

// alike are the rulings of a clause that says of paths the same as of those before; ok
// reports one.
func (c Clause) alike() (list []Ruling, ok bool) {
	loc := likewise.FindStringSubmatchIndex(c.S)
	if loc == nil {
		loc = neither.FindStringSubmatchIndex(c.S)
	}
	if loc == nil {
		return nil, false
	}
	list = NewClause(c.S[:loc[0]]).Rulings()
	more := NewClause(CodeMarked("do not change " + c.S[loc[2]:loc[3]])).Rulings()
	if !OnlyDenies(list) || !OnlyDenies(more) {
		return append(list, Ruling{Fault: UnreadRuling}), true
	}
	return append(list, more...), true
}

// UnreadRuling is the fault of a statement that rules something nobody can tell.
const UnreadRuling = "it bounds the paths and is not read as a bound"

// OnlyDenies reports bounds that are read and only forbid.
func OnlyDenies(list []Ruling) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(r Ruling) bool { return r.Fault != "" || r.Field != field.Deny && !r.OfPart() })
}

// OfPart reports what is said of a part of a file only, and bounds no path.
func (r Ruling) OfPart() bool { return r.Part && r.Field == field.Unknown }

// refers begins or ends a sentence that may say of the paths in the one before what
// becomes of them.
var refers = regexp.MustCompile(`(?i)^(?:please |and |but |so )*(?:(?:leave|keep) (?:it|them|that|this|these|those)|do not|don['’]t|never|no|it|they|these|those|this|that|the same|same|nor|also|plus|likewise|ditto|hands off)\b|(?:neither|also not|not either|likewise not)[\s.!]*(?:[,–—(][^/` + "`" + `]*)?$`)

// LeanOn is a statement together with the one before, when it speaks of the paths in
// that; unsure reports that of which it speaks is not certain.
func LeanOn(before, words string) (both string, unsure bool) {
	both = strings.TrimRight(before, ".; ") + ". " + words
	if before == "" || len(both) > prose.MaxStatement || !refers.MatchString(words) || strings.Contains(before, "?") {
		return "", false
	}
	own := NewClause(CodeMarked(words))
	alike, named := likewise.MatchString(words) || neither.MatchString(words) || adds.MatchString(words) && len(Added(words, []Pattern{{}})) > 0, len(own.PointsTo(len(own.Words), true)) > 0
	if !alike && (strings.IndexByte(own.Classes, prose.IsBefore) < 0 && !bansSo.MatchString(own.Classes) && !handsOff.MatchString(words) || named) || OnlyDenies(own.Rulings()) {
		return "", false
	}
	first := Rulings(before)
	if !alike && OnlyDenies(first) {
		return "", false // it says that itself, and what follows may be of something else
	}
	if (!alike && len(first) == 0 || OnlyDenies(first)) && OnlyDenies(Rulings(both)) {
		return both, false
	}
	c := NewClause(CodeMarked(before))
	return "", alike && len(first) > 0 || !alike && len(c.PointsTo(len(c.Words), true)) > 0
}

// UnsureIt is the fault of a word that points back to no certain path.
const UnsureIt = "which path it speaks of is not certain; name it in that sentence"

// standsForIt speaks of what was named before, and of nothing in it.
var standsForIt = regexp.MustCompile(`(?i)\b(?:it|its|this|that|these|those|them|they|same)\b`)

// UnsureOf is what a sentence says of the paths in the one before where it is not certain
// which: of a thing that may be in them, its words hold.
func UnsureOf(words string) Ruling {
	if standsForIt.MatchString(words) {
		return Ruling{Fault: UnsureIt}
	}
	return Ruling{Part: true, Leads: !check.AsksOfCommand(words), Doubt: "what it speaks of may be in the path named before, and is none itself"}
}

// PointsTo are the paths before a word, in parentheses too.
func (c Clause) PointsTo(end int, named bool) (out []Pattern) {
	for i, w := range c.Words[:end] {
		switch s := c.S[w.From:w.To]; c.Classes[i] {
		case prose.IsPath, prose.IsSlashed, prose.IsShown, prose.IsUnread:
			out = append(out, Pattern{Pattern: prose.BareCode(s)})
		case prose.IsName:
			if named && prose.IsFileName(prose.BareCode(s)) {
				out = append(out, Pattern{Pattern: prose.BareCode(s)})
			}
		case prose.IsGloss:
			in := NewClause(strings.Trim(s, "()"))
			out = append(out, in.PointsTo(len(in.Words), named)...)
		}
	}
	return out
}

func lastSegment(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }
