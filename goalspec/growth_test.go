//go:build !race

package goalspec_test

import (
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
		all, part := allocated(func() { admit(whole) }), allocated(func() { admit(quarter) })
		debug.SetGCPercent(collect)
		if all > grown*part+fixed {
			t.Errorf("%s: %d bytes allocated for the text, %d for a quarter of it", name, all, part)
		}
	}
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
