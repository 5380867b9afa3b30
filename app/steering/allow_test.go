package steering

import (
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

func TestReadPermit(t *testing.T) {
	for text, want := range map[string]permit{
		"docs/**":                            {glob: "docs/**"},
		"`my dir/x.txt`":                     {glob: "my dir/x.txt"},
		"size `my dir/x.txt` because `x`":    {rule: "size", glob: "my dir/x.txt", reason: "x"},
		"`size a.txt`":                       {rule: "size", glob: "a.txt"},
		"dependencies `go.mod`":              {rule: "dependencies", glob: "go.mod"},
		"skips a_test.go because it is slow": {rule: "skips", glob: "a_test.go", reason: "it is slow"},
		"skips a_test.go until 2026-12-31 because until then": {
			rule: "skips", glob: "a_test.go", reason: "until then", until: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC),
		},
		"skips a_test.go it is slow, as told":                   {rule: "skips", glob: "a_test.go", reason: "it is slow, as told"},
		"go.mod: the mirror moved":                              {glob: "go.mod", reason: "the mirror moved"},
		"`my dir/x.txt` – the mirror moved":                     {glob: "my dir/x.txt", reason: "the mirror moved"},
		"commands . the push is planned":                        {rule: "commands", glob: ".", reason: "the push is planned"},
		"skips a_test.go until 2026-12-31":                      {rule: "skips", glob: "a_test.go", until: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
		"secrets testdata/example.pem because it opens nothing": {rule: "secrets", glob: "testdata/example.pem", reason: "it opens nothing"},
		"docs/** because the guides are ours":                   {glob: "docs/**", reason: "the guides are ours"},
	} {
		got, err := readPermit(text)
		if err != nil || got != want {
			t.Errorf("%q: %+v, %v; want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "because I say so", "a b c", "a until tomorrow", "secrets **/*.pem because they are examples",
		"docs/** until 2026-12-31", "scope docs/** until 2026-12-31", "skipz a_test.go",
		"a.go b.go for the queue", "docs/** but not the guides", "docs/** only the guides", "skips it is slow", "size of the file",
		"size", "`frozen`", "categories.deploy because it is late",
	} {
		if got, err := readPermit(text); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

// TestPermitLapses with its day and with other bytes than it was given for.
func TestPermitLapses(t *testing.T) {
	p, err := readPermit("skips a_test.go until 2026-12-31")
	if err != nil {
		t.Fatal(err)
	}
	seen := app.Place{Path: "a_test.go", Bytes: "one"}
	verdict := &app.Verdict{Children: []app.Verdict{{Rule: "skips", Status: app.StatusFail, Action: app.ActionFlag, Places: []app.Place{seen}}}}
	given := p.waivers(verdict, nil, "github:ann")
	day := time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC)
	other := app.Place{Path: "a_test.go", Bytes: "two"}
	for name, c := range map[string]struct {
		rule string
		at   app.Place
		now  time.Time
		want bool
	}{
		"what was seen": {"skips", seen, day, true},
		"other bytes":   {"skips", other, day, false},
		"another rule":  {"masking", seen, day, false},
		"the day after": {"skips", seen, day.Add(time.Hour), false},
	} {
		if got := app.Waived(given, c.rule, c.at, c.now); got != c.want {
			t.Errorf("%s: waived %v, want %v", name, got, c.want)
		}
	}
	g := &app.Goal{State: app.StateWorking, Contract: &app.Contract{Version: 1}}
	for at, want := range map[time.Time]string{day: "eyes", day.Add(time.Hour): "confused"} {
		d := Decide(g, Said{ID: "comment:1", By: "github:ann", At: at, Command: Read("/goal allow skips a_test.go until 2026-12-31", "goalkeeper", "acme")})
		if d.Reaction != want || len(d.Entries) != 1 {
			t.Errorf("said at %s: %+v", at, d)
		}
	}
	if ahead := p.waivers(nil, nil, "github:ann"); len(ahead) != 1 || !app.Waived(ahead, "skips", other, day) {
		t.Errorf("given before anything was seen, it does not hold for what comes: %+v", ahead)
	}
}

// TestPermitAgain: what was permitted of a test, whose file has changed since, is
// permitted again with what the file holds now; all else is known already.
func TestPermitAgain(t *testing.T) {
	p, err := readPermit("assertions a_test.go")
	if err != nil {
		t.Fatal(err)
	}
	at := app.Place{Path: "a_test.go", Bytes: "one", File: "now"}
	for name, c := range map[string]struct {
		rule, file string
		want       bool
	}{
		"the file has changed": {"assertions", "then", true},
		"the file is the same": {"assertions", "now", false},
		"no rule of tests":     {"swallowed", "then", false},
	} {
		p.rule = c.rule
		had := []app.Waiver{{Rule: c.rule, Path: at.Path, Bytes: at.Bytes, File: c.file}}
		given := p.waivers(&app.Verdict{Children: []app.Verdict{{Rule: c.rule, Status: app.StatusPass, Permitted: []app.Place{at}}}}, had, "github:ann")
		if got := len(given) == 1 && given[0].File == at.File && given[0].Bytes == at.Bytes; got != c.want {
			t.Errorf("%s: %+v", name, given)
		}
	}
}

// TestPermitNamesItsEnd: what lets a finding in ends by itself, and what opens a
// path with the goal.
func TestPermitNamesItsEnd(t *testing.T) {
	given := time.Date(2026, 10, 2, 23, 59, 0, 0, time.UTC)
	last := time.Date(2026, 12, 31, 23, 59, 59, 0, time.UTC)
	for text, ends := range map[string]bool{
		"skips a_test.go": true, "dependencies go.mod because x": true, "skips a_test.go until 2026-12-31": true,
		"docs/**": false, "scope docs/**": false, "frozen docs/** because x": false,
	} {
		g := &app.Goal{State: app.StateWorking, Contract: &app.Contract{Version: 1}}
		d := Decide(g, Said{ID: "comment:1", By: "github:ann", At: given, Command: Read("/goal allow "+text, "goalkeeper", "acme")})
		frozen, ok := d.Entries[0].Payload.(app.ContractFrozen)
		if !ok || len(frozen.Contract.Waivers) != 1 {
			t.Fatalf("%s: decided %+v", text, d)
		}
		w := frozen.Contract.Waivers[0]
		holds := func(at time.Time) bool {
			return app.Waived(frozen.Contract.Waivers, w.Rule, app.Place{Path: w.Path}, at)
		}
		if !holds(last) || holds(last.Add(time.Second)) == ends {
			t.Errorf("%s: it ends at %s", text, w.Until)
		}
	}
}

// TestPermitNamesACategoryOfThePolicy: a slip of the pen permits nothing and
// is not taken for a permission.
func TestPermitNamesACategoryOfThePolicy(t *testing.T) {
	rules := policy.Default()
	rules.Categories = map[string]policy.Category{"deploy": {}, "cluster": {}}
	sealed, err := rules.Seal()
	if err != nil {
		t.Fatal(err)
	}
	for rule, known := range map[string]bool{"categories.deploy": true, "categories.cluster": true, "categories.deplyo": false, "categories.": false, "skips": true, "": true} {
		why := permit{rule: rule, glob: "k8s/**"}.unknown(&app.Contract{Policy: sealed})
		if (why == "") != known || !known && !strings.Contains(why, "it has cluster, deploy") {
			t.Errorf("%q: %q", rule, why)
		}
	}
	g := &app.Goal{State: app.StateWorking, Contract: &app.Contract{Version: 1, Policy: sealed}}
	d := Decide(g, Said{ID: "comment:1", By: "github:ann", Command: Read("/goal allow categories.deplyo k8s/**", "goalkeeper", "acme")})
	if d.Reaction != "confused" || len(d.Entries) != 1 {
		t.Errorf("decided %+v", d)
	}
}

// TestReasonBelow: a reason may stand below the line of a permit.
func TestReasonBelow(t *testing.T) {
	g := &app.Goal{State: app.StateWorking, Contract: &app.Contract{Version: 1}}
	for text, want := range map[string]string{
		"/goal allow skips a_test.go\n\nBecause the clock is slow.":               "the clock is slow.",
		"/goal allow skips a_test.go\nUse maps, because they are fast.":           "",
		"/goal allow skips a_test.go because it is slow\nbecause maps are faster": "it is slow",
	} {
		d := Decide(g, Said{ID: "comment:1", By: "github:ann", At: time.Now(), Command: Read(text, "goalkeeper", "acme")})
		got := "none given"
		for _, e := range d.Entries {
			if c, ok := e.Payload.(app.ContractFrozen); ok {
				got = c.Contract.Waivers[0].Reason
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
