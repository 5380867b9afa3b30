package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// andSoOn ends a list of paths that goes on unsaid.
var andSoOn = regexp.MustCompile("(?i)[`/\\w*)](?:,|\\s)\\s*((?:\\betc\\b|…|\\.{3}|\\band (?:so (?:on|forth)|the like|similar(?: (?:files|ones|paths|directories))?)\\b)[\\s.!…]*)$")

const unreadRange = "a range of paths is not read; write a glob, such as `migrations/000*`, or one path a line"

// wholeList tells of a list of what must not change that names less than is meant, and
// returns it without the words for the rest.
func (r *reader) wholeList(words string, span Span) string {
	if !strings.ContainsAny(words, "/.`") || len(words) > prose.MaxStatement {
		return words
	}
	if listed := ruling.RangesListed(words); listed != words {
		r.note(readStrictly, span, "%q is read as: %s must not change", prose.Clip(words), prose.Clip(strings.TrimSpace(listed)))
		return listed
	}
	if ruling.FromTo.MatchString(words) {
		r.note(unreadPath, span, "%q cannot be read for certain: %s", prose.Clip(words), unreadRange)
		return words
	}
	if m := andSoOn.FindStringSubmatchIndex(words); m != nil {
		r.note(saidInWords, span, "%q goes on beyond the paths that it names; changes are stopped in those only", prose.Clip(words))
		return strings.TrimRight(words[:m[2]], " ,")
	}
	return words
}

var (
	// stateWord is a single word that says how a path is, and names none.
	stateWord = regexp.MustCompile(`(?i)^\S*(?:ed|en|ly|only)(?:$| (?:by|from|for|in|with|to|as|of)\b)|^(?:legacy|stable|public|private|internal|external|critical|shared)$`)
	// onlyThings are words that name something, without a verb that is known.
	saysWhy    = regexp.MustCompile(`(?i)^(?:which|that|who|whose|where)\b`)
	onlyThings = regexp.MustCompile(`^[wijyqQ,]{1,9}$`)
	// besideLast is what stands in a list behind its last path.
	besideLast = regexp.MustCompile("(?:`[^`]*`|[\\w.-]*/[\\w./*-]*)(?:\\s*[,;&]\\s*(?:and |or |nor )?|\\s+(?:and|or|nor)\\s+)([^`/,;()]+?)[.!]*$")
)

// namedBesides adds the bare names that stand in a list behind paths that must not
// change, as each would be read alone, and tells of other things there.
func (r *reader) namedBesides(s section, words string, globs []ruling.Pattern, t page.Text) []ruling.Pattern {
	rest, listed := ruling.RestBehind(words, globs)
	if !listed || rest == "" {
		return globs
	}
	var names []ruling.Pattern
	for _, name := range ruling.NameList.Split(strings.TrimRight(rest, " .;,"), -1) {
		if !prose.BareName.MatchString(name) || stateWord.MatchString(name) {
			names = nil
			break
		}
		names = append(names, ruling.Pattern{Pattern: name})
	}
	if len(names) > 0 {
		for i := range globs {
			globs[i].Reason = ""
		}
		known := r.known(s, names)
		if len(known) < len(names) {
			r.inWords(s, rest, t)
		}
		return append(globs, known...)
	}
	r.thingsBesides(words, spanOf(t))
	return globs
}

// thingsBesides tells of what is named behind the last path of a list without one.
func (r *reader) thingsBesides(words string, span Span) {
	m := besideLast.FindStringSubmatch(prose.Stated(words))
	if m == nil || saysWhy.MatchString(m[1]) || stateWord.MatchString(m[1]) || prose.Imperative.MatchString(m[1]) || !onlyThings.MatchString(ruling.NewClause(m[1]).Classes) {
		return
	}
	r.note(saidInWords, span, "%q names no path, so no change of it is stopped", prose.Clip(m[1]))
}
