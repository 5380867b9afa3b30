package goalspec

import (
	"testing"
)

// TestComparisonsAreNoCommands: a bound of a time that is written without marks runs
// nothing, and a statement of two bounds is told to have none.
func TestComparisonsAreNoCommands(t *testing.T) {
	for words, want := range map[string]string{
		"time <= 1h30m":              " <= 90 m",
		"time < 5s":                  " < 5 s",
		"time >= 2 s":                " >= 2 s",
		"time ./bench.sh passes":     "time ./bench.sh ",
		"test -f out.txt passes":     "test -f out.txt ",
		"go test ./... takes <= 60s": "go test ./... <= 60 s",
	} {
		c := newCriterion(words)
		got := c.Command + " "
		if c.Predicate != nil {
			got += c.Predicate.String()
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", words, got, want)
		}
	}
	for words, want := range map[string]bool{"coverage >= 80% and <= 90%": true, "the start takes > 1 s and < 5 s": true, "coverage >= 80%": false, "coverage >= 80% and errors <= 5": false, "more than 5 failed attempts within 60 seconds are answered with 429": false} {
		_, findings := Parse("", "Goal: The export writes one row per item.\n\nEvidence:\n- `make test` passes\n- "+words+"\n").Admit(Options{})
		if told := has(findings, unbound); told != want {
			t.Errorf("%q: %v", words, findings)
		}
	}
}
