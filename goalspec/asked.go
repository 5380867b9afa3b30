package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
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

// asksFor are the paths of which a statement says, and nothing against it, that they
// change or may.
func (c clause) asksFor() (out []pattern) {
	if strings.ContainsAny(c.classes, "nNWAkfFoxuclT~") || restrains.MatchString(c.s) {
		return nil
	}
	said := []byte(c.classes)
	for i := range said {
		if said[i] == prose.IsWord && prose.ClassOf(strings.ToLower(c.word(i))) == prose.IsAlter {
			said[i] = prose.IsChange
		}
	}
	for i, re := range asksIn {
		loc := re.FindStringSubmatchIndex(string(said))
		if loc != nil && !(i == 0 && strings.HasSuffix(c.word(strings.IndexByte(string(said), prose.IsChange)), "s")) { // "changes in X broke it"
			return c.pathsIn(strings.ReplaceAll(c.classes, "Q", "p"), loc[2], loc[3])
		}
	}
	return nil
}

// permit remembers the paths of which a sentence asks for a change, or permits it, to
// hold them against what must not change.
func (r *reader) permit(t page.Text) {
	at := spanOf(t)
	if at.Line == 0 || len(t.S) > prose.MaxStatement || !strings.ContainsAny(t.S, "/.`") {
		return
	}
	for _, g := range newClause(codeMarked(t.S)).asksFor() {
		r.doc.facts.permitted = append(r.doc.facts.permitted, globAt(g, at))
	}
}
