package ruling

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Exception is what a ban leaves out: paths, and not a word that could let less of them
// change.
type Exception struct {
	Front, Behind string // what stands around it
	paths         []string
	aside         bool // it stands in parentheses
}

const (
	// leftOutBy leads what a ban leaves out, permittedBy what is said of it.
	leftOutBy   = `(?:` + prose.LeavesOut + `|besides|but(?: not| for)?|(?:(?:the|with) )?(?:(?:only|sole|one) )?exceptions?(?: is| are| being)?)`
	permittedBy = `(?:though|although)`
	dashed      = `(?:[,;:]?\s+|\s*[–—]\s*|\s+--?\s+)`
)

var (
	exceptionLead = regexp.MustCompile(`(?i)(?:^|` + dashed + `)(?:` + leftOutBy + `:?|` + permittedBy + `)\s+|\s\((?:(?:` + leftOutBy + `:?|` + permittedBy + `|only)\s+)?`)
	// leavesThem ends a lead behind which paths are left out, whatever is said of them.
	leavesThem = regexp.MustCompile(`(?i)\b` + leftOutBy + `:?\s+$`)
	// allOf stands before a path that is left out, ofItsKind behind it, and both say no more
	// than that all of it is.
	allOf     = regexp.MustCompile(`(?i)^(?:(?:in|under|inside|everything in|everything under|anything in|anything under|(?:all |the )?(?:files|code) (?:in|under)) )?(?:the )?(?:(?:new )?(?:file|directory|folder|page|module|package) )?`)
	ofItsKind = regexp.MustCompile(`(?i)^ (?:file|(?:sub)?directory|(?:sub)?folder|package|module)\b`)
	nextPath  = regexp.MustCompile(`(?i)^(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|plus|&)\s+)`)
	// mayChange says of paths that they may change, and no more.
	mayChange = regexp.MustCompile(`(?i)^(?:,? ?(?:which|that))? (?:(?:may|can|could)(?: (?:still|also|of course|freely|be))* (?:chang|edit|touch|modif|updat)\w*|(?:is|are)(?: (?:still|also))? (?:fine|ok(?:ay)?|fair game|allowed|permitted|exempt(?:ed)?|excepted|writable)\b|(?:is|are)(?: not|n['’]t)[ .,;!]*$|(?:may|can)[ .,;!]*$)(?: (?:freely|as well|too))?`)
	// elseFirst forbids all else, of which what it leaves out is named behind it.
	elseFirst = regexp.MustCompile(`(?i)^((?:please )?(?:nothing|(?:do not|don['’]t|never) (?:change|touch|edit|modify) anything)) else\b`)
	// nothingBut ends in front of the only paths that may change.
	nothingBut = regexp.MustCompile(`(?i)^(?:please )?(?:nothing (?:(?:may|should|must|shall|can|is to|will) (?:be )?(?:chang|touch|edit|modif)\w*|changes)|(?:do not|don['’]t|never) (?:change|touch|edit|modify) anything)$`)
)

// noExemption says that nothing is left out.
var noExemption = regexp.MustCompile(`(?i)\s+\((?:with )?(?:no|without(?: any)?) exceptions?(?: (?:whatsoever|at all|please))?[.!]?\)|,\s+without(?: any)? exceptions?,|(?:[,;:.]|\s[–—-]+)?\s+(?:with )?(?:no|without(?: any)?) exceptions?(?: (?:whatsoever|at all|please))?([.!;,]|$)`)

// Unexempted are words without those that only say that nothing is left out, unless others
// leave something out after all.
func Unexempted(words string) string {
	if !strings.Contains(words, "xception") && !strings.Contains(words, "XCEPTION") {
		return words
	}
	whole := noExemption.ReplaceAllString(words, "$1")
	if _, ok := ExceptionIn(whole); ok && whole != words {
		return words
	}
	return whole
}

// ExceptionIn is the first exception among the words of a ban that names paths and nothing
// else.
func ExceptionIn(words string) (e Exception, ok bool) {
	if len(words) > prose.MaxStatement {
		return e, false
	}
	for _, loc := range exceptionLead.FindAllStringIndex(prose.MaskCode(words), prose.MaxCalls) {
		lead, said := words[loc[0]:loc[1]], words[loc[1]:]
		e = Exception{Front: words[:loc[0]], aside: strings.Contains(lead, "(")}
		if e.aside {
			said, e.Behind = parenthesis(said)
		}
		paths, rest := pathsLeftOut(said, strings.TrimSpace(e.Front) == "")
		may := mayChange.FindString(rest)
		e.paths, rest = paths, rest[len(may):]
		leaves := leavesThem.MatchString(lead)
		switch {
		case leaves && len(paths) == 0:
			return e, false
		case len(paths) == 0, may == "" && !leaves:
			continue
		case e.aside:
			return e, strings.Trim(rest, prose.EndMarks) == ""
		}
		e.Behind = rest
		return e, true
	}
	return e, false
}

// parenthesis is what stands in one that is open, and what behind it.
func parenthesis(words string) (in, behind string) {
	open := 1
	for i, c := range []byte(prose.MaskCode(words)) {
		switch c {
		case '(':
			open++
		case ')':
			open--
		}
		if open == 0 {
			return words[:i], words[i+1:]
		}
	}
	return words, ""
}

// pathsLeftOut is the list of paths at the front of some words, and the rest. Where the ban
// is still to come, the last one of the list may be what that is of: "except for `a/b`, `a/`
// is".
func pathsLeftOut(words string, first bool) (paths []string, rest string) {
	rest, before := words, words
	for next := words; ; {
		next = next[len(allOf.FindString(next)):]
		path, tail := nextPattern(next)
		if !prose.LooksLikePath(path) {
			return paths, rest
		}
		before, rest = rest, tail[len(ofItsKind.FindString(tail)):]
		paths = append(paths, path)
		joint := nextPath.FindString(rest)
		if next = rest[len(joint):]; joint != "" {
			continue
		}
		if n := len(paths) - 1; first && n > 0 && strings.HasPrefix(before, ",") && strings.Trim(rest, prose.EndMarks+")") != "" {
			return paths[:n], before
		}
		return paths, rest
	}
}

// leavingOut are the rulings of a clause that is nothing but one ban, for certain, and the
// paths that it leaves out.
func (c Clause) leavingOut() []Ruling {
	others := elseFirst.FindStringSubmatchIndex(c.S)
	if others != nil {
		c.S = c.S[:others[3]] + c.S[others[1]:]
	}
	e, ok := ExceptionIn(c.S)
	if !ok || prose.HidesMarks(c.S) {
		return nil
	}
	ban := e.ban()
	if ban == "" {
		return nil
	}
	if others != nil && nothingBut.MatchString(ban) {
		only := Ruling{Field: field.Allow, Leads: true}
		for _, path := range e.paths {
			only.Globs = append(only.Globs, Pattern{Pattern: path})
		}
		return []Ruling{only}
	}
	list := eachOnce(NewClause(ban).Rulings())
	if len(list) != 1 || list[0].Field != field.Deny || list[0].Strict || uncertain(list[0]) && !list[0].Whole || !e.LeaveOut(list[0].Globs) {
		return nil
	}
	return list
}

var (
	// asksLeave leaves it to people, or to their care.
	asksLeave = regexp.MustCompile(`(?i)\b(?:ask|check|talk|review\w*|approv\w*|permission|consent|agree\w*|sign-?off|discuss\w*|confirm\w*|careful\w*|read-only)\b`)
	// goesBack speaks of what was named before, or goes on with it.
	goesBack = regexp.MustCompile(`(?i)\b(?:its|their|it|them|there|this|that|these|those|both)\b|^\W*(?:only|just|but|with|without|after|before|if|unless|until|when|where|and|or|except|even|however|also)\b`)
)

// standsBeside reports a sentence behind a ban that takes nothing back of what that leaves
// out: it says for certain which paths must not change, or how success is seen, or speaks of
// something else.
func standsBeside(s string) bool {
	if list := Rulings(s); len(list) > 0 {
		return !slices.ContainsFunc(list, func(b Ruling) bool { return uncertain(b) || b.Doubt != "" })
	}
	const fewest = 3 // words of a sentence that is none of its own
	return check.Bounded(s) || !goesBack.MatchString(s) && !asksLeave.MatchString(s) && !MentionsPath(s) && len(strings.Fields(s)) >= fewest
}

// TakenBack reports a sentence that leaves paths out, of which the one behind it may let less
// change.
func TakenBack(s, next string) bool {
	_, leaves := ExceptionIn(s)
	return leaves && !standsBeside(next)
}

// ban are the words around an exception when they can be one ban: it stands behind that,
// before it, or before what says that the paths stay. Nothing else may be said.
func (e Exception) ban() string {
	rest := strings.TrimRight(e.Behind, prose.EndMarks+"!")
	switch front := strings.TrimSpace(e.Front); {
	case strings.TrimSpace(rest) == "" && strings.TrimRight(front, prose.EndMarks+"!?") == front:
		return front
	case front == "" && strings.HasPrefix(rest, ","):
		if rest = strings.TrimSpace(rest[1:]); !strings.ContainsAny(prose.MaskCode(rest), ",;:(") {
			return rest
		}
	case front != "" && staysBehind.MatchString(NewClause(rest).Classes) && len(NewClause(front).Rulings()) == 0:
		return front + " " + strings.TrimLeft(rest, ", ")
	}
	return ""
}

// staysBehind says that what stands before it stays as it is, and nothing more.
var staysBehind = regexp.MustCompile(`^,?[mabsfFOn][^,.:gcxoupqQer]*$`)

// LeaveOut takes the paths of an exception out of the one pattern of a ban, of those before
// it, that has them: in parentheses the last.
func (e Exception) LeaveOut(of []Pattern) bool {
	if e.aside && len(of) > 0 {
		of = of[len(of)-1:]
	}
	const most = 100 // paths that people leave out of a ban
	within := 0
	for _, path := range e.paths {
		inner, at := glob.Compile(path), -1
		for i, g := range of {
			lies, _ := glob.Compile(g.Pattern).Match(inner.Witness())
			switch {
			case !lies && !inner.Meets(AtRoot(g.Pattern)):
				continue
			case at >= 0:
				return false
			case lies:
				within++
			}
			at = i
		}
		if at < 0 || len(of[at].Except) > most {
			return false
		}
		if !slices.Contains(of[at].Except, path) {
			of[at].Except = append(of[at].Except, path)
		}
	}
	return within == 0 || within == len(e.paths)
}

// AtRoot takes a plain name for the one at the root, which its author has in mind.
func AtRoot(pattern string) glob.Compiled {
	if !strings.ContainsAny(glob.Clean(pattern), "*?[") {
		pattern = "/" + strings.TrimPrefix(pattern, "./")
	}
	return glob.Compile(pattern)
}

// isNew is said behind a path that is left out, and lets no less of it change.
var isNew = regexp.MustCompile(`^\(new\)$`)

// GlobsLeaving reads an entry of what must not change as [GlobsIn] does where it leaves paths
// out: of what stands before them in the entry, or, in parentheses, right before these.
func GlobsLeaving(entry string) (globs []Pattern, ok bool) {
	e, ok := ExceptionIn(entry)
	if !ok {
		return nil, false
	}
	globs, fault := GlobsIn(e.Front, false)
	rest := strings.Trim(e.Behind, prose.EndMarks+"!")
	if len(globs) == 0 || fault != "" || !e.LeaveOut(globs) {
		return nil, false
	}
	switch {
	case rest == "" || isNew.MatchString(rest):
		return globs, true
	case !e.aside:
		return nil, false
	}
	next := listGoesOn(e.Behind, false)
	if next == "" {
		return nil, false
	}
	more, ok := GlobsLeaving(next)
	if !ok {
		if _, leaves := ExceptionIn(next); leaves {
			return nil, false
		}
		more, fault = GlobsIn(next, false)
		if ok = fault == "" && len(more) > 0; !ok {
			return nil, false
		}
	}
	return append(globs, more...), true
}
