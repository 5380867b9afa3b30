// Package session remembers in a signed cookie who is signed in, and binds forms to that.
//
// In come requests, out go sessions; nothing is stored, so a restart loses nothing. A cookie holds the
// user's id, its expiry and a nonce under an HMAC. The token of a form is another HMAC over the same
// value: nobody without the cookie can know it.
package session

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// life is how long somebody stays signed in.
const life = 30 * 24 * time.Hour

// Config is what sessions are made with; all fields are required.
type Config struct {
	Secret []byte // 16 bytes or more
	Cookie string // cookies do not know ports: hubs on one machine need different names
	Now    func() time.Time
}

// Keeper starts and reads sessions.
type Keeper struct{ Config }

// New returns a keeper of sessions.
func New(c Config) (*Keeper, error) {
	if len(c.Secret) < 16 {
		return nil, fmt.Errorf("make sessions: secret of %d bytes, want 16 or more", len(c.Secret))
	}
	return &Keeper{c}, nil
}

// Session is one browser's cookie; UserID is zero while nobody is signed in.
type Session struct {
	UserID int64
	value  string
}

// Read finds the request's session; a missing, forged or expired cookie is the zero session.
func (k *Keeper) Read(r *http.Request) Session {
	cookie, err := r.Cookie(k.Cookie)
	if err != nil {
		return Session{}
	}
	value, mac, _ := cutLast(cookie.Value)
	if !hmac.Equal([]byte(mac), []byte(k.sign("session", value))) {
		return Session{}
	}
	parts := strings.Split(value, ".")
	if len(parts) != 3 {
		return Session{}
	}
	user, errUser := strconv.ParseInt(parts[0], 10, 64)
	expires, errExpires := strconv.ParseInt(parts[1], 10, 64)
	if errUser != nil || errExpires != nil || !k.Now().Before(time.Unix(expires, 0)) {
		return Session{}
	}
	return Session{UserID: user, value: value}
}

// Start gives the browser a new session of the user, zero for nobody.
func (k *Keeper) Start(w http.ResponseWriter, userID int64) Session {
	expires := k.Now().Add(life)
	s := Session{UserID: userID, value: fmt.Sprintf("%d.%d.%s", userID, expires.Unix(), rand.Text())}
	http.SetCookie(w, &http.Cookie{
		Name: k.Cookie, Value: s.value + "." + k.sign("session", s.value), Path: "/", Expires: expires,
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	return s
}

// Started reports whether the browser has a session at all.
func (s Session) Started() bool { return s.value != "" }

// Token is what forms of the session carry.
func (k *Keeper) Token(s Session) string { return k.sign("form", s.value) }

// Valid reports whether a form's token belongs to the session.
func (k *Keeper) Valid(s Session, token string) bool {
	return s.Started() && hmac.Equal([]byte(token), []byte(k.Token(s)))
}

func (k *Keeper) sign(purpose, value string) string {
	mac := hmac.New(sha256.New, k.Secret)
	mac.Write([]byte(purpose + "\x00" + value))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

func cutLast(text string) (before, after string, ok bool) {
	i := strings.LastIndexByte(text, '.')
	if i < 0 {
		return "", "", false
	}
	return text[:i], text[i+1:], true
}
