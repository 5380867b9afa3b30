package service

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// emit records an event about the repository for delivery to the App, when it has a webhook and listens.
func (t *tx) emit(event, action string, repo state.Repository, fields shape.Object) error {
	installation, ok := t.InstallationOf(repo.OwnerID)
	if !ok {
		return nil
	}
	payload := shape.Object{
		"repository":   t.print.Repository(repo, t.actor),
		"installation": shape.Object{"id": installation.ID, "node_id": shape.NodeID("MDIz", installation.ID)},
	}
	if owner, _ := t.Users.Get(repo.OwnerID); owner.Type == state.TypeOrganization {
		payload["organization"] = t.print.User(owner)
	}
	return t.record(event, action, installation.ID, repo.ID, payload.With(fields))
}

// record adds sender and action to the payload and stores it as a pending delivery.
func (t *tx) record(event, action string, installationID, repositoryID int64, payload shape.Object) error {
	app, ok := t.app()
	if !ok || app.WebhookURL == "" || !listens(app, event) {
		return nil
	}
	if t.actor.User.ID != 0 {
		payload["sender"] = t.print.User(t.actor.User)
	}
	if action != "" {
		payload["action"] = action
	}
	body, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("encode %s payload: %w", event, err)
	}
	t.Deliveries.Put(state.Delivery{
		ID: t.NextID(), GUID: newGUID(), Event: event, Action: action,
		InstallationID: installationID, RepositoryID: repositoryID, Pending: true, Payload: body,
	})
	t.emitted = true
	return nil
}

// listens reports whether the App gets the event: those about itself always, others when subscribed.
func listens(app state.App, event string) bool {
	switch event {
	case "ping", "installation", "installation_repositories":
		return true
	}
	return slices.Contains(app.Events, event)
}

func (t *tx) app() (state.App, bool) {
	return t.Apps.First(func(state.App) bool { return true })
}

// newGUID is a random UUID, version 4.
func newGUID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
