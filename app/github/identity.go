package github

import (
	"context"
	"net/url"
	"strings"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Permission asks what login may do in the repository now. Somebody GitHub
// knows nothing of, an App among them, may do nothing.
func (c *Client) Permission(ctx context.Context, installation int64, repo app.Repo, login string) (app.Permission, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return app.PermissionNone, err
	}
	if !isLogin(login) {
		return app.PermissionNone, nil
	}
	level, _, err := h.Repositories.GetPermissionLevel(ctx, repo.Owner, repo.Name, url.PathEscape(login))
	err = h.fault(reads, err, "ask for %s's permission in %s", login, repo)
	switch {
	case err == nil:
		return permissionOf(level.GetPermission()), nil
	case CodeOf(err) == CodeNotFound:
		return app.PermissionNone, nil
	}
	return app.PermissionNone, err
}

// InTeam asks whether login belongs to a team of the repository's owner now. An
// invitation that nobody has accepted does not count, nor does a team that
// does not exist.
func (c *Client) InTeam(ctx context.Context, installation int64, repo app.Repo, slug, login string) (bool, error) {
	h, err := c.hold(installation, repo, purposeTeams)
	if err != nil {
		return false, err
	}
	if !isLogin(login) || !isLogin(slug) {
		return false, nil
	}
	m, _, err := h.Teams.GetTeamMembershipBySlug(ctx, repo.Owner, slug, url.PathEscape(login))
	err = h.fault(reads, err, "ask whether %s is in the team %s of %s", login, slug, repo.Owner)
	switch {
	case err == nil:
		return m.GetState() == "active", nil
	case CodeOf(err) == CodeNotFound:
		return false, nil
	}
	return false, err
}

// isLogin keeps everything out of the request's path that no login consists of.
func isLogin(s string) bool {
	name := strings.TrimSuffix(s, "[bot]")
	return name != "" && strings.Trim(name, loginLetters) == ""
}

const loginLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

func permissionOf(level string) app.Permission {
	switch level {
	case "admin":
		return app.PermissionAdmin
	case "write", "maintain":
		return app.PermissionWrite
	case "read", "triage":
		return app.PermissionRead
	}
	return app.PermissionNone
}

// Bot is the account our posts appear under. Its id, unlike the App's, is
// what comments and pull requests carry. It is asked for once.
func (c *Client) Bot(ctx context.Context) (app.User, error) {
	if bot, ok := c.knownBot(); ok {
		return bot, nil
	}
	all, err := c.Installations(ctx)
	if err != nil {
		return app.User{}, err
	}
	for _, i := range all {
		if !i.Suspended {
			return c.botThrough(ctx, i.ID)
		}
	}
	return app.User{}, &Error{Op: "find our own account", Code: CodeUnavailable, Message: "the App is installed nowhere"}
}

// holdAsBot is hold to talk, with who we are.
func (c *Client) holdAsBot(ctx context.Context, installation int64, repo app.Repo) (*held, app.User, error) {
	h, err := c.hold(installation, repo, purposeTalk)
	if err != nil {
		return nil, app.User{}, err
	}
	bot, err := c.botThrough(ctx, installation)
	return h, bot, err
}

// botThrough asks with an installation's token: a user is not shown to an App.
func (c *Client) botThrough(ctx context.Context, installation int64) (app.User, error) {
	if bot, ok := c.knownBot(); ok {
		return bot, nil
	}
	self, _, err := c.app.Apps.Get(ctx, "")
	if err != nil {
		return app.User{}, fault(reads, err, "read the App")
	}
	h, err := c.holdScope(scope{installation: installation, purpose: purposeLook})
	if err != nil {
		return app.User{}, err
	}
	login := self.GetSlug() + "[bot]"
	u, _, err := h.Users.Get(ctx, url.PathEscape(login))
	if err != nil {
		return app.User{}, h.fault(reads, err, "read user %s", login)
	}
	if u.GetID() == 0 {
		return app.User{}, &Error{Op: "read user " + login, Code: CodeUnavailable, Message: "the answer holds no id"}
	}
	bot := userOf(u)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bot = bot
	return bot, nil
}

func (c *Client) knownBot() (app.User, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bot, c.bot.ID != 0
}

// Installation is one account the App is installed on.
type Installation struct {
	ID        int64
	Account   app.User
	Suspended bool
}

// Installations lists where the App is installed.
func (c *Client) Installations(ctx context.Context) ([]Installation, error) {
	var out []Installation
	opts := &gh.ListOptions{PerPage: perPage}
	for range maxPages {
		page, answer, err := c.app.Apps.ListInstallations(ctx, opts)
		if err != nil {
			return nil, fault(reads, err, "list installations")
		}
		for _, i := range page {
			out = append(out, Installation{ID: i.GetID(), Account: userOf(i.GetAccount()), Suspended: i.SuspendedAt != nil})
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return out, nil
}

// Repositories lists what an installation lets us see.
func (c *Client) Repositories(ctx context.Context, installation int64) ([]app.Repo, error) {
	h, err := c.holdScope(scope{installation: installation, purpose: purposeLook})
	if err != nil {
		return nil, err
	}
	var out []app.Repo
	opts := &gh.ListOptions{PerPage: perPage}
	for range maxPages {
		page, answer, err := h.Apps.ListRepos(ctx, opts)
		if err != nil {
			return nil, h.fault(reads, err, "list repositories of installation %d", installation)
		}
		for _, r := range page.Repositories {
			out = append(out, repoOf(r))
		}
		if opts.Page = answer.NextPage; opts.Page == 0 {
			break
		}
	}
	return out, nil
}
