package ruling

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// Banning are the words of a clause that forbid a change, with what they stand among.
	Banning = regexp.MustCompile(`[nW][maibyzh]*w?[bi]*[tV]|t[iy]*n|n[ma]+[iyzh]*[pg]|[bmask]i*[fF]`)
	// Turns is said of a ban that does not always hold, or not for all of what it names.
	Turns = regexp.MustCompile(`(?i)\b(?:unless|until|except|excluding|rather|instead|other|else|than|forget|hesitate|not true)\b|~`)
	// partIn is a part of what a path holds, and FilesIn what of it is all of it.
	partIn  = regexp.MustCompile(`[^izyh.,:][zh]+i*[perQ]|i[zh]+i*[perQ]`)
	filesIn = regexp.MustCompile(`(?i)(?:^|\b(?:files?|anything|everything|all)) (?:that is |that are )?(?:in|inside|under|below|beneath|within)\b`)
)

// frozenIn says of what a directory holds that it is off limits.
var frozenIn = regexp.MustCompile(`[wj][zh]+i*[per][mabs]+i*F`)

// manyFiles reports a pattern of which a part may be another than a part of one file.
func manyFiles(g Pattern) bool {
	return !prose.IsFileName(path.Base(g.Pattern)) || strings.Contains(g.Pattern, "*")
}

// Asking are the classes of words with which a clause permits a change, asks for one,
// or leaves something out.
const Asking = "tVvoxul~NOTer"

// strictly reads a clause that forbids a change, and of which it cannot be told what:
// every path that no ruling has read must not change, so that the clause never forbids
// less than it says. It is not read where it also asks for a change or permits one.
func (c Clause) strictly(out []Ruling, rest []byte) []Ruling {
	sure, said := []Ruling(nil), string(rest)
	for _, r := range out {
		switch {
		case r.Fault == "":
			sure = append(sure, r)
		case r.Fault == UnreadTail && r.Field == field.Deny:
			said = c.Classes
		case r.Fault != UnreadRuling && r.Fault != UnreadBan:
			return out
		}
	}
	if len(sure) == len(out) || c.Classes[0] == prose.IsWhen || prose.Imperative.MatchString(c.S) || Instead.MatchString(c.S) || Turns.MatchString(c.S) {
		return out
	}
	strict, from := Ruling{Field: field.Deny, Leads: out[0].Leads, Strict: true}, 0
	for part := range strings.SplitAfterSeq(said, string(rune(prose.IsStop))) {
		other := Banning.ReplaceAllString(part, "")
		named := c.PathsIn(said, from, from+len(part))
		if len(named) > 0 && (other == part || strings.ContainsAny(other, Asking)) {
			return out
		}
		if len(named) > 0 && partIn.MatchString(part) && !filesIn.MatchString(c.S) && !frozenIn.MatchString(part) && slices.ContainsFunc(named, manyFiles) {
			return out
		}
		strict.Globs, from = append(strict.Globs, named...), from+len(part)
	}
	if len(strict.Globs) == 0 {
		return out
	}
	return append(sure, strict)
}

// addsMore begins a remark that adds to the path before it.
var addsMore = regexp.MustCompile(`(?i)^\((?:and|nor|also|plus|including|with|as well as)\b`)

// leftOver adds the paths that stand behind what is forbidden of others, in the same
// stretch of words, and that no ruling has read: "the fixtures (X) or the snapshots (Y)".
func (c Clause) leftOver(out []Ruling, rest []byte) []Ruling {
	if !OnlyDenies(out) || Instead.MatchString(c.S) {
		return out
	}
	more := Ruling{Field: field.Deny, Strict: true}
	for i := 1; i < len(rest); i++ {
		adds := joined.Match(rest[:i])
		switch last := i+1 == len(rest) || strings.IndexByte(".,g", rest[i+1]) >= 0; {
		case rest[i] == prose.IsGloss && rest[i-1] == prose.IsRuled && addsMore.MatchString(c.word(i)):
			if Turns.MatchString(c.word(i)) {
				return append(out, Ruling{Fault: UnreadRuling})
			}
		case rest[i] == prose.IsPath && last && adds, rest[i] == prose.IsGloss && rest[i-1] != prose.IsRuled && adds:
		default:
			continue
		}
		more.Globs = append(more.Globs, c.PathsIn(string(rest), i, i+1)...)
	}
	if len(more.Globs) > 0 {
		out = append(out, more)
	}
	var have []Pattern
	for _, r := range out {
		have = append(have, r.Globs...)
	}
	also := Added(c.S, have)
	for _, g := range also {
		for i := range c.Words {
			if prose.BareCode(c.word(i)) == g.Pattern {
				rest[i] = prose.IsRuled
			}
		}
	}
	if len(also) > 0 {
		out = append(out, Ruling{Field: field.Deny, Globs: also})
	}
	return out
}

// joined ends in a noun that a joint adds to what is forbidden.
var joined = regexp.MustCompile(`\*[*,iyzhwjg]*,[iyzh]*[wj]{0,3}[iyzh]*$`)

// PathsIn are the paths among some words, alone in parentheses too.
func (c Clause) PathsIn(said string, from, to int) (out []Pattern) {
	for i := from; i < to; i++ {
		switch {
		case said[i] == prose.IsPath:
			out = append(out, Pattern{Pattern: prose.BareCode(c.word(i))})
		case said[i] == prose.IsGloss && c.pathGloss(i):
			globs, _ := GlobsIn(strings.Trim(c.word(i), "()"), false)
			out = append(out, globs...)
		case said[i] == prose.IsGloss && addsMore.MatchString(c.word(i)):
			in := NewClause(strings.Trim(c.word(i), "()"))
			out = append(out, in.PathsIn(in.Classes, 0, len(in.Words))...)
		}
	}
	return out
}

// Patterns are globs as a list.
func Patterns(globs []Pattern) string {
	var list []string
	for _, g := range globs {
		list = append(list, g.Pattern)
	}
	return strings.Join(list, ", ")
}
