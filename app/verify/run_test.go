package verify

import (
	"cmp"
	"context"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

type nowhere struct{ Blobs }

func (nowhere) PutBlob(_ context.Context, b []byte) (app.Digest, error) {
	return app.DigestOf(b), nil
}

// TestNothingRan: a run without a test is red, and says why, whatever its exit status.
func TestNothingRan(t *testing.T) {
	v := &Verifier{Config{Blobs: nowhere{}}}
	const none = `<testsuites><testsuite name="pytest" tests="0"/></testsuites>`
	for name, c := range map[string]struct {
		status app.Status
		xml    string
		want   app.Status
		why    string

		command string
	}{
		"pytest found none, exit 5": {app.StatusFail, none, app.StatusFail, noTest, ""},
		"its exit was swallowed":    {app.StatusPass, none, app.StatusFail, noTest, ""},
		"all were skipped":          {app.StatusPass, `<testsuite name="pytest" tests="1"><testcase name="a"><skipped/></testcase></testsuite>`, app.StatusFail, noTest, ""},
		"one is red":                {app.StatusFail, `<testsuite tests="1"><testcase name="a"><failure/></testcase></testsuite>`, app.StatusFail, "", ""},
		"one could not be loaded":   {app.StatusFail, `<testsuite name="pytest" tests="1"><testcase name="a"><error message="collection failure"/></testcase></testsuite>`, app.StatusFail, "", ""},
		"one is green":              {app.StatusPass, `<testsuite tests="1"><testcase name="a"/></testsuite>`, app.StatusPass, "", ""},
		"they are to be listed":     {app.StatusPass, none, app.StatusPass, "", "pytest --collect-only -q tests/test_new.py | grep -q new"},
		"listed, and red":           {app.StatusPass, `<testsuite tests="1"><testcase name="a"><failure/></testcase></testsuite>`, app.StatusFail, "its exit status is 0, and 1 of the tests that ran failed", "pytest --co && pytest"},
		"no list is asked for":      {app.StatusPass, none, app.StatusFail, noTest, "pytest --cov tests/listing.py"},
	} {
		r, ok := report.Files(map[string][]byte{"a.xml": []byte(c.xml)})
		e, err := v.told(t.Context(), app.Evidence{Status: c.status}, r, report.Of(cmp.Or(c.command, "pytest")).Lists())
		if err != nil || !ok || e.Status != c.want || e.Why != c.why {
			t.Errorf("%s: %s (%s), %v", name, e.Status, e.Why, err)
		}
	}
}

// TestHowACheckEnds: what is no answer says why, and never passes.
func TestHowACheckEnds(t *testing.T) {
	for name, c := range map[string]struct {
		res  sandbox.Result
		want app.Status
		why  string
	}{
		"green":                {sandbox.Result{}, app.StatusPass, ""},
		"red":                  {sandbox.Result{Exit: 1}, app.StatusFail, ""},
		"its tool is missing":  {sandbox.Result{Exit: 127}, app.StatusFail, "its command could not be found"},
		"it may not be run":    {sandbox.Result{Exit: 126}, app.StatusFail, "its command could not be found"},
		"too little memory":    {sandbox.Result{Exit: 137}, app.StatusFail, "it was killed, perhaps for lack of memory"},
		"it hangs":             {sandbox.Result{TimedOut: true, Exit: 137}, app.StatusError, "ran into its time limit"},
		"the server stops":     {sandbox.Result{Canceled: true, Exit: 137}, app.StatusError, "was interrupted"},
		"green in its last s.": {sandbox.Result{TimedOut: true}, app.StatusError, "ran into its time limit"},
	} {
		if got, _, why := status(app.Check{}, c.res, "", 0); got != c.want || why != c.why {
			t.Errorf("%s: %s (%s)", name, got, why)
		}
	}
}
