package goalspec_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestTablesWithLabels holds which tables say in their rows or columns what they are, and
// which are only told.
func TestTablesWithLabels(t *testing.T) {
	t.Parallel()
	const goal = "Goal: The export writes one row per item.\n\n"
	for name, c := range map[string]struct {
		text     string
		commands []string
		deny     []string
	}{
		"check and expect":     {goal + "Notes on it.\n\n| Check | Expect |\n|---|---|\n| `make a` | exit 0 |\n| `make b` | no warnings |\n\nRead `docs/c.md` first.\n", []string{"make a", "make b"}, nil},
		"command and must":     {goal + "| # | Command | Must give |\n|---|---|---|\n| 1 | `make a` | exit 0 |\n", []string{"make a"}, nil},
		"what came of it":      {goal + "## What I tried\n\n| Command | Result |\n|---|---|\n| `make a` | passes |\n\n## Evidence\n- `make d` passes\n", []string{"make d"}, nil},
		"rows that are labels": {"| | |\n|---|---|\n| **Outcome** | The export writes one row per item |\n| **Owner** | @a |\n| **Test** | `make a` |\n| **Test** | `make b` |\n| **Don't touch** | `src/a/**`, `src/b/**` |\n", []string{"make a", "make b"}, []string{"src/a/**", "src/b/**"}},
		"rows below limits":    {goal + "Evidence:\n- `make a`\n\n## Limits\n\n| | |\n|-|-|\n| Latency | at most +2 ms |\n| Must not change | `src/a/**` |\n", []string{"make a"}, []string{"src/a/**"}},
		"rows of a report":     {goal + "Evidence:\n- `make a`\n\n## Environment\n\n| Item | Value |\n|-|-|\n| Version | 1.2 |\n| Test | `make b` |\n", []string{"make a"}, nil},
		"roles":                {goal + "### Commands\n\n| Step | Command | Purpose |\n|--|--|--|\n| setup | `make deps` | get deps |\n| check | `make a` | unit |\n| check | `make b` | no findings |\n", []string{"make a", "make b"}, nil},
		"no roles":             {goal + "Evidence:\n- `make a`\n\n### Commands\n\n| Step | Command |\n|--|--|\n| deps | `make deps` |\n| dev | `make dev` |\n", []string{"make a"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			g, findings := goalspec.Parse("", c.text).Admit(goalspec.Options{})
			var commands, deny []string
			for _, k := range g.Criteria() {
				if k.Command != "" {
					commands = append(commands, k.Command)
				}
			}
			for _, p := range g.Scope().Deny {
				deny = append(deny, p.Pattern)
			}
			if !slices.Equal(commands, c.commands) || !slices.Equal(deny, c.deny) {
				t.Errorf("commands %q, deny %q: %v", commands, deny, findings)
			}
		})
	}
}

// TestTitlesOfTablesAreKept holds that titles which say more than what their columns hold
// are listed as context, wherever the rows are read.
func TestTitlesOfTablesAreKept(t *testing.T) {
	t.Parallel()
	for _, label := range []string{"Evidence:\n", "Constraints:\n", "Do NOT modify:\n", "Priorities:\n", "Stop:\n", "Resources:\n"} {
		for titles, kept := range map[string]bool{
			"Before the fix | After the fix": true, "today | wanted": true, "Path | while v1 lives": true,
			"Path | Why": false, "# | Check": false, " | ": false, "Command | Purpose": false, "**File** | Notes": false,
		} {
			body := "Goal: The export writes one row per item.\n\nEvidence:\n- `make t` passes\n\n" + label + "\n| " + titles + " |\n|---|---|\n| `src/a.go` | it is slow |\n"
			list := goalspec.Parse("", body).Context()
			if got := slices.ContainsFunc(list, func(p goalspec.Passage) bool { return p.Text == "| "+titles+" |" && p.Column == 1 }); got != kept {
				t.Errorf("%q below %q: %v", titles, label, list)
			}
			reads(t, goalspec.Options{}, "", body)
		}
	}
}
