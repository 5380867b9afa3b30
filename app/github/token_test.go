package github

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"sync"
	"testing"
)

func TestTokensAreScopedToRepositoryAndPurpose(t *testing.T) {
	f, c := newFake(t)
	f.answer("GET /repos/acme/billing/issues/3", 200, `{"id":1,"number":3}`)
	f.answer("DELETE /installation/token", 204, "")
	ctx := t.Context()

	var wait sync.WaitGroup
	for range 4 { // one token, however many ask
		wait.Go(func() {
			if _, err := c.Issue(ctx, inst, repo, 3); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	clone, err := c.CloneToken(ctx, inst, repo)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := c.CloneToken(ctx, inst, repo)
	if clone != again || clone.Reveal() == "" {
		t.Error("the clone token is not shared")
	}
	push, revoke, err := c.PushToken(ctx, inst, repo)
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := c.PushToken(ctx, inst, repo)
	if err != nil || push.Reveal() == other.Reveal() {
		t.Error("a push token was used twice", err)
	}
	if err := revoke(ctx); err != nil {
		t.Error(err)
	}

	want := []mint{
		{[]int64{99}, map[string]string{"metadata": "read", "issues": "write", "pull_requests": "write", "checks": "write"}},
		{[]int64{99}, map[string]string{"metadata": "read", "contents": "read"}},
		{[]int64{99}, map[string]string{"metadata": "read", "contents": "write"}},
		{[]int64{99}, map[string]string{"metadata": "read", "contents": "write"}},
	}
	if got := f.minted(); !reflect.DeepEqual(got, want) {
		t.Errorf("minted %v\nwant   %v", got, want)
	}
}

func TestRevokeEndsThePushTokenItself(t *testing.T) {
	f, c := newFake(t)
	var revoked string
	f.handle("DELETE /installation/token", func(w http.ResponseWriter, r *http.Request) {
		revoked = r.Header.Get("Authorization")
		w.WriteHeader(http.StatusNoContent)
	})
	push, revoke, err := c.PushToken(t.Context(), inst, repo)
	if err != nil {
		t.Fatal(err)
	}
	if err := revoke(t.Context()); err != nil || revoked != "token "+push.Reveal() {
		t.Errorf("revoked %q, %v", revoked, err)
	}
}

func TestTokensPrintRedacted(t *testing.T) {
	token := Token{secret: "ghs_7_a.b-c"}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb, token)
		fmt.Fprintf(&out, verb, &token)
		fmt.Fprintf(&out, verb, struct{ T Token }{token})
	}
	text, err := json.Marshal(map[string]any{"t": token, "p": &token})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(text)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "token", token, "in", struct{ T Token }{token})
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "token", token, "in", struct{ T Token }{token})
	if strings.Contains(out.String(), "ghs_") || strings.Contains(out.String(), "6768735f") {
		t.Errorf("the token shows: %s", &out)
	}
	if !strings.Contains(out.String(), redacted) {
		t.Errorf("nothing says it was redacted: %s", &out)
	}
}

// A token revoked early is not kept for the rest of its hour.
func TestRefusedTokenIsMintedAnew(t *testing.T) {
	f, c := newFake(t)
	f.handle("GET /repos/acme/billing/issues/3", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.Header.Get("Authorization"), "-1") {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, `{"id":1,"number":3}`)
	})
	if _, err := c.Issue(t.Context(), inst, repo, 3); CodeOf(err) != CodeUnauthorized {
		t.Errorf("first: %v", err)
	}
	if _, err := c.Issue(t.Context(), inst, repo, 3); err != nil {
		t.Errorf("second: %v", err)
	}
}

func TestNoTokenForAnUnknownRepository(t *testing.T) {
	f, c := newFake(t)
	nowhere := repo
	nowhere.ID = 0
	if _, err := c.Issue(t.Context(), inst, nowhere, 3); CodeOf(err) != CodeInvalid {
		t.Errorf("repository without id: %v", err)
	}
	if _, err := c.Issue(t.Context(), 0, repo, 3); CodeOf(err) != CodeInvalid {
		t.Errorf("no installation: %v", err)
	}
	if m := f.minted(); len(m) != 0 {
		t.Errorf("minted %v: it would reach every repository", m)
	}
}

func TestConfigNamesEveryFault(t *testing.T) {
	_, err := New(Config{})
	if err == nil {
		t.Fatal("an empty configuration was taken")
	}
	for _, want := range []string{"api url", "app id", "private key", "logger"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q does not name %q", err, want)
		}
	}
	var c Config
	c.GitHub.V3APIURL, c.GitHub.App.IntegrationID, c.Logger = "http://localhost/api/v3", 7, slog.New(slog.DiscardHandler)
	c.GitHub.App.PrivateKey = "not a key"
	if _, err := New(c); err == nil || strings.Contains(err.Error(), "not a key") {
		t.Errorf("key without content: %v", err)
	}
}
