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

// DefaultMaxBody is GitHub's cap for a delivery, 25 MB, and a little.
const DefaultMaxBody = 26 << 20

// Inbox stores a delivery durably, once per (app id, GUID); fresh is false for
// one that was there already.
type Inbox interface {
	Receive(ctx context.Context, d app.Delivery) (fresh bool, err error)
}

// Config is what the door needs.
type Config struct {
	GitHub  githubapp.Config // App.IntegrationID and App.WebhookSecret
	Inbox   Inbox
	Logger  *slog.Logger
	Now     func() time.Time // nil: time.Now
	MaxBody int64            // bytes; 0: DefaultMaxBody
}

// Validate names what is missing.
func (c Config) Validate() error {
	var faults []error
	if c.GitHub.App.IntegrationID <= 0 {
		faults = append(faults, errors.New("app id: must be given"))
	}
	if c.GitHub.App.WebhookSecret == "" {
		faults = append(faults, errors.New("webhook secret: must not be empty, or anybody could start goals"))
	}
	if c.Inbox == nil {
		faults = append(faults, errors.New("inbox: must be given"))
	}
	if c.Logger == nil {
		faults = append(faults, errors.New("logger: must be given"))
	}
	if c.MaxBody < 0 {
		faults = append(faults, errors.New("max body: must not be negative"))
	}
	return errors.Join(faults...)
}

// New returns the handler for the webhook address. It answers
//
//	202 stored now, or an event goalkeeper has no use for
//	200 stored before, or a ping
//	400 truncated, without its headers, or meant for another App
//	401 without a valid signature
//	405 not a POST
//	413 larger than MaxBody
//	503 not stored: GitHub shows the delivery as failed
func New(c Config) (http.Handler, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("configure webhooks: %w", err)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.MaxBody == 0 {
		c.MaxBody = DefaultMaxBody
	}
	s := shelf{appID: c.GitHub.App.IntegrationID, inbox: c.Inbox, now: c.Now, log: c.Logger}
	dispatcher := githubapp.NewEventDispatcher(
		[]githubapp.EventHandler{s}, c.GitHub.App.WebhookSecret,
		githubapp.WithScheduler(s), githubapp.WithErrorCallback(s.refuse),
	)
	return &guard{
		appID:  c.GitHub.App.IntegrationID,
		secret: []byte(c.GitHub.App.WebhookSecret),
		max:    c.MaxBody,
		log:    c.Logger,
		next:   dispatcher,
	}, nil
}
