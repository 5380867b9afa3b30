package rest

import (
	"net/http"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/hooks"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func (a *api) app(c *call.Call) error {
	app := c.Service.App()
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return p.App(app).With(shape.Object{"installations_count": len(allInstallations(p))})
	})
}

func allInstallations(p shape.Printer) []state.Installation {
	return p.Data.Installations.Where(func(state.Installation) bool { return true })
}

func installations(c *call.Call) error {
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(call.Page(c, allInstallations(p)), p.Installation)
	})
}

// showInstallation answers with the installation that find knows.
func showInstallation(c *call.Call, find func(*state.Data) (state.Installation, bool)) error {
	var shown shape.Object
	err := c.Service.View(func(d *state.Data, p shape.Printer) error {
		found, ok := find(d)
		if !ok {
			return refusal.NotFound()
		}
		shown = p.Installation(found)
		return nil
	})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, shown)
}

func installation(c *call.Call) error {
	return showInstallation(c, func(d *state.Data) (state.Installation, bool) { return d.Installations.Get(c.Int("id")) })
}

func installationOfRepository(c *call.Call) error {
	return showInstallation(c, func(d *state.Data) (state.Installation, bool) {
		repo, ok := d.RepositoryByName(c.Param("owner"), c.Param("repo"))
		if !ok {
			return state.Installation{}, false
		}
		return d.InstallationOf(repo.OwnerID)
	})
}

func installationOfAccount(c *call.Call) error {
	return showInstallation(c, func(d *state.Data) (state.Installation, bool) {
		account, ok := d.UserByLogin(c.Param("login"))
		if !ok {
			return state.Installation{}, false
		}
		return d.InstallationOf(account.ID)
	})
}

func mintToken(c *call.Call) error {
	var in struct {
		Repositories  []string
		RepositoryIDs []int64 `json:"repository_ids"`
		Permissions   map[string]string
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	token, text, err := c.Service.MintToken(c.Context(), c.Int("id"), service.TokenRequest(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.InstallationToken(token, text) })
}

func revokeToken(c *call.Call) error {
	if err := c.Service.RevokeToken(c.Context(), c.Actor); err != nil {
		return err
	}
	return c.Done()
}

func installationRepositories(c *call.Call) error {
	if !c.Actor.Installation() {
		return refusal.Forbidden("You must authenticate with an installation access token in order to list repositories for an installation.")
	}
	repos, err := visible(c, func(state.Repository) bool { return true })
	if err != nil {
		return err
	}
	selection := "all"
	if c.Actor.Token.RepositoryIDs != nil {
		selection = "selected"
	}
	page := call.Page(c, repos)
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.Object{
			"total_count": len(repos), "repository_selection": selection,
			"repositories": shape.List(page, func(r state.Repository) shape.Object { return p.Repository(r, c.Actor) }),
		}
	})
}

func (a *api) hookConfig(c *call.Call) error {
	app := c.Service.App()
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.HookConfig(app) })
}

func editHookConfig(c *call.Call) error {
	var in struct {
		URL         *string
		ContentType *string `json:"content_type"`
		Secret      *string
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	app, err := c.Service.SetHook(c.Context(), service.Hook(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.HookConfig(app) })
}

func (a *api) deliveries(c *call.Call) error {
	status := c.Query("status", "")
	if status != "" && status != "success" && status != "failure" {
		return refusal.Unprocessable("Invalid status filter.")
	}
	before, err := strconv.ParseInt(c.Query("cursor", "0"), 10, 64)
	if err != nil {
		return refusal.BadRequest("Invalid cursor")
	}
	list, err := a.Deliveries.List(hooks.Filter{Status: status, Before: before})
	if err != nil {
		return err
	}
	if size := c.PageSize(); len(list) > size {
		list = list[:size]
		c.NextCursor(strconv.FormatInt(list[size-1].ID, 10))
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return shape.List(list, p.Delivery) })
}

func (a *api) delivery(c *call.Call) error {
	delivery, err := a.Deliveries.Get(c.Int("id"))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.DeliveryDetail(delivery) })
}

func (a *api) redeliver(c *call.Call) error {
	if err := a.Deliveries.Redeliver(c.Int("id")); err != nil {
		return err
	}
	return c.JSON(http.StatusAccepted, shape.Object{})
}
