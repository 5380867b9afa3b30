package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
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
