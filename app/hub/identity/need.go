package identity

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Need is what an operation asks of its actor.
type Need int

// The needs of all operations; rule says what each means.
const (
	NeedUnknown Need = iota
	ReadMetadata
	ReadContents
	WriteContents
	ReadIssues
	ReadConversation // of a pull request: issues or pull requests, either permission will do
	WriteIssues
	TriageIssues
	EditIssues
	WriteConversation
	TriageConversation
	EditConversation
	ReadPulls
	WritePulls
	EditPulls
	ReadChecks
	WriteChecks
	ReadStatuses
	WriteStatuses
	Administer
	ReadMembers // of an organization's teams
	WriteMembers
)

// scope is a permission of an installation token.
type scope struct{ name, level string }

// rule is what satisfies a need: for people a role, for installations any one of the scopes.
type rule struct {
	role    state.Role
	scopes  []scope
	appOnly bool
}

func (n Need) rule() rule {
	issues, pulls := scope{"issues", "read"}, scope{"pull_requests", "read"}
	issuesW, pullsW := scope{"issues", "write"}, scope{"pull_requests", "write"}
	switch n {
	case ReadMetadata:
		return rule{role: state.RoleRead, scopes: []scope{{"metadata", "read"}}}
	case ReadContents:
		return rule{role: state.RoleRead, scopes: []scope{{"contents", "read"}}}
	case WriteContents:
		return rule{role: state.RoleWrite, scopes: []scope{{"contents", "write"}}}
	case ReadIssues:
		return rule{role: state.RoleRead, scopes: []scope{issues}}
	case ReadConversation:
		return rule{role: state.RoleRead, scopes: []scope{issues, pulls}}
	case WriteIssues:
		return rule{role: state.RoleRead, scopes: []scope{issuesW}}
	case TriageIssues:
		return rule{role: state.RoleTriage, scopes: []scope{issuesW}}
	case EditIssues:
		return rule{role: state.RoleWrite, scopes: []scope{issuesW}}
	case WriteConversation:
		return rule{role: state.RoleRead, scopes: []scope{issuesW, pullsW}}
	case TriageConversation:
		return rule{role: state.RoleTriage, scopes: []scope{issuesW, pullsW}}
	case EditConversation:
		return rule{role: state.RoleWrite, scopes: []scope{issuesW, pullsW}}
	case ReadPulls:
		return rule{role: state.RoleRead, scopes: []scope{pulls}}
	case WritePulls:
		return rule{role: state.RoleRead, scopes: []scope{pullsW}}
	case EditPulls:
		return rule{role: state.RoleWrite, scopes: []scope{pullsW}}
	case ReadChecks:
		return rule{role: state.RoleRead, scopes: []scope{{"checks", "read"}}}
	case WriteChecks:
		return rule{role: state.RoleWrite, scopes: []scope{{"checks", "write"}}, appOnly: true}
	case ReadStatuses:
		return rule{role: state.RoleRead, scopes: []scope{{"statuses", "read"}}}
	case WriteStatuses:
		return rule{role: state.RoleWrite, scopes: []scope{{"statuses", "write"}}}
	case Administer:
		return rule{role: state.RoleAdmin, scopes: []scope{{"administration", "write"}}}
	case ReadMembers:
		return rule{role: state.RoleRead, scopes: []scope{{"members", "read"}}}
	case WriteMembers:
		return rule{role: state.RoleAdmin, scopes: []scope{{"members", "write"}}}
	}
	return rule{role: state.RoleAdmin, appOnly: true}
}

// Check refuses what the actor may not do in the repository: 404 where they may not even look.
func Check(d *state.Data, a Actor, repo state.Repository, need Need) error {
	r := need.rule()
	if a.Installation() {
		return checkInstallation(d, a, repo, r)
	}
	role := Effective(d, a.User, repo)
	if role < state.RoleRead {
		return refusal.NotFound()
	}
	switch {
	case r.appOnly:
		return refusal.Forbidden("You must authenticate via a GitHub App.")
	case a.Anonymous() && need.writes():
		return refusal.Unauthorized("Requires authentication")
	case role < r.role:
		return refusal.Forbidden("Must have admin rights to Repository.")
	}
	return nil
}

// CheckOrganization refuses what the actor may not do in an organization. A person's role is the one they
// have in every repository.
func CheckOrganization(d *state.Data, a Actor, org state.User, need Need) error {
	r := need.rule()
	if a.Installation() {
		if i, ok := d.Installations.Get(a.Token.InstallationID); !ok || i.AccountID != org.ID {
			return refusal.NotFound()
		}
		return granted(a, r)
	}
	switch {
	case a.Anonymous():
		return refusal.Unauthorized("Requires authentication")
	case a.User.Role < r.role:
		return refusal.Forbidden("Must be an organization admin.")
	}
	return nil
}

func checkInstallation(d *state.Data, a Actor, repo state.Repository, r rule) error {
	if !a.Reaches(d, repo) {
		return refusal.NotFound()
	}
	return granted(a, r)
}

// granted refuses an installation whose token holds none of the rule's scopes.
func granted(a Actor, r rule) error {
	var accepted []string
	for _, s := range r.scopes {
		if Grants(a.Token.Permissions, s.name, s.level) {
			return nil
		}
		accepted = append(accepted, s.name+"="+s.level)
	}
	return refusal.NotIntegration(strings.Join(accepted, "; "))
}

func (n Need) writes() bool {
	for _, s := range n.rule().scopes {
		if s.level == "write" {
			return true
		}
	}
	return false
}

// Grants reports whether the permissions hold the named one at the level or above.
func Grants(permissions map[string]string, name, level string) bool {
	if name == "metadata" && level == "read" {
		return true
	}
	return levelRank(permissions[name]) >= levelRank(level)
}

func levelRank(level string) int {
	switch level {
	case "read":
		return 1
	case "write":
		return 2
	case "admin":
		return 3
	}
	return 0
}
