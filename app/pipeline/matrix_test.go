package pipeline

import (
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPermissionForOneFindingInATest agrees to its file while people permitted
// all that was found there, and knew all that it holds.
func TestPermissionForOneFindingInATest(t *testing.T) {
	const file = "tests/test_price.py"
	at := func(bytes, all string) app.Place { return app.Place{Path: file, Bytes: bytes, File: all} }
	rule := func(name string, places, let []app.Place) app.Verdict {
		v := app.Verdict{Rule: name, Status: app.StatusPass, Places: places, Permitted: let}
		if len(places) > 0 {
			v.Status = app.StatusFail
		}
		return v
	}
	whole, net := at("whole", "one"), at("net", "one")
	other := app.Place{Path: "tests/test_other.py", Bytes: "net", File: "one"}
	given := app.Waiver{Rule: "assertions", Path: file, By: "ann", Bytes: "whole", File: "one"}
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		rules []app.Verdict
		given []app.Waiver
		want  bool
	}{
		"nothing was found":                   {nil, []app.Waiver{given}, false},
		"all was permitted":                   {[]app.Verdict{rule("assertions", nil, []app.Place{whole})}, []app.Waiver{given}, true},
		"since the gates looked":              {[]app.Verdict{rule("assertions", []app.Place{whole}, nil)}, []app.Waiver{given}, true},
		"one of two":                          {[]app.Verdict{rule("assertions", []app.Place{net}, []app.Place{whole})}, []app.Waiver{given}, false},
		"another rule of tests speaks":        {[]app.Verdict{rule("assertions", nil, []app.Place{whole}), rule("tests-removed", []app.Place{net}, nil)}, []app.Waiver{given}, false},
		"any rule speaks":                     {[]app.Verdict{rule("skips", []app.Place{net}, nil), rule("assertions", nil, []app.Place{whole})}, []app.Waiver{given}, false},
		"any rule spoke and was answered":     {[]app.Verdict{rule("skips", []app.Place{net}, nil), rule("assertions", nil, []app.Place{whole})}, []app.Waiver{given, {Rule: "skips", Path: file, Bytes: "net"}}, true},
		"another file":                        {[]app.Verdict{rule("assertions", []app.Place{other}, []app.Place{whole})}, []app.Waiver{given}, true},
		"the rest of the file changed":        {[]app.Verdict{rule("assertions", nil, []app.Place{at("whole", "two")})}, []app.Waiver{given}, false},
		"and was permitted again":             {[]app.Verdict{rule("assertions", nil, []app.Place{at("whole", "two")})}, []app.Waiver{given, {Rule: "assertions", Path: file, Bytes: "whole", File: "two"}}, true},
		"given before any was noted":          {[]app.Verdict{rule("assertions", nil, []app.Place{at("whole", "")})}, []app.Waiver{{Rule: "assertions", Path: file, Bytes: "whole"}}, false},
		"it is over":                          {[]app.Verdict{rule("assertions", nil, []app.Place{whole})}, []app.Waiver{{Rule: "assertions", Path: file, Bytes: "whole", File: "one", Until: now}}, false},
		"only another kind was permitted":     {[]app.Verdict{rule("skips", nil, []app.Place{whole})}, []app.Waiver{{Rule: "skips", Path: file, Bytes: "whole", File: "one"}}, false},
		"ahead, before it was needed":         {[]app.Verdict{rule("assertions", nil, []app.Place{whole})}, []app.Waiver{{Rule: "assertions", Path: "tests/**"}}, true},
		"ahead, for what it was needed first": {[]app.Verdict{rule("assertions", nil, []app.Place{whole})}, []app.Waiver{{Rule: "assertions", Path: "tests/**", Bound: []app.Place{whole}}}, true},
		"ahead, and the file changed since":   {[]app.Verdict{rule("assertions", nil, []app.Place{at("whole", "two")})}, []app.Waiver{{Rule: "assertions", Path: "tests/**", Bound: []app.Place{whole}}}, false},
	} {
		if got := letIn(c.rules, c.given, file, now); got != c.want {
			t.Errorf("%s: agreed %v, want %v", name, got, c.want)
		}
	}
}
