package rest

import (
	"net/http"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func root(c *call.Call) error {
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.Object{
			"current_user_url": p.API() + "/user", "rate_limit_url": p.API() + "/rate_limit",
			"repository_url": p.API() + "/repos/{owner}/{repo}", "user_url": p.API() + "/users/{user}",
		}
	})
}

func meta(c *call.Call) error {
	return c.JSON(http.StatusOK, shape.Object{
		"verifiable_password_authentication": false, "installed_version": "3.17.0", "hooks": []string{"127.0.0.1/32"},
	})
}

func (a *api) rateLimit(c *call.Call) error {
	usage := a.server.Usage(c, 0)
	core := shape.Object{
		"limit": usage.Limit, "used": usage.Used, "remaining": usage.Remaining(), "reset": usage.Reset.Unix(),
	}
	return c.JSON(http.StatusOK, shape.Object{"resources": shape.Object{"core": core, "search": core}, "rate": core})
}

func ownUser(c *call.Call) error {
	switch {
	case c.Actor.Anonymous():
		return refusal.Unauthorized("Requires authentication")
	case c.Actor.Installation():
		return refusal.NotIntegration("")
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.OwnProfile(c.Actor.User) })
}

func account(c *call.Call) (user state.User, err error) {
	err = c.Service.View(func(d *state.Data, _ shape.Printer) error {
		var ok bool
		if user, ok = d.UserByLogin(c.Param("login")); !ok {
			return refusal.NotFound()
		}
		return nil
	})
	return user, err
}

func user(c *call.Call) error {
	user, err := account(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Profile(user) })
}

// visible lists the repositories that the caller may see and that match.
func visible(c *call.Call, match func(state.Repository) bool) (repos []state.Repository, err error) {
	err = c.Service.View(func(d *state.Data, _ shape.Printer) error {
		repos = d.Repositories.Where(func(r state.Repository) bool {
			return match(r) && identity.Check(d, c.Actor, r, identity.ReadMetadata) == nil
		})
		return nil
	})
	return repos, err
}

func showRepositories(c *call.Call, match func(state.Repository) bool) error {
	repos, err := visible(c, match)
	if err != nil {
		return err
	}
	page := call.Page(c, repos)
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(page, func(r state.Repository) shape.Object { return p.Repository(r, c.Actor) })
	})
}

func ownRepositories(c *call.Call) error {
	if c.Actor.Anonymous() {
		return refusal.Unauthorized("Requires authentication")
	}
	return showRepositories(c, func(state.Repository) bool { return true })
}

func repositoriesOf(c *call.Call) error {
	owner, err := account(c)
	if err != nil {
		return err
	}
	return showRepositories(c, func(r state.Repository) bool { return r.OwnerID == owner.ID })
}

func createOwnRepository(c *call.Call) error { return createRepository(c, "") }

func createRepositoryOf(c *call.Call) error { return createRepository(c, c.Param("login")) }

func createRepository(c *call.Call, owner string) error {
	var in struct {
		Name        string
		Description string
		Private     bool
		Visibility  string
		AutoInit    bool `json:"auto_init"`
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	repo, err := c.Service.CreateRepository(c.Context(), c.Actor, service.NewRepository{
		Owner: owner, Name: in.Name, Description: in.Description, AutoInit: in.AutoInit,
		Private: in.Private || in.Visibility == "private",
	})
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.Repository(repo, c.Actor) })
}
