package pipeline

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// leaseHolder keeps a lease alive while its goal is worked on.
type leaseHolder struct {
	mu    sync.Mutex
	lease store.Lease
}

func (h *leaseHolder) get() store.Lease {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.lease
}

// keep renews at a third of the lease; a lost lease ends the run at once.
func (h *leaseHolder) keep(ctx context.Context, cfg Config, cancel context.CancelCauseFunc) {
	tick := time.NewTicker(cfg.Lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		renewed, err := cfg.Store.Renew(ctx, h.get(), cfg.Lease)
		switch {
		case errors.Is(err, store.ErrLeaseLost):
			cancel(err)
			return
		case err != nil:
			cfg.Logger.Warn("renew lease", "goal_id", h.get().Goal, "err", err)
			continue
		}
		h.mu.Lock()
		h.lease = renewed
		h.mu.Unlock()
	}
}
