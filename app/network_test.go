package app_test

import (
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestTrailIsWhatWasRecorded: the fold reads no output anew, so what old goals
// did does not change with how outputs are read.
func TestTrailIsWhatWasRecorded(t *testing.T) {
	const fault = "curl: (6) Could not resolve host: example.com"
	if app.Unreached(fault) == "" {
		t.Fatal("the output does not tell of the network")
	}
	g := &app.Goal{}
	for _, p := range []app.Payload{
		app.GoalOpened{Host: "github.com", Issue: app.Issue{ID: 7, Number: 7}},
		app.ToolStarted{Call: "a", Tool: "run", Args: `{"command":"make"}`},
		app.ToolFinished{Call: "a", Tool: "run", Result: app.ToolResult{Text: fault}},
		app.ToolStarted{Call: "b", Tool: "run", Args: `{"command":"make"}`},
		app.ToolFinished{Call: "b", Tool: "run", Result: app.ToolResult{Text: "fine", Network: "as it was read"}},
	} {
		e, err := app.Seal("G", g.Seq, g.Hash, 1, time.Now(), app.Say(p))
		if err == nil {
			err = g.Apply(e)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(g.Trail) != 2 || g.Trail[0].Network != "" || g.Trail[1].Network != "as it was read" {
		t.Errorf("trail %+v", g.Trail)
	}
}

func TestUnreached(t *testing.T) {
	for output, want := range map[string]string{
		"curl: (6) Could not resolve host: example.com":         "could not resolve host",
		"npm ERR! getaddrinfo EAI_AGAIN registry.example":       "getaddrinfo eai_again",
		"Get x: dial tcp: lookup a.b: no such host\nmore":       "dial tcp: lookup a.b: no such host",
		"dial tcp is fine\nthen connection refused":             "",
		"dial tcp ok\ndial tcp 1.2.3.4:80: connection refused!": "dial tcp 1.2.3.4:80: connection refused",
		"all tests pass": "",
		"":               "",
		"dial tcp " + strings.Repeat("ä", 300) + " refused": "dial tcp " + strings.Repeat("ä", 95),
	} {
		if got := app.Unreached(output); got != want {
			t.Errorf("Unreached(%.60q) = %q, want %q", output, got, want)
		}
	}
}
