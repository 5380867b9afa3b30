package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// filesNamed is a ban on a change of things, wholeFiles are words for files of any
	// kind, and nextBan is where another ban may begin.
	filesNamed = regexp.MustCompile(`^[imdy]*n[bi]*t([iywj]*[ij])(?:[.,:]|$)`)
	nextBan    = regexp.MustCompile(`[;,]\s+(?:(?:and|but) )?|\s+(?:and|but) `)
	wholeFiles = regexp.MustCompile(`(?i)^(?:files?|director(?:y|ies)|folders?|packages?)$`)
)

// inWordsOnly remembers the files of which a constraint forbids a change, where it names
// them by what they are and has no path.
func (r *reader) inWordsOnly(words string, at Span) {
	if at.Line == 0 || len(words) > prose.MaxStatement || ruling.BansOthers(words) {
		return
	}
	if ruling.MentionsPath(words) {
		for _, part := range nextBan.Split(words, check.MaxBounds) {
			if len(part) < len(words) && !ruling.MentionsPath(part) {
				r.inWordsOnly(part, at)
			}
		}
		return
	}
	c := ruling.NewClause(words)
	loc := filesNamed.FindStringSubmatchIndex(c.Classes)
	if loc == nil {
		return
	}
	things := c.S[c.Words[loc[2]].From:c.Words[loc[3]-1].To]
	if last := ruling.LastWord(things); wholeFiles.MatchString(last) || c.Classes[loc[3]-1] == prose.IsStuff && ruling.Plural(last) {
		r.doc.facts.wordy = append(r.doc.facts.wordy, Constraint{Text: things, Span: at})
	}
}

// heldFor reports that not all paths may change, or that one which must not has a word in
// it by which some files are named.
func (d Document) heldFor(things string) bool {
	if len(d.facts.allowed) > 0 {
		return true
	}
	const stem = 5 // letters of a word that a path is taken to share with it
	for w := range strings.FieldsSeq(strings.ToLower(things)) {
		w = strings.TrimSuffix(w, "s")
		if len(w) < 3 || wholeFiles.MatchString(w) {
			continue
		}
		if slices.ContainsFunc(d.facts.denied, func(g Glob) bool { return strings.Contains(strings.ToLower(g.Pattern), w[:min(len(w), stem)]) }) {
			return true
		}
	}
	return false
}

// existingIn names the files that a directory holds today, of which new ones beside them
// are none, or those that are not named.
var existingIn = regexp.MustCompile("(?i)\\b((?:existing|other|remaining) (?:[\\w-]+ ){0,2}(?:in|under|inside|below)|(?:rest|remainder|others) (?:of|in|under|inside|below)|(?:everything|anything) else (?:in|under|inside|below)) (?:the )?(?:`([^`\\s]+)`|([\\w.@-]*/[\\w./*@-]*))")

// kept are the files of a directory that must not change while others there may.
type kept struct {
	words, may string // which they are, and what may change beside them
	dir        string
	span       Span
}

// onlyExisting keeps that words which forbid a change speak of no more than what a
// directory holds today.
func (r *reader) onlyExisting(words string, span Span) {
	for _, m := range existingIn.FindAllStringSubmatch(prose.Stated(words), prose.MaxCalls) {
		k := kept{words: "existing files in", may: "new ones may come", dir: m[2] + strings.TrimRight(m[3], "."), span: span}
		if which := strings.ToLower(m[1]); !strings.HasPrefix(which, "existing") {
			k.words, k.may = "the "+which, "what is asked for there may"
		}
		r.existing = append(r.existing, k)
	}
}

// settleExisting leaves a directory open where something in it is asked for: of what it
// holds today the words stay, which no path can hold. Where nothing is, all of it stays as
// it is.
func (r *reader) settleExisting() {
	facts := &r.doc.facts
	asked := compileAll(slices.Concat(r.doc.asked(), facts.permitted))
	exact := glob.MaxContain
	for _, e := range r.existing {
		dir := compileAll([]Glob{{Pattern: e.dir}})[0]
		at := slices.IndexFunc(facts.denied, func(g Glob) bool { return g.Pattern == e.dir })
		within := func(a ready) bool {
			return a.path != dir.path && a.covers.Pattern.Within([]glob.Covering{dir.covers}, &exact)
		}
		if at < 0 || !slices.ContainsFunc(asked, within) {
			continue
		}
		for i, a := range compileAll(facts.permitted) {
			if within(a) {
				r.place(field.Focus, patternsOf(facts.permitted[i:i+1]), a.Span)
			}
		}
		facts.denied = slices.Delete(facts.denied, at, at+1)
		words := e.words + " `" + e.dir + "`"
		r.note(saidInWords, e.span, "%s must not change, and %s: the path stays open, so no change of them is stopped", words, e.may)
		if !slices.ContainsFunc(slices.Concat(r.doc.constraint, r.mined.constraint), func(c Constraint) bool { return strings.Contains(c.Text, e.dir) }) {
			r.constraint(Constraint{Text: "Do not change " + words, Span: e.span})
		}
	}
}

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

// thingsBesides tells of what is named behind the last path of a list without one,
// and is that thing.
func (r *reader) thingsBesides(words string, span Span) (thing string) {
	m := besideLast.FindStringSubmatch(prose.Stated(words))
	if m == nil || saysWhy.MatchString(m[1]) || stateWord.MatchString(m[1]) || prose.Imperative.MatchString(m[1]) || !onlyThings.MatchString(ruling.NewClause(m[1]).Classes) {
		return ""
	}
	r.note(saidInWords, span, "%q names no path, so no change of it is stopped", prose.Clip(m[1]))
	return m[1]
}
