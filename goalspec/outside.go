package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// allOutside stands in an entry of what must not change for all but the paths behind it.
	allOutside = regexp.MustCompile(`(?i)(?:^|[,;]\s+|\s)(?:(?:and|or|nor)\s+)?(?:(?:any|every|no)thing|all(?: (?:files|code|paths))?|any (?:files?|code|paths?)|(?:all |any )?(?:other )?(?:files?|code)|whatever)(?: (?:else|that|which|is|are|lies|lives|located))* (?:outside(?: of)?|beyond|except(?: for)?|but|other than|apart from)(?: the)?\s+`)
	// endsBan is the verb of a sentence that begins with what lies outside of some paths.
	endsBan = regexp.MustCompile(`(?i)^(?:(?:should|may|must|can|could|will|shall|needs?|has|have|is|are|ought|to|be|ever|allowed|supposed|expected|need|have|get|gets) )+(?:chang(?:e|ed|ing)|touch(?:ed|ing)?|modif(?:y|ied|ying)|edit(?:ed|ing)?)(?:[.!]\s*|\s*$)|^(?:changes|gets (?:changed|touched|modified|edited))(?:[.!]\s*|\s*$)`)
	// andPath joins the last path of a list to those before it.
	andPath = regexp.MustCompile("(?i)[`/\\w*](?:,)?\\s+(?:and|or|&|plus|as well as)\\s+[`\\w]")
)

// outside takes an entry of what must not change that ends in, or begins with, all that lies
// outside of some paths: nothing but these may change. What stands beside that must stay as
// well.
func (r *reader) outside(s section, words string, t page.Text) bool {
	loc := allOutside.FindStringIndex(prose.Stated(words))
	if loc == nil {
		return false
	}
	list, behind := words[loc[1]:], ""
	globs, _ := ruling.GlobsIn(list, false)
	if len(globs) == 0 {
		return false
	}
	last := 0
	for _, g := range globs {
		last += strings.Index(list[last:], g.Pattern) + len(g.Pattern)
	}
	list, behind = list[:last], strings.TrimLeft(list[last:], "`")
	if len(globs) > 1 && !andPath.MatchString(list) {
		return false // the last one may be one more that stays
	}
	if len(globs) > 1 && strings.HasPrefix(globs[len(globs)-1].Pattern, strings.TrimRight(globs[0].Pattern, "*")) {
		return false // it would say nothing if it were one of those that change
	}
	for i := range globs {
		globs[i].Reason = ""
	}
	beside := []string{words[:loc[0]]}
	if behind = strings.TrimLeft(behind, " .,;"); endsBan.MatchString(behind) {
		behind = endsBan.ReplaceAllString(behind, "")
	}
	for _, part := range page.Sentences(page.Bare(behind)) {
		beside = append(beside, part.S)
	}
	var inWords []string
	said := []ruling.Ruling{{Field: field.Allow, Globs: globs}}
	for _, s := range beside {
		c := ruling.NewClause(ruling.CodeMarked(s))
		switch named := c.PathsIn(c.Classes, 0, len(c.Words)); {
		case strings.ContainsAny(c.Classes, "xuoacer~"), ruling.Turns.MatchString(s), len(named) == 0 && (ruling.MentionsPath(s) || strings.ContainsAny(c.Classes, ruling.Paths)):
			return false
		case len(named) > 0:
			said = append(said, ruling.Ruling{Field: field.Deny, Globs: named, Strict: true})
		default:
			inWords = append(inWords, s)
		}
	}
	at := spanOf(t)
	r.take(said, words, at)
	for _, s := range inWords {
		r.staysInWords(strings.Trim(ruling.PartLead.ReplaceAllString(s, ""), prose.EndMarks), at)
	}
	return true
}

// staysInWords takes what must not change, and of which no path is named.
func (r *reader) staysInWords(words string, at Span) {
	if words == "" {
		return
	}
	if !ruling.ForbidsPart.MatchString(ruling.NewClause(words).Classes) {
		words = "Do not change " + words
	}
	r.note(saidInWords, at, "%q names no path, so no change of it is stopped", prose.Clip(words))
	r.constraint(Constraint{Text: words, Span: at})
}

// onlyWhen is when, or by which means, what must not change may change after all.
var onlyWhen = regexp.MustCompile(`(?i)^[\s,;:(–—-]*(?:(?:except|unless|only|but)\s+)?(?:if|when|where|unless|through|via|by|with|as part of|in case|because of)\b`)

// heldAnyway takes paths that must not change with more words behind them than a reason:
// where these say when the paths may change after all, they do not change, and where they
// forbid more, what they name does not change either.
func (r *reader) heldAnyway(globs []ruling.Pattern, words string, t page.Text) bool {
	if len(globs) == 0 || len(words) > prose.MaxStatement {
		return false
	}
	rest, _ := ruling.RestBehind(words, globs)
	said, at := ruling.NewClause(ruling.CodeMarked(rest)), spanOf(t)
	named := said.PathsIn(said.Classes, 0, len(said.Words))
	switch part := strings.Trim(ruling.PartLead.ReplaceAllString(rest, ""), prose.EndMarks); {
	case onlyWhen.MatchString(rest) && len(named) == 0 && !ruling.MentionsPath(rest):
		why := strings.Trim(asReason.Replace(rest), " .,;:–—-")
		for i := range globs {
			globs[i].Reason = why
		}
	case ruling.ForbidsPart.MatchString(ruling.NewClause(part).Classes) && !strings.ContainsAny(said.Classes, "xuoac~er") && !ruling.Turns.MatchString(part):
		for i := range globs {
			globs[i].Reason = ""
		}
		globs = append(globs, named...)
		if len(named) == 0 {
			r.staysInWords(part, at)
		}
	default:
		return false
	}
	r.heldStrictly(globs, words, at)
	return true
}

// heldAtLeast takes an entry of what must not change that names paths and says more of them
// than is read: what it protects whichever way it is meant does not change.
func (r *reader) heldAtLeast(globs []ruling.Pattern, words string, t page.Text) bool {
	held, ok := ruling.AtLeast(words)
	if !ok || len(globs) == 0 && check.AsksOfCommand(words) {
		return false
	}
	why := words
	if len(globs) > 0 {
		why, _ = ruling.RestBehind(words, globs)
	}
	if why = strings.Trim(asReason.Replace(why), " .,;:–—-"); !readsBack(held, why) {
		why = ""
	}
	for i := range held {
		held[i].Reason = why
	}
	r.thingsBesides(words, spanOf(t))
	r.heldStrictly(held, words, spanOf(t))
	return true
}

// readsBack reports a reason with which paths that must not change are read as they are.
func readsBack(held []ruling.Pattern, why string) bool {
	line := "`" + held[0].Pattern + "` (" + why + ")"
	if _, leaves := ruling.ExceptionIn(line); leaves || slices.ContainsFunc(held, func(g ruling.Pattern) bool { return strings.Contains(why, g.Pattern) }) {
		return false
	}
	if _, fault := ruling.GlobsIn(line, false); fault == "" {
		return len(ruling.Rulings(why)) == 0
	}
	again, ok := ruling.AtLeast(line)
	return ok && !slices.ContainsFunc(again, func(g ruling.Pattern) bool {
		return !slices.ContainsFunc(held, func(h ruling.Pattern) bool { return h.Pattern == g.Pattern })
	})
}

// heldStrictly takes paths that must not change where some of them, or a part, perhaps may.
func (r *reader) heldStrictly(globs []ruling.Pattern, words string, at Span) {
	r.note(readStrictly, at, "%q is read as: %s must not change", prose.Clip(words), ruling.Patterns(globs))
	r.place(field.Deny, globs, at)
}
