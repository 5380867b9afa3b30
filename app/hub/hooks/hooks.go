// Package hooks hands recorded events to the App's webhook and keeps the log of what came of it.
//
// In come pending deliveries from the state, out go signed requests, one after the other in the order of
// the events; none is repeated unless somebody asks for a redelivery. What the receiver answered is
// journalled with the delivery. If the process dies before an answer was recorded the delivery is still
// pending and is sent at the next start, so a receiver may see a GUID twice.
package hooks

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// patience is how long GitHub waits for an answer.
const patience = 10 * time.Second

// Fate is what a fault makes of a delivery; the zero Fate is to be delivered as it should.
type Fate struct {
	Delay     time.Duration // wait this long before sending
	Drop      bool          // do not send; log it as failed
	Duplicate bool          // send it twice
	Later     bool          // let the next delivery overtake it, waiting for that one as long as Delay says
}

// Config is what the dispatcher works with; Fate may be nil.
type Config struct {
	Store *state.Store
	Now   func() time.Time
	Log   *slog.Logger
	Fate  func(state.Delivery) Fate
}

// Dispatcher sends deliveries until it is closed.
type Dispatcher struct {
	Config
	client *http.Client
	wake   chan struct{}
	stop   context.CancelFunc
	done   sync.WaitGroup
	sent   int64 // no delivery up to this id is pending
}

// New returns a dispatcher that does nothing until Start.
func New(c Config) *Dispatcher {
	if c.Fate == nil {
		c.Fate = func(state.Delivery) Fate { return Fate{} }
	}
	return &Dispatcher{
		Config: c,
		client: &http.Client{
			Timeout:       patience,
			Transport:     &http.Transport{MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		wake: make(chan struct{}, 1),
		stop: func() {},
	}
}

// Start begins with whatever is pending from before.
func (d *Dispatcher) Start(ctx context.Context) {
	ctx, d.stop = context.WithCancel(ctx)
	d.done.Go(func() { d.run(ctx) })
	d.Wake()
}

// Wake says that there may be something to deliver. It never blocks.
func (d *Dispatcher) Wake() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// Close breaks off the delivery under way, which stays pending, and waits for the dispatcher to end.
func (d *Dispatcher) Close() {
	d.stop()
	d.done.Wait()
	d.client.CloseIdleConnections()
}

func (d *Dispatcher) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.wake:
		}
		for d.deliverNext(ctx) {
		}
	}
}

// deliverNext sends the oldest pending delivery, or the one behind it when a fault says so.
func (d *Dispatcher) deliverNext(ctx context.Context) (more bool) {
	delivery, behind, ok := d.pending()
	if !ok || ctx.Err() != nil {
		return false
	}
	fate := d.Fate(delivery)
	if fate.Later {
		if behind == nil {
			behind = d.waitForAnother(ctx, fate.Delay)
		}
		if behind != nil {
			d.attempt(ctx, *behind, Fate{})
		}
		fate.Delay = 0
	}
	if fate.Duplicate {
		d.send(ctx, delivery)
	}
	d.attempt(ctx, delivery, fate)
	return ctx.Err() == nil
}

// waitForAnother waits until there is a second pending delivery, but no longer than patience.
func (d *Dispatcher) waitForAnother(ctx context.Context, patience time.Duration) *state.Delivery {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-timer.C:
			return nil
		case <-d.wake:
		}
		if _, second, _ := d.pending(); second != nil {
			return second
		}
	}
}

// pending finds the oldest pending delivery and the one behind it.
func (d *Dispatcher) pending() (first state.Delivery, second *state.Delivery, ok bool) {
	err := d.Store.View(func(data *state.Data) error {
		for delivery := range data.Deliveries.After(d.sent) {
			if !delivery.Pending {
				continue
			}
			if ok {
				second = &delivery
				break
			}
			first, ok, d.sent = delivery, true, delivery.ID-1
		}
		return nil
	})
	return first, second, ok && err == nil
}

func (d *Dispatcher) attempt(ctx context.Context, delivery state.Delivery, fate Fate) {
	if !wait(ctx, fate.Delay) {
		return
	}
	if fate.Drop {
		delivery.Status, delivery.StatusCode = "failed to connect to host", 0
		delivery.DeliveredAt = d.Now().UTC()
	} else if delivery = d.send(ctx, delivery); ctx.Err() != nil {
		return
	}
	delivery.Pending = false
	err := d.Store.Update(func(data *state.Data) error {
		data.Deliveries.Put(delivery)
		return nil
	})
	if err != nil {
		d.Log.Error("record delivery", "delivery_id", delivery.GUID, "error", err)
		return
	}
	d.Log.Debug("delivered", "delivery_id", delivery.GUID, "event", delivery.Event, "action", delivery.Action, "status", delivery.StatusCode)
}

func wait(ctx context.Context, delay time.Duration) bool {
	if delay <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
