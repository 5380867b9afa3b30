// Package identity answers who is asking and what they may do.
//
// In come tokens and App JWTs, out go actors; Check holds an actor against the one table of needs.
// Tokens are kept in the state as digests; the App's private key is a file of the data directory,
// readable by its owner only. If the process dies here nothing is half done: keys are renamed into
// place, tokens are journalled before they are handed out.
package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Actor is who makes a request: nobody, a person, or an installation of the App acting as its bot.
type Actor struct {
	User  state.User
	Token *state.Token // set for an installation
}

// Anonymous reports whether nobody is signed in.
func (a Actor) Anonymous() bool { return a.User.ID == 0 }

// Installation reports whether the App acts through an installation token.
func (a Actor) Installation() bool { return a.Token != nil }

// Reaches reports whether the actor's token covers the repository; only installation tokens are limited.
func (a Actor) Reaches(d *state.Data, repo state.Repository) bool {
	if a.Token == nil {
		return true
	}
	installation, ok := d.Installations.Get(a.Token.InstallationID)
	if !ok || installation.AccountID != repo.OwnerID {
		return false
	}
	if a.Token.RepositoryIDs == nil {
		return true
	}
	for _, id := range a.Token.RepositoryIDs {
		if id == repo.ID {
			return true
		}
	}
	return false
}

// Authenticate finds the actor behind a user's or an installation's token.
func Authenticate(d *state.Data, token string, now time.Time) (Actor, error) {
	if strings.HasPrefix(token, "ghs_") {
		return authenticateInstallation(d, token, now)
	}
	user, ok := d.Users.First(func(u state.User) bool { return u.Token != "" && u.Token == token })
	if !ok {
		return Actor{}, refusal.BadCredentials()
	}
	return Actor{User: user}, nil
}

func authenticateInstallation(d *state.Data, token string, now time.Time) (Actor, error) {
	digest := Digest(token)
	found, ok := d.Tokens.First(func(t state.Token) bool { return t.Digest == digest })
	if !ok || !now.Before(found.ExpiresAt) {
		return Actor{}, refusal.BadCredentials()
	}
	installation, ok := d.Installations.Get(found.InstallationID)
	if !ok {
		return Actor{}, refusal.BadCredentials()
	}
	app, _ := d.Apps.Get(installation.AppID)
	bot, _ := d.Users.Get(app.BotID)
	return Actor{User: bot, Token: &found}, nil
}

// Digest is what the state keeps of an installation token.
func Digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
