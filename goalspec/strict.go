package goalspec

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// banning are the words of a clause that forbid a change, with what they stand among.
	banning = regexp.MustCompile(`[nW][maibyzh]*w?[bi]*[tV]|t[iy]*n|n[ma]+[iyzh]*[pg]|[bmask]i*[fF]`)
	// turns is said of a ban that does not always hold, or not for all of what it names.
	turns = regexp.MustCompile(`(?i)\b(?:unless|until|except|excluding|rather|instead|other|else|than|forget|hesitate|not true)\b|~`)
	// partIn is a part of what a path holds, and filesIn what of it is all of it.
	partIn  = regexp.MustCompile(`[^izyh.,:][zh]+i*[perQ]|i[zh]+i*[perQ]`)
	filesIn = regexp.MustCompile(`(?i)(?:^|\b(?:files?|anything|everything|all)) (?:that is |that are )?(?:in|inside|under|below|beneath|within)\b`)
)

// frozenIn says of what a directory holds that it is off limits.
var frozenIn = regexp.MustCompile(`[wj][zh]+i*[per][mabs]+i*F`)

// manyFiles reports a pattern of which a part may be another than a part of one file.
func manyFiles(g pattern) bool {
	return !prose.IsFileName(path.Base(g.Pattern)) || strings.Contains(g.Pattern, "*")
}

// asking are the classes of words with which a clause permits a change, asks for one,
// or leaves something out.
const asking = "tVvoxul~NOTer"

// strictly reads a clause that forbids a change, and of which it cannot be told what:
// every path that no ruling has read must not change, so that the clause never forbids
// less than it says. It is not read where it also asks for a change or permits one.
func (c clause) strictly(out []ruling, rest []byte) []ruling {
	sure, said := []ruling(nil), string(rest)
	for _, r := range out {
		switch {
		case r.fault == "":
			sure = append(sure, r)
		case r.fault == unreadTail && r.field == field.Deny:
			said = c.classes
		case r.fault != unreadRuling && r.fault != unreadBan:
			return out
		}
	}
	if len(sure) == len(out) || c.classes[0] == prose.IsWhen || imperative.MatchString(c.s) || instead.MatchString(c.s) || turns.MatchString(c.s) {
		return out
	}
	strict, from := ruling{field: field.Deny, leads: out[0].leads, strict: true}, 0
	for part := range strings.SplitAfterSeq(said, string(rune(prose.IsStop))) {
		other := banning.ReplaceAllString(part, "")
		named := c.pathsIn(said, from, from+len(part))
		if len(named) > 0 && (other == part || strings.ContainsAny(other, asking)) {
			return out
		}
		if len(named) > 0 && partIn.MatchString(part) && !filesIn.MatchString(c.s) && !frozenIn.MatchString(part) && slices.ContainsFunc(named, manyFiles) {
			return out
		}
		strict.globs, from = append(strict.globs, named...), from+len(part)
	}
	if len(strict.globs) == 0 {
		return out
	}
	return append(sure, strict)
}

// addsMore begins a remark that adds to the path before it.
var addsMore = regexp.MustCompile(`(?i)^\((?:and|nor|also|plus|including|with|as well as)\b`)

// leftOver adds the paths that stand behind what is forbidden of others, in the same
// stretch of words, and that no ruling has read: "the fixtures (X) or the snapshots (Y)".
func (c clause) leftOver(out []ruling, rest []byte) []ruling {
	if !onlyDenies(out) || instead.MatchString(c.s) {
		return out
	}
	more := ruling{field: field.Deny, strict: true}
	for i := 1; i < len(rest); i++ {
		adds := joined.Match(rest[:i])
		switch last := i+1 == len(rest) || strings.IndexByte(".,g", rest[i+1]) >= 0; {
		case rest[i] == prose.IsGloss && rest[i-1] == prose.IsRuled && addsMore.MatchString(c.word(i)):
			if turns.MatchString(c.word(i)) {
				return append(out, ruling{fault: unreadRuling})
			}
		case rest[i] == prose.IsPath && last && adds, rest[i] == prose.IsGloss && rest[i-1] != prose.IsRuled && adds:
		default:
			continue
		}
		more.globs = append(more.globs, c.pathsIn(string(rest), i, i+1)...)
	}
	if len(more.globs) > 0 {
		out = append(out, more)
	}
	var have []pattern
	for _, r := range out {
		have = append(have, r.globs...)
	}
	also := added(c.s, have)
	for _, g := range also {
		for i := range c.words {
			if prose.BareCode(c.word(i)) == g.Pattern {
				rest[i] = prose.IsRuled
			}
		}
	}
	if len(also) > 0 {
		out = append(out, ruling{field: field.Deny, globs: also})
	}
	return out
}

// joined ends in a noun that a joint adds to what is forbidden.
var joined = regexp.MustCompile(`\*[*,iyzhwjg]*,[iyzh]*[wj]{0,3}[iyzh]*$`)

// pathsIn are the paths among some words, alone in parentheses too.
func (c clause) pathsIn(said string, from, to int) (out []pattern) {
	for i := from; i < to; i++ {
		switch {
		case said[i] == prose.IsPath:
			out = append(out, pattern{Pattern: prose.BareCode(c.word(i))})
		case said[i] == prose.IsGloss && c.pathGloss(i):
			globs, _ := globsIn(strings.Trim(c.word(i), "()"), false)
			out = append(out, globs...)
		case said[i] == prose.IsGloss && addsMore.MatchString(c.word(i)):
			in := newClause(strings.Trim(c.word(i), "()"))
			out = append(out, in.pathsIn(in.classes, 0, len(in.words))...)
		}
	}
	return out
}

// patterns are globs as a list.
func patterns(globs []pattern) string {
	var list []string
	for _, g := range globs {
		list = append(list, g.Pattern)
	}
	return strings.Join(list, ", ")
}
