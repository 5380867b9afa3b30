package interfaces

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// required finds what a type that others write objects of asks for more than it did.
func required(s *change.Set, had, has product.Offers) (out []change.Finding) {
	for _, name := range product.Sorted(has) {
		now, owner := has[name], product.OwnerOf(name)
		_, was := had[name]
		if was || owner == "" || now.Used == nil || strings.HasSuffix(now.Used.Gives, "|undefined") || now.File == nil {
			continue
		}
		of, knew := had[owner]
		still, is := has[owner]
		if !knew || !is || of.Used == nil || still.Used == nil || !byMembers[of.Used.Gives] || !byMembers[still.Used.Gives] {
			continue
		}
		if s.Asked(now.Path) || closed(s, now.File) || !givenByOthers(s, owner) || len(namesOf(s, name)) > 0 || s.Names(spaced(product.LastOf(name))) || renamed(name, has, had) {
			continue
		}
		out = append(out, change.Finding{
			Place:  app.Place{Path: now.Path, Line: now.Line, Text: change.Clip(name), Bytes: change.Mark(name + now.Shape)},
			Reason: fmt.Sprintf("the exported %s asks for %s too.", owner, product.LastOf(name)),
		})
	}
	return out
}

// byMembers are the kinds of types of which objects are written out.
var byMembers = map[string]bool{"interface": true, "type": true}

// givenByOthers tells whether a type is of what others write: it is called so, or
// functions take it or classes carry it out.
func givenByOthers(s *change.Set, name string) bool {
	if ofCallers.MatchString(name) {
		return true
	}
	type given string
	return change.Memo(s, given(name), func() bool {
		of := regexp.QuoteMeta(name)
		use := regexp.MustCompile(`[(,]\s*(?:(?:public|private|readonly)\s+)*[\w${}\s,]*\??\s*:\s*(?:Readonly<)?` + of + `>?\s*[,)=]|\bimplements\s[^{\n]*\b` + of + `\b`)
		for at, text := range readersOf(s, "base", s.Base).texts {
			if strings.Contains(text, name) && typedScript.MatchString(at) && use.MatchString(text) {
				return true
			}
		}
		return false
	})
}

var (
	ofCallers   = regexp.MustCompile(`(Options?|Opts?|Config(uration)?|Props|Params?|Parameters|Args|Arguments|Input|Settings|Init)$`)
	typedScript = regexp.MustCompile(`\.[cm]?tsx?$`)
)
