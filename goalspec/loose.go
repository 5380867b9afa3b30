package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// loosely keeps a sentence that may bound the paths it names and of which nothing was
// read, to be told.
func (r *reader) loosely(t page.Text) {
	if at := spanOf(t); at.Line > 0 && len(t.S) <= prose.MaxStatement && strings.ContainsAny(t.S, "/*.`") {
		r.doc.facts.loose = append(r.doc.facts.loose, Constraint{Text: t.S, Span: at})
	}
}

// inOtherHands takes the paths of which an entry of what is out of scope says that they
// are in other hands for what must not change.
func (r *reader) inOtherHands(words string, span Span) []ruling.Ruling {
	globs := ruling.NewClause(ruling.CodeMarked(prose.Stated(words))).Standing()
	if len(globs) == 0 {
		return nil
	}
	list := []ruling.Ruling{{Field: field.Deny, Globs: globs, Strict: true}}
	r.take(list, words, span)
	return list
}

// putAside are the paths with which an entry begins that says they are no part of the work;
// behind that it may say what is.
func putAside(words string) []ruling.Pattern {
	front, more, _ := strings.Cut(words, "; ")
	if !ruling.SetAside.MatchString(front) || permitsToo.MatchString(front) || more != "" && !thoseAre.MatchString(more) {
		return nil
	}
	list, _ := ruling.GlobsIn(front, false)
	for i := range list {
		list[i].Reason = ""
	}
	if named := ruling.NewClause(ruling.CodeMarked(front)); len(named.PathsIn(named.Classes, 0, len(named.Words))) != len(list) {
		return nil
	}
	return list
}

// thoseAre says which paths are part of what others are no part of.
var thoseAre = regexp.MustCompile("(?i)^(?:but )?only (?:[^`.;]{0,40}" + ruling.CodedPath + ")+[^`.;]{0,40} (?:is|are)[.!]*$")
