package ruling

import (
	"bytes"
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// UnreadCondition is why a ban holds by its words only.
const UnreadCondition = "it depends on a condition"

var (
	// banned is a ban on a change, with no more than one word for how between.
	banned = regexp.MustCompile(`[nW][bi]*(?:,[iwzyn]{1,5},[bi]*)?w?[bi]*t|n[ma]+[bi]*t|[sb]i*f`)
	// pathIn is a path, or what is one behind "in".
	pathIn = regexp.MustCompile(`[per]|[zh]i*Q`)
	// objectless is what follows a verb of which what stands before it is the object.
	objectless = regexp.MustCompile(`^(?:g|w?[.,:]|w?$)`)
	// aspect is what may be asked to stay of a path that changes.
	aspect = regexp.MustCompile(`(?i)\b(?:behaviou?rs?|semantics|meaning|signatures?|interfaces?|apis?|contracts?|formats?|wording|order|outputs?|results?|names?|public|exported|visible|shape|performance|timing|values?|rest|how)\b`)
	// owned says that a path is in the hands of others.
	owned = regexp.MustCompile(`(?i)\b(?:belongs? to|(?:owned|maintained|used|read|shared) by|(?:is|are|being) (?:\w+ )?(?:audited|certified|reviewed|migrated|under review))\b`)
	// told ends in what says that there is no change, and asks for none.
	told = regexp.MustCompile(`(?:^|[^ma])b$`)
	// leftSo is said of what must not change, and of little else.
	leftSo = regexp.MustCompile(`(?i)\b(?:` + AsItIs + `|taboo|a no-go)\b`)
	// Instead begins a clause that asks for something else.
	Instead = regexp.MustCompile(`(?i)[,:–—-]\s+(?:but |and |please |just |rather )*(?:run|use|call|see|read|write|add|put|extend|edit|change|create|update|regenerate|follow|look)\b`)
	// adjunct begins what is no object of a verb.
	adjunct = regexp.MustCompile(`(?i)^(?:because|since|as|until|so|for|by|without|at|in|during|before|after|when|while|unless|either|anymore|again|yet|now|please|ever|much|here|anyway)$`)
	// noneIs begins a clause on what is the case.
	noneIs = regexp.MustCompile(`(?i)^(?:nothing|nobody|none|no one) (?:\w+ )?(?:is|are|was|were|gets?)\b`)
	// bansHow is a ban on a change of what a path does, or of when.
	bansHow = regexp.MustCompile(`(?i)\b(?:chang|modify|alter|touch)\w* (?:how|when|whether|why|the way)\b`)
	// notBan is what reads like a ban and is none: "do not forget to change", "do not have
	// to change".
	notBan = regexp.MustCompile(`(?i)\b(?:forget|hesitate|fail|mind|only|just|merely)\b|^(?:not|never|\pL+n['’]t|cannot|no) (?:have|has|need|needs|must|should|may|can|allowed|free|open|shall|will)\b`)
)

// UnreadBan is the fault of a ban of which the path may be only a part.
const UnreadBan = "it forbids a change and names a path, and whether all of that must stay is not certain; write \"do not change\" right before the path if so, and leave the path out if only words bound it"

// forbidsIn reports a sentence that forbids a change and names a path which no
// ruling has read, wherever in it that stands.
func (c Clause) forbidsIn(rest []byte) bool {
	rest = bytes.Clone(rest)
	for i, class := range rest {
		if class == prose.IsGloss && c.pathGloss(i) && !Cannot.MatchString(c.S) {
			rest[i] = prose.IsPath
		}
	}
	for from := 0; from < len(rest); {
		to := from
		for to < len(rest) && rest[to] != prose.IsStop {
			to++
		}
		if pathIn.Match(rest[from:to]) && c.forbidsWithin(rest[from:to], from) {
			return true
		}
		from = to + 1
	}
	return false
}

func (c Clause) forbidsWithin(rest []byte, at int) bool {
	text := func(from, to int) string {
		if from >= to {
			return ""
		}
		return c.S[c.Words[at+from].From:c.Words[at+to-1].To]
	}
	for _, loc := range banned.FindAllStringIndex(string(rest), 4) {
		kept, said := rest[loc[1]-1] == prose.IsKept, text(loc[0], loc[1])
		if told.Match(rest[:loc[0]]) || notBan.MatchString(said) || kept && !leftSo.MatchString(said) {
			continue
		}
		own := loc[0] // where the subject of the ban begins
		for own > 0 && strings.IndexByte(",:", rest[own-1]) < 0 {
			own--
		}
		subject := text(own, loc[0])
		if strings.Trim(string(rest[own:loc[0]]), "mabi") == "" {
			if own > 0 && noneIs.MatchString(said) {
				continue
			}
			own, subject = 0, ""
		}
		passive := kept || strings.IndexByte(string(rest[loc[0]:loc[1]]), prose.IsBe) >= 0 || objectless.Match(rest[loc[1]:]) || adjunct.MatchString(text(loc[1], min(loc[1]+1, len(rest))))
		if passive && pathIn.Match(rest[own:loc[0]]) && !aspect.MatchString(subject) {
			return true
		}
		if next := pathIn.FindStringIndex(string(rest[loc[1]:])); !kept && next != nil && !c.partOfFile(rest, at, loc[1], loc[1]+next[0]) && !Instead.MatchString(text(loc[1], loc[1]+next[0])) {
			own := loc[1] + bytes.LastIndexByte(rest[loc[1]:loc[1]+next[0]], prose.IsJoint) + 1 // where what is said of the path begins
			if !aspect.MatchString(text(own, loc[1]+next[0])) {
				return true
			}
		}
	}
	return false
}

// partOfFile reports words between a ban and the path of one file that name a part of
// what that holds.
func (c Clause) partOfFile(rest []byte, at, from, to int) bool {
	for to+1 < len(rest) && strings.IndexByte("zhi", rest[to]) >= 0 {
		to++
	}
	name := prose.BareCode(c.word(at + to))
	return to > from && prose.IsFileName(path.Base(name)) && !strings.Contains(name, "*") && inPart.Match(rest[from:to])
}

// inPart are words for a thing and then "in".
var inPart = regexp.MustCompile(`^i*[wjqyi]*[wjq]i*[zh]i*$`)

// bansWay reports a ban on a change of how its one path does something, and on no other.
func (c Clause) bansWay() bool {
	return bansHow.MatchString(c.S) && strings.Count(c.Classes, string(rune(prose.IsNot))) == 1 && len(c.PointsTo(len(c.Words), true)) == 1
}

// theirsIn reports a path that others own, in a sentence that forbids something.
func (c Clause) theirsIn(rest []byte) bool {
	return strings.IndexByte(c.Classes, prose.IsNot) >= 0 && owned.MatchString(c.S) && c.unread(rest)
}

// unread reports a path that no ruling has read, outside of parentheses or alone in
// them.
func (c Clause) unread(rest []byte) bool {
	for i, class := range rest {
		if class == prose.IsPath || class == prose.IsGloss && c.pathGloss(i) {
			return true
		}
	}
	return false
}

// pathGloss reports a parenthesis with nothing but paths.
func (c Clause) pathGloss(i int) bool {
	return strings.ContainsAny(c.word(i), "/*.`") && OnlyPaths(strings.Trim(c.word(i), "()"))
}

// AsItIs is said of what has not changed.
const AsItIs = `(?:un(?:touched|changed|modified|edited|altered|affected)|intact|as is|as (?:it|they) (?:is|are)|way (?:it|they) (?:is|are)|byte-identical)`

// Cannot says what is impossible, and bans nothing.
var Cannot = regexp.MustCompile(`(?i)\b(?:can ?not|can never) (?:be )?(?:chang|modif|touch|edit|alter|remov|renam|delet|br[eo]ak|mov|drop|regress)\w*`)
