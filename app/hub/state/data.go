package state

import (
	"fmt"
	"strings"
)

// Data is the hub's tables. Ids come from one sequence, so an id names one thing of one kind only.
type Data struct {
	Apps           Table[App]
	Users          Table[User]
	Installations  Table[Installation]
	Tokens         Table[Token]
	Repositories   Table[Repository]
	Collaborators  Table[Collaborator]
	Teams          Table[Team]
	TeamMembers    Table[TeamMember]
	Labels         Table[Label]
	Issues         Table[Issue]
	IssueEvents    Table[IssueEvent]
	Comments       Table[Comment]
	Reactions      Table[Reaction]
	Reviews        Table[Review]
	ReviewComments Table[ReviewComment]
	CheckSuites    Table[CheckSuite]
	CheckRuns      Table[CheckRun]
	CommitStatuses Table[CommitStatus]
	Deliveries     Table[Delivery]

	lastID int64
	byName map[string]table
	order  []table
}

type table interface {
	attach(kind string, rec *recorder)
	replay(change) error
	snapshot() []change
}

// NextID takes the next id of the hub's one sequence. It may only be called inside Store.Update.
func (d *Data) NextID() int64 {
	d.lastID++
	return d.lastID
}

// UserByLogin finds an account by its name, letter case aside.
func (d *Data) UserByLogin(login string) (User, bool) {
	return d.Users.First(func(u User) bool { return strings.EqualFold(u.Login, login) })
}

// RepositoryByName finds OWNER/NAME, letter case aside.
func (d *Data) RepositoryByName(owner, name string) (Repository, bool) {
	account, ok := d.UserByLogin(owner)
	if !ok {
		return Repository{}, false
	}
	return d.Repositories.First(func(r Repository) bool {
		return r.OwnerID == account.ID && strings.EqualFold(r.Name, name)
	})
}

// InstallationOf finds the App's installation on an account.
func (d *Data) InstallationOf(accountID int64) (Installation, bool) {
	return d.Installations.First(func(i Installation) bool { return i.AccountID == accountID })
}

// IssueByNumber finds an issue or a pull request by its number in the repository.
func (d *Data) IssueByNumber(repositoryID int64, number int) (Issue, bool) {
	return d.Issues.First(func(i Issue) bool { return i.RepositoryID == repositoryID && i.Number == number })
}

// LabelByName finds a repository's label, letter case aside.
func (d *Data) LabelByName(repositoryID int64, name string) (Label, bool) {
	return d.Labels.First(func(l Label) bool {
		return l.RepositoryID == repositoryID && strings.EqualFold(l.Name, name)
	})
}

func (d *Data) attach(rec *recorder) {
	d.lastID = 1000
	d.byName = map[string]table{}
	for _, t := range []struct {
		kind string
		table
	}{
		{"app", &d.Apps},
		{"user", &d.Users},
		{"installation", &d.Installations},
		{"token", &d.Tokens},
		{"repository", &d.Repositories},
		{"collaborator", &d.Collaborators},
		{"team", &d.Teams},
		{"team_member", &d.TeamMembers},
		{"label", &d.Labels},
		{"issue", &d.Issues},
		{"issue_event", &d.IssueEvents},
		{"comment", &d.Comments},
		{"reaction", &d.Reactions},
		{"review", &d.Reviews},
		{"review_comment", &d.ReviewComments},
		{"check_suite", &d.CheckSuites},
		{"check_run", &d.CheckRuns},
		{"commit_status", &d.CommitStatuses},
		{"delivery", &d.Deliveries},
	} {
		t.attach(t.kind, rec)
		d.byName[t.kind] = t.table
		d.order = append(d.order, t.table)
	}
}

func (d *Data) replay(e entry) error {
	for _, c := range e.Changes {
		t, ok := d.byName[c.Kind]
		if !ok {
			return fmt.Errorf("unknown kind %q", c.Kind)
		}
		if err := t.replay(c); err != nil {
			return err
		}
	}
	d.lastID = max(d.lastID, e.LastID)
	return nil
}

func (d *Data) snapshot() []change {
	var all []change
	for _, t := range d.order {
		all = append(all, t.snapshot()...)
	}
	return all
}
