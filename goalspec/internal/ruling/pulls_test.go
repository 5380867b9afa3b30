package ruling

import "testing"

// TestOfPulls: on which pull requests or commits something runs bounds no paths, and what
// these may change does.
func TestOfPulls(t *testing.T) {
	t.Parallel()
	for words, want := range map[string]bool{
		"The job must not run for PRs that only change `docs/**`":                            false,
		"CI shouldn't start on commits that touch only `a/`, `b/` or `*.md`":                 false,
		"Nothing is deployed after pushes which change `docs/`":                              false,
		"It shouldn't be skipped for merge requests that change `go.mod`, but for no others": false,
		"The e2e suite never runs on branches touching only `web/`":                          false,
		"The bot must not label PRs that change only `docs/**`":                              false,
		"Do not modify `src/a/`": true,
		"It must not run for PRs that change `docs/` and `src/a/` must stay untouched":       true,
		"The job must not run for PRs that change `docs/`, and `src/a/` must not be changed": true,
		"Do not change `src/a/` in PRs that touch `docs/`":                                   true,
	} {
		if got := len(NewClause(CodeMarked(words)).Plainly()) > 0; got != want {
			t.Errorf("%q bounds the paths: %v", words, got)
		}
	}
}
