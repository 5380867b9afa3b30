package jobs

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Wake is a wake on its way. ID is a goal's id or an installation's decimal
// id, and empty for the inbox. A zero At means now.
type Wake struct {
	Kind store.Wake
	ID   string
	At   time.Time
}

// Sender writes wakes in an adapter's own transaction of type T.
type Sender[T any] struct{ client *river.Client[T] }

// NewSender makes a sender. It starts nothing.
func NewSender[T any](driver riverdriver.Driver[T], logger *slog.Logger) (*Sender[T], error) {
	client, err := river.NewClient(driver, &river.Config{Logger: quiet(logger)})
	if err != nil {
		return nil, fmt.Errorf("make sender of wakes: %w", err)
	}
	return &Sender[T]{client: client}, nil
}

// Send writes wakes; they are sent when tx is committed and vanish when it is
// rolled back.
func (s *Sender[T]) Send(ctx context.Context, tx T, wakes []Wake) error {
	if len(wakes) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, len(wakes))
	for n, w := range wakes {
		args, err := w.args()
		if err != nil {
			return err
		}
		params[n] = river.InsertManyParams{Args: args, InsertOpts: &river.InsertOpts{ScheduledAt: w.At}}
	}
	if _, err := s.client.InsertManyFastTx(ctx, tx, params); err != nil {
		return fmt.Errorf("send %d wakes: %w", len(wakes), err)
	}
	return nil
}

// Migrate brings River's own tables up to date.
func Migrate[T any](ctx context.Context, driver riverdriver.Driver[T], logger *slog.Logger) error {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: quiet(logger)})
	if err != nil {
		return fmt.Errorf("read the queue's migrations: %w", err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate the queue's tables: %w", err)
	}
	return nil
}
