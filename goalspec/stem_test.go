package goalspec

import "testing"

// TestProofLabels holds which labels lead to how the work is shown to be done, and which
// that turn on the same words are about something else.
func TestProofLabels(t *testing.T) {
	for label, want := range map[string]field{
		"Check": fieldEvidence, "Checks:": fieldEvidence, "Verifying": fieldEvidence, "Verify": fieldEvidence, "Final verification": fieldEvidence,
		"Verified by": fieldEvidence, "To be verified by": fieldEvidence, "Measured with": fieldEvidence, "Measure with": fieldEvidence,
		"How can a reviewer check it?": fieldEvidence, "How will the maintainer verify this?": fieldEvidence, "Test": fieldEvidence, "Testing": fieldEvidence,
		"Quality gates": fieldEvidence, "Tests and checks": fieldEvidence, "Verification commands": fieldEvidence, "Validation steps": fieldEvidence,
		"Must be green": fieldEvidence, "Keep green": fieldEvidence, "Must be true": fieldEvidence, "All of these must pass": fieldEvidence,
		"Commands to run": fieldEvidence, "Run these": fieldEvidence, "What to run": fieldEvidence, "Run before merging": fieldEvidence, "Manual": fieldEvidence,
		"To verify": fieldEvidence, "For verification": fieldEvidence, "How do I know you're done?": fieldEvidence, "The patch has to pass": fieldEvidence, "Before tagging, all of these have to be green": fieldEvidence,
		"Forbidden to touch": fieldDeny, "Do not commit to": fieldDeny, "Keep out": fieldDeny, "Untouched": fieldDeny, "Not affected / not to be changed": fieldDeny, "Keep intact": fieldDeny, "Out of bounds": fieldDeny,
		"Forbidden words": fieldUnknown, "Not affected by the bug": fieldUnknown, "Untouched since 2019": fieldUnknown, "Keep out of reach": fieldUnknown,
		"Test environment": fieldUnknown, "How to test locally": fieldUnknown, "Checklist for reviewers": fieldUnknown, "Verified versions": fieldUnknown,
		"Tested on": fieldUnknown, "Tested with": fieldUnknown, "Test data": fieldUnknown, "Checks on the old server": fieldUnknown, "Verification history": fieldUnknown,
		"Why the tests fail": fieldUnknown, "Testing notes": fieldUnknown, "Run time": fieldUnknown, "Test failures": fieldUnknown, "Validation errors": fieldUnknown,
		"Acceptance environment": fieldUnknown, "Gatekeeper": fieldUnknown, "Proof of concept": fieldUnknown, "Success stories": fieldUnknown,
		"Ziel / Goal": fieldGoal, "Goal / Ziel": fieldGoal, "Problem / Goal": fieldUnknown, "Impact / Scope": fieldUnknown, "Goal / what is wrong": fieldUnknown,
	} {
		if got := fieldNamed(label, false); got != want {
			t.Errorf("%q is a label of %v, want %v", label, got, want)
		}
	}
}
