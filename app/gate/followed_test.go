package gate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestRunsAreFollowed holds that what a check runs cannot get out of sight by its size.
func TestRunsAreFollowed(t *testing.T) {
	t.Parallel()
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const unit = "unit:\n\t./compare a.txt\n"
	const lax = "unit:\n\t-./compare a.txt\n"
	padding := func(n int) (names, rules string) {
		for i := range n {
			names += fmt.Sprintf(" p%d", i)
			rules += fmt.Sprintf("p%d:\n\tsh run.sh p%d\n", i, i)
		}
		return names, rules
	}
	some, someRules := padding(300)
	many, manyRules := padding(3000)
	script := strings.Repeat("# nothing\n", 30_000)
	for name, c := range map[string]struct {
		base, now tree
		want      bool
	}{
		"padding before it":     {tree{"Makefile": "verify: unit\n" + unit}, tree{"Makefile": "verify:" + some + " unit\n" + someRules + lax}, true},
		"padding beside it":     {tree{"Makefile": "verify: unit\n" + unit}, tree{"Makefile": "verify:" + some + " unit\n" + someRules + unit}, false},
		"more than is followed": {tree{"Makefile": "verify: unit\n" + unit}, tree{"Makefile": "verify:" + many + " unit\n" + manyRules + unit}, true},
		"as much before":        {tree{"Makefile": "verify:" + many + " unit\n" + manyRules + unit}, tree{"Makefile": "verify:" + many + " unit\n" + manyRules + unit + "\n# end\n"}, false},
		"a long line":           {tree{"Makefile": "verify:\n\tmake unit\n" + unit}, tree{"Makefile": "verify:\n\t" + strings.Repeat("true && ", 500) + "make unit\n" + lax}, true},
		"a long line, honest":   {tree{"Makefile": "verify:\n\tmake unit\n" + unit}, tree{"Makefile": "verify:\n\t" + strings.Repeat("true && ", 500) + "make unit\n" + unit}, false},
		"a large script":        {tree{"Makefile": "verify:\n\tsh run.sh\n", "run.sh": "./compare a.txt\n"}, tree{"Makefile": "verify:\n\tsh run.sh\n", "run.sh": script + "./compare a.txt\n"}, true},
		"a large script before": {tree{"Makefile": "verify:\n\tsh run.sh\n", "run.sh": script + "./compare a.txt\n"}, tree{"Makefile": "verify:\n\tsh run.sh\n", "run.sh": script + "./compare b.txt\n"}, false},
		"another large file":    {tree{"Makefile": "verify:\n\tsh run.sh\n", "run.sh": "./compare a.txt\n", "b.sh": script}, tree{"Makefile": "verify:\n\tsh run.sh\n", "run.sh": "./compare b.txt\n", "b.sh": script + "b\n"}, false},
		"each names the others": {tree{"Makefile": "verify: unit\n" + unit}, tree{"Makefile": "verify:" + many + "\n" + many[1:] + ":" + many + "\n\tmake" + many + "\n" + unit}, true},
	} {
		in := between(c.base, c.now)
		in.Contract, in.Goal = &app.Contract{}, &app.Goal{}
		in.Plan = &app.Plan{Checks: []app.Check{{Criterion: "C1", Command: "make verify"}}}
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(v.Children, func(child app.Verdict) bool { return child.Rule == "masking" && len(child.Places) > 0 })
		if found != c.want {
			t.Errorf("%s: found %v, want %v: %+v", name, found, c.want, v.Children)
		}
	}
}
