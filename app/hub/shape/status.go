package shape

import "github.com/goalkeeper-dev/goalkeeper/app/hub/state"

// CommitStatus is one status of a commit.
func (p Printer) CommitStatus(s state.CommitStatus) Object {
	repo, _ := p.Data.Repositories.Get(s.RepositoryID)
	return Object{
		"id": s.ID, "node_id": NodeID("SC", s.ID), "state": s.State, "context": s.Context, "description": orNull(s.Description),
		"target_url": orNull(s.TargetURL), "avatar_url": p.web("/avatars/%d", s.CreatorID), "creator": p.UserByID(s.CreatorID),
		"url":        p.api("/repos/%s/statuses/%s", p.FullName(repo), s.SHA),
		"created_at": Time(s.CreatedAt), "updated_at": Time(s.CreatedAt),
	}
}

// StatusOf sums statuses up: a failure decides, then what is open, and nothing at all
// is open too.
func StatusOf(all []state.CommitStatus) string {
	sum := "success"
	for _, s := range all {
		switch s.State {
		case "error", "failure":
			return "failure"
		case "pending":
			sum = "pending"
		}
	}
	if len(all) == 0 {
		return "pending"
	}
	return sum
}
