package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
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
	if at.Line == 0 || len(words) > prose.MaxStatement || bansOthers(words) {
		return
	}
	if mentionsPath(words) {
		for _, part := range nextBan.Split(words, check.MaxBounds) {
			if len(part) < len(words) && !mentionsPath(part) {
				r.inWordsOnly(part, at)
			}
		}
		return
	}
	c := newClause(words)
	loc := filesNamed.FindStringSubmatchIndex(c.classes)
	if loc == nil {
		return
	}
	things := c.s[c.words[loc[2]].from:c.words[loc[3]-1].to]
	if last := lastWord(things); wholeFiles.MatchString(last) || c.classes[loc[3]-1] == prose.IsStuff && plural(last) {
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
