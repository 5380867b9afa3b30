package rest

import (
	"net/http"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func teamPath(c *call.Call) service.TeamPath {
	return service.TeamPath{Org: c.Param("org"), Slug: c.Param("slug")}
}

func showAsTeam(c *call.Call, status int, team state.Team) error {
	return c.Show(status, func(p shape.Printer) any { return p.Team(team) })
}

func createTeam(c *call.Call) error {
	var in struct{ Name, Description string }
	if err := c.Read(&in); err != nil {
		return err
	}
	team, err := c.Service.CreateTeam(c.Context(), c.Actor, service.NewTeam{Org: c.Param("org"), Name: in.Name, Description: in.Description})
	if err != nil {
		return err
	}
	return showAsTeam(c, http.StatusCreated, team)
}

func showTeam(c *call.Call) error {
	team, err := c.Service.Team(c.Actor, teamPath(c))
	if err != nil {
		return err
	}
	return showAsTeam(c, http.StatusOK, team)
}

func showMembership(c *call.Call, m state.TeamMember, err error) error {
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.Membership(m) })
}

func membership(c *call.Call) error {
	m, err := c.Service.Membership(c.Actor, teamPath(c), c.Param("login"))
	return showMembership(c, m, err)
}

func setMembership(c *call.Call) error {
	in := struct{ Role string }{Role: "member"}
	if err := c.Read(&in); err != nil {
		return err
	}
	if in.Role != "member" && in.Role != "maintainer" {
		return refusal.Invalid(refusal.Field{Resource: "TeamMember", Field: "role", Code: "invalid", Value: in.Role})
	}
	m, err := c.Service.SetMembership(c.Context(), c.Actor, teamPath(c), c.Param("login"), in.Role)
	return showMembership(c, m, err)
}

func removeMembership(c *call.Call) error {
	if _, err := c.Service.SetMembership(c.Context(), c.Actor, teamPath(c), c.Param("login"), ""); err != nil {
		return err
	}
	return c.Done()
}
