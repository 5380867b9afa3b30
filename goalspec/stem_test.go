package goalspec

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
)

// TestProofLabels holds which labels lead to how the work is shown to be done, and which
// that turn on the same words are about something else.
func TestProofLabels(t *testing.T) {
	for label, want := range map[string]field.Field{
		"Check": field.Evidence, "Checks:": field.Evidence, "Verifying": field.Evidence, "Verify": field.Evidence, "Final verification": field.Evidence,
		"Verified by": field.Evidence, "To be verified by": field.Evidence, "Measured with": field.Evidence, "Measure with": field.Evidence,
		"How can a reviewer check it?": field.Evidence, "How will the maintainer verify this?": field.Evidence, "Test": field.Evidence, "Testing": field.Evidence,
		"Quality gates": field.Evidence, "Tests and checks": field.Evidence, "Verification commands": field.Evidence, "Validation steps": field.Evidence,
		"Must be green": field.Evidence, "Keep green": field.Evidence, "Must be true": field.Evidence, "All of these must pass": field.Evidence,
		"Commands to run": field.Evidence, "Run these": field.Evidence, "What to run": field.Evidence, "Run before merging": field.Evidence, "Manual": field.Evidence,
		"To verify": field.Evidence, "For verification": field.Evidence, "How do I know you're done?": field.Evidence, "The patch has to pass": field.Evidence, "Before tagging, all of these have to be green": field.Evidence,
		"Forbidden to touch": field.Deny, "Do not commit to": field.Deny, "Keep out": field.Deny, "Untouched": field.Deny, "Not affected / not to be changed": field.Deny, "Keep intact": field.Deny, "Out of bounds": field.Deny,
		"Forbidden words": field.Unknown, "Not affected by the bug": field.Unknown, "Untouched since 2019": field.Unknown, "Keep out of reach": field.Unknown,
		"Test environment": field.Unknown, "How to test locally": field.Unknown, "Checklist for reviewers": field.Unknown, "Verified versions": field.Unknown,
		"Tested on": field.Unknown, "Tested with": field.Unknown, "Test data": field.Unknown, "Checks on the old server": field.Unknown, "Verification history": field.Unknown,
		"Why the tests fail": field.Unknown, "Testing notes": field.Unknown, "Run time": field.Unknown, "Test failures": field.Unknown, "Validation errors": field.Unknown,
		"Acceptance environment": field.Unknown, "Gatekeeper": field.Unknown, "Proof of concept": field.Unknown, "Success stories": field.Unknown,
		"Ziel / Goal": field.Goal, "Goal / Ziel": field.Goal, "Problem / Goal": field.Unknown, "Impact / Scope": field.Unknown, "Goal / what is wrong": field.Unknown,
	} {
		if got := labels.Field(label, false); got != want {
			t.Errorf("%q is a label of %v, want %v", label, got, want)
		}
	}
}
