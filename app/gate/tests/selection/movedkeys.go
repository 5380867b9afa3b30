package selection

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// leavesKeys are the keys by which a runner leaves something out, and asksKeys those by
// which it is told what to look at and what to ask for, without their dashes.
var (
	sectionEnd = regexp.MustCompile(`^\[[^\]]+\]\s*$`)
)

// oldSection are the lines of the base, of a part of another file, in whose place a new
// file says to a tool what it is to do.
func oldSection(s *change.Set, f *change.File) []string {
	if f.From != "" || f.New == "" {
		return nil
	}
	for _, mark := range suite.Supersedes[f.Base()] {
		for _, g := range s.Files {
			if g == f || g.Was == nil || suite.SectionAt(g.Is, mark) >= 0 {
				continue
			}
			if n := suite.SectionAt(g.Was, mark); n >= 0 {
				if strings.HasPrefix(mark, "[") {
					end := n + 1
					for end < len(g.Was.Code) && !sectionEnd.MatchString(strings.TrimSpace(g.Was.Code[end])) {
						end++
					}
					return g.Was.Code[n+1 : end]
				}
				_, end := suite.Whole(g.Was, n, len(g.Was.Code))
				return g.Was.Code[n+1 : end]
			}
		}
	}
	return nil
}
