package change

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Each does n things on all processors, the next one as soon as one is free: what
// waits for something that another one makes keeps none busy. A panic in one of them
// is the caller's, who knows what it must not end.
func Each(n int, do func(int)) {
	var all sync.WaitGroup
	var next atomic.Int64
	var fault atomic.Pointer[string]
	for range min(n, 2*runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					text := fmt.Sprintf("%v\n%s", p, debug.Stack())
					fault.CompareAndSwap(nil, &text)
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
	if text := fault.Load(); text != nil {
		panic(*text)
	}
}
