package session_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/session"
)

func keeper(t *testing.T, secret string, now *time.Time) *session.Keeper {
	t.Helper()
	k, err := session.New(session.Config{Secret: []byte(secret), Cookie: "hub", Now: func() time.Time { return *now }})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func request(value string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: "hub", Value: value})
	return r
}

func TestSession(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	k := keeper(t, "0123456789abcdef", &now)
	answer := httptest.NewRecorder()
	started := k.Start(answer, 42)
	cookie := answer.Result().Cookies()[0]
	if !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" {
		t.Errorf("cookie %+v", cookie)
	}
	read := k.Read(request(cookie.Value))
	if read.UserID != 42 || !k.Valid(read, k.Token(started)) {
		t.Errorf("read %+v, token valid %v", read, k.Valid(read, k.Token(started)))
	}
	other := k.Start(httptest.NewRecorder(), 42)
	if k.Valid(other, k.Token(started)) {
		t.Error("a token of one session is valid in another")
	}
	if k.Valid(session.Session{}, k.Token(session.Session{})) {
		t.Error("a token is valid without a session")
	}
	for name, value := range map[string]string{
		"other user": strings.Replace(cookie.Value, "42.", "43.", 1),
		"form token": "42.9999999999.x." + k.Token(started),
		"no mac":     cookie.Value[:strings.LastIndexByte(cookie.Value, '.')],
		"empty":      "",
		"other secrets": func() string {
			a := httptest.NewRecorder()
			keeper(t, "fedcba9876543210", &now).Start(a, 42)
			return a.Result().Cookies()[0].Value
		}(),
	} {
		if got := k.Read(request(value)); got.Started() {
			t.Errorf("%s: read %+v", name, got)
		}
	}
	now = now.Add(31 * 24 * time.Hour)
	if got := k.Read(request(cookie.Value)); got.Started() {
		t.Errorf("expired: read %+v", got)
	}
	if _, err := session.New(session.Config{Secret: []byte("short")}); err == nil {
		t.Error("a short secret is accepted")
	}
}
