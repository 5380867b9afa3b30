package verify

import (
	"cmp"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/verify/doomed"
)

// TestDeaf: a check is deaf where it tells of a test that was made to fail as of one
// that passed, whatever its runner calls it; others that pass may be none of these.
func TestDeaf(t *testing.T) {
	type tests = map[string]app.Status
	known := map[string]map[string]bool{"Go": {"TestAdd": true}, "Python": {"test_add": true}, "JavaScript": {"adds": true, "adds two": true, "TestAdd": true}}
	for name, c := range map[string]struct {
		status app.Status
		tests  tests
		beside int // that passed without a name
		all    bool
		want   bool
		format string
	}{
		"go":                          {p, tests{"x/p.TestAdd": p}, 0, false, true, "go test"},
		"go, a part of it":            {p, tests{"x/p.TestAdd/one.two": p}, 0, false, true, "go test -json"},
		"go, another":                 {p, tests{"x/p.TestAddress": p, "x/p.MyTestAdd": p}, 0, false, false, "go test"},
		"unittest":                    {p, tests{"tests.test_m.M.test_add": p}, 0, false, true, ""},
		"pytest, as text":             {p, tests{"test_m.py::M::test_add[1-2]": p}, 0, false, true, ""},
		"node, in a group":            {p, tests{"group > adds two": p}, 0, false, true, "node --test"},
		"jest":                        {p, tests{"m.test.js > group adds two": p}, 0, false, true, "jest"},
		"a test of another language":  {p, tests{"tests::adds": p}, 0, false, false, ""},
		"one of the same name":        {p, tests{"tests::adds": p}, 0, false, false, "cargo test"},
		"in a format of any language": {p, tests{"tests.adds": p}, 0, false, true, "JUnit XML"},
		"it was skipped":              {p, tests{"x/p.TestAdd": app.StatusSkipped}, 0, false, false, "go test"},
		"it is red":                   {f, tests{"x/p.TestAdd": f, "x/q.TestAdd": p}, 0, false, false, "go test"},
		"unnamed, of all":             {p, tests{}, 2, true, true, ""},
		"unnamed, of some":            {p, tests{}, 2, false, false, ""},
		"unnamed beside one by name":  {p, tests{"tests::adds": p}, 1, true, true, ""},
		"named, and another language": {p, tests{"tests::adds": p}, 0, true, false, ""},
		"nothing ran":                 {p, tests{}, 0, true, false, ""},
		"of another language":         {p, tests{}, 2, true, false, "cargo nextest"},
		"of two, one of them another": {p, tests{}, 2, true, false, "cargo nextest, unittest"},
		"no report":                   {p, nil, 0, true, false, ""},
	} {
		r := Run{app.Evidence{Arm: app.ArmDoomed, Status: c.status}, c.tests}
		if c.tests != nil {
			r.Evidence.Tests = &app.TestCounts{Format: cmp.Or(c.format, "unittest"), Passed: c.beside}
			for _, s := range c.tests {
				if s == p {
					r.Evidence.Tests.Passed++
				}
			}
		}
		s := Series{Doomed: doomed.Tests{Names: known, All: map[string]bool{"Python": c.all}}, Runs: []Run{r}}
		if got := s.deaf(); got != c.want {
			t.Errorf("%s: deaf %v", name, got)
		}
	}
}
