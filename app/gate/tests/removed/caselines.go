package removed

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// sampleLines are files whose lines are cases each for itself.
var sampleLines = regexp.MustCompile(`\.(log|txt|lst|list|in|input|dat)$`)

// lostLines finds files of lines, which a test reads, without some that they had and that
// no other line came for.
func lostLines(s *change.Set) (out []change.Finding) {
	for _, f := range s.Files {
		if f.From == "" || f.New == "" || !f.Was.Test() || !sampleLines.MatchString(f.Path) || suite.Recorded(f.Path) || len(f.Was.Text) > suite.MaxRowBytes || !suite.ReadsCases(s, f) {
			continue
		}
		row := func(text string) suite.DataRow { return suite.DataRow{"": strings.TrimSpace(text)} }
		has := map[string]bool{}
		var gone, kept []suite.DataRow
		for _, l := range f.Is.Lines {
			has[strings.TrimSpace(l)] = true
			kept = append(kept, row(l))
		}
		for _, h := range f.Hunks {
			for o := h.Old; o < h.OldEnd && h.New == h.NewEnd; o++ {
				if l := strings.TrimSpace(f.Was.Lines[o]); l != "" && !has[l] && !strings.HasPrefix(l, "#") && !s.Came(l) {
					gone = append(gone, row(l))
				}
			}
		}
		if len(gone) <= maxNamed && s.Speaks(takesCases) {
			gone = slices.DeleteFunc(gone, mayGo(s, f, gone, kept))
		}
		if len(gone) > 0 {
			out = append(out, f.Whole(fmt.Sprintf("%d of the lines that a test reads are gone, as %s.", len(gone), change.Clip(gone[0][""]))))
		}
	}
	return out
}

// mayGo tells which of some rows people say are to go, while others are kept: those that
// have a value they name, or a word of such a wish that none which is kept has; and all,
// where they call them by their kind or file and have no such word.
func mayGo(s *change.Set, f *change.File, gone, kept []suite.DataRow) func(suite.DataRow) bool {
	base := strings.ToLower(path.Base(f.From))
	stays := strings.ToLower(textOf(kept...))
	var told [][]string // the words by which rows are told apart in each wish; none: all go
	for _, text := range s.Sentences() {
		if !asks.Speak([]string{text}, takesCases) {
			continue
		}
		var by []string
		for _, w := range caseWord.FindAllString(strings.ReplaceAll(text, base, " "), -1) {
			if !spareWord.MatchString(w) {
				has := func(row suite.DataRow) bool { return regexp.HasWord(strings.ToLower(textOf(row)), w) }
				if slices.ContainsFunc(gone, has) && !regexp.HasWord(stays, w) {
					by = append(by, w)
				}
			}
		}
		if sameAgain.MatchString(text) {
			by = nil
		}
		if len(by) == 0 && !caseNoun.MatchString(text) && !strings.Contains(text, base) {
			continue // it is about something else
		}
		told = append(told, by)
	}
	return func(row suite.DataRow) bool {
		text := strings.ToLower(textOf(row))
		for _, by := range told {
			if len(by) == 0 || slices.ContainsFunc(by, func(w string) bool { return regexp.HasWord(text, w) }) {
				return true
			}
		}
		var names []string
		for _, v := range row {
			if v = strings.Trim(v, `"`); len(v) > 2 {
				names = append(names, regexp.QuoteMeta(strings.ToLower(v)))
			}
		}
		return len(names) > 0 && s.SpeaksWith(takesCases, regexp.MustCompile(strings.Join(names, "|")))
	}
}

// textOf is all that rows say, a line for each value.
func textOf(rows ...suite.DataRow) string {
	var b strings.Builder
	for _, row := range rows {
		for _, key := range names(row) {
			b.WriteString(row[key])
			b.WriteByte('\n')
		}
	}
	return b.String()
}

var (
	takesCases = regexp.MustCompile(`\b(?:remov|delet|drop|prun|de-?dup|retir|discard)\w*|\b(?:take|throw|clear)\w* (?:\w+ )?(?:out|away)\b|\b(?:obsolete|outdated|superfluous)\b`)
	caseNoun   = regexp.MustCompile(`\b(?:rows?|cases|entries|fixtures|examples|duplicates|samples|records|lines)\b`)
	caseWord   = regexp.MustCompile(`[\pL\d][\pL\d_-]+`)
	spareWord  = regexp.MustCompile(`^(?:an|as|at|be|by|do|go|if|in|is|it|no|of|on|or|so|to|up|us|we|all|and|any|are|but|can|for|had|has|its|may|nor|not|now|one|our|out|own|the|too|two|was|who|why|yet|you|that|this|these|those|with|from|into|which|what|when|have|they|them|also|then|than|there|their|still|only|must|should|data|test|tests|file|files)$`)
	// sameAgain are rows that are told by no word of theirs.
	sameAgain = regexp.MustCompile(`\b(?:duplicat\w*|de-?dup\w*|twice|obsolete|outdated|superfluous|redundant)\b`)
)
