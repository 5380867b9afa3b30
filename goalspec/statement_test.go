package goalspec

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// TestCommandIsAskedToPass holds in which words a command is asked to pass, and in which
// it is only an act.
func TestCommandIsAskedToPass(t *testing.T) {
	for words, want := range map[string]string{
		"`mkdocs build --strict` has to go through without a warning":               "mkdocs build --strict",
		"`mkdocs build` has to go through without a warning":                        "",
		"`make lint -Werror` runs without errors or warnings":                       "make lint -Werror",
		"`vale docs` shouldn't give any errors (suggestions are fine)":              "vale docs",
		"`rg -n TODO src` must not find anything":                                   "rg -n TODO src; test $? -eq 1",
		"`grep -rn old src` — it should come back empty":                            "grep -rn old src; test $? -eq 1",
		"`grep -rn old src` (should be empty)":                                      "grep -rn old src; test $? -eq 1",
		"`grep -rn old src` returns 0 lines":                                        "grep -rn old src; test $? -eq 1",
		"`grep -rn old src` is clean":                                               "",
		"`gofmt -l .` comes back clean":                                             "",
		"`make lint` is clean":                                                      "make lint",
		"`make lint` (nothing else is needed)":                                      "make lint",
		"`cargo tree -d | grep hyper` prints nothing (no second hyper in the tree)": "cargo tree -d | grep hyper; test $? -eq 1",
		"`rg TODO .` finds nothing outside `docs/`":                                 "",
		"`cargo tree -d | grep hyper` prints nothing (except on main)":              "",
		"There must not be any TODO left; `make todo` checks that":                  "make todo",
		"There must be no 18 left; `scripts/check.sh` looks for that":               "scripts/check.sh",
		"We have a linter, `make lint` checks that":                                 "",
		"`gen/` is generated, run `make gen` instead of editing there":              "",
		"Run `make test` instead of `go test`":                                      "make test",
		"When I run `make test`, it passes":                                         "make test",
		"When I run `make test`, it fails":                                          "",
		"When I run `make demo`, I see the page":                                    "",
		"Every one of the 50 files loads: `make load` passes":                       "make load",
		"Each one of `make a`, `make b` passes":                                     "make a && make b",
		"Both of `make a` and `make b` pass":                                        "make a && make b",
		"One of `make a`, `make b` passes":                                          "",
		"`make migrate` (forwards, backwards, forwards on a 1 % sample)":            "make migrate",
		"`make bench` (at most a 1 % loss)":                                         "",
	} {
		if got := newCriterion(words).Command; got != want {
			t.Errorf("%q: command %q, want %q", words, got, want)
		}
	}
}

func TestPredicateHolds(t *testing.T) {
	for _, tt := range []struct {
		op   string
		want [3]bool // of 1, 2 and 3 against 2
	}{
		{"<", [3]bool{true, false, false}},
		{"<=", [3]bool{true, true, false}},
		{">", [3]bool{false, false, true}},
		{">=", [3]bool{false, true, true}},
		{"==", [3]bool{false, true, false}},
		{"~", [3]bool{}},
	} {
		for i, want := range tt.want {
			if got := (Predicate{Op: tt.op, Value: 2}).Holds(float64(i + 1)); got != want {
				t.Errorf("%d %s 2 is %v", i+1, tt.op, got)
			}
		}
	}
}

func TestParseBudgetFaults(t *testing.T) {
	for s, want := range map[string]string{
		"actions=50 minutes=30":        "actions=50 minutes=30",
		"tokens: 500k":                 "tokens=500000",
		"at most 40 actions and 2h":    "actions=40 minutes=120",
		"`actions=5`; usd=0.5":         "actions=5 usd=0.5",
		"max 10 files, 300 lines":      "files=10 lines=300",
		"":                             "",
		"actions=-1":                   "error",
		"actions=1.5":                  "error",
		"actions=9999999999999999":     "error",
		"minutes=525600":               "minutes=525600",
		"minutes=1000000":              "error",
		"tokens=1000000M":              "tokens=1000000000000",
		"questions=1001":               "error",
		"usd=2M":                       "error",
		"lots":                         "error",
		"120 seconds":                  "minutes=2",
		"90 seconds":                   "error",
		"minutes=90 seconds":           "error",
		"minutes=2 hours":              "minutes=120",
		"minutes=2h":                   "minutes=120",
		"minutes=30m":                  "minutes=30",
		"30m":                          "minutes=30",
		"1M":                           "error",
		"tokens=1M":                    "tokens=1000000",
		"1M tokens":                    "tokens=1000000",
		"2 million tokens":             "tokens=2000000",
		"tokens=1,000,000":             "tokens=1000000",
		"1.000 tokens":                 "error",
		"tokens=1.000":                 "error",
		"$1.500":                       "error",
		"usd=1,50":                     "error",
		"$1,50":                        "error",
		"$1.50":                        "usd=1.5",
		"usd=$2":                       "usd=2",
		"minutes=$2":                   "error",
		"$5 minutes":                   "error",
		"actions=5 minutes":            "error",
		"minutes=2 days":               "error",
		"5 EUR":                        "error",
		"actions=50 actions=500":       "error",
		"actions=50, 50 actions":       "actions=50",
		"5 bananas":                    "error",
		"actions=50, then some for me": "error",
	} {
		b, err := ParseBudget(s)
		got := b.String()
		if err != nil {
			got = "error"
		}
		if got != want {
			t.Errorf("ParseBudget(%q) = %q (%v), want %q", s, got, err, want)
		}
	}
}

func TestResourcesRead(t *testing.T) {
	var r Resources
	for _, s := range []string{
		"commands: go, `make a, b`", "hosts: proxy.example.io, *.example.com:8443", "`npm test`", "registry.sample.io", "tools: ripgrep",
		"network: none", "You may use the host cdn.example.com", "the staging server is down", "go", "commands: go",
	} {
		r.read(s, Span{})
	}
	want := Resources{
		Commands: []Resource{{Text: "go"}, {Text: "make a, b"}, {Text: "npm test"}},
		Hosts:    []Resource{{Text: "proxy.example.io"}, {Text: "*.example.com:8443"}, {Text: "registry.sample.io"}, {Text: "cdn.example.com"}},
		Tools:    []Resource{{Text: "ripgrep"}},
		Notes:    []Resource{{Text: "network: none"}, {Text: "the staging server is down"}, {Text: "go"}},
	}
	if !reflect.DeepEqual(r, want) {
		t.Errorf("%+v, want %+v", r, want)
	}
	var again Resources
	for _, s := range r.written() {
		again.read(s, Span{})
	}
	if !reflect.DeepEqual(again, r) {
		t.Errorf("read again: %+v, want %+v", again, r)
	}
}

// TestResourcesBelowTheirLabel: a label says of what stands below it whether it is
// commands, hosts or tools.
func TestResourcesBelowTheirLabel(t *testing.T) {
	for text, want := range map[string]string{
		"Hosts: a.example.org, b.example.org and c.example.org:8080": "hosts a.example.org b.example.org c.example.org:8080",
		"## Network\n- https://a.example.org/\n- the staging host":   "hosts a.example.org; notes network: the staging host",
		"Network: no access": "GS022",
		"Network: none":      "",
		"Tools: jq and yq":   "tools jq yq",
		"## Tools\n- Docker\n- You may use the database for tests": "tools Docker; notes You may use the database for tests",
		"Tools: `jq, yq`, curl":                                                  "tools jq, yq curl",
		"Commands: go test ./..., make lint.":                                    "commands go test ./... make lint",
		"Commands:\n- npm\n- `go test ./...` for the tests":                      "commands npm; notes `go test ./...` for the tests",
		"Commands:\n- anything in scripts/":                                      "notes anything in scripts/",
		"Commands:\n```sh\nmake fmt\nnpm ci\n```":                                "commands make fmt npm ci",
		"Resources:\n- Commands:\n  - go vet ./...\n- Hosts:\n  - a.example.org": "commands go vet ./...; hosts a.example.org",
		"Resources:\n- Commands: `make a`\n- jq":                                 "commands make a; notes jq",
	} {
		g, findings := Parse("", "Goal: The export has a total line.\n\nConstraints: keep the API\n\nEvidence: `make test` passes\n\n"+text+"\n").Admit(Options{})
		var got []string
		for _, f := range findings {
			got = append(got, f.Code)
		}
		r := g.Resources()
		for i, list := range [][]Resource{r.Commands, r.Hosts, r.Tools, r.Notes} {
			if len(list) > 0 {
				got = append(got, []string{"commands", "hosts", "tools", "notes"}[i]+" "+strings.Trim(fmt.Sprint(list), "[]"))
			}
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
	}
}

func TestStepCommands(t *testing.T) {
	for words, want := range map[string]string{
		"Run `make lint`": "make lint",
		"After each phase run `make lint`, commit and push": "make lint",
		"Please before every commit, run `make fmt`":        "make fmt",
		"After completing each phase: commit":               "",
		"After the release run `make lint`":                 "",
		"After each phase do not run `make lint`":           "",
	} {
		if got := newStep(words, "", Span{}).Command; got != want {
			t.Errorf("%q runs %q, want %q", words, got, want)
		}
	}
}

// TestBudgetsInProse: a sentence that only says how much may be used is the budget;
// any other stays what it is.
func TestBudgetsInProse(t *testing.T) {
	for text, want := range map[string]string{
		"Use at most 50 actions and 30 minutes.":           "actions=50 minutes=30",
		"Please spend no more than 2 hours and $5.":        "minutes=120 usd=5",
		"Don't spend more than 1M tokens.":                 "tokens=1000000",
		"Use up to 3 questions.":                           "questions=3",
		"Do not use more than 30 minutes of CPU.":          "",
		"Use at most 20 lines.":                            "",
		"Use at most 3 retries and 30 minutes in between.": "",
		"The job uses at most 30 minutes.":                 "",
		"Use at most 5 actions. Use at most 9 actions.":    "GS019",
		"Use at most 5 actions. Spend at most 20 minutes.": "actions=5 minutes=20",
	} {
		g, findings := Parse("", "The export has a total line. `make test` passes. Do not change the API. "+text).Admit(Options{})
		got := g.Budget().String()
		for _, f := range findings {
			got += f.Code
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

func TestNewPriority(t *testing.T) {
	for words, want := range map[string][3]string{
		"fix if isolated to one function, else write a diagnosis":          {"fix", "isolated to one function", "write a diagnosis"},
		"If it is isolated to one function, fix it, otherwise diagnose it": {"fix it", "it is isolated to one function", "diagnose it"},
		"If you find a bug, note it":                                       {"note it", "you find a bug", ""},
		"If the fix is in one file: fix it":                                {"fix it", "the fix is in one file", ""},
		"Fix only when it is small; otherwise skip it.":                    {"Fix", "it is small", "skip it"},
		"Go through all of them: fix it if it is small, otherwise skip it": {"fix it", "it is small", "skip it"},
		"Prefer small steps":                                               {},
	} {
		p := newPriority(words, Span{})
		if got := [3]string{p.Then, p.If, p.Else}; got != want {
			t.Errorf("newPriority(%q) = %q, want %q", words, got, want)
		}
	}
}
