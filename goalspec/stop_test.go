package goalspec_test

import (
	"testing"
)

// TestStops: when to stop and what to report, in prose, as an item and behind a
// criterion, is neither the outcome nor a priority nor a criterion.
func TestStops(t *testing.T) {
	const front = "The parser reads dates in ISO form. `make test` passes. "
	for text, want := range map[string]string{
		front + "Stop at 90% and write a report.":                          "Stop at 90% and write a report",
		front + "Stop at the first failure.":                               "Stop at the first failure",
		front + "Stop after 20 minutes.":                                   "Stop after 20 minutes",
		front + "When done, report the numbers.":                           "When done, report the numbers",
		front + "Once everything is done, list what is left.":              "Once everything is done, list what is left",
		front + "When you're finished, summarise it.":                      "When you're finished, summarise it",
		front + "At the end, write a report.":                              "At the end, write a report",
		front + "Stop and comment if a test depends on the zone.":          "Stop and comment if a test depends on the zone",
		front + "Stop, and leave a note, once the table is full.":          "Stop, and leave a note, once the table is full",
		front + "Stop right away if data would be lost.":                   "Stop right away if data would be lost",
		front + "You can stop when the table is full.":                     "You can stop when the table is full",
		front + "Stop before touching the schema.":                         "Stop before touching the schema",
		front + "Come back to me if it takes a day.":                       "Come back to me if it takes a day",
		front + "Read the dump, and if you see no cause stop and tell us.": "Read the dump, and if you see no cause stop and tell us",
		front + "Stop and restart the server when it changes.":             "",
		front + "Stop the job when the queue is empty.":                    "",
		front + "Stop and ask before changing the schema.":                 "Stop and ask before changing the schema",
		front + "Ask us before adding a dependency.":                       "Ask us before adding a dependency",
		front + "Ask for a name before saving.":                            "",
		front + "Stop and start the server before the tests.":              "",
		front + "When a test fails, report the numbers.":                   "",
		front + "When done, the job reports its numbers.":                  "",
		"Stop the server at midnight. `make test` passes.":                 "",
		"Stop logging passwords. `make test` passes.":                      "",
		"The job should stop at 90% load. `make test` passes.":             "",

		"Goal: Read dates.\n\nEvidence:\n- `make test` passes\n- Stop & report: when two fail":                           "Stop & report: when two fail",
		"Goal: Read dates.\n\nEvidence:\n- `make test` passes\nStop & report: when two fail":                             "when two fail",
		"Goal: Read dates.\n\nEvidence: `make test` passes. Stop & report: when two fail":                                "when two fail",
		"Goal: Read dates. Evidence: `make test` passes. Stop and report: when two fail":                                 "when two fail",
		"Goal: Read dates.\n\nStop when: it is met, or two fail. In both cases say why.\n\nEvidence: `make test` passes": "Stop when it is met, or two fail.In both cases say why.",
		"Goal: Read dates.\n\nReport: a table. Stop once it is full.\n\nEvidence: `make test` passes":                    "Report: a table.Stop once it is full.",
		"Goal: Read dates.\n\nStop once `make test` is green, or if a day is over.":                                      "Stop once `make test` is green, or if a day is over",
		"Goal: Read dates.\n\nEvidence:\n- `make test` passes\n- If the zone is unknown, stop and ask":                   "If the zone is unknown, stop and ask",
		"Goal: Read dates.\n\nEvidence:\n- `make test` passes\n- Stop & Go: the game starts":                             "",
	} {
		g := mustGoal(t, "", text)
		got := ""
		for _, s := range g.Stop() {
			got += s.Text
		}
		if got != want {
			t.Errorf("%q stops %q, want %q; outcome %q", text, got, want, g.Outcome())
		}
		if n := len(g.Criteria()); want != "" && (n != 1 || g.Outcome() == want+".") {
			t.Errorf("%q has %d criteria and the outcome %q", text, n, g.Outcome())
		}
	}
}
