package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Who says who may start, steer and approve.
type Who struct {
	Start    Group `json:"start"`
	Steer    Group `json:"steer"`
	Approve  Group `json:"approve"`
	FourEyes bool  `json:"four_eyes"` // whoever started a goal does not approve in it
}

// Group is a circle of people: everybody with the permission, and when users
// or teams are named, of those only they. A name never gives a permission that
// GitHub does not give.
type Group struct {
	Permission app.Permission `json:"permission"` // write or admin, or more
	Users      []string       `json:"users,omitzero"`
	Teams      []string       `json:"teams,omitzero"` // slugs of the owner's teams
}

// Person is who acts, as GitHub answers at that moment. Teams are those of the
// policy's team names that the person belongs to.
type Person struct {
	app.User
	Permission app.Permission
	Teams      []string
}

// Teams are the names whose members the caller has to look up.
func (w Who) Teams() []string {
	all := slices.Concat(w.Start.Teams, w.Steer.Teams, w.Approve.Teams)
	slices.Sort(all)
	return slices.Compact(all)
}

// MayStart tells whether a person may start goals, and if not, why.
func (p Policy) MayStart(who Person) (ok bool, why string) { return p.Who.Start.admits(who) }

// MaySteer tells whether a person's text may reach the agent, and if not, why.
func (p Policy) MaySteer(who Person) (ok bool, why string) { return p.Who.Steer.admits(who) }

// MayApprove tells whether a person may approve in a goal that these people
// started, and if not, why.
func (p Policy) MayApprove(who Person, startedBy ...app.User) (ok bool, why string) {
	if p.Who.FourEyes && slices.ContainsFunc(startedBy, func(u app.User) bool { return same(who.User, u) }) {
		return false, who.Login + " started the goal, and the policy asks for a second person (who.four_eyes)"
	}
	return p.Who.Approve.admits(who)
}

// same is careful on both sides: ids outlive names, and a name alone may be
// all that is known.
func same(a, b app.User) bool {
	return a.ID != 0 && a.ID == b.ID || a.Login != "" && strings.EqualFold(a.Login, b.Login)
}

func (g Group) admits(who Person) (bool, string) {
	enough := who.Permission.CanWrite()
	if g.Permission != app.PermissionWrite {
		enough = who.Permission == app.PermissionAdmin
	}
	switch {
	case !enough:
		return false, fmt.Sprintf("%s lacks %s permission", who.Login, g.Permission)
	case len(g.Users)+len(g.Teams) == 0, contains(g.Users, who.Login):
		return true, ""
	}
	for _, team := range who.Teams {
		if contains(g.Teams, team) {
			return true, ""
		}
	}
	return false, who.Login + " is not among the people the policy names"
}

// contains compares as GitHub does: without regard to case.
func contains(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}
