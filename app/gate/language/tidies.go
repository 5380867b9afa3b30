package language

import "github.com/goalkeeper-dev/goalkeeper/internal/regexp"

var tidying = regexp.MustCompile(`\brmtree\b.*ignore_errors`)

// Tidies tells whether a line removes a directory and does not mind what it
// cannot remove: that is no error of the work.
func (s *Source) Tidies(n int) bool { return tidying.MatchString(s.Code[n]) }
