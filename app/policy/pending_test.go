package policy

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestSchemaTellsWhatIsPending: a description promises nothing that does not
// work, and takes the warning back as soon as it does.
func TestSchemaTellsWhatIsPending(t *testing.T) {
	type described struct{ Description string }
	var root struct {
		Properties map[string]described
	}
	if err := json.Unmarshal([]byte(Schema()), &root); err != nil {
		t.Fatal(err)
	}
	tells := func(d described) bool {
		return strings.Contains(strings.ToLower(d.Description), "not acted on yet: a policy that sets it starts no goal")
	}
	for key, d := range root.Properties {
		if slices.Contains(pending, key) != tells(d) {
			t.Errorf("%s: %s", key, d.Description)
		}
	}
}

func TestPending(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                     {},
		"approve_plan: always\nfrozen: [a/**]": {},
		"allowed: [docs/**]":                   {},
		"open_pr: first_checkpoint\nmodel: large": {"open_pr"},
		"setup: [npm ci]\nnetwork: [a.example]":   {},
		"who: {four_eyes: true}":                  {},
		"who: {steer: {teams: [core]}}":           {},
	} {
		p, err := Parse([]byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		got, err := p.Pending()
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
}
