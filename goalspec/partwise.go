package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// nextPart is where a part of a statement begins that can be read for itself: behind a
	// semicolon, behind a comma where it forbids something, or where it has a subject and a
	// verb of its own.
	nextPart = regexp.MustCompile(`(?i);\s+(?:(?:and|but)\s+)?|,\s+(?:(?:and|but|also|with)\s+)*(?:no|nothing|never|don['’]t|do not|without)\b|,\s+(?:and|but)\s+(?:i['’]?d? |we['’]?d? |[^,;.]{1,60}?\b(?:is|are|must|may|should|stays?|remains?|has|have|needs?)\b)`)
	// leftOutOf leads what is left out of what may change.
	leftOutOf = regexp.MustCompile(`(?i)[,;:–—-]*\s+\(?(?:except(?: for)?|apart from|aside from|other than|but (?:not|no)|excluding|not including|save for|bar)\s+`)
	// partLead is what only ties a part to the one before.
	partLead = regexp.MustCompile(`(?i)^[;,\s]*(?:(?:and|but|also|with)\s+)*`)
	// keepsTo asks for the work to stay in a directory.
	keepsTo = regexp.MustCompile("(?i)\\b(?:(?:keep|stick) (?:strictly |only )?to|stay (?:only )?(?:in|under|below|with(?:in)?)) ((?:the )?(?:`[^`\\s]+[/*]`|[\\w.@-]+/[\\w./*@-]*[/*])(?:[\\s,.;]|$))")
	// notPart says of what stands before it that the work does not touch it.
	notPart = regexp.MustCompile(`(?i)\b(?:is|are)(?: not|n['’]t) (?:a )?part of (?:this|it|the (?:work|task|job|change))\b`)
	// forbidsPart begins a part that forbids something.
	forbidsPart = regexp.MustCompile(`^[imdyo]*[nW]`)
)

// partwise are the rulings of a statement, part by part where those of all of it are not
// certain. What forbids something and names a path keeps the path as it is, whatever of it
// is meant; nothing may be left out of a bound, or permitted, in words that are not read.
func (c clause) partwise() (out []ruling, ok bool) {
	parts := partsOf(c.s)
	if len(parts) < 2 || len(parts) > maxCalls {
		return nil, false
	}
	for i, s := range parts {
		part := newClause(s)
		own := part.plainly()
		sure := !slices.ContainsFunc(own, func(b ruling) bool { return b.fault != "" || b.part || b.whole })
		named := part.pathsIn(part.classes, 0, len(part.words))
		switch {
		case sure && len(own) > 0:
			for j := range own {
				own[j].leads = own[j].leads && i == 0
			}
			out = append(out, own...)
		case strings.ContainsAny(part.classes, "xuoac~er"):
			return nil, false
		case len(named) == 0 && !mentionsPath(s):
		case len(named) > 0 && !turns.MatchString(s) && (forbidsPart.MatchString(part.classes) || notPart.MatchString(s)) && !imperative.MatchString(s) && !instead.MatchString(s):
			out = append(out, ruling{field: fieldDeny, globs: named, strict: true, leads: i == 0})
		default:
			return nil, false
		}
	}
	return out, len(out) > 0
}

// partsOf cuts a statement where a part begins that can be read for itself.
func partsOf(words string) []string {
	if !strings.ContainsAny(words, ";,") {
		return nil
	}
	var parts []string
	plain, from := maskCode(words), 0
	for _, loc := range nextPart.FindAllStringIndex(plain, maxCalls) {
		if shallow(plain[:loc[0]]) {
			parts, from = append(parts, words[from:loc[0]]), loc[0]+len(partLead.FindString(plain[loc[0]:loc[1]]))
		}
	}
	return append(parts, words[from:])
}

// leavingOut are the rulings of a clause that lets paths change but for some: those must
// not, and of the others holds what is said without the exception.
func (c clause) leavingOut() []ruling {
	at := leftOutOf.FindStringIndex(maskCode(c.s))
	if at == nil {
		return nil
	}
	front, behind := newClause(c.s[:at[0]]), newClause(c.s[at[1]:])
	named := behind.pathsIn(behind.classes, 0, len(behind.words))
	permits := !strings.ContainsAny(front.classes, "nNWkAfFOxuc~") && strings.ContainsAny(front.classes, "tvV")
	if !permits || len(named) == 0 || strings.ContainsAny(behind.classes, asking+"nNWkc") || leftOutOf.MatchString(maskCode(behind.s)) {
		return nil
	}
	out := front.plainly()
	if slices.ContainsFunc(out, func(b ruling) bool { return b.fault != "" || b.field != fieldAllow }) {
		return nil
	}
	return append(out, ruling{field: fieldDeny, globs: named, leads: true})
}

// allBut takes an entry of what may change, or is expected to, that leaves some paths out.
func (r *reader) allBut(f field, words string, at Span) bool {
	list := newClause(codeMarked("Change only " + words[:min(len(words), maxStatement)])).leavingOut()
	for i := range list {
		if list[i].field == fieldAllow {
			list[i].field = f
		}
	}
	r.take(list, words, at)
	return len(list) > 0
}
