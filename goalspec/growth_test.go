//go:build !race

package goalspec_test

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

// TestWorkGrowsWithTheText compares the work on each shape with that on a
// quarter of it. What is allocated is counted: it may grow by four, and a little.
// The race detector throws reusable memory away at random, so that this is a test
// without it. Time that grows with the square of the text, which nothing
// counts, would grow by sixteen; only long runs are held against that, as
// machines are busy.
func TestWorkGrowsWithTheText(t *testing.T) {
	const grown, fixed = 6, 1 << 20
	const long = 150 * time.Millisecond
	for name, shape := range shapes() {
		whole, quarter := shape(size/4), shape(size/16)
		all, part := allocated(func() { admit(whole) }), allocated(func() { admit(quarter) })
		if all > grown*part+fixed {
			t.Errorf("%s: %d bytes allocated for the text, %d for a quarter of it", name, all, part)
		}
		if once(whole) < long {
			continue
		}
		if w, q := cpu(func() { admit(whole) }), cpu(func() { admit(quarter) }); w > long && w > 10*q {
			t.Errorf("%s: %v for the text, %v for a quarter of it", name, w, q)
		}
	}
}

func once(body string) time.Duration {
	from := cpuTime()
	admit(body)
	return cpuTime() - from
}

// allocated is how many bytes f allocates.
func allocated(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // a collection empties the pools of regular expressions
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
