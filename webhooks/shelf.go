package webhooks

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/palantir/go-githubapp/githubapp"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// shelf puts deliveries into the inbox. To the dispatcher it is both the
// handler of our events and the scheduler that decides when they are handled:
// after they are stored, by somebody else.
type shelf struct {
	appID int64
	inbox Inbox
	now   func() time.Time
	log   *slog.Logger
}

// Handles lists the events Decode knows; the others are not stored.
func (shelf) Handles() []string {
	return []string{eventIssues, eventIssueComment, eventPullRequest, eventReview, eventLine, eventPush, eventCheckRun, eventStatus}
}

// Handle stores the delivery.
func (s shelf) Handle(ctx context.Context, event, guid string, payload []byte) error {
	d := app.Delivery{AppID: s.appID, GUID: guid, Event: event, Body: payload, ReceivedAt: s.now().UTC()}
	if idle(d) {
		accepted(ctx)
		return nil
	}
	fresh, err := s.inbox.Receive(ctx, d)
	if err != nil {
		return fmt.Errorf("store delivery %s: %w", guid, err)
	}
	s.log.DebugContext(ctx, "delivery stored", "delivery_id", guid, "event", event, "fresh", fresh)
	if fresh {
		accepted(ctx)
	}
	return nil
}

// idle tells whether a delivery is news of CI that nobody acts on: that is most
// of what a busy repository sends.
func idle(d app.Delivery) bool {
	if d.Event != eventCheckRun && d.Event != eventStatus {
		return false
	}
	in, err := Decode(d)
	return err == nil && in.Kind == app.InboundIgnored
}

func accepted(ctx context.Context) {
	githubapp.SetResponder(ctx, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) })
}

// Schedule runs before the request is answered.
func (shelf) Schedule(ctx context.Context, d githubapp.Dispatch) error { return d.Execute(ctx) }

func (s shelf) refuse(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusServiceUnavailable
	if invalid := (githubapp.ValidationError{}); errors.As(err, &invalid) {
		status = http.StatusBadRequest
	}
	refuse(w, r, s.log, status, err)
}
