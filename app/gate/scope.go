package gate

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// scope holds the change inside the contract: frozen and denied paths, and
// what lies outside the allowed ones.
func scope(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		for _, path := range []string{c.Path, c.OldPath} {
			if path == "" {
				continue
			}
			if glob, forbidden := in.Contract.Forbids(path); forbidden {
				reason := "it lies outside the allowed paths."
				if glob != "" {
					reason = fmt.Sprintf("it is frozen by %s.", glob)
				}
				out = append(out, finding{app.Place{Path: path}, reason})
			}
		}
	}
	return out, nil
}
