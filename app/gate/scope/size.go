// Package scope holds the gates that keep a goal inside of what was agreed: its
// size, and its own conduct as the record tells it. Paths are the policy's.
//
// In comes a change, out go findings; nothing is written.
package scope

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// whole is the place of what concerns the change as such.
const whole = "."

// Size finds a change beyond the contract's limits.
func Size(s *change.Set) ([]change.Finding, error) {
	if s.Contract == nil {
		return nil, nil
	}
	lines := 0
	for _, f := range s.Files {
		lines += max(f.Additions, 0) + max(f.Deletions, 0)
	}
	limits := s.Contract.Limits
	if s.Goal != nil {
		limits = s.Goal.Limits // people may have extended them
	}
	var out []change.Finding
	for _, m := range []struct {
		is, may int
		what    string
	}{{len(s.Files), limits.Files, "files"}, {lines, limits.Lines, "lines"}} {
		if m.may > 0 && m.is > m.may {
			text := fmt.Sprintf("%d %s", m.is, m.what)
			out = append(out, about(text, fmt.Sprintf("the change has %s, and may have %d.", text, m.may)).Measuring("%s of %d", text, m.may))
		}
	}
	return out, nil
}
