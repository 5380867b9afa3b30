// Package rest is the hub's REST API: GitHub's paths, shapes, status codes and error forms.
//
// In come calls, out go answers made from the service layer's operations; a handler decodes, calls one
// operation and renders. Nothing is kept here, so nothing is lost with the process.
package rest

import (
	"crypto/rsa"
	"log/slog"
	"net/http"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/hooks"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
)

// Config is what the API works on; all fields are required.
type Config struct {
	Service    *service.Service
	Deliveries *hooks.Dispatcher
	Key        *rsa.PublicKey // the App's
	AppID      int64
	Now        func() time.Time
	RateLimit  int // requests per asker and hour
	Log        *slog.Logger
}

// api holds what handlers need beyond their call.
type api struct {
	Config
	server *call.Server
}

// New returns the API's handler for paths below /api/v3, which the caller strips.
func New(c Config) http.Handler {
	a := &api{Config: c}
	a.server = call.NewServer(call.Config{
		Service: c.Service, Key: c.Key, AppID: c.AppID, Now: c.Now, RateLimit: c.RateLimit, Log: c.Log,
		Routes: a.routes(),
	})
	return a.server
}

// Operations lists every operation as METHOD PATH, in the order in which they are matched.
func Operations() []string {
	var names []string
	for _, r := range new(api).routes() {
		names = append(names, r.Method+" "+r.Path)
	}
	return names
}
