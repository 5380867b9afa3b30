package pipeline

import (
	"fmt"
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestEachFileOfAGlobByItself: a check among them makes no command of the others.
func TestEachFileOfAGlobByItself(t *testing.T) {
	c := tree{"verify.sh": "grep -q x things/*\n", "things/check_a.py": "a\n", "things/z.json": "{}\n"}
	if got := c.sidesOf("sh verify.sh", tree{"things/check_a.py": "b\n", "things/z.json": "{\"a\": 1}\n"}).back(); !slices.Equal(got, []string{"things/check_a.py"}) {
		t.Errorf("%q goes back", got)
	}
}

// TestProductAtTheBudget: what is let go where not all is read is the same each time.
func TestProductAtTheBudget(t *testing.T) {
	c := tree{"data.json": "{}\n", "a.py": "open('data.json')\n"}
	for n := range 30 {
		c[fmt.Sprintf("b%d.py", n)] = "x = 1\n"
	}
	for range 10 {
		f := stood(c.fs(), "true", true, nil)
		f.texts, f.read = map[string]string{}, 2*maxStood-1
		f.behind["data.json"], f.unsure["data.json"] = true, true
		if f.leaveProduct(); f.behind["data.json"] {
			t.Fatal("the first that names it was not the first that was read")
		}
	}
}

// TestPathsInAQuestion are shown as they are, and end no code span.
func TestPathsInAQuestion(t *testing.T) {
	r := judged(t, app.Trial{})
	b := r.gateQuestion(app.Verdict{Children: []app.Verdict{{
		Rule: "secrets", Status: app.StatusFail, Action: app.ActionAsk, Reason: "no", Places: []app.Place{{Path: "a` **b**\n- `c"}, {Path: "d.go"}},
	}}})
	if b == nil || b.Detail != "- ``a` **b** - `c``: no (secrets)\n- `d.go`: no (secrets)" {
		t.Errorf("asks %+v", b)
	}
}
