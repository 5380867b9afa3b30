// Package call is the mechanics of the hub's REST API: routes, credentials, JSON in and out, pages, rate
// limits and GitHub's headers.
//
// In come HTTP requests, out go calls to handlers and their answers or refusals. It keeps nothing but the
// counters of the rate limit, which start anew with the process.
package call

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// requestLimit is the largest body the API reads, in bytes.
const requestLimit = 64 << 20

// Call is one request on its way through a handler.
type Call struct {
	*http.Request
	Actor   identity.Actor // nobody for an App's JWT
	IsApp   bool           // the App itself, by its JWT
	Service *service.Service
	writer  http.ResponseWriter
	params  map[string]string
}

// Param is a part of the path, unescaped.
func (c *Call) Param(name string) string { return c.params[name] }

// Int is a part of the path that the route says is a number.
func (c *Call) Int(name string) int64 {
	n, _ := strconv.ParseInt(c.params[name], 10, 64)
	return n
}

// Number is the issue or pull request number in the path.
func (c *Call) Number() int { return int(c.Int("number")) }

// Repo is the repository in the path.
func (c *Call) Repo() service.Path {
	return service.Path{Owner: c.params["owner"], Name: c.params["repo"]}
}

// Query is a query parameter, or the fallback when it is absent or empty.
func (c *Call) Query(name, fallback string) string {
	if value := c.URL.Query().Get(name); value != "" {
		return value
	}
	return fallback
}

// Read decodes the JSON body; an empty body leaves the value alone.
func (c *Call) Read(into any) error {
	body, err := io.ReadAll(http.MaxBytesReader(c.writer, c.Body, requestLimit))
	if err != nil {
		return refusal.BadRequest("Problems reading the body")
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	err = json.Unmarshal(body, into)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		return refusal.Unprocessable("Invalid request.\n\nFor 'properties/" + wrong.Field + "', " + wrong.Value + " is not a " + wrong.Type.String() + ".")
	case err != nil:
		return refusal.BadRequest("Problems parsing JSON")
	}
	return nil
}

// Header is the answer's header.
func (c *Call) Header() http.Header { return c.writer.Header() }

// JSON answers with a value.
func (c *Call) JSON(status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return c.Bytes(status, "application/json; charset=utf-8", body)
}

// Show answers with what the printer makes of the present state.
func (c *Call) Show(status int, render func(shape.Printer) any) error {
	var value any
	err := c.Service.View(func(_ *state.Data, p shape.Printer) error {
		value = render(p)
		return nil
	})
	if err != nil {
		return err
	}
	return c.JSON(status, value)
}

// Bytes answers with a body, or that it has not changed since the asker's copy.
func (c *Call) Bytes(status int, contentType string, body []byte) error {
	h := c.Header()
	h.Set("Content-Type", contentType)
	if status == http.StatusOK && (c.Method == http.MethodGet || c.Method == http.MethodHead) {
		tag := etag(body)
		h.Set("ETag", tag)
		h.Set("Cache-Control", "private, max-age=60, s-maxage=60")
		h.Set("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP")
		if c.Request.Header.Get("If-None-Match") == tag {
			c.writer.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.writer.WriteHeader(status)
	_, err := c.writer.Write(body)
	if err != nil {
		return nil // the asker has gone; there is nobody to tell
	}
	return nil
}

// Done answers without a body.
func (c *Call) Done() error {
	c.writer.WriteHeader(http.StatusNoContent)
	return nil
}
