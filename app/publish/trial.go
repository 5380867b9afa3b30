package publish

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// runs says how often an arm was run, or how the runs differ.
func runs(t app.Tally) string {
	switch n := t.Runs(); {
	case n < 2:
		return ""
	case t.Flips() || t.Green != n && t.Red != n:
		return " (" + split(t) + ")"
	default:
		return fmt.Sprintf(" ×%d", n)
	}
}

func split(t app.Tally) string {
	var parts []string
	for _, one := range []struct {
		n    int
		what string
	}{{t.Green, "green"}, {t.Red, "red"}, {t.Absent, "not run"}, {t.Broken, "broken off"}} {
		if one.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.n, one.what))
		}
	}
	return strings.Join(parts, ", ")
}

// shown says what turned a check red before the eyes of the harness.
var shown = map[string]string{
	"":        "Nothing was seen to turn it red.",
	"base":    "Seen to fail on the base.",
	"planted": "Seen to fail on a violation planted in a copy.",
	"mutant":  "Seen to fail on a mutant of the covered code.",
}

// testWords are the tests' outcomes in the order in which they are told.
var testWords = []struct {
	is    app.TestOutcome
	words string
}{
	{app.TestRegression, "regressed"},
	{app.TestContradicts, "green only because the test was changed"},
	{app.TestMissing, "missing"},
	{app.TestNewRed, "new and failing"},
	{app.TestStillRed, "still failing"},
	{app.TestUnstable, "unstable"},
	{app.TestVacuous, "new and vacuous"},
	{app.TestEnvironment, "not to be had"},
	{app.TestFixed, "fixed"},
	{app.TestProving, "new and proving"},
	{app.TestNew, "new"},
	{app.TestHolding, "holding"},
	{app.TestSkipped, "skipped"},
}

// trials tells per check what repeated runs and mixed trees show.
func (p page) trials(all []app.CriterionResult) string {
	var lines []string
	for _, r := range first(all, p.items) {
		if r.Trial != nil {
			lines = append(lines, fmt.Sprintf("**%s** %s", p.words(r.ID), p.trial(*r.Trial)))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return markdown.Details("What repeated runs and mixed trees show", markdown.List(lines))
}

func (p page) trial(t app.Trial) string {
	parts := []string{fmt.Sprintf("Base: %s. Head: %s.", split(t.Base), split(t.Candidate))}
	if words, known := shown[t.Shown]; known {
		parts = append(parts, words)
	}
	if t.Guard != nil {
		parts = append(parts, fmt.Sprintf("The base's tests on this code: %s.", split(*t.Guard)))
	}
	if t.Proof != nil {
		parts = append(parts, fmt.Sprintf("The change's tests on the base's code: %s.", split(*t.Proof)))
	}
	if t.Mutants > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s of the covered code turned it red.", t.Killed, count(t.Mutants, "mutant")))
	}
	if t.Reads {
		parts = append(parts, "So did the same code written in another way.")
	}
	if t.Spent {
		parts = append(parts, "The verification's budget ended the runs.")
	}
	if tests := p.tests(t); tests != "" {
		parts = append(parts, "Tests: "+tests+".")
	}
	return strings.Join(parts, " ")
}

// maxTestNames bounds the names told for one outcome; what merely holds has none.
const maxTestNames = 3

func (p page) tests(t app.Trial) string {
	var parts []string
	for _, o := range testWords {
		n := t.Counts[o.is]
		if n == 0 {
			continue
		}
		part := fmt.Sprintf("%d %s", n, o.words)
		if named := t.Named(o.is); len(named) > 0 {
			quoted := make([]string, 0, maxTestNames+1)
			for _, name := range first(named, maxTestNames) {
				quoted = append(quoted, p.code(name))
			}
			if n > len(quoted) {
				quoted = append(quoted, "…")
			}
			part += " (" + strings.Join(quoted, ", ") + ")"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}
