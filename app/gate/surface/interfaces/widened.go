package interfaces

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// widened finds what a product kept for itself and offers now, unnamed, where people want
// what it offers to stay as it is.
func widened(s *change.Set, had, has product.Offers) (out []change.Finding) {
	if !keepsForm(s) {
		return nil
	}
	for _, name := range product.Sorted(has) {
		now := has[name]
		if _, was := had[name]; was || now.File == nil || now.Handed != nil || len(namesOf(s, name)) > 0 || !inside(now.File, product.LastOf(name)) {
			continue
		}
		out = append(out, change.Finding{
			Place:  app.Place{Path: now.Path, Line: now.Line, Text: change.Clip(name), Bytes: change.Mark(name + now.Shape)},
			Reason: fmt.Sprintf("%s was kept inside, and is exported now.", name),
		})
	}
	return out
}

// inside tells whether a file had something for itself by a name that it offers now: as its
// language marks it, and there it went.
func inside(f *change.File, name string) bool {
	switch f.Is.Lang.Name {
	case "Go":
		name = strings.ToLower(name[:1]) + name[1:]
	case "Python":
		name = "_" + name
	default:
		return regexp.HasWord(strings.Join(f.Was.Bare, "\n"), name)
	}
	return regexp.HasWord(strings.Join(f.Was.Bare, "\n"), name) && !regexp.HasWord(strings.Join(f.Is.Bare, "\n"), name)
}
