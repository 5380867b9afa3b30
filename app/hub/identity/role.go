package identity

import "github.com/goalkeeper-dev/goalkeeper/app/hub/state"

// Role is the person's granted role in the repository: the owner's, the one set there, or their usual one.
func Role(d *state.Data, user state.User, repo state.Repository) state.Role {
	if user.ID == 0 || user.Type != state.TypeUser {
		return state.RoleNone
	}
	if user.ID == repo.OwnerID {
		return state.RoleAdmin
	}
	set, ok := d.Collaborators.First(func(c state.Collaborator) bool {
		return c.RepositoryID == repo.ID && c.UserID == user.ID
	})
	if ok {
		return set.Role
	}
	return max(user.Role, state.RoleNone)
}

// Effective is what the person can do: everybody, signed in or not, reads a public repository.
func Effective(d *state.Data, user state.User, repo state.Repository) state.Role {
	role := Role(d, user, repo)
	if !repo.Private {
		return max(role, state.RoleRead)
	}
	return role
}
