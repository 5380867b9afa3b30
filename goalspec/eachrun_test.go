package goalspec_test

import (
	"fmt"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestRunsAfterEach: what passes after each change is a step and a criterion under
// whatever label it stands, and reads back.
func TestRunsAfterEach(t *testing.T) {
	for _, label := range []string{"Constraints", "Must hold", "Must hold throughout", "Evidence"} {
		for words, want := range map[string]string{
			"`pytest tests/` passes after each commit":                              "pytest tests/",
			"`pytest tests/` passes after each commit; no test of today is removed": "pytest tests/",
			"`make test` stays green after every step":                              "make test",
			"`go vet ./...` and `make test` pass after each commit":                 "go vet ./... && make test",
		} {
			body := fmt.Sprintf("## Outcome\n\nThe importer has a flag `--dry`.\n\n## %s\n\n- %s\n", label, words)
			g, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
			if g.IsZero() {
				t.Errorf("%s: %q: %v", label, words, findings)
				continue
			}
			if c := g.Criteria(); len(c) == 0 || c[0].Command != want {
				t.Errorf("%s: %q: criteria %+v", label, words, c)
			}
			if s := g.AfterPhase(); len(s) != 1 || s[0].Command != want {
				t.Errorf("%s: %q: steps %+v", label, words, s)
			}
		}
	}
}

// TestNamesInCodeAreNoPaths: a name with a point is a path outside of what may change
// only where files end so.
func TestNamesInCodeAreNoPaths(t *testing.T) {
	for name, told := range map[string]bool{
		"google_compute_ssl_policy.edge": false, "user.created": false, "metrics.latency_p95": false,
		"main.tf": true, "CHANGELOG.md": true, "web/app": true,
	} {
		body := fmt.Sprintf("## Outcome\n\nThe edge refuses TLS 1.0.\n\n## Evidence\n\n- `terraform plan` passes and changes `%s`\n\n## Only modify\n\n- `infra/edge/`\n", name)
		_, findings := goalspec.Parse("", body).Admit(goalspec.Options{})
		got := false
		for _, f := range findings {
			got = got || f.Code == "GS011"
		}
		if got != told {
			t.Errorf("%q: told %t, want %t: %v", name, got, told, findings)
		}
	}
}
