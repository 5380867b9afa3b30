package service

import (
	"context"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// TeamPath names a team as ORGANIZATION/SLUG.
type TeamPath struct{ Org, Slug string }

// NewTeam describes a team to make.
type NewTeam struct{ Org, Name, Description string }

// CreateTeam makes a team without members.
func (s *Service) CreateTeam(ctx context.Context, a identity.Actor, n NewTeam) (team state.Team, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		org, err := organization(t.Data, a, n.Org, identity.WriteMembers)
		if err != nil {
			return err
		}
		slug := slugOf(n.Name)
		if slug == "" {
			return refusal.Missing("Team", "name")
		}
		if _, taken := t.TeamBySlug(org.ID, slug); taken {
			return refusal.Invalid(refusal.Field{Resource: "Team", Field: "name", Code: "custom", Message: "Name must be unique for this org"})
		}
		team = state.Team{ID: t.NextID(), OwnerID: org.ID, Name: n.Name, Slug: slug, Description: n.Description, CreatedAt: t.now}
		t.Teams.Put(team)
		return nil
	})
	return team, err
}

// slugOf is a name in small letters, with a hyphen for all between words.
func slugOf(name string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
	}), "-")
}

// Team finds a team that the actor may see.
func (s *Service) Team(a identity.Actor, path TeamPath) (team state.Team, err error) {
	err = s.View(func(d *state.Data, _ shape.Printer) error {
		team, err = openTeam(d, a, path, identity.ReadMembers)
		return err
	})
	return team, err
}

// Membership finds a person's place in a team.
func (s *Service) Membership(a identity.Actor, path TeamPath, login string) (member state.TeamMember, err error) {
	err = s.View(func(d *state.Data, _ shape.Printer) error {
		team, err := openTeam(d, a, path, identity.ReadMembers)
		if err != nil {
			return err
		}
		user, _ := d.UserByLogin(login)
		var ok bool
		if member, ok = d.Member(team.ID, user.ID); !ok {
			return refusal.NotFound()
		}
		return nil
	})
	return member, err
}

// SetMembership puts a person into a team, or takes them out when role is empty. Everybody on the hub
// counts as a member of every organization, so nobody has to accept an invitation.
func (s *Service) SetMembership(ctx context.Context, a identity.Actor, path TeamPath, login, role string) (member state.TeamMember, err error) {
	err = s.update(ctx, a, func(t *tx) error {
		team, err := openTeam(t.Data, a, path, identity.WriteMembers)
		if err != nil {
			return err
		}
		user, ok := t.UserByLogin(login)
		if !ok || user.Type != state.TypeUser {
			return refusal.NotFound()
		}
		if member, ok = t.Member(team.ID, user.ID); !ok {
			member = state.TeamMember{ID: t.NextID(), TeamID: team.ID, UserID: user.ID}
		}
		if role == "" {
			t.TeamMembers.Delete(member.ID)
			return nil
		}
		member.Role = role
		t.TeamMembers.Put(member)
		return nil
	})
	return member, err
}

func openTeam(d *state.Data, a identity.Actor, path TeamPath, need identity.Need) (state.Team, error) {
	org, err := organization(d, a, path.Org, need)
	if err != nil {
		return state.Team{}, err
	}
	team, ok := d.TeamBySlug(org.ID, path.Slug)
	if !ok {
		return team, refusal.NotFound()
	}
	return team, nil
}

func organization(d *state.Data, a identity.Actor, login string, need identity.Need) (state.User, error) {
	org, ok := d.UserByLogin(login)
	if !ok || org.Type != state.TypeOrganization {
		return org, refusal.NotFound()
	}
	return org, identity.CheckOrganization(d, a, org, need)
}
