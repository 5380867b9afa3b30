package goalspec

import (
	"strings"
	"testing"
)

// TestMisbehaviour: what should be stands in the outcome where the sentence before it only
// tells what is so today, and is what is expected where a text says that; a bound beside an
// outcome stays a constraint.
func TestMisbehaviour(t *testing.T) {
	for words, want := range map[string]string{
		"The form accepts an empty name.\n\nIt should be refused with status 400.":                "The form accepts an empty name. It should be refused with status 400.",
		"The form accepts an empty name. They should be refused.":                                 "The form accepts an empty name. They should be refused.",
		"Deleted rows show up in the export.\n\nThey should be left out.":                         "Deleted rows show up in the export. They should be left out.",
		"Goal: Deleted rows show up in the export. They should be left out.":                      "Deleted rows show up in the export. They should be left out.",
		"The form accepts an empty name.\n\nThat should not be possible: it must answer 400.":     "The form accepts an empty name. That should not be possible: it must answer 400.",
		"The form accepts an empty name.\n\nWe expect a status 400.":                              "The form accepts an empty name. We expect a status 400.",
		"The import drops rows without a name.\n\nSuch rows should be kept.":                      "The import drops rows without a name. Such rows should be kept.",
		"The form accepts an empty name.\n\nExpected: status 400.":                                "status 400.",
		"# The form accepts an empty name\n\nSteps:\n1. press enter\n\nExpected: status 400.":     "status 400.",
		"**Actual:** The form accepts an empty name.\n**Expected:** Status 400.":                  "Status 400.",
		"The search answers within 200 ms.\n\nIt must not drop rows.":                             "The search answers within 200 ms.",
		"The search answers within 200 ms. It must not drop rows.":                                "The search answers within 200 ms.",
		"The search answers within 200 ms.\n\nIt should stay sorted.":                             "The search answers within 200 ms.",
		"The search answers within 200 ms.\n\nIt should also work offline.":                       "The search answers within 200 ms.",
		"The scan finds 12 open ports. There should be none.":                                     "The scan finds 12 open ports. There should be none.",
		"The scan finds 12 open ports.\n\nNone of them should be there.":                          "The scan finds 12 open ports. None of them should be there.",
		"# Ports are open\n\nThe scan finds 12 of them. There must be no more than two.":          "The scan finds 12 of them. There must be no more than two.",
		"# Open ports are closed\n\nThere should be a note on it.":                                "There should be a note on it.",
		"Steps to reproduce\n1. press enter\n2. look\n\nReject an empty name in the form.":        "Reject an empty name in the form.",
		"# The form rejects an empty name\n\nHow to reproduce\n- press enter\n- look at the form": "The form rejects an empty name",
		"Environment\n- Linux\n- Firefox\n\nThe form rejects an empty name.":                      "The form rejects an empty name.",
		"Reproduce the crash in a test\n- with an empty name\n- with none":                        "Reproduce the crash in a test",
		"The search answers within 200 ms.\n\nThe index should be small.":                         "The search answers within 200 ms.",
		"# The search answers 404 for unknown ids\n\nExpected: soon.":                             "The search answers 404 for unknown ids",
	} {
		d := Parse("", words+"\n\nEvidence:\n- `go test ./form` passes [must_change]\n\nConstraints:\n- Keep the API.\n")
		g, findings := d.Admit(Options{})
		if g.IsZero() || g.Outcome() != want {
			t.Errorf("%q: outcome %q, want %q: %v", words, d.Outcome(), want, findings)
		}
	}
}

// TestMisbehaviourIsMeasured: what should be stays a criterion where it names a bound or a
// command, and a constraint where it says what must stay, though it is the outcome as well.
func TestMisbehaviourIsMeasured(t *testing.T) {
	for words, want := range map[string]string{
		"The nightly build runs for 50 minutes. It should take less than 10 minutes, measured with `make clock`.": "It should take less than 10 minutes, measured with `make clock`",
		"Goal: The binary weighs 90 MB. It must be under 40 MB.":                                                  "It must be under 40 MB",
		"The binary weighs 90 MB.\n\nIt must be under 40 MB, as `make size` prints.":                              "It must be under 40 MB, as `make size` prints",
		"The form takes a date in the past. It should be refused, and `make dates` passes.":                       "It should be refused|`make dates` passes",
		"The form takes a date in the past. That should not be possible.":                                         "",
		"The form takes a date in the past. It should be refused without touching `store/`.":                      "without touching `store/`",
		"The form takes a date in the past. It should be refused.":                                                "",
	} {
		g, findings := Parse("", words+"\n\nConstraints:\n- Keep the API.\n\nEvidence:\n- `make test` passes\n").Admit(Options{})
		var got []string
		for _, c := range g.Criteria() {
			if c.Text != "`make test` passes" {
				got = append(got, c.Text)
			}
		}
		for _, c := range g.Constraints() {
			if c.Text != "Keep the API." {
				got = append(got, c.Text)
			}
		}
		if strings.Join(got, "|") != want || g.IsZero() {
			t.Errorf("%q: holds %q, want %q: %v", words, got, want, findings)
		}
	}
	d := Parse("", "# Slow build\n\nThe build takes 20 minutes. It should take less than 5 minutes, measured with `make clock`.\n\nDo not modify: `vendor/`\n")
	if g, findings := d.Admit(Options{}); g.IsZero() || len(g.Criteria()) != 1 || g.Criteria()[0].Command != "make clock" {
		t.Errorf("a goal of nothing else is refused: %v", findings)
	}
}

// TestComplaints: why somebody wants work done does not say what is to come of it; what is
// to be so afterwards does.
func TestComplaints(t *testing.T) {
	for words, vague := range map[string]bool{
		"Refactor the parser.":                                         true,
		"Refactor the parser: the code is a mess.":                     true,
		"Rework the lexer, it has become hard to read.":                true,
		"Restructure the store – the old one is a real nightmare.":     true,
		"Audit the importer; it is legacy code that nobody likes.":     true,
		"Refactor the parser: the code is split into three packages.":  false,
		"Refactor the parser: it is free of globals.":                  false,
		"Rework the lexer: it is too large, at most 300 lines remain.": false,
		"Refactor the parser: the code is a mess, `Parse` has no goto": false,
	} {
		d := Parse("", "Goal: "+words+"\n\nEvidence:\n- `go test ./parser` passes\n\nConstraints:\n- Keep the API.\n")
		told := false
		for _, f := range d.Lint(Options{}) {
			told = told || f.Code == "GS037" || f.Code == "GS002"
		}
		if told != vague {
			t.Errorf("%q: told %v, want %v", words, told, vague)
		}
	}
}
