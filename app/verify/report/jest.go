package report

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// maxDocuments bounds how often one output is searched for a report.
const maxDocuments = 20

// Jest reads `jest --json` and what Vitest writes in the same form, once or
// several times. It is complete when each holds as many results as it says.
func Jest(b []byte) (Report, bool) {
	r, seen := Report{Format: "jest --json", Complete: true}, false
	for range maxDocuments {
		at := bytes.Index(b, []byte(`{"num`))
		if at < 0 {
			return r, seen
		}
		size, ok := r.jest(b[at:])
		seen = seen || ok
		b = b[at+size:]
	}
	r.broken("it holds too many documents")
	return r, seen
}

// jest adds the document at the start of b, if it is one, and says where to go on.
func (r *Report) jest(b []byte) (size int, ok bool) {
	var in struct {
		Total   *int `json:"numTotalTests"`
		Crashed int  `json:"numRuntimeErrorTestSuites"`
		Results []struct {
			Name   string `json:"name"`
			Status string `json:"status"`
			Tests  []struct {
				FullName string   `json:"fullName"`
				Status   string   `json:"status"`
				Failures []string `json:"failureMessages"`
			} `json:"assertionResults"`
		} `json:"testResults"`
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if d.Decode(&in) != nil || in.Total == nil {
		return 1, false
	}
	all := 0
	for _, file := range in.Results {
		name := path.Base(file.Name)
		for _, t := range file.Tests {
			all++
			s := jestStatus(t.Status)
			if s == app.StatusFail && len(t.Failures) > 0 && !slices.ContainsFunc(t.Failures, func(f string) bool { return !scriptThrew.MatchString(f) }) {
				s = app.StatusError
			}
			r.add(name+nested+t.FullName, s)
		}
		if len(file.Tests) == 0 && file.Status == "failed" {
			r.unloaded(name)
		}
	}
	if all < *in.Total {
		r.broken("it holds fewer tests than it says")
	}
	return int(d.InputOffset()), true
}

func jestStatus(s string) app.Status {
	switch s {
	case "passed":
		return app.StatusPass
	case "failed":
		return app.StatusFail
	case "pending", "skipped", "todo", "disabled":
		return app.StatusSkipped
	}
	return app.StatusError
}
