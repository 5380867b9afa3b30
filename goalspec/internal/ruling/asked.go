package ruling

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// asksIn are the ways to ask for a change of a path, or to permit one.
var asksIn = []*regexp.Regexp{
	regexp.MustCompile(`^[imd]*t[izhy]*([pQ](?:,+[pQ])*)`),                 // change X
	regexp.MustCompile(`^[izhwjy]{0,3}([pQ](?:,+[pQ])*)[ma]+i*b?t`),        // X may be changed
	regexp.MustCompile(`(?:^|[.,:])i*m?a+i*[tv][izhyw]*([pQ](?:,+[pQ])*)`), // you may change X
	regexp.MustCompile(`^i*bi+t[izhy]*([pQ](?:,+[pQ])*)`),                  // you are to change X
	regexp.MustCompile(`^[iy]*[tv](?:bi*a|w)[izh]+([pQ](?:,+[pQ])*)`),      // changes belong in X, changes are allowed in X
}

var (
	// leaveTo gives leave to do what stands behind it, fairGame to change what stands before.
	leaveTo  = regexp.MustCompile(`(?i)\b(?:(?:please )?feel(?: entirely| completely)? free to|go ahead and|you(?:['’]re| are)(?: also| entirely| completely| quite)? (?:free|welcome|allowed|permitted) to|you have (?:a )?free (?:hand|rein) to) `)
	fairGame = regexp.MustCompile("(?i)(`) (?:is|are)(?: also| all| both)? (?:fair game|free to (?:edit|change|be (?:edited|changed))|open (?:to|for) (?:edits|changes)|yours to (?:edit|change))\\b")
)

// AsksFor are the paths of which a statement says, and nothing against it, that they
// change or may.
func (c Clause) AsksFor() (out []Pattern) {
	if plain := fairGame.ReplaceAllString(leaveTo.ReplaceAllString(c.S, "you may "), "$1 may be changed"); plain != c.S {
		c = NewClause(plain)
	}
	if strings.ContainsAny(c.Classes, "nNWAkfFoxuclT~") || restrains.MatchString(c.S) {
		return nil
	}
	said := []byte(c.Classes)
	for i := range said {
		if said[i] == prose.IsWord && prose.ClassOf(strings.ToLower(c.word(i))) == prose.IsAlter {
			said[i] = prose.IsChange
		}
	}
	for i, re := range asksIn {
		loc := re.FindStringSubmatchIndex(string(said))
		if loc != nil && !(i == 0 && strings.HasSuffix(c.word(strings.IndexByte(string(said), prose.IsChange)), "s")) { // "changes in X broke it"
			return c.PathsIn(strings.ReplaceAll(c.Classes, "Q", "p"), loc[2], loc[3])
		}
	}
	return nil
}
