// Package unread finds code that the rules about code and tests cannot read. In
// comes a change, out go findings; each speaks only of what the change brought.
// It keeps nothing, so a process that dies here judges again.
package unread

import (
	"fmt"
	"path"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
)

// Judge finds code that the rules about code and tests cannot read: there their
// silence says nothing. It names one file for each kind.
func Judge(s *change.Set) ([]change.Finding, error) {
	kinds := map[string][]*change.File{}
	for _, f := range s.Files {
		if f.New != "" && f.Is.Lang.Unread() {
			kind := path.Ext(f.Path)
			kinds[kind] = append(kinds[kind], f)
		}
	}
	var out []change.Finding
	for _, kind := range product.Sorted(kinds) {
		out = append(out, change.Finding{
			Place:  app.Place{Path: kinds[kind][0].Path, Bytes: change.Mark(kind)},
			Reason: fmt.Sprintf("the rules about code and tests do not read %s (%d files changed): their silence says nothing of it.", kind, len(kinds[kind])),
		})
	}
	return out, nil
}
