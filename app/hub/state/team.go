package state

import "time"

// Team is a team of an organization.
type Team struct {
	ID          int64     `json:"id"`
	OwnerID     int64     `json:"owner_id"` // the organization
	Name        string    `json:"name"`
	Slug        string    `json:"slug"`
	Description string    `json:"description,omitempty"`
	CreatedAt   time.Time `json:"created_at"`
}

// Key is the team's id.
func (t Team) Key() int64 { return t.ID }

// TeamMember puts a person into a team.
type TeamMember struct {
	ID     int64  `json:"id"`
	TeamID int64  `json:"team_id"`
	UserID int64  `json:"user_id"`
	Role   string `json:"role"` // "member" or "maintainer"
}

// Key is the membership's id.
func (m TeamMember) Key() int64 { return m.ID }

// TeamBySlug finds a team of an organization.
func (d *Data) TeamBySlug(ownerID int64, slug string) (Team, bool) {
	return d.Teams.First(func(t Team) bool { return t.OwnerID == ownerID && t.Slug == slug })
}

// Member finds a person's place in a team.
func (d *Data) Member(teamID, userID int64) (TeamMember, bool) {
	return d.TeamMembers.First(func(m TeamMember) bool { return m.TeamID == teamID && m.UserID == userID })
}
