package ruling

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// partEnds is where a part of a statement may end that says one thing of its paths.
	partEnds = regexp.MustCompile(`(?i)[.;:!?](?:\s+|$)|,\s+(?:(?:and|but|also|with)\s+)*`)
	// sameSaid begins a part that says of its paths what the part before it says of others,
	// and saysIts speaks of a part of those.
	sameSaid = regexp.MustCompile(`(?i)^(?:so|as|likewise|nor|neither|(?:the )?same)\b`)
	saysIts  = regexp.MustCompile(`(?i)\b(?:its|their|it|them|there)\b`)
	// leftOutOf leads what is left out of what may change.
	leftOutOf = regexp.MustCompile(`(?i)[,;:–—-]*\s+\(?(?:` + prose.LeavesOut + `|but (?:not|no))\s+`)
	// whereOfIt begins what is said of that.
	whereOfIt = regexp.MustCompile(`(?i),? (?:where|whose)\b`)
	// keepsTo asks for the work to stay in a directory.
	keepsTo = regexp.MustCompile("(?i)\\b(?:(?:keep|stick) (?:strictly |only )?to|stay (?:only )?(?:in|under|below|with(?:in)?)) ((?:the )?(?:`[^`\\s]+[/*]`|[\\w.@-]+/[\\w./*@-]*[/*])(?:[\\s,.;]|$))")
	// notYours says of paths that they are in other hands, or no part of the work.
	notYours = regexp.MustCompile(`(?i)\b(?:(?:is|are)(?: not|n['’]t) (?:yours|ours|mine|for you|(?:a )?part of (?:this|it|the (?:work|task|job|change)))|belongs? to (?:a |an |the )?(?:different|other|another|someone|somebody))\b`)
	// outsideOf bans changes outside of paths.
	outsideOf = regexp.MustCompile(`(?i)\b(?:nothing|no (?:files?|changes?|edits?)|not\b.*|never\b.*) (?:outside|beyond)\b`)
	// workIs says where the work goes, and forbids nothing elsewhere.
	workIs = regexp.MustCompile(`(?i)(?:^| )(?:is|are) where (?:the |all |most of |all of )*(?:work|changes?|fix|action) (?:is|are|goes?|happens?|lies?|lives?|takes? place|belongs?)[.!]*$`)
	// ForbidsPart begins a part that forbids something.
	ForbidsPart = regexp.MustCompile(`^[imdyo]*[nW]`)
)

// partwise are the rulings of a statement that no way of the grammar reads as a whole, part
// by part. Each part with a path is certain by itself, says the same as a ban before it,
// forbids something, which keeps its paths as they are, whatever of them is meant, or names
// only where the work goes; nothing may be left out of a bound, or permitted, in words that
// are not read.
func (c Clause) partwise() (out []Ruling) {
	parts := partsOf(c.S)
	if len(parts) < 2 || len(parts) > prose.MaxCalls {
		return nil
	}
	frozen := false // things that the part before names in words
	for i, s := range parts {
		p := NewClause(s)
		named, own := p.PathsIn(p.Classes, 0, len(p.Words)), p.Plainly()
		switch sure := !slices.ContainsFunc(own, uncertain); {
		case slices.ContainsFunc(own, leavesOut):
			return nil // what stands beside it may take that back
		case sure && len(own) > 0:
			own[0].Leads = own[0].Leads && i == 0
			out = append(out, own...)
		case workIs.MatchString(s):
		case strings.ContainsAny(p.Classes, "xuoac~er"), len(named) > 0 && Turns.MatchString(s), len(named) == 0 && MentionsPath(s):
			return nil
		case len(named) == 0:
			if strings.IndexByte(p.Classes, prose.IsNot) >= 0 && saysIts.MatchString(s) {
				return nil
			}
			frozen = strings.IndexByte(p.Classes, prose.IsFrozen) >= 0
			continue
		case notYours.MatchString(s), sameSaid.MatchString(s) && (OnlyDenies(out) || len(out) == 0 && frozen),
			ForbidsPart.MatchString(p.Classes) && !prose.Imperative.MatchString(s) && !Instead.MatchString(s):
			out = append(out, Ruling{Field: field.Deny, Globs: named, Strict: true, Leads: i == 0})
		case len(own) > 0 || sameSaid.MatchString(s) || p.MayRule() || p.MayBound():
			return nil
		}
		frozen = false
	}
	return out
}

// uncertain reports a ruling that does not say for certain what it bounds, or of which a
// name may be a word.
func uncertain(b Ruling) bool {
	return b.Fault != "" || b.Part || b.Whole || slices.ContainsFunc(b.Globs, func(g Pattern) bool { return !strings.ContainsAny(g.Pattern, "/.*") })
}

// leavesOut reports a ruling that leaves paths out.
func leavesOut(b Ruling) bool {
	return slices.ContainsFunc(b.Globs, func(g Pattern) bool { return len(g.Except) > 0 })
}

// partsOf cuts a statement where a part may end, outside of code and parentheses.
func partsOf(words string) (parts []string) {
	plain, from := prose.MaskCode(words), 0
	for _, loc := range partEnds.FindAllStringIndex(plain, prose.MaxCalls) {
		if prose.Shallow(plain[:loc[0]]) && loc[0] > from {
			parts, from = append(parts, words[from:loc[0]]), loc[1]
		}
	}
	if from < len(words) {
		parts = append(parts, words[from:])
	}
	return parts
}

// LeavingOut are the rulings of a clause that lets paths change but for some: those must
// not, and of the others holds what is said without the exception.
func (c Clause) LeavingOut() []Ruling {
	at := leftOutOf.FindStringIndex(prose.MaskCode(c.S))
	if at == nil {
		return nil
	}
	left := c.S[at[1]:]
	if loc := whereOfIt.FindStringIndex(left); loc != nil && !strings.ContainsAny(NewClause(left[loc[1]:]).Classes, Asking+"acn") {
		left = left[:loc[0]]
	}
	front, behind := NewClause(c.S[:at[0]]), NewClause(left)
	named := behind.PathsIn(behind.Classes, 0, len(behind.Words))
	if out := front.Plainly(); len(named) > 0 && outsideOf.MatchString(front.S) && OnlyPaths(strings.TrimRight(behind.S, ". ")) && len(out) == 1 && out[0].Fault == "" && out[0].Field == field.Allow {
		out[0].Globs = append(out[0].Globs, named...)
		return out
	}
	permits := !strings.ContainsAny(front.Classes, "nNWkAfFOxuc~") && strings.ContainsAny(front.Classes, "tvV")
	if !permits || len(named) == 0 || strings.ContainsAny(behind.Classes, Asking+"nNWkc") || leftOutOf.MatchString(prose.MaskCode(behind.S)) {
		return nil
	}
	out := front.Plainly()
	if slices.ContainsFunc(out, func(b Ruling) bool { return b.Fault != "" || b.Field != field.Allow }) {
		return nil
	}
	return append(out, Ruling{Field: field.Deny, Globs: named, Leads: true})
}
