package ruling

import (
	"strings"
)

// OfParts reports a clause of which each path only says where something is.
func (c Clause) OfParts() bool {
	return !filesIn.MatchString(c.S) && !strings.ContainsAny(partIn.ReplaceAllString(c.Classes, ""), Paths)
}
