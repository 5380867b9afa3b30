package verify

import (
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// A test is asked three times on each side; five times where it decides alone and
// as soon as anything is red, for then something hangs on it; seven times before it
// counts as a regression. What gives the same answer every time is believed, what
// does not is unstable, and no later green takes a red back.
//
// A test that the change made fail half of the time is red in all seven runs
// once in 128 judgements; one that did so before must be green in all seven on
// the base too, once in 16,384. One that fails at 10 % and was red once is green
// again in the runs that follow but for one case in a million.
//
// Five runs of a result that fails half of the time are green once in 32 judgements.
// So whatever a run takes, nothing is proven before a dozen runs of the result are
// green: once in 4,096 for what fails half of the time, in 28 of 100 for what fails
// once in ten. What is quickly had is asked four times as often: in 1 of 157.
const (
	quiet   = 3 // runs of each arm where several tests are green
	strict  = 5 // runs of each arm where one test or an exit status decides, or once something is red
	convict = 7 // runs of each arm where only the result is red

	times = 4                // as many green runs of the result where they are
	quick = 10 * time.Second // had in this time
	most  = 48               // of them, unless more are asked for
)

// Outcome tells what the runs of a test on the base and on the result show. A
// test that neither arm collected before was not there: it is new.
func Outcome(base, candidate app.Tally) app.TestOutcome {
	switch {
	case base.Flips() || candidate.Flips():
		return app.TestUnstable
	case base.Void() > 0 || candidate.Void() > 0 || candidate.Runs() == 0:
		return app.TestEnvironment
	case base.Green > 0 && candidate.Green > 0:
		return app.TestHolding
	case base.Green > 0 && candidate.Red > 0:
		return app.TestRegression
	case base.Red > 0 && candidate.Green > 0:
		return app.TestFixed
	case base.Red > 0 && candidate.Red > 0:
		return app.TestStillRed
	case base.Green+base.Red > 0:
		return app.TestMissing
	case candidate.Green > 0:
		return app.TestNew
	case candidate.Red > 0:
		return app.TestNewRed
	}
	return app.TestSkipped
}

// Wanted is how many runs of each arm the results so far ask for, where green asks
// for least. What flips or cannot be run needs no more than one.
func Wanted(base, candidate app.Tally, least int) int {
	switch {
	case base.Flips() || candidate.Flips() || base.Void() > 0 || candidate.Void() > 0:
		return 1
	case base.Green > 0 && candidate.Red > 0:
		return convict
	case base.Red > 0 || candidate.Red > 0:
		return strict
	}
	return least
}

// Due tells whether another run of the base or of the result comes next: the
// arms take turns, the base first.
func Due(base, candidate app.Tally, least int) (onBase, onCandidate bool) {
	n := Wanted(base, candidate, least)
	switch {
	case base.Runs() < n && base.Runs() <= candidate.Runs():
		return true, false
	case candidate.Runs() < n:
		return false, true
	}
	return base.Runs() < n, false
}
