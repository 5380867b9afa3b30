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

func repository(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadMetadata)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Repository(repo, c.Actor) })
}

func editRepository(c *call.Call) error {
	var in struct {
		Description   *string
		Private       *bool
		DefaultBranch *string `json:"default_branch"`
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	repo, err := c.Service.EditRepository(c.Context(), c.Actor, c.Repo(), service.RepositoryChange(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Repository(repo, c.Actor) })
}

// people lists everybody with a role in the repository.
func people(p shape.Printer, repo state.Repository) []state.User {
	return p.Data.Users.Where(func(u state.User) bool { return identity.Role(p.Data, u, repo) > state.RoleNone })
}

func collaborators(c *call.Call) error {
	repo, err := c.Service.Repository(c.Actor, c.Repo(), identity.ReadMetadata)
	if err != nil {
		return err
	}
	if c.Actor.Anonymous() {
		return refusal.Unauthorized("Requires authentication")
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(call.Page(c, people(p, repo)), func(u state.User) shape.Object {
			return p.Collaborator(u, identity.Role(p.Data, u, repo))
		})
	})
}

// person is the repository in the path, the account named in it and the account's role there.
func person(c *call.Call) (repo state.Repository, user state.User, role state.Role, err error) {
	if repo, err = c.Service.Repository(c.Actor, c.Repo(), identity.ReadMetadata); err != nil {
		return repo, user, role, err
	}
	if user, err = account(c); err != nil {
		return repo, user, role, err
	}
	err = c.Service.View(func(d *state.Data, _ shape.Printer) error {
		role = identity.Role(d, user, repo)
		return nil
	})
	return repo, user, role, err
}

func isCollaborator(c *call.Call) error {
	_, _, role, err := person(c)
	if err != nil {
		return err
	}
	if role <= state.RoleNone {
		return refusal.NotFound()
	}
	return c.Done()
}

func permission(c *call.Call) error {
	_, user, role, err := person(c)
	if err != nil {
		return err
	}
	if c.Actor.Anonymous() {
		return refusal.Unauthorized("Requires authentication")
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Permission(user, role) })
}

func addCollaborator(c *call.Call) error {
	in := struct{ Permission string }{Permission: "push"}
	if err := c.Read(&in); err != nil {
		return err
	}
	role, err := state.ParseRole(in.Permission)
	if err != nil {
		return refusal.Invalid(refusal.Field{Resource: "Repository", Field: "permission", Code: "invalid", Value: in.Permission})
	}
	return setCollaborator(c, role)
}

func removeCollaborator(c *call.Call) error { return setCollaborator(c, state.RoleNone) }

func setCollaborator(c *call.Call, role state.Role) error {
	if err := c.Service.SetCollaborator(c.Context(), c.Actor, c.Repo(), c.Param("login"), role); err != nil {
		return err
	}
	return c.Done()
}
