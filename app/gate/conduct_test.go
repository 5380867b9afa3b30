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
