// Package storetest is the conformance suite of the store's port: what passes
// it may carry goals.
//
// In comes a way to make empty databases and to open them, out go failed
// tests. It works on the databases it was given and nothing else.
package storetest

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Options of one opening.
type Options struct {
	Clock func() time.Time // nil: the real one
	Waker store.Waker      // nil: the queue does not run
}

// Open opens one database. Opening it again, after Close, shows what was
// written.
type Open func(t testing.TB, o Options) store.Store

// Run tests an adapter; fresh makes an empty database.
func Run(t *testing.T, fresh func(t testing.TB) Open) {
	for _, c := range []struct {
		name string
		run  func(*world)
	}{
		{"a delivery is stored once", deliveryOnce},
		{"deliveries keep their bytes and order", deliveriesInOrder},
		{"a postponed delivery comes again", deliveryPostponed},
		{"what came since a time is found again", deliveriesSince},
		{"a dead delivery stays away", deliveryDead},
		{"handling happens whole or not at all", handleWhole},
		{"handling ends once", handleOnce},
		{"an issue has one live goal", oneLiveGoal},
		{"of many openings one wins", oneLiveGoalRaced},
		{"a log grows only at its end", logGrowsAtEnd},
		{"a clash changes nothing", clashChangesNothing},
		{"a log reads back", logReadsBack},
		{"a lease is exclusive until it expires", leaseExpires},
		{"a stale epoch writes nothing", staleEpoch},
		{"a late lease that nobody took holds", lateLease},
		{"of many runners one holds the goal", leaseRaced},
		{"input is stored once and read once", inputOnce},
		{"no release over unread input", releaseUnread},
		{"no input is lost between put and release", putAgainstRelease},
		{"goals are found", goalsFound},
		{"goals are listed", goalsListed},
		{"runnable goals", runnable},
		{"effects go out in order", effectsInOrder},
		{"an effect is done once", effectOnce},
		{"an unknown outcome comes again", effectUnknown},
		{"a dead effect is reported", effectDead},
		{"effects outside a goal", effectsOutside},
		{"surfaces converge", surfacesConverge},
		{"a surface that goes back is sent again", surfaceGoesBack},
		{"a delayed surface comes again", surfaceDelayed},
		{"installations with something due", installations},
		{"blobs are read in pieces", blobPieces},
		{"old blobs are forgotten", blobsForgotten},
		{"hostile text stays as it is", hostileText},
		{"big payloads", bigPayloads},
		{"many writers", manyWriters},
		{"everything survives a restart", restart},
		{"wakes are told at once", wakesAtOnce},
		{"wakes survive a restart", wakesAfterRestart},
		{"a wake at a time", wakeAtTime},
		{"a closed store refuses", closed},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.run(newWorld(t, fresh(t)))
		})
	}
	t.Run("behaves like its model", func(t *testing.T) {
		t.Parallel()
		behavesLikeModel(t, fresh)
	})
}
