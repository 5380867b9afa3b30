package web

import (
	"html/template"
	"net/http"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// check is a check run, and who made it.
type check struct {
	state.CheckRun
	App             string
	Summary, Detail template.HTML
}

// Outcome is the check's conclusion, or how far it is.
func (c check) Outcome() string {
	if c.Conclusion != "" {
		return c.Conclusion
	}
	return c.Status
}

// checks are the runs of a repository that are wanted.
func (v *visit) checks(in *room, wanted func(state.CheckRun) bool) ([]check, error) {
	var all []check
	err := v.web.Service.View(func(d *state.Data, _ shape.Printer) error {
		for run := range d.CheckRuns.All() {
			if run.RepositoryID == in.ID && wanted(run) {
				all = append(all, check{CheckRun: run, App: appBehind(d, run)})
			}
		}
		return nil
	})
	for i, c := range all {
		all[i].Summary = v.web.markup.Document(c.CheckRun.Summary, in.scope())
		all[i].Detail = v.web.markup.Document(c.Text, in.scope())
	}
	return all, err
}

func appBehind(d *state.Data, run state.CheckRun) string {
	suite, _ := d.CheckSuites.Get(run.SuiteID)
	app, _ := d.Apps.Get(suite.AppID)
	return app.Name
}

// checkPage is one run, at the address that the API gives it.
func checkPage(v *visit) error {
	in, err := v.enter(identity.ReadChecks)
	if err != nil {
		return err
	}
	found, err := v.checks(in, func(run state.CheckRun) bool { return v.PathValue("id") == strconv.FormatInt(run.ID, 10) })
	switch {
	case err != nil:
		return err
	case len(found) == 0:
		return git.ErrMissing
	}
	return v.show(http.StatusOK, "check.html", page{Title: found[0].Name, Tab: "code", Room: in, Data: found[0]})
}
