package state

import "fmt"

// Role is what a person may do in a repository, each including the ones before it.
type Role int

// Roles in rising order. RoleUnknown means that nothing was said.
const (
	RoleUnknown Role = iota
	RoleNone
	RoleRead
	RoleTriage
	RoleWrite
	RoleMaintain
	RoleAdmin
)

// ParseRole reads GitHub's role names; REST's pull and push stand for read and write.
func ParseRole(name string) (Role, error) {
	switch name {
	case "none":
		return RoleNone, nil
	case "read", "pull":
		return RoleRead, nil
	case "triage":
		return RoleTriage, nil
	case "write", "push":
		return RoleWrite, nil
	case "maintain":
		return RoleMaintain, nil
	case "admin":
		return RoleAdmin, nil
	}
	return RoleUnknown, fmt.Errorf("unknown permission %q: want admin, maintain, write, triage, read or none", name)
}

// String is the role's name at GitHub.
func (r Role) String() string {
	return [...]string{"unknown", "none", "read", "triage", "write", "maintain", "admin"}[r]
}

// Coarse is the role in the four old words: admin, write, read, none.
func (r Role) Coarse() string {
	switch r {
	case RoleMaintain:
		return RoleWrite.String()
	case RoleTriage:
		return RoleRead.String()
	case RoleUnknown:
		return RoleNone.String()
	}
	return r.String()
}

// MarshalText writes the role's name.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (r *Role) UnmarshalText(text []byte) (err error) {
	if string(text) == RoleUnknown.String() {
		*r = RoleUnknown
		return nil
	}
	*r, err = ParseRole(string(text))
	return err
}
