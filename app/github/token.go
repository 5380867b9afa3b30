package github

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/bradleyfalzon/ghinstallation/v2"
	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Token is an installation token. It prints redacted, whatever the verb;
// Reveal is for the one place that hands it to git.
type Token struct{ secret string }

const redacted = "[token]"

// Reveal returns the secret: any length, with dots and hyphens.
func (t Token) Reveal() string { return t.secret }

// Format prints no token.
func (Token) Format(s fmt.State, _ rune) { io.WriteString(s, redacted) }

// MarshalText encodes no token.
func (Token) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue logs no token.
func (Token) LogValue() slog.Value { return slog.StringValue(redacted) }

// purpose is what a token is for; it holds nothing beyond.
type purpose string

const (
	purposeLook  purpose = "look"  // what is public to members: names, the bot itself
	purposeRead  purpose = "read"  // clone and read refs
	purposeWrite purpose = "write" // push
	purposeTalk  purpose = "talk"  // comments, reactions, issues, pull requests, checks
	purposeTeams purpose = "teams" // who belongs to a team
)

func (p purpose) permissions() *gh.InstallationPermissions {
	read, write := gh.String("read"), gh.String("write")
	switch p {
	case purposeRead:
		return &gh.InstallationPermissions{Metadata: read, Contents: read}
	case purposeWrite:
		return &gh.InstallationPermissions{Metadata: read, Contents: write}
	case purposeTalk:
		return &gh.InstallationPermissions{Metadata: read, Issues: write, PullRequests: write, Checks: write}
	case purposeTeams:
		return &gh.InstallationPermissions{Metadata: read, Members: read}
	}
	return &gh.InstallationPermissions{Metadata: read}
}

// scope is one token's reach; repository 0 is all of the installation's.
type scope struct {
	installation int64
	repository   int64
	purpose      purpose
}

func (s scope) options() *gh.InstallationTokenOptions {
	o := &gh.InstallationTokenOptions{Permissions: s.purpose.permissions()}
	if s.repository != 0 {
		o.RepositoryIDs = []int64{s.repository}
	}
	return o
}

// CloneToken returns a token that reads the repository's contents. It is
// shared, renewed before it expires, and good for at least a minute.
func (c *Client) CloneToken(ctx context.Context, installation int64, repo app.Repo) (Token, error) {
	h, err := c.hold(installation, repo, purposeRead)
	if err != nil {
		return Token{}, err
	}
	secret, err := h.transport.Token(ctx)
	if err != nil {
		return Token{}, h.fault(reads, err, "get token to read %s", repo)
	}
	return Token{secret: secret}, nil
}

// PushToken returns a token of its own that may push to the repository, and
// the call that ends its life. Revoke it when the push is over.
func (c *Client) PushToken(ctx context.Context, installation int64, repo app.Repo) (Token, func(context.Context) error, error) {
	s, err := scopeOf(installation, repo, purposeWrite)
	if err != nil {
		return Token{}, nil, err
	}
	minted, _, err := c.app.Apps.CreateInstallationToken(ctx, installation, s.options())
	if err != nil {
		return Token{}, nil, fault(reads, err, "get token to push to %s", repo)
	}
	t := Token{secret: minted.GetToken()}
	if t.secret == "" {
		return Token{}, nil, fault(reads, errors.New("the answer holds no token"), "get token to push to %s", repo)
	}
	return t, func(ctx context.Context) error { return c.revoke(ctx, installation, t) }, nil
}

func (c *Client) revoke(ctx context.Context, installation int64, t Token) error {
	bearer := &bearer{token: t, base: c.limits.of(installation, c.base)}
	_, err := c.rest(bearer).Apps.RevokeInstallationToken(ctx)
	return fault(writes, err, "revoke token")
}

type bearer struct {
	token Token
	base  http.RoundTripper
}

func (b *bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "token "+b.token.Reveal())
	return b.base.RoundTrip(r)
}

// held is a client with the token it holds.
type held struct {
	*gh.Client
	transport *ghinstallation.Transport
	drop      func()
}

// fault is the error of a call made with h. A token GitHub does not take any
// more is not kept.
func (h *held) fault(a access, err error, op string, args ...any) error {
	err = fault(a, err, op, args...)
	if CodeOf(err) == CodeUnauthorized {
		h.drop()
	}
	return err
}

const maxHeld = 1000 // clients kept; a busier server mints again

// hold returns the client of a scope.
func (c *Client) hold(installation int64, repo app.Repo, p purpose) (*held, error) {
	s, err := scopeOf(installation, repo, p)
	if err != nil {
		return nil, err
	}
	return c.holdScope(s)
}

func scopeOf(installation int64, repo app.Repo, p purpose) (scope, error) {
	if installation <= 0 || repo.ID <= 0 || repo.Owner == "" || repo.Name == "" {
		return scope{}, &Error{
			Op: "choose a token for " + repo.String(), Code: CodeInvalid,
			Message: "installation, repository id and name must be known",
		}
	}
	return scope{installation, repo.ID, p}, nil
}

func (c *Client) holdScope(s scope) (*held, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h := c.held[s]; h != nil {
		return h, nil
	}
	// Not shared: the library writes to it when it renews a token.
	jwt, err := ghinstallation.NewAppsTransport(c.limits.of(s.installation, c.base), c.appID, c.key)
	if err != nil {
		return nil, fmt.Errorf("read the App's key: %w", err)
	}
	jwt.BaseURL = c.api
	transport := ghinstallation.NewFromAppsTransport(jwt, s.installation)
	transport.InstallationTokenOptions = s.options()
	if len(c.held) >= maxHeld {
		clear(c.held)
	}
	h := &held{Client: c.rest(transport), transport: transport, drop: func() { c.forget(s) }}
	c.held[s] = h
	return h, nil
}
