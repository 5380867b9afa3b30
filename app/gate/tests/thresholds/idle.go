package thresholds

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// unmeasured tells whether what a check is told to leave out is nothing that it
// looked at: no file, or the tests of another runner.
func unmeasured(s *change.Set, config *change.File, v string) bool {
	return suite.Idle(s, config, v, func(p string) bool { return suite.TestsFor(s, config, p) != suite.Anothers })
}
