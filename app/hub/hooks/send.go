package hooks

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// answerLimit is how much of a receiver's answer the log keeps.
const answerLimit = 64 << 10

// send makes one request and returns the delivery with its outcome filled in.
func (d *Dispatcher) send(ctx context.Context, delivery state.Delivery) state.Delivery {
	app := d.app()
	body := encode(app, delivery.Payload)
	delivery.URL, delivery.RequestHeader = app.WebhookURL, header(app, delivery, body)
	started := d.Now()
	delivery.DeliveredAt = started.UTC()
	answer, err := d.post(ctx, delivery, body)
	delivery.Duration = d.Now().Sub(started)
	if err != nil {
		delivery.Status, delivery.StatusCode = reason(err), 0
		return delivery
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(answer.Body, answerLimit))
	delivery.ResponseBody, delivery.ResponseHeader = string(text), map[string]string{}
	for name := range answer.Header {
		delivery.ResponseHeader[name] = answer.Header.Get(name)
	}
	delivery.StatusCode = answer.StatusCode
	delivery.Status = http.StatusText(answer.StatusCode)
	if answer.StatusCode/100 == 2 {
		delivery.Status = "OK"
	}
	return delivery
}

func (d *Dispatcher) post(ctx context.Context, delivery state.Delivery, body []byte) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, delivery.URL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for name, value := range delivery.RequestHeader {
		request.Header.Set(name, value)
	}
	return d.client.Do(request)
}

func (d *Dispatcher) app() (app state.App) {
	d.Store.View(func(data *state.Data) error {
		app, _ = data.Apps.First(func(state.App) bool { return true })
		return nil
	})
	return app
}

// encode is the payload as the webhook wants it: as JSON, or in the form field "payload".
func encode(app state.App, payload []byte) []byte {
	if app.ContentType == "form" {
		return []byte(url.Values{"payload": {string(payload)}}.Encode())
	}
	return payload
}

func header(app state.App, d state.Delivery, body []byte) map[string]string {
	h := map[string]string{
		"Accept":                                 "*/*",
		"Content-Type":                           "application/json",
		"User-Agent":                             "GitHub-Hookshot/" + strconv.FormatInt(app.HookID, 16),
		"X-GitHub-Delivery":                      d.GUID,
		"X-GitHub-Event":                         d.Event,
		"X-GitHub-Hook-ID":                       strconv.FormatInt(app.HookID, 10),
		"X-GitHub-Hook-Installation-Target-ID":   strconv.FormatInt(app.ID, 10),
		"X-GitHub-Hook-Installation-Target-Type": "integration",
	}
	if app.ContentType == "form" {
		h["Content-Type"] = "application/x-www-form-urlencoded"
	}
	if app.WebhookSecret != "" {
		h["X-Hub-Signature"] = "sha1=" + sign(sha1.New, app.WebhookSecret, body)
		h["X-Hub-Signature-256"] = "sha256=" + sign(sha256.New, app.WebhookSecret, body)
	}
	return h
}

func sign(with func() hash.Hash, secret string, body []byte) string {
	mac := hmac.New(with, []byte(secret))
	mac.Write(body)
	return hex.EncodeToString(mac.Sum(nil))
}

// reason is why there was no answer, in GitHub's words.
func reason(err error) string {
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, os.ErrDeadlineExceeded):
		return "timed out"
	case strings.Contains(err.Error(), "connect"):
		return "failed to connect to host"
	}
	return fmt.Sprintf("failed to deliver: %v", err)
}
