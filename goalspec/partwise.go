package goalspec

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
	leftOutOf = regexp.MustCompile(`(?i)[,;:–—-]*\s+\(?(?:except(?: for)?|with the exceptions? of|apart from|aside from|other than|but (?:not|no)|excluding|not including|save for|bar)\s+`)
	// whereOfIt begins what is said of that.
	whereOfIt = regexp.MustCompile(`(?i),? (?:where|whose)\b`)
	// partLead is what only ties a part to the one before.
	partLead = regexp.MustCompile(`(?i)^[;,\s]*(?:(?:and|but|also|with)\s+)*`)
	// keepsTo asks for the work to stay in a directory.
	keepsTo = regexp.MustCompile("(?i)\\b(?:(?:keep|stick) (?:strictly |only )?to|stay (?:only )?(?:in|under|below|with(?:in)?)) ((?:the )?(?:`[^`\\s]+[/*]`|[\\w.@-]+/[\\w./*@-]*[/*])(?:[\\s,.;]|$))")
	// notYours says of paths that they are in other hands, or no part of the work.
	notYours = regexp.MustCompile(`(?i)\b(?:(?:is|are)(?: not|n['’]t) (?:yours|ours|mine|for you|(?:a )?part of (?:this|it|the (?:work|task|job|change)))|belongs? to (?:a |an |the )?(?:different|other|another|someone|somebody))\b`)
	// outsideOf bans changes outside of paths.
	outsideOf = regexp.MustCompile(`(?i)\b(?:nothing|no (?:files?|changes?|edits?)|not\b.*|never\b.*) (?:outside|beyond)\b`)
	// workIs says where the work goes, and forbids nothing elsewhere.
	workIs = regexp.MustCompile(`(?i)(?:^| )(?:is|are) where (?:the |all |most of |all of )*(?:work|changes?|fix|action) (?:is|are|goes?|happens?|lies?|lives?|takes? place|belongs?)[.!]*$`)
	// forbidsPart begins a part that forbids something.
	forbidsPart = regexp.MustCompile(`^[imdyo]*[nW]`)
)

// partwise are the rulings of a statement that no way of the grammar reads as a whole, part
// by part. Each part with a path is certain by itself, says the same as a ban before it,
// forbids something, which keeps its paths as they are, whatever of them is meant, or names
// only where the work goes; nothing may be left out of a bound, or permitted, in words that
// are not read.
func (c clause) partwise() (out []ruling) {
	parts := partsOf(c.s)
	if len(parts) < 2 || len(parts) > prose.MaxCalls {
		return nil
	}
	frozen := false // things that the part before names in words
	for i, s := range parts {
		p := newClause(s)
		named, own := p.pathsIn(p.classes, 0, len(p.words)), p.plainly()
		switch sure := !slices.ContainsFunc(own, uncertain); {
		case sure && len(own) > 0:
			own[0].leads = own[0].leads && i == 0
			out = append(out, own...)
		case workIs.MatchString(s):
		case strings.ContainsAny(p.classes, "xuoac~er"), len(named) > 0 && turns.MatchString(s), len(named) == 0 && mentionsPath(s):
			return nil
		case len(named) == 0:
			if strings.IndexByte(p.classes, prose.IsNot) >= 0 && saysIts.MatchString(s) {
				return nil
			}
			frozen = strings.IndexByte(p.classes, prose.IsFrozen) >= 0
			continue
		case notYours.MatchString(s), sameSaid.MatchString(s) && (onlyDenies(out) || len(out) == 0 && frozen),
			forbidsPart.MatchString(p.classes) && !imperative.MatchString(s) && !instead.MatchString(s):
			out = append(out, ruling{field: field.Deny, globs: named, strict: true, leads: i == 0})
		case len(own) > 0 || sameSaid.MatchString(s) || p.mayRule() || p.mayBound():
			return nil
		}
		frozen = false
	}
	return out
}

// uncertain reports a ruling that does not say for certain what it bounds, or of which a
// name may be a word.
func uncertain(b ruling) bool {
	return b.fault != "" || b.part || b.whole || slices.ContainsFunc(b.globs, func(g pattern) bool { return !strings.ContainsAny(g.Pattern, "/.*") })
}

// partsOf cuts a statement where a part may end, outside of code and parentheses.
func partsOf(words string) (parts []string) {
	plain, from := prose.MaskCode(words), 0
	for _, loc := range partEnds.FindAllStringIndex(plain, prose.MaxCalls) {
		if shallow(plain[:loc[0]]) && loc[0] > from {
			parts, from = append(parts, words[from:loc[0]]), loc[1]
		}
	}
	if from < len(words) {
		parts = append(parts, words[from:])
	}
	return parts
}

// leavingOut are the rulings of a clause that lets paths change but for some: those must
// not, and of the others holds what is said without the exception.
func (c clause) leavingOut() []ruling {
	at := leftOutOf.FindStringIndex(prose.MaskCode(c.s))
	if at == nil {
		return nil
	}
	left := c.s[at[1]:]
	if loc := whereOfIt.FindStringIndex(left); loc != nil && !strings.ContainsAny(newClause(left[loc[1]:]).classes, asking+"acn") {
		left = left[:loc[0]]
	}
	front, behind := newClause(c.s[:at[0]]), newClause(left)
	named := behind.pathsIn(behind.classes, 0, len(behind.words))
	if out := front.plainly(); len(named) > 0 && outsideOf.MatchString(front.s) && onlyPaths(strings.TrimRight(behind.s, ". ")) && len(out) == 1 && out[0].fault == "" && out[0].field == field.Allow {
		out[0].globs = append(out[0].globs, named...)
		return out
	}
	permits := !strings.ContainsAny(front.classes, "nNWkAfFOxuc~") && strings.ContainsAny(front.classes, "tvV")
	if !permits || len(named) == 0 || strings.ContainsAny(behind.classes, asking+"nNWkc") || leftOutOf.MatchString(prose.MaskCode(behind.s)) {
		return nil
	}
	out := front.plainly()
	if slices.ContainsFunc(out, func(b ruling) bool { return b.fault != "" || b.field != field.Allow }) {
		return nil
	}
	return append(out, ruling{field: field.Deny, globs: named, leads: true})
}

// allBut takes an entry of what may change, or is expected to, that leaves some paths out.
func (r *reader) allBut(f field.Field, words string, at Span) bool {
	list := newClause(codeMarked("Change only " + words[:min(len(words), prose.MaxStatement)])).leavingOut()
	for i := range list {
		if list[i].field == field.Allow {
			list[i].field = f
		}
	}
	r.take(list, words, at)
	return len(list) > 0
}
