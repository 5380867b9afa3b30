package report

import (
	"bytes"
	"encoding/json"
	"path"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Jest reads `jest --json` and what Vitest writes in the same form. It is
// complete when it holds as many results as it says.
func Jest(b []byte) (Report, bool) {
	r := Report{Format: "jest --json", Complete: true}
	at := bytes.Index(b, []byte(`{"num`))
	if at < 0 {
		return r, false
	}
	var in struct {
		Total   *int `json:"numTotalTests"`
		Crashed int  `json:"numRuntimeErrorTestSuites"`
		Results []struct {
			Name   string `json:"name"`
			Status string `json:"status"`
			Tests  []struct {
				FullName string `json:"fullName"`
				Status   string `json:"status"`
			} `json:"assertionResults"`
		} `json:"testResults"`
	}
	if json.NewDecoder(bytes.NewReader(b[at:])).Decode(&in) != nil || in.Total == nil {
		return r, false
	}
	all := 0
	for _, file := range in.Results {
		name := path.Base(file.Name)
		for _, t := range file.Tests {
			all++
			r.add(name+" > "+t.FullName, jestStatus(t.Status))
		}
		if len(file.Tests) == 0 && file.Status == "failed" {
			r.unloaded(name)
		}
	}
	if all < *in.Total {
		r.broken("it holds fewer tests than it says")
	}
	return r, true
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
