package github

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// drop ends the connection without an answer.
func drop(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	conn.Close()
}

func TestCodes(t *testing.T) {
	answer := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	for name, c := range map[string]struct {
		answer      http.HandlerFunc
		read, write Code
		says        string
	}{
		"bad request":   {answer(400, `{"message":"Problems parsing JSON"}`), CodeInvalid, CodeInvalid, "Problems parsing"},
		"unauthorized":  {answer(401, `{"message":"Bad credentials"}`), CodeUnauthorized, CodeUnauthorized, "Bad credentials"},
		"forbidden":     {answer(403, `{"message":"Issue is locked"}`), CodeForbidden, CodeForbidden, "Issue is locked"},
		"not found":     {answer(404, `{"message":"Not Found"}`), CodeNotFound, CodeNotFound, "Not Found"},
		"gone":          {answer(410, `{"message":"This issue was deleted"}`), CodeGone, CodeGone, "was deleted"},
		"legal":         {answer(451, `{"message":"Repository access blocked"}`), CodeGone, CodeGone, "blocked"},
		"validation":    {answer(422, `{"message":"Validation Failed","errors":[{"field":"body","code":"too_long"},{"message":"body is odd"}]}`), CodeInvalid, CodeInvalid, "Validation Failed: body too_long: body is odd"},
		"server error":  {answer(500, `oops`), CodeUnavailable, CodeUnknown, "500"},
		"bad gateway":   {answer(502, `<html>`), CodeUnavailable, CodeUnknown, "502"},
		"dropped reply": {func(w http.ResponseWriter, _ *http.Request) { drop(w) }, CodeUnavailable, CodeUnknown, "EOF"},
		"cut reply": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			w.WriteHeader(http.StatusCreated)
			fmt.Fprint(w, `{"id":`)
		}, CodeUnavailable, CodeUnknown, "EOF"},
		"moved elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://elsewhere.invalid/", http.StatusTemporaryRedirect)
		}, CodeGone, CodeGone, "307"},
	} {
		t.Run(name, func(t *testing.T) {
			f, client := newFake(t)
			f.handle("/repos/acme/billing/issues/comments/5", c.answer)
			_, err := client.Comment(t.Context(), inst, repo, 5)
			if err == nil || CodeOf(err) != c.read || !strings.Contains(err.Error(), c.says) {
				t.Errorf("read: code %q of %v, want %q", CodeOf(err), err, c.read)
			}
			err = client.EditComment(t.Context(), inst, repo, 5, "x")
			if err == nil || CodeOf(err) != c.write || !strings.Contains(err.Error(), c.says) {
				t.Errorf("write: code %q of %v, want %q", CodeOf(err), err, c.write)
			}
		})
	}
}

// When no token could be had, the write was not sent: nothing is unknown.
func TestWriteWithoutATokenWasNotSent(t *testing.T) {
	for status, want := range map[int]Code{500: CodeUnavailable, 401: CodeUnauthorized, 403: CodeUnauthorized, 422: CodeUnauthorized, 404: CodeGone} {
		f, c := newFake(t)
		f.answer("POST /app/installations/42/access_tokens", status, `{}`)
		_, err := c.CreateComment(t.Context(), 42, repo, 3, "x")
		if CodeOf(err) != want || err == nil {
			t.Errorf("mint answers %d: code %q of %v, want %q", status, CodeOf(err), err, want)
		}
	}
}

func TestCancelledWriteIsUnknown(t *testing.T) {
	f, c := newFake(t)
	ctx, cancel := context.WithCancel(t.Context())
	f.handle("POST /repos/acme/billing/issues/3/comments", func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body) // only then does the server see the client leave
		cancel()
		<-r.Context().Done()
	})
	_, err := c.CreateComment(ctx, inst, repo, 3, "x")
	if err == nil || CodeOf(err) != CodeUnknown {
		t.Errorf("code %q of %v", CodeOf(err), err)
	}
}

// A renamed repository answers from its new place; a write does not turn into
// a read on the way, which would look like success.
func TestRedirects(t *testing.T) {
	f, c := newFake(t)
	f.handle("GET /repos/acme/billing/issues/3", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, f.url+"/api/v3/repositories/99/issues/3", http.StatusMovedPermanently)
	})
	f.answer("GET /repositories/99/issues/3", 200, `{"id":1,"number":3}`)
	f.handle("POST /repos/acme/billing/issues/3/comments", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, f.url+"/api/v3/repositories/99/issues/3/comments", http.StatusTemporaryRedirect)
	})
	f.answer("POST /repositories/99/issues/3/comments", 201, `{"id":5}`)
	f.handle("PATCH /repos/acme/billing/issues/comments/5", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, f.url+"/api/v3/repositories/99/issues/comments/5", http.StatusMovedPermanently)
	})
	f.answer("GET /repositories/99/issues/comments/5", 200, `{"id":5}`)

	if i, err := c.Issue(t.Context(), inst, repo, 3); err != nil || i.ID != 1 {
		t.Errorf("read: %+v, %v", i, err)
	}
	if got, err := c.CreateComment(t.Context(), inst, repo, 3, "x"); err != nil || got.ID != 5 {
		t.Errorf("write: %+v, %v", got, err)
	}
	if err := c.EditComment(t.Context(), inst, repo, 5, "x"); CodeOf(err) != CodeGone {
		t.Errorf("write turned read: %v", err)
	}
}

func TestCodeOfForeignErrors(t *testing.T) {
	if CodeOf(errors.New("x")) != CodeUnknown || CodeOf(fmt.Errorf("push: %w", &LimitError{})) != CodeLimit {
		t.Error("code of a foreign error")
	}
	if CodeUnknown.Definitive() || CodeLimit.Definitive() || !CodeGone.Definitive() {
		t.Error("definitive")
	}
	for code, want := range map[Code]bool{CodeForbidden: true, CodeNotFound: true, CodeGone: true, CodeUnavailable: false, CodeUnauthorized: false, CodeUnknown: false} {
		if got := errors.Is(fmt.Errorf("ask: %w", &Error{Code: code}), app.ErrRefused); got != want {
			t.Errorf("%s is refused for good: %v", code, got)
		}
	}
}

func TestHungCallEnds(t *testing.T) {
	f, c := newFake(t)
	c.base.(*deadline).after = 50 * time.Millisecond
	hang := func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}
	f.handle("POST /repos/acme/billing/issues/3/comments", hang)
	f.handle("GET /repos/acme/billing/issues/3", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"id":`)
		w.(http.Flusher).Flush()
		hang(w, r)
	})
	if _, err := c.CreateComment(t.Context(), inst, repo, 3, "x"); err == nil || CodeOf(err) != CodeUnknown {
		t.Errorf("write: code %q of %v", CodeOf(err), err)
	}
	if _, err := c.Issue(t.Context(), inst, repo, 3); CodeOf(err) != CodeUnavailable {
		t.Errorf("read: code %q of %v", CodeOf(err), err)
	}
}
