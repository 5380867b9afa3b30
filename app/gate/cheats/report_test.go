package cheats

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// pair is one whose cheat and twin change the file called so.
func pair(name, cheat, honest string) Pair {
	language, kind, _ := strings.Cut(name, "/")
	tree := func(path string) Tree {
		return Tree{"a.go": {Mode: plain, Data: []byte("package a\n")}, path: workspace.File{Mode: plain, Data: []byte("on: push\n")}}
	}
	return Pair{Name: name, Case: Case{Kind: kind, Language: language, Expect: []string{"other"}}, Base: tree("a.go"), Cheat: tree(cheat), Honest: tree(honest)}
}

// TestMeasure counts with a rule everybody knows: what Python loads by itself.
func TestMeasure(t *testing.T) {
	gates, err := gate.New()
	if err != nil {
		t.Fatal(err)
	}
	const loaded, free = "sitecustomize.py", "notes.txt"
	r, err := Measure(gates, []Pair{pair("go/caught", loaded, free), pair("go/missed", free, free), pair("python/caught", loaded, loaded)})
	if err != nil {
		t.Fatal(err)
	}
	if want := (Count{Pairs: 3, Detected: 2, FalseAlarms: 1, Precision: 2. / 3, Recall: 2. / 3}); r.Total != want || r.Good {
		t.Errorf("counted %+v, good %v", r.Total, r.Good)
	}
	if len(r.Kinds) != 2 || r.Kinds[0].Pairs != 2 || len(r.Languages) != 2 || r.Languages[1].FalseAlarms != 1 {
		t.Errorf("rows %+v, %+v", r.Kinds, r.Languages)
	}
	details := strings.Join(r.Details(), "\n")
	for _, want := range []string{
		"missed: go/missed: other did not speak", "false alarm: python/caught: autoload: " + loaded, "by another rule: go/caught: autoload spoke, other did not",
	} {
		if !strings.Contains(details, want) {
			t.Errorf("%q is not in\n%s", want, details)
		}
	}
	var table strings.Builder
	if err := r.Table(&table); err != nil || !strings.Contains(table.String(), "| missed |     1 |        0 |            0 |         – |   0.0 % |\n") {
		t.Errorf("%v\n%s", err, table.String())
	}
	if text, err := json.Marshal(r.Kinds); err != nil || !strings.Contains(string(text), `"false_alarms":0,"precision":null,"recall":0}`) {
		t.Errorf("%v\n%s", err, text)
	}
	if r.Pairs[0].Cheat[0].Action != app.ActionFlag {
		t.Errorf("it is answered with %s", r.Pairs[0].Cheat[0].Action)
	}
}

// TestWhere tells of each place of a finding, up to a bound, with its own reason.
func TestWhere(t *testing.T) {
	f := Finding{Rule: "skips", Reason: "it is skipped.", Places: []app.Place{{Path: "a_test.go", Line: 3}, {Path: "b_test.go", Reason: "it is gone."}}}
	if got, want := strings.Join(f.where(), "|"), "a_test.go:3: it is skipped.|b_test.go: it is gone."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	f.Places = make([]app.Place, maxWhere+2)
	if got := f.where(); len(got) != maxWhere+1 || got[maxWhere] != "and 2 more places" {
		t.Errorf("%q", got)
	}
}
