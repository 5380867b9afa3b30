package app_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestALogOutlivesItsLanguage folds a log whose contract an older version of
// the goal language admitted and today's would refuse.
func TestALogOutlivesItsLanguage(t *testing.T) {
	text, err := os.ReadFile("testdata/log-older.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	g, seq, prev := &app.Goal{}, int64(0), ""
	for line := range bytes.Lines(text) {
		var e app.Event
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatal(err)
		}
		if err := e.Follows(seq, prev); err != nil {
			t.Fatal(err)
		}
		if err := g.Apply(e); err != nil {
			t.Fatal(err)
		}
		seq, prev = e.Seq, e.Hash
	}
	if g.Contract == nil || g.Contract.Version != 1 || g.Contract.BaseBranch != "main" || len(g.Contract.Goal.Criteria()) != 2 || g.Contract.Goal.Budget().Actions != 50 {
		t.Fatalf("contract %+v", g.Contract)
	}
	if by, forbidden := g.Contract.Forbids("vendor/x.go"); !forbidden || by != "vendor/" {
		t.Errorf("vendor/x.go is forbidden %v by %q", forbidden, by)
	}
	goal, err := json.Marshal(g.Contract.Goal)
	if err != nil {
		t.Fatal(err)
	}
	var read goalspec.Goal
	if err := json.Unmarshal(goal, &read); err == nil {
		t.Error("today's language takes the goal; the log shows nothing")
	}
}
