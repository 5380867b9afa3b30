package hooks

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Filter narrows the log; the zero Filter does not.
type Filter struct {
	Status string // success or failure
	Before int64  // only deliveries older than this one
}

// List returns attempted deliveries, newest first.
func (d *Dispatcher) List(f Filter) (list []state.Delivery, err error) {
	err = d.Store.View(func(data *state.Data) error {
		list = data.Deliveries.Where(func(one state.Delivery) bool {
			ok := one.StatusCode/100 == 2
			return !one.Pending && (f.Before == 0 || one.ID < f.Before) &&
				(f.Status == "" || ok == (f.Status == "success"))
		})
		return nil
	})
	slices.Reverse(list)
	return list, err
}

// Get returns one attempted delivery.
func (d *Dispatcher) Get(id int64) (delivery state.Delivery, err error) {
	err = d.Store.View(func(data *state.Data) error {
		var ok bool
		if delivery, ok = data.Deliveries.Get(id); !ok || delivery.Pending {
			return refusal.NotFound()
		}
		return nil
	})
	return delivery, err
}

// Redeliver records another attempt for the event of a delivery, with the same GUID and payload.
func (d *Dispatcher) Redeliver(id int64) error {
	err := d.Store.Update(func(data *state.Data) error {
		old, ok := data.Deliveries.Get(id)
		if !ok {
			return refusal.NotFound()
		}
		data.Deliveries.Put(state.Delivery{
			ID: data.NextID(), GUID: old.GUID, Event: old.Event, Action: old.Action,
			InstallationID: old.InstallationID, RepositoryID: old.RepositoryID,
			Redelivery: true, Pending: true, Payload: old.Payload,
		})
		return nil
	})
	if err == nil {
		d.Wake()
	}
	return err
}
