//go:build !race

package goalspec_test

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

const raced = false

// TestWorkGrowsWithTheText compares what is allocated for each shape with what is
// for a quarter of it: it may grow by four, and a little. The race detector throws
// reusable memory away at random, so that this is a test without it.
func TestWorkGrowsWithTheText(t *testing.T) {
	const grown, fixed = 6, 1 << 20
	for name, shape := range shapes() {
		whole, quarter := shape(size/4), shape(size/16)
		collect := debug.SetGCPercent(-1) // a collection empties the pools of regular expressions
		admit(whole)                      // what is kept of expressions is built once
		all, part := allocated(whole), allocated(quarter)
		debug.SetGCPercent(collect)
		if all > grown*part+fixed {
			t.Errorf("%s: %d bytes allocated for the text, %d for a quarter of it", name, all, part)
		}
	}
}

// allocated is how many bytes it takes to read a text, at the least of a few times: what is
// built only once, and late, is not of the text.
func allocated(text string) uint64 {
	least := uint64(math.MaxUint64)
	for range 4 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		admit(text)
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return least
}
