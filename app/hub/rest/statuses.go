package rest

import (
	"net/http"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func createStatus(c *call.Call) error {
	var in struct {
		State, Context, Description *string
		TargetURL                   *string `json:"target_url"`
	}
	if err := c.Read(&in); err != nil {
		return err
	}
	status, err := c.Service.CreateStatus(c.Context(), c.Actor, c.Repo(), c.Param("sha"), service.NewStatus(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.CommitStatus(status) })
}

// statusesOf are those of the commit in the path, the newest first.
func statusesOf(c *call.Call) (in code, sha string, all func(shape.Printer) []state.CommitStatus, err error) {
	if in, err = openCode(c, identity.ReadStatuses); err != nil {
		return in, "", nil, err
	}
	sha, err = in.Resolve(c.Context(), c.Param("ref"))
	return in, sha, func(p shape.Printer) []state.CommitStatus {
		rows := p.Data.CommitStatuses.Where(func(s state.CommitStatus) bool { return s.RepositoryID == in.repo.ID && s.SHA == sha })
		slices.Reverse(rows)
		return rows
	}, err
}

func statuses(c *call.Call) error {
	_, _, all, err := statusesOf(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return shape.List(call.Page(c, all(p)), p.CommitStatus) })
}

// combinedStatus is made of the newest status of each context, whose letter case
// does not count.
func combinedStatus(c *call.Call) error {
	in, sha, all, err := statusesOf(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		seen := map[string]bool{}
		rows := slices.DeleteFunc(all(p), func(s state.CommitStatus) bool {
			old := seen[strings.ToLower(s.Context)]
			seen[strings.ToLower(s.Context)] = true
			return old
		})
		self := p.API() + "/repos/" + p.FullName(in.repo) + "/commits/" + sha
		return shape.Object{
			"state": shape.StatusOf(rows), "statuses": shape.List(call.Page(c, rows), p.CommitStatus), "sha": sha, "total_count": len(rows),
			"repository": p.Repository(in.repo, c.Actor), "commit_url": self, "url": self + "/status",
		}
	})
}
