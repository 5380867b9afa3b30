package github

import (
	"context"
	"io"
	"net/http"
	"time"
)

// deadline bounds each request, the reading of its answer included. A
// http.Client's own timeout would hold on to answers that go-github reads but
// does not close.
type deadline struct {
	after time.Duration
	base  http.RoundTripper
}

func (d *deadline) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), d.after)
	answer, err := d.base.RoundTrip(r.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	answer.Body = &body{answer.Body, cancel}
	return answer, nil
}

// body frees its deadline when it is read to the end or closed.
type body struct {
	io.ReadCloser
	free context.CancelFunc
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err != nil {
		b.free()
	}
	return n, err
}

func (b *body) Close() error {
	defer b.free()
	return b.ReadCloser.Close()
}
