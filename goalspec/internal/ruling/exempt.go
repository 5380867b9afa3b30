package ruling

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// exemption is what a ban leaves out, and the words around it.
type exemption struct {
	paths       []string
	Front, Tail string
	Aside       bool // it stands in parentheses
}

const (
	LeftOutBy   = `(?:except(?:ing)?(?: for| in| under| inside)?|excluding|not including|with the exceptions? of|apart from|aside from|other than|besides|save for|but(?: not| for)?|(?:(?:the|with) )?(?:(?:only|sole|one) )?exceptions?(?::| is| are| being))`
	permittedBy = `(?:though|although|while|whereas|only|just)`
)

var (
	// exempts leads what a ban leaves out: by its words, or by what is said of it.
	exempts    = regexp.MustCompile(`(?i)(?:^|[,;:–—-]*\s+)(?:\((?:(?:` + LeftOutBy + `|` + permittedBy + `)\s+)?|(?:` + LeftOutBy + `|` + permittedBy + `)\s+)|;\s+|\s[–—]\s+`)
	leavesThem = regexp.MustCompile(`(?i)\b` + LeftOutBy + `\s+$`)
	// exemptLead stands before a path that is left out, exemptKind behind it, and both say no
	// more than that all of it is.
	exemptLead  = regexp.MustCompile(`(?i)^(?:(?:everything|anything|all|what(?:['’]s| is)|(?:the )?(?:files?|code|contents?|changes|edits)) (?:in|under|inside|below|within|of|to|matching) )?(?:the )?(?:(?:new )?(?:file|directory|folder|page|module|package) )?`)
	exemptKind  = regexp.MustCompile(`(?i)^ (?:file|directory|folder|package|module)\b`)
	exemptJoint = regexp.MustCompile(`(?i)^(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|plus|&)\s+)`)
	// exemptMay says of what is left out that it may change, and no more.
	exemptMay = regexp.MustCompile(`(?i)^(?:,? ?(?:which|that))? (?:(?:may|can|could)(?: (?:still|also|of course|freely|be))* (?:chang|edit|touch|modif|updat)\w*|(?:is|are)(?: (?:still|also))? (?:fine|ok(?:ay)?|free|open|fair game|allowed|permitted|exempt(?:ed)?|excepted|writable)\b|(?:is|are)(?: not|n['’]t)[ .,;!]*$|(?:may|can)\b)(?: (?:freely|as well|too))?`)
)

// noExemption says that nothing is left out.
var noExemption = regexp.MustCompile(`(?i)\s+\((?:with )?(?:no|without(?: any)?) exceptions?(?: (?:whatsoever|at all|please))?[.!]?\)|,\s+without(?: any)? exceptions?,|(?:[,;:.]|\s[–—-]+)?\s+(?:with )?(?:no|without(?: any)?) exceptions?(?: (?:whatsoever|at all|please))?([.!;,]|$)`)

// Unexempted are words without those that only say that nothing is left out.
func Unexempted(words string) string {
	if !strings.Contains(words, "xception") && !strings.Contains(words, "XCEPTION") {
		return words
	}
	return noExemption.ReplaceAllString(words, "$1")
}

// ExemptionIn is the first exception among the words of a ban that names paths and nothing
// else.
func ExemptionIn(words string) (e exemption, ok bool) {
	if len(words) > prose.MaxStatement {
		return e, false
	}
	for _, loc := range exempts.FindAllStringIndex(prose.MaskCode(words), prose.MaxCalls) {
		lead, said, tail := words[loc[0]:loc[1]], words[loc[1]:], ""
		e = exemption{Front: words[:loc[0]], Aside: strings.Contains(lead, "(")}
		if e.Aside {
			said, tail = parenthesis(said)
		}
		e.paths, said = exemptPaths(said, strings.TrimSpace(e.Front) == "")
		may := exemptMay.FindString(said)
		e.Tail = said[len(may):]
		switch leaves := leavesThem.MatchString(lead); {
		case leaves && len(e.paths) == 0:
			return e, false
		case len(e.paths) == 0, may == "" && !leaves:
			continue
		case e.Aside:
			ok = strings.Trim(e.Tail, " .") == ""
			e.Tail = tail
			return e, ok
		}
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

// exemptPaths is the list of paths at the front of some words, and the rest. Where the ban is
// still to come, the last one of the list may be what that is of: "except for `a/b`, `a/` is".
func exemptPaths(words string, first bool) (paths []string, rest string) {
	rest, before := words, words
	for next := words; ; {
		next = next[len(exemptLead.FindString(next)):]
		path, tail := nextPattern(next)
		if !prose.LooksLikePath(path) {
			return paths, rest
		}
		before, rest = rest, tail[len(exemptKind.FindString(tail)):]
		paths = append(paths, path)
		joint := exemptJoint.FindString(rest)
		if next = rest[len(joint):]; joint != "" {
			continue
		}
		if n := len(paths) - 1; first && n > 0 && strings.HasPrefix(before, ",") && strings.Trim(rest, prose.EndMarks+" )") != "" {
			return paths[:n], before
		}
		return paths, rest
	}
}

// exempting are the rulings of a clause that forbids changes for certain and leaves paths out
// of that.
func (c Clause) exempting() []Ruling {
	e, ok := ExemptionIn(c.S)
	if !ok {
		return nil
	}
	list := e.bans()
	var of []*Pattern
	for _, b := range list {
		for i := range b.Globs {
			of = append(of, &b.Globs[i])
		}
	}
	if !e.LeaveOut(of) {
		return nil
	}
	return list
}

// bans are the rulings of the words around an exception: each sentence must be one for
// itself, if they are none together.
func (e exemption) bans() []Ruling {
	rest := strings.Trim(e.Tail, " .,;!")
	if e.Aside && rest != "" {
		return bansOf(e.Front + e.Tail)
	}
	front := bansOf(e.Front)
	switch {
	case rest == "":
		return front
	case len(front) > 0:
		behind := bansOf(PartLead.ReplaceAllString(rest, ""))
		if len(behind) == 0 {
			return nil
		}
		return append(front, behind...)
	case len(NewClause(e.Front).Rulings()) > 0:
		return nil
	}
	return bansOf(strings.TrimSpace(e.Front + " " + rest))
}

// bansOf are the rulings of some words if they do nothing but forbid, for certain.
func bansOf(words string) []Ruling {
	c := NewClause(words)
	list := c.exempting()
	if list == nil {
		list = eachOnce(c.Rulings())
	}
	if slices.ContainsFunc(list, func(b Ruling) bool { return b.Field != field.Deny || b.Strict || uncertain(b) && !b.Whole }) {
		return nil
	}
	return list
}

// LeaveOut takes the paths of an exception out of the patterns before it that cover them, or,
// where none does, that share paths with them. Where it shares none with any it is no
// exception to them, and where that holds for some only it may end before these.
func (e exemption) LeaveOut(of []*Pattern) bool {
	if before := slices.DeleteFunc(slices.Clone(of), func(g *Pattern) bool { return !strings.Contains(e.Front, g.Pattern) }); len(before) > 0 {
		of = before
	}
	covered := 0
	for _, path := range slices.Backward(e.paths) {
		inner := glob.Compile(path)
		within := func(g *Pattern) bool { ok, _ := glob.Compile(g.Pattern).Match(inner.Witness()); return ok }
		near := slices.DeleteFunc(slices.Clone(of), func(g *Pattern) bool { return !within(g) })
		if len(near) > 0 {
			covered++
		} else {
			near = slices.DeleteFunc(slices.Clone(of), func(g *Pattern) bool { return !inner.Meets(AtRoot(g.Pattern)) })
		}
		for _, g := range near {
			if !slices.Contains(g.Except, path) {
				g.Except = slices.Insert(g.Except, 0, path)
			}
		}
		if len(near) == 0 {
			return false
		}
	}
	return covered == 0 || covered == len(e.paths)
}

// AtRoot takes a plain name for the one at the root, which its author has in mind.
func AtRoot(pattern string) glob.Compiled {
	if !strings.ContainsAny(glob.Clean(pattern), "*?[") {
		pattern = "/" + strings.TrimPrefix(pattern, "./")
	}
	return glob.Compile(pattern)
}
