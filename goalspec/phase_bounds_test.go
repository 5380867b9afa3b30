package goalspec_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// laid shows the phases of a goal in one line each.
func laid(g goalspec.Goal) string {
	var out []string
	for _, p := range g.Phases() {
		s := fmt.Sprintf("%d %s", p.Number, p.Name)
		for _, o := range p.Only {
			s += " only " + o.Pattern
		}
		for _, k := range p.Kept() {
			s += " kept " + k.Pattern
		}
		for _, c := range p.StopIf {
			s += fmt.Sprintf(" stop %q", c.Text)
		}
		for _, c := range p.Steps {
			s += fmt.Sprintf(" step %q", c.Text)
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestBoundsOfAPhase: of what a line says, where to work, what is left out of that and what
// stays as it is all hold, and no word of the rest is lost.
func TestBoundsOfAPhase(t *testing.T) {
	for line, want := range map[string]string{
		"work only on `q/` and do not touch `q/out/`":             " only q/ kept q/out/",
		"Work only on q/, but not q/out/":                         " only q/ kept q/out/",
		"work only on q/, but not q/out":                          " only q/ kept q/out",
		"only change q/, but not the generated files":             " only q/",
		"only change `q/` except for `q/out/`":                    " only q/ kept q/out/",
		"work only on `q/**` (but not `q/out/**`)":                " only q/** kept q/out/**",
		"work only on `q/`, other than `q/out/`":                  " only q/ kept q/out/",
		"work only on `q/` and leave `q/out/` alone":              " only q/ kept q/out/",
		"never edit `q/out/` and work only on `q/`":               " only q/ kept q/out/",
		"only `q/` may change, so leave `q/out/` as it is":        " only q/ kept q/out/",
		"restrict work to `q/` and stop if the build is red":      ` only q/ stop "the build is red"`,
		"work only on `q/` and keep the wire format unchanged":    " only q/",
		"Move the types and work only on `q/`":                    ` only q/ step "Move the types"`,
		"only `q/` changes and the old names go on working":       " only q/ step \"only `q/` changes and the old names go on working\"",
		"Scope: `q/`, `r/`":                                       " only q/ only r/",
		"scope: only q/ and r/":                                   " only q/ only r/",
		"Scope: q/ only; stop if it fails":                        ` only q/ stop "it fails"`,
		"Scope: only change `q/`":                                 " only q/",
		"Keep: do not touch q/":                                   " kept q/",
		"Scope: only the reader":                                  ` step "Scope: only the reader"`,
		"Scope: read only, list the uses in q/a.md":               ` step "list the uses in q/a.md"`,
		"no code changes; write down what q/ needs":               ` step "write down what q/ needs"`,
		"Read only: q/":                                           " kept q/",
		"keep everything outside `q/` unchanged":                  " only q/",
		"Cut the reader out of `q/` and don't touch `r/`":         " kept r/ step \"Cut the reader out of `q/`\"",
		"Cut the reader out without changing `r/`":                " kept r/",
		"Rename the flag and keep the old name as an alias":       ` step "Rename the flag and keep the old name as an alias"`,
		"Add a test which makes sure that `q/` never writes `r/`": " step \"Add a test which makes sure that `q/` never writes `r/`\"",
		"Stop if a file of `q/` would have to change":             " stop \"a file of `q/` would have to change\"",

		"keep unchanged: `q/a.go`":                     " kept q/a.go",
		"**Keep unchanged:** `q/a.go`":                 " kept q/a.go",
		"Leave untouched `q/a.go`, `q/b.go`":           " kept q/a.go kept q/b.go",
		"keep intact: q/a.go":                          " kept q/a.go",
		"keep the file `q/a.go` the way it is":         " kept q/a.go",
		"keep out of `q/`":                             " kept q/",
		"stay away from `q/`":                          " kept q/",
		"Keep: `q/a.go`":                               " kept q/a.go",
		"leave `q/a.go` for later":                     " kept q/a.go",
		"keep `q/a.md` in sync with what changes":      "",
		"Keep `README.md` up to date":                  "",
		"keep the names in `q/a.go`":                   "",
		"keep `make test` green":                       "",
		"keep `q/a.go` unchanged and stop if it fails": ` kept q/a.go stop "it fails"`,
	} {
		g, findings := goalspec.Parse("", "Goal: The total is right.\n\nDo not modify:\n- db/**\n\nEvidence:\n- `make test` passes\n\nPhase 1: Cut\n- "+line+"\n\nPhase 2: Go on\n").Admit(goalspec.Options{})
		if got := laid(g); got != "1 Cut"+want+"; 2 Go on" {
			t.Errorf("%q is %q, want %q (%v)", line, got, want, findings)
		}
	}
}

// TestTakenOutInWords: what is taken out of where a phase works and names no path stays, and
// that only words hold it is told.
func TestTakenOutInWords(t *testing.T) {
	for line, want := range map[string]string{
		"only change `q/`, but not the generated files": "GS046 only change `q/`, but not the generated files",
		"work only on `q/`, but not on `q/out/`":        " work only on `q/`, but not on `q/out/`",
		"work only on `q/`, not more":                   "",
		"Scope: read only, list the uses in `q/a.md`":   "GS046 Scope: read only",
		"nothing changes yet":                           "GS046 nothing changes yet",
		"no changes to `q/`":                            " no changes to `q/`",
		"don't edit `q/`, except for one new file":      "GS046 don't edit `q/`, except for one new file",
		"leave `q/` alone unless a test needs it":       "GS046 leave `q/` alone unless a test needs it",
		"work only on `q/`, but not anywhere else":      "",
	} {
		g, findings := goalspec.Parse("", "Goal: The total is right.\n\nDo not modify:\n- db/**\n\nEvidence:\n- `make test` passes\n\nPhase 1: Cut\n- "+line+"\n").Admit(goalspec.Options{})
		if g.IsZero() {
			t.Errorf("%q is no goal: %v", line, findings)
			continue
		}
		got := ""
		for _, f := range findings {
			got += f.Code
		}
		for _, k := range g.Phases()[0].Keep {
			got += " " + k.Text
		}
		if got != want {
			t.Errorf("%q gives %q, want %q (%v)", line, got, want, findings)
		}
	}
}

// TestNamesBoundAPhase: a bound in a phase's name holds.
func TestNamesBoundAPhase(t *testing.T) {
	for name, want := range map[string]string{
		"Cut the reader out without touching `r/`": "Cut the reader out without touching `r/` kept r/",
		"Keep `r/` as it is":                       "Keep `r/` as it is kept r/",
		"Keep the docs in step":                    "Keep the docs in step",
		"Cut and work only on `q/`":                "Cut only q/",
		"Work only on `q/`, but not on `q/out/`":   " only q/ kept q/out/",
	} {
		g, findings := goalspec.Parse("", "Goal: The total is right.\n\nDo not modify:\n- db/**\n\nEvidence:\n- `make test` passes\n\nPhase 1: "+name+"\n- go\n").Admit(goalspec.Options{})
		if got := laid(g); got != "1 "+want+` step "go"` {
			t.Errorf("%q is %q, want %q (%v)", name, got, want, findings)
		}
	}
}

// TestNothingToDoInAPhase: a phase may not work only on what it keeps.
func TestNothingToDoInAPhase(t *testing.T) {
	for lines, want := range map[string]bool{
		"work only on `q/`\n- keep `q/` unchanged":                  true,
		"work only on `q/a/`, `q/b/`\n- do not touch `q/**`":        true,
		"work only on `q/`\n- keep `q/a/` unchanged":                false,
		"work only on `q/`\n\nPhase 2: Rest\n- keep `q/` unchanged": false,
	} {
		_, findings := goalspec.Parse("", "Goal: The total is right.\n\nEvidence:\n- `make test` passes\n\nPhase 1: Cut\n- "+lines+"\n").Admit(goalspec.Options{})
		got := false
		for _, f := range findings {
			got = got || f.Code == "GS010"
			if f.Code == "GS042" {
				t.Errorf("%q: %s", lines, f.Message)
			}
		}
		if got != want {
			t.Errorf("%q is contradictory: %v, want %v", lines, got, want)
		}
	}
}

// TestStatementsOfAPhaseHaveTheirPlaces: each part of a line points at its own words.
func TestStatementsOfAPhaseHaveTheirPlaces(t *testing.T) {
	body := "Goal: The total is right.\n\nEvidence:\n- `make test` passes\n\n" +
		"**Phase 1: Cut** — work only on `q/`, keep `q/a.go` unchanged\n" +
		"- move the types; leave `r/` alone; stop if the build\n  is red\n" +
		"- **Keep unchanged:** `q/b.go`\n- plain  words\n\nStop if:\n- it fails; keep `s/` as it is\n"
	g, err := goalspec.Parse("", body).Goal()
	if err != nil {
		t.Fatal(err)
	}
	p, lines := g.Phases()[0], strings.Split(body, "\n")
	source := func(at goalspec.Span) string {
		if at.Line == at.EndLine {
			return lines[at.Line-1][at.Column-1 : at.EndColumn-1]
		}
		return lines[at.Line-1][at.Column-1:] + "|" + lines[at.EndLine-1][:at.EndColumn-1]
	}
	var got []string
	for _, list := range [][]goalspec.Statement{p.Keep, p.StopIf, p.Steps} {
		for _, s := range list {
			got = append(got, source(s.Span))
		}
	}
	for _, o := range p.Only {
		got = append(got, source(o.Span))
	}
	for _, k := range p.Kept() {
		got = append(got, source(k.Span))
	}
	want := []string{
		"keep `q/a.go` unchanged", "leave `r/` alone", "**Keep unchanged:** `q/b.go`", "keep `s/` as it is",
		"stop if the build|  is red", "it fails", "move the types", "plain  words",
		"work only on `q/`",
		"keep `q/a.go` unchanged", "leave `r/` alone", "**Keep unchanged:** `q/b.go`", "keep `s/` as it is",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the places are of %q, want %q", got, want)
	}

	data, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	var back, older goalspec.Goal
	if err := json.Unmarshal(data, &back); err != nil || !slices.Equal(back.Phases()[0].Keep, p.Keep) || !slices.Equal(back.Phases()[0].StopIf, p.StopIf) {
		t.Errorf("the places read back as %+v (%v)", back.Phases(), err)
	}
	var form map[string]any
	if err := json.Unmarshal(data, &form); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"keep", "stop_if", "steps"} {
		delete(form["spans"].(map[string]any), key)
	}
	if data, err = json.Marshal(form); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &older); err != nil || !older.Equal(g) {
		t.Errorf("what was written without these places reads back as %+v (%v)", older.Phases(), err)
	}
}
