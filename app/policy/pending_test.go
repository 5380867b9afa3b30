package policy

import (
	"slices"
	"testing"
)

func TestPending(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                     {},
		"approve_plan: always\nfrozen: [a/**]": {},
		"allowed: [docs/**]":                   {},
		"open_pr: first_checkpoint\nmodel: large": {"open_pr", "model"},
		"setup: [npm ci]\nnetwork: [a.example]":   {},
		"who: {four_eyes: true}":                  {},
		"who: {steer: {teams: [core]}}":           {"teams of who"},
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
