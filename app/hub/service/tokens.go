package service

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// tokenLife is how long an installation token lives.
const tokenLife = time.Hour

// TokenRequest narrows an installation token; empty fields do not.
type TokenRequest struct {
	Repositories  []string
	RepositoryIDs []int64
	Permissions   map[string]string
}

// MintToken makes an installation token and returns its text, which is not kept.
func (s *Service) MintToken(ctx context.Context, installationID int64, r TokenRequest) (token state.Token, text string, err error) {
	err = s.update(ctx, identity.Actor{}, func(t *tx) error {
		installation, ok := t.Installations.Get(installationID)
		if !ok {
			return refusal.NotFound()
		}
		repositories, err := t.tokenRepositories(installation, r)
		if err != nil {
			return err
		}
		permissions, err := narrow(installation.Permissions, r.Permissions)
		if err != nil {
			return err
		}
		expires := t.now.Add(tokenLife)
		text, err = identity.NewInstallationToken(s.Key, installation.AppID, installation.ID, expires)
		if err != nil {
			return err
		}
		t.forgetExpired()
		token = state.Token{
			ID: t.NextID(), Digest: identity.Digest(text), InstallationID: installation.ID,
			Permissions: permissions, RepositoryIDs: repositories, ExpiresAt: expires,
		}
		t.Tokens.Put(token)
		return nil
	})
	return token, text, err
}

// RevokeToken ends the installation token that the actor used.
func (s *Service) RevokeToken(ctx context.Context, a identity.Actor) error {
	if !a.Installation() {
		return refusal.Forbidden("This endpoint requires an installation access token.")
	}
	return s.update(ctx, a, func(t *tx) error {
		t.Tokens.Delete(a.Token.ID)
		return nil
	})
}

func (t *tx) forgetExpired() {
	for _, old := range t.Tokens.Where(func(o state.Token) bool { return !t.now.Before(o.ExpiresAt) }) {
		t.Tokens.Delete(old.ID)
	}
}

func (t *tx) tokenRepositories(i state.Installation, r TokenRequest) ([]int64, error) {
	if len(r.Repositories) == 0 && len(r.RepositoryIDs) == 0 {
		return nil, nil
	}
	ids := []int64{}
	for repo := range t.Repositories.All() {
		named := slices.ContainsFunc(r.Repositories, func(name string) bool { return strings.EqualFold(name, repo.Name) })
		if repo.OwnerID == i.AccountID && (named || slices.Contains(r.RepositoryIDs, repo.ID)) {
			ids = append(ids, repo.ID)
		}
	}
	if len(ids) < max(len(r.Repositories), len(r.RepositoryIDs)) {
		return nil, refusal.Unprocessable("There is at least one repository that does not exist or is not accessible to the parent installation.")
	}
	return ids, nil
}

func narrow(granted, asked map[string]string) (map[string]string, error) {
	if len(asked) == 0 {
		return granted, nil
	}
	permissions := map[string]string{"metadata": "read"}
	for name, level := range asked {
		if level != "read" && level != "write" && level != "admin" {
			return nil, refusal.Unprocessable(fmt.Sprintf("Invalid permission level %q for %q.", level, name))
		}
		if !identity.Grants(granted, name, level) {
			return nil, refusal.Unprocessable("The permissions requested are not granted to this installation.")
		}
		permissions[name] = level
	}
	return permissions, nil
}
