package rest

import (
	"net/http"
	"slices"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest/call"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/service"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// checkRequest is the body that makes or changes a check run.
type checkRequest struct {
	Name        *string
	HeadSHA     *string `json:"head_sha"`
	ExternalID  *string `json:"external_id"`
	DetailsURL  *string `json:"details_url"`
	Status      *string
	Conclusion  *string
	StartedAt   *time.Time `json:"started_at"`
	CompletedAt *time.Time `json:"completed_at"`
	Output      *service.CheckOutput
	Actions     *[]state.CheckAction
}

func createCheck(c *call.Call) error {
	var in checkRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	run, err := c.Service.CreateCheck(c.Context(), c.Actor, c.Repo(), service.CheckChange(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusCreated, func(p shape.Printer) any { return p.CheckRun(run) })
}

func editCheck(c *call.Call) error {
	var in checkRequest
	if err := c.Read(&in); err != nil {
		return err
	}
	in.HeadSHA = nil
	run, err := c.Service.EditCheck(c.Context(), c.Actor, c.Repo(), c.Int("id"), service.CheckChange(in))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.CheckRun(run) })
}

// findCheck finds the check run in the path.
func findCheck(c *call.Call) (in code, run state.CheckRun, err error) {
	if in, err = openCode(c, identity.ReadChecks); err != nil {
		return in, run, err
	}
	err = c.Service.View(func(d *state.Data, _ shape.Printer) error {
		var ok bool
		if run, ok = d.CheckRuns.Get(c.Int("id")); !ok || run.RepositoryID != in.repo.ID {
			return refusal.NotFound()
		}
		return nil
	})
	return in, run, err
}

func showCheck(c *call.Call) error {
	_, run, err := findCheck(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.CheckRun(run) })
}

func annotations(c *call.Call) error {
	in, run, err := findCheck(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		return shape.List(call.Page(c, run.Annotations), func(a state.Annotation) shape.Object {
			return p.Annotation(in.repo, run.HeadSHA, a)
		})
	})
}

func checksOfCommit(c *call.Call) error {
	in, err := openCode(c, identity.ReadChecks)
	if err != nil {
		return err
	}
	sha, err := in.Resolve(c.Context(), c.Param("ref"))
	if err != nil {
		return err
	}
	return listChecks(c, func(r state.CheckRun) bool { return r.RepositoryID == in.repo.ID && r.HeadSHA == sha })
}

func checksOfSuite(c *call.Call) error {
	in, err := openCode(c, identity.ReadChecks)
	if err != nil {
		return err
	}
	return listChecks(c, func(r state.CheckRun) bool {
		return r.RepositoryID == in.repo.ID && r.SuiteID == c.Int("id")
	})
}

func listChecks(c *call.Call, match func(state.CheckRun) bool) error {
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.CheckRuns.Where(func(r state.CheckRun) bool {
			name, status := c.Query("check_name", r.Name), c.Query("status", r.Status)
			return match(r) && r.Name == name && r.Status == status
		})
		slices.Reverse(rows)
		if c.Query("filter", "latest") == "latest" {
			rows = latest(rows)
		}
		return shape.Object{"total_count": len(rows), "check_runs": shape.List(call.Page(c, rows), p.CheckRun)}
	})
}

// latest keeps the first of each name; the rows come newest first.
func latest(rows []state.CheckRun) []state.CheckRun {
	seen := map[string]bool{}
	return slices.DeleteFunc(rows, func(r state.CheckRun) bool {
		old := seen[r.Name]
		seen[r.Name] = true
		return old
	})
}

func suitesOfCommit(c *call.Call) error {
	in, err := openCode(c, identity.ReadChecks)
	if err != nil {
		return err
	}
	head, err := in.Commit(c.Context(), c.Param("ref"))
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any {
		rows := p.Data.CheckSuites.Where(func(s state.CheckSuite) bool {
			return s.RepositoryID == in.repo.ID && s.HeadSHA == head.SHA
		})
		return shape.Object{
			"total_count": len(rows),
			"check_suites": shape.List(call.Page(c, rows), func(s state.CheckSuite) shape.Object {
				return p.CheckSuite(s, head)
			}),
		}
	})
}

func showSuite(c *call.Call) error {
	in, err := openCode(c, identity.ReadChecks)
	if err != nil {
		return err
	}
	var suite state.CheckSuite
	err = c.Service.View(func(d *state.Data, _ shape.Printer) error {
		var ok bool
		if suite, ok = d.CheckSuites.Get(c.Int("id")); !ok || suite.RepositoryID != in.repo.ID {
			return refusal.NotFound()
		}
		return nil
	})
	if err != nil {
		return err
	}
	var head git.Commit
	if head, err = in.Commit(c.Context(), suite.HeadSHA); err != nil {
		return err
	}
	return c.Show(http.StatusOK, func(p shape.Printer) any { return p.CheckSuite(suite, head) })
}
