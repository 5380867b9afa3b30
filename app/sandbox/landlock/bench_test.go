//go:build linux

package landlock

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/sandboxtest"
)

func BenchmarkRunTrue(b *testing.B) {
	s, err := usable(b.Context())
	sandboxtest.Require(b, err)
	c := sandbox.Command{Script: "true", Tree: "/usr", TreeReadOnly: true, Timeout: time.Minute}
	for b.Loop() {
		result, err := s.Run(b.Context(), c)
		if err != nil || result.Exit != 0 {
			b.Fatalf("run: %+v, %v", result, err)
		}
	}
}
