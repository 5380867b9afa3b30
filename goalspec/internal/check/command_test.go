package check

import (
	"strings"
	"testing"
)

// TestPlainTextBehindALabel: what stands behind "Command:" is run where it reads as a
// command line; a sentence there is read as one.
func TestPlainTextBehindALabel(t *testing.T) {
	for words, want := range map[string]string{
		"Command: go test ./...":                          "go test ./...",
		"Run: mytool selfcheck":                           "mytool selfcheck",
		"Check: mytool verify --all":                      "mytool verify --all",
		"Check: mytool":                                   "mytool",
		`Check: grep -c "this is not it" doc.md`:          `grep -c "this is not it" doc.md`,
		"Run: for f in a b; do sh $f; done":               "for f in a b; do sh $f; done",
		"Run: ! grep -rn 'must not' docs":                 "! grep -rn 'must not' docs",
		"Run: find . -not -name a":                        "find . -not -name a",
		"Check: go test ./... passes":                     "go test ./...",
		"The check: go test ./... must pass":              "go test ./...",
		"Command: git push --force is never needed.":      "told",
		"Command: terraform destroy is never used.":       "told",
		"Security check: curl must not be needed.":        "told",
		"The check: go test must stay green without net":  "told",
		"`grep -rn foo a` is the check: nothing may stay": "told",
		"Run: make yourself familiar with it.":            "told",
		"Command: rm -rf is not used in the script.":      "told",
		"Check: docs updated":                             "",
		"Final check: nothing else changed.":              "",
		"Check: rm everything by hand.":                   "",
		"How to check: go through the list.":              "told",
	} {
		cmd, fault := CommandOf(words)
		if cmd != strings.TrimPrefix(want, "told") || (fault != "") != (want == "told") {
			t.Errorf("%q is read as %q, %q", words, cmd, fault)
		}
	}
}
