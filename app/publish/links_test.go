package publish

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestSentencesLeadToTheirRuns: what is said of a check's runs links the log of
// each, and of no run of other bytes; one without output says so.
func TestSentencesLeadToTheirRuns(t *testing.T) {
	s := newStory(t).verified()
	results := s.proofOf(true, true)
	v := s.view(results...)
	v.LogURL = func(d app.Digest) string { return "https://keeper.example/" + string(d)[:4] }
	link := func(n string) string {
		d := string(app.DigestOf([]byte(n)))
		return "[`" + d[:10] + "`](https://keeper.example/" + d[:4] + ")"
	}
	check := testChecks()[1]
	ran := func(arm app.Arm, log string) app.Evidence { return run(arm, 1, check, app.StatusPass, 1, log) }
	v.Goal.Evidence = []app.Evidence{
		ran(app.ArmBaseline, "of another base"), ran(app.ArmBaseline, "b1"), ran(app.ArmBaseline, "b2"), ran(app.ArmBaseline, "b3"),
		ran(app.ArmCandidate, "of an earlier round"), ran(app.ArmGuard, "g"), ran(app.ArmPlanted, "p"), ran(app.ArmDoomed, "d"),
		ran(app.ArmMutant+"-1", "m1"), ran(app.ArmMutant+"-2", "m2"), ran(app.ArmRewritten, "r"),
		ran(app.ArmCandidate, "c1"), ran(app.ArmCandidate, "c2"), ran(app.ArmCandidate, "c3"),
		run(app.ArmCandidate, 1, testChecks()[0], app.StatusPass, 1, "of another check"),
	}
	known := ran(app.ArmCandidate, "told again")
	known.Reused = true
	v.Goal.Evidence = append(v.Goal.Evidence, known)
	trial := app.Trial{
		Base: app.Tally{Green: 3}, Candidate: app.Tally{Green: 3}, Shown: "planted", Guard: &app.Tally{Green: 1}, Doomed: &app.Tally{Red: 1}, Mutants: 2, Killed: 1, Reads: true,
	}
	p := page{v, sizes()[0]}
	want := "Base: 3 green (" + link("b1") + ", " + link("b2") + ", " + link("b3") + "). Head: 3 green (" + link("c1") + ", " + link("c2") + ", " + link("c3") + "). " +
		"Seen red on a violation planted in a copy (" + link("p") + "). The base's tests on this code: 1 green (" + link("g") + "). With its tests made to fail: 1 red (" + link("d") + "). " +
		"1 of 2 mutants of the covered code turned it red (" + link("m1") + ", " + link("m2") + "). So did the same code written in another way (" + link("r") + ")."
	if got := p.trial(results[1], trial); got != want {
		t.Errorf("reads\n%s\nwant\n%s", got, want)
	}
	if got := (page{v, sizes()[3]}).trial(results[1], trial); !strings.Contains(got, "Base: 3 green ("+link("b1")+", …).") {
		t.Error(got)
	}
	body := PullBody(v)
	for _, want := range []string{
		"On the base, red, exit 1 in 0.9 s (" + link("") + "): no output.",
		"| base " + link("") + ", head " + link(results[0].Candidate.Excerpt) + " |",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is missing in\n%s", want, body)
		}
	}
}
