package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// runs says how often an arm was run, or how the runs differ.
func runs(t app.Tally) string {
	switch n := t.Runs(); {
	case n < 2 && t.Silent == 0:
		return ""
	case t.Flips() || t.Green != n && t.Red != n:
		return " (" + split(t) + ")"
	default:
		return fmt.Sprintf(" ×%d", n)
	}
}

// repeated says once what ×N beside a result means; empty where none stands there.
func repeated(all []app.CriterionResult) string {
	if !slices.ContainsFunc(all, func(r app.CriterionResult) bool {
		return r.Trial != nil && strings.HasPrefix(strings.TrimSpace(runs(r.Trial.Base)+runs(r.Trial.Candidate)), "×")
	}) {
		return ""
	}
	return "_×N: so many runs of the same bytes, one after the other, gave the same. More are made where something is red, and most of this head where it is green and quick: what fails now and then shows only so._"
}

func split(t app.Tally) string {
	var parts []string
	for _, one := range []struct {
		n    int
		what string
	}{{t.Green, "green"}, {t.Red, "red"}, {t.Absent, "not run"}, {t.Silent, "silent"}, {t.Broken, "broken off"}} {
		if one.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.n, one.what))
		}
	}
	return strings.Join(parts, ", ")
}

// shown says where the harness saw a check red.
var shown = map[string]string{
	"":        "Never seen red.",
	"base":    "Seen red on the base.",
	"planted": "Seen red on a violation planted in a copy.",
	"mutant":  "Seen red on a mutant of the covered code.",
}

// testWords are the tests' outcomes in the order in which they are told.
var testWords = []struct {
	is    app.TestOutcome
	words string
}{
	{app.TestRegression, "regressed"},
	{app.TestContradicts, "green only because the test was changed"},
	{app.TestMissing, "missing"},
	{app.TestSkippedNow, "skipped on this head"},
	{app.TestNewRed, "new and failing"},
	{app.TestStillRed, "still failing"},
	{app.TestUnstable, "unstable"},
	{app.TestVacuous, "new and vacuous"},
	{app.TestEnvironment, "not to be had"},
	{app.TestFixed, "fixed"},
	{app.TestProving, "new and proving"},
	{app.TestNew, "new"},
	{app.TestHolding, "holding"},
	{app.TestTaken, "taken out with agreement"},
	{app.TestSkipped, "skipped"},
}

// trials tells per check what repeated runs and mixed trees show.
func (p page) trials(all []app.CriterionResult) string {
	var lines []string
	for _, r := range first(all, p.items) {
		if r.Trial != nil {
			lines = append(lines, fmt.Sprintf("**%s** %s", p.words(r.ID), p.trial(r, *r.Trial)))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return markdown.Details("What repeated runs and mixed trees show", markdown.List(lines))
}

// trial says what the runs of a check show, each sentence with their logs.
func (p page) trial(r app.CriterionResult, t app.Trial) string {
	logs := func(arm app.Arm, n int) string { return p.runLogs(r.Check, arm, n) }
	parts := []string{fmt.Sprintf("Base: %s%s. Head: %s%s.", split(t.Base), logs(app.ArmBaseline, t.Base.Runs()), split(t.Candidate), logs(app.ArmCandidate, t.Candidate.Runs()))}
	if words, known := shown[t.Shown]; known {
		if t.Shown == "planted" {
			words = strings.TrimSuffix(words, ".") + logs(app.ArmPlanted, 1) + "."
		}
		parts = append(parts, words)
	}
	if t.Guard != nil {
		on := "The base's tests on this code"
		if len(t.Back) > 0 {
			on = fmt.Sprintf("This code with %s as on the base", p.codes(t.Back))
		}
		parts = append(parts, fmt.Sprintf("%s: %s%s.", on, split(*t.Guard), logs(app.ArmGuard, t.Guard.Runs())))
	}
	if t.Proof != nil {
		parts = append(parts, fmt.Sprintf("The change's tests on the base's code: %s%s.", split(*t.Proof), logs(app.ArmProof, t.Proof.Runs())))
	}
	if t.Doomed != nil {
		parts = append(parts, fmt.Sprintf("With its tests made to fail: %s%s.", split(*t.Doomed), logs(app.ArmDoomed, t.Doomed.Runs())))
	}
	if t.Mutants > 0 {
		parts = append(parts, fmt.Sprintf("%d of %s of the covered code turned it red%s.", t.Killed, count(t.Mutants, "mutant"), logs(app.ArmMutant, t.Mutants)))
	}
	if t.Reads {
		parts = append(parts, "So did the same code written in another way"+logs(app.ArmRewritten, 1)+".")
	}
	if t.Spent {
		parts = append(parts, "The verification's budget ended the runs.")
	}
	if tests := p.tests(t); tests != "" {
		parts = append(parts, "Tests: "+tests+".")
	}
	return strings.Join(parts, " ")
}

// runLogs are the logs of the last n runs of a check on one tree, or on trees of
// one kind. Those before them were of other bytes.
func (p page) runLogs(check *app.Check, arm app.Arm, n int) string {
	var links []string
	for _, e := range slices.Backward(p.Goal.Evidence) {
		if n == 0 || check == nil {
			break
		}
		kind, _, _ := strings.Cut(string(e.Arm), "-")
		if early := arm == app.ArmCandidate && e.Early(); app.Arm(kind) != arm && !early || e.Reused || !check.Asks(e.Check) {
			continue
		}
		n--
		if link := p.logLink(e.Log); e.Log != "" && !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	slices.Reverse(links)
	all := len(links)
	if links = first(links, p.runs); len(links) == 0 {
		return ""
	}
	if len(links) < all {
		links = append(links, "…")
	}
	return " (" + strings.Join(links, ", ") + ")"
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
