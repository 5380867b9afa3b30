// Package surface holds the gates over what a change does to the product: its
// exported surface and layout, and the ways in which code can look done without
// being so.
//
// In comes a change, out go findings; each compares the candidate with the base
// and speaks only of what the change brought.
package surface

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// Suppressions finds comments that silence a tool.
func Suppressions(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if re := f.Is.Lang.Suppress; re != nil && f.Holds("ignore", "disable", "nolint", "lint:", "nosec", "noqa", "cover", "skip", "ts-", "pyright", "mypy", "fmt:", "noinspection", "noflow", "FixMe", "NOQA", "Ignore", "Disable", "off", "nosemgrep", "NOSONAR", "fixme", "no branch", "eslint ") {
			out = append(out, s.Scan(f, []change.Pattern{{In: change.Notes, Re: re, Say: "it silences a tool instead of answering it."}})...)
		}
	}
	return out, nil
}
