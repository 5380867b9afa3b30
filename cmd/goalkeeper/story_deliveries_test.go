package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// delivery is one webhook request to be sent in many ways.
type delivery struct {
	header http.Header
	body   []byte
}

// capture lets something happen and returns the delivery it caused, which the
// server has not seen.
func (w *world) capture(event, action string, happen func()) delivery {
	w.Helper()
	caught := make(chan delivery, 20)
	w.door.to(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			w.Error(err)
		}
		caught <- delivery{r.Header, body}
	}))
	happen()
	for {
		var d delivery
		w.wait(event, func() bool {
			select {
			case d = <-caught:
				return true
			default:
				return false
			}
		})
		if d.header.Get("X-GitHub-Event") == event && bytes.Contains(d.body, fmt.Appendf(nil, `"action":%q`, action)) {
			w.door.to(w.srv.Handler())
			return d
		}
	}
}

// with is the delivery with other headers; an empty value removes one.
func (d delivery) with(pairs ...string) delivery {
	d.header = d.header.Clone()
	for n := 0; n < len(pairs); n += 2 {
		d.header.Del(pairs[n])
		if pairs[n+1] != "" {
			d.header.Set(pairs[n], pairs[n+1])
		}
	}
	return d
}

// signed is the delivery with another body, signed for it.
func (w *world) signed(d delivery, body []byte) delivery {
	mac := hmac.New(sha256.New, []byte(w.site.app.WebhookSecret))
	mac.Write(body)
	d = d.with("X-Hub-Signature-256", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	d.body = body
	return d
}

// send posts a delivery and returns the answer's status.
func (w *world) send(d delivery) int {
	w.Helper()
	req, err := http.NewRequestWithContext(w.ctx, http.MethodPost, w.hook, bytes.NewReader(d.body))
	w.check(err)
	req.Header = d.header
	resp, err := http.DefaultClient.Do(req)
	w.check(err)
	defer resp.Body.Close()
	return resp.StatusCode
}

// sendCut announces the whole body, sends half of it and hangs up.
func (w *world) sendCut(d delivery) int {
	w.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(strings.TrimSuffix(w.hook, "/api/github/hook"), "http://"))
	w.check(err)
	defer conn.Close()
	recorder := httptest.NewRequest(http.MethodPost, "/api/github/hook", bytes.NewReader(d.body))
	recorder.Header = d.header.Clone()
	var raw bytes.Buffer
	w.check(recorder.Write(&raw))
	_, err = conn.Write(raw.Bytes()[:raw.Len()-len(d.body)/2])
	w.check(err)
	w.check(conn.(*net.TCPConn).CloseWrite())
	answer, err := io.ReadAll(conn)
	w.check(err)
	var status int
	if _, err := fmt.Sscanf(string(answer), "HTTP/1.1 %d", &status); err != nil {
		w.Fatalf("answer to a cut delivery: %q", answer)
	}
	return status
}

func TestBadDeliveriesStartNothingAndLoseNothing(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	// The label stands in the delivery only, or a sweep would find it.
	good := w.capture("issues", "labeled", func() { w.label(maintainer, "almost") })
	good = w.signed(good, bytes.ReplaceAll(good.body, []byte(`"almost"`), []byte(`"goal"`)))
	weak := hmac.New(sha1.New, []byte(w.site.app.WebhookSecret))
	weak.Write(good.body)
	sha1 := "sha1=" + hex.EncodeToString(weak.Sum(nil))
	wrong := "sha256=" + strings.Repeat("0", 64)

	for name, c := range map[string]struct {
		send delivery
		want int
	}{
		"unsigned":              {good.with("X-Hub-Signature-256", "", "X-Hub-Signature", ""), 401},
		"wrongly signed":        {good.with("X-Hub-Signature-256", wrong), 401},
		"signed by SHA-1 only":  {good.with("X-Hub-Signature-256", "", "X-Hub-Signature", sha1), 401},
		"signed for other text": {delivery{good.header, append(bytes.Clone(good.body), ' ')}, 401},
		"oversized":             {w.signed(good, append(bytes.Clone(good.body), bytes.Repeat([]byte(" "), 27<<20)...)), 413},
		"without an event":      {good.with("X-GitHub-Event", ""), 400},
		"without an id":         {good.with("X-GitHub-Delivery", ""), 400},
		"for another App":       {good.with("X-GitHub-Hook-Installation-Target-ID", "99999"), 400},
		"unknown":               {good.with("X-GitHub-Event", "sponsorship", "X-GitHub-Delivery", "unknown-event"), 202},
		"no JSON, but signed":   {w.signed(good, good.body[:len(good.body)/2]).with("X-GitHub-Delivery", "half-a-document"), 202},
	} {
		if got := w.send(c.send); got != c.want {
			t.Errorf("%s: answered %d, want %d", name, got, c.want)
		}
	}
	if got := w.sendCut(good); got != 400 {
		t.Errorf("truncated: answered %d, want 400", got)
	}
	w.settled()
	if all := w.goals(); len(all) != 0 || len(w.comments()) != 0 {
		t.Fatalf("something started: %+v, comments %+v", all, w.comments())
	}
	if got := w.send(good); got != 202 {
		t.Fatalf("the good delivery was answered %d, want 202", got)
	}
	w.waitPull()
	if got := w.send(good); got != 200 {
		t.Errorf("the duplicate was answered %d, want 200", got)
	}
	if got := w.send(good.with("X-GitHub-Delivery", "the-same-under-another-id")); got != 202 {
		t.Errorf("the same under another id was answered %d, want 202", got)
	}
	w.settled()
	if n := len(w.goals()); n != 1 {
		t.Errorf("%d goals, want 1", n)
	}
}

func TestDeliveriesTwiceLateAndOutOfOrder(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	for _, r := range []fault.Rule{
		{Kind: fault.DoubleDelivery, Event: "issues"},
		{Kind: fault.DelayDelivery, Event: "issue_comment", Seconds: 0.2},
	} {
		w.check(w.hub.Faults().Add(r))
	}
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.comment(maintainer, "Keep the greeting in lower case.")
	g := w.waitPull()
	// The first request holds it when that is made before the comment is delivered.
	heard := func() int { return len(w.goal().Instructions) + len(w.goal().Earlier) }
	w.wait("the instruction was taken", func() bool { return heard() > 0 })
	w.settled()
	if n := len(w.goals()); n != 1 || heard() != 1 || g.State != app.StateInReview {
		t.Errorf("%d goals, the newest %s and told %d times", n, g.State, heard())
	}
}

// TestDeliveriesMissedWhileDownAreFetched labels while nobody listens.
func TestDeliveriesMissedWhileDownAreFetched(t *testing.T) {
	t.Parallel()
	w := start(t, setup{dormant: true})
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the hub gave up", func() bool { return w.refused() == 2 })
	w.up()
	w.waitPull()
}

// refused counts the deliveries about issues that the hub recorded as failed.
func (w *world) refused() (n int) {
	w.Helper()
	all, _, err := w.asApp().Apps.ListHookDeliveries(w.ctx, nil)
	w.check(err)
	for _, d := range all {
		if d.GetEvent() == "issues" && d.GetStatusCode() == http.StatusBadGateway {
			n++
		}
	}
	return n
}

func TestHealth(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/api/github/hook": 405} {
		if got := w.get(path); got != want {
			t.Errorf("GET %s: %d, want %d", path, got, want)
		}
	}
}
