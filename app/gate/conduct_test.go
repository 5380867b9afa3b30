package gate

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestLongCommandsAreSeen: padding hides no command from the rules of conduct.
func TestLongCommandsAreSeen(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		command string
		want    bool
	}{
		"plain":              {"git push origin main", true},
		"behind a comment":   {"# " + strings.Repeat("x", 3000) + "\ngit push origin main", true},
		"behind a great one": {"# " + strings.Repeat("x", 1<<20) + "\ngit push origin main", true},
		"long and harmless":  {"cat > a.go <<'E'\n" + strings.Repeat("x", 3000) + "\nE", false},
	} {
		args, err := json.Marshal(map[string]string{"command": c.command})
		if err != nil {
			t.Fatal(err)
		}
		g := &app.Goal{}
		for _, p := range []app.Payload{
			app.GoalOpened{Host: "github.com", Repo: app.Repo{ID: 1, Owner: "acme", Name: "billing"}, Issue: app.Issue{ID: 7, Number: 7, Title: "t"}},
			app.ToolStarted{Call: "1", Tool: "run_command", Args: string(args)},
			app.ToolFinished{Call: "1", Tool: "run_command", Result: app.ToolResult{Status: app.ToolOK}},
		} {
			e, err := app.Seal("G", g.Seq, g.Hash, 1, time.Now(), app.Say(p))
			if err == nil {
				err = g.Apply(e)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		in := input("a.go", "package a\n", "package b\n")
		in.Goal = g
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, child := range v.Children {
			found = found || child.Rule == "commands" && child.Status != app.StatusPass
		}
		if found != c.want {
			t.Errorf("%s: found %v", name, found)
		}
	}
}

// TestNetworkIsSeen: no amount of output hides that a command looked for the
// network, and no earlier run of the same command.
func TestNetworkIsSeen(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const fault = "curl: (6) Could not resolve host: example.com\n"
	for name, c := range map[string]struct {
		results []app.ToolResult
		want    bool
	}{
		"at the end":            {[]app.ToolResult{{Text: fault}}, true},
		"before much else":      {[]app.ToolResult{{Text: fault + strings.Repeat("so what\n", 500)}}, true},
		"in what is not shown":  {[]app.ToolResult{{Text: "head … tail", Truncated: true, Network: app.Unreached("head" + fault + "tail")}}, true},
		"when it was run again": {[]app.ToolResult{{Text: "fine\n"}, {Text: fault}}, true},
		"nowhere":               {[]app.ToolResult{{Text: "fine\n"}, {Text: "fine\n", Truncated: true}}, false},
	} {
		g := &app.Goal{}
		events := []app.Payload{app.GoalOpened{Host: "github.com", Repo: app.Repo{ID: 1, Owner: "acme", Name: "billing"}, Issue: app.Issue{ID: 7, Number: 7, Title: "t"}}}
		for n, r := range c.results {
			r.Status = app.ToolFailed
			if r.Network == "" {
				r.Network = app.Unreached(r.Text) // as the tool does
			}
			call := strings.Repeat("i", n+1)
			events = append(events, app.ToolStarted{Call: call, Tool: "run", Args: `{"command":"make"}`}, app.ToolFinished{Call: call, Tool: "run", Result: r})
		}
		for _, p := range events {
			e, err := app.Seal("G", g.Seq, g.Hash, 1, time.Now(), app.Say(p))
			if err == nil {
				err = g.Apply(e)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		in := input("a.go", "package a\n", "package b\n")
		in.Goal = g
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		places := 0
		for _, child := range v.Children {
			if child.Rule == "network" && child.Status != app.StatusPass {
				places += len(child.Places)
			}
		}
		if (places == 1) != c.want || places > 1 {
			t.Errorf("%s: found at %d places", name, places)
		}
	}
}

// TestSameFailureIsOfTheWork: what fails on purpose says nothing of it, nor does
// what is over, and one failure is told once.
func TestSameFailureIsOfTheWork(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	ran := func(arm app.Arm, tree app.Tree, words string) app.Evidence {
		e := app.Evidence{Arm: arm, Check: app.Check{Criterion: "C1", Command: "make test"}, Tree: tree, Status: app.StatusPass, Excerpt: words}
		if words != "" {
			e.Status = app.StatusFail
		}
		return e
	}
	const fail = "FAIL: total is 7"
	again := []app.Evidence{ran(app.ArmPhase, "1", fail), ran(app.ArmChange, "2", fail), ran(app.ArmCandidate, "3", "FAIL: total is 8"), ran(app.ArmCandidate, "3", fail)}
	for name, c := range map[string]struct {
		all  []app.Evidence
		want int
	}{
		"on three trees":         {again, 1},
		"on two":                 {again[:2], 0},
		"of mutants":             {[]app.Evidence{ran(app.ArmMutant+"-1", "1", fail), ran(app.ArmMutant+"-2", "2", fail), ran(app.ArmProof, "3", fail)}, 0},
		"a mutant in between":    {append(again[:3:3], ran(app.ArmMutant+"-1", "4", "")), 1},
		"mended since":           {append(again[:4:4], ran(app.ArmCandidate, "4", "")), 0},
		"another failure by now": {append(again[:4:4], ran(app.ArmCandidate, "4", "FAIL: no total")), 0},
	} {
		in := input("a.go", "package a\n", "package b\n")
		in.Goal = &app.Goal{Evidence: c.all}
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, child := range v.Children {
			if child.Rule == "same-failure" {
				found = len(child.Places)
			}
		}
		if found != c.want {
			t.Errorf("%s: told at %d places, want %d", name, found, c.want)
		}
	}
}
