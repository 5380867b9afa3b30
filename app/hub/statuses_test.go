package hub_test

import (
	"testing"

	"github.com/google/go-github/v60/github"
)

// TestCommitStatuses: people's CI says something of a commit, and the newest of each
// context makes what is told of the whole.
func TestCommitStatuses(t *testing.T) {
	w := start(t)
	w.repo("billing")
	ctx, wes := t.Context(), w.as("wes")
	main, _, err := wes.Git.GetRef(ctx, "ada", "billing", "heads/main")
	w.check(err)
	sha := main.GetObject().GetSHA()
	say := func(by *github.Client, sha, state, name string) error {
		_, _, err := by.Repositories.CreateStatus(ctx, "ada", "billing", sha, &github.RepoStatus{State: &state, Context: &name})
		return err
	}
	whole := func(want string, contexts int) {
		t.Helper()
		got, _, err := wes.Repositories.GetCombinedStatus(ctx, "ada", "billing", "main", nil)
		w.check(err)
		if got.GetState() != want || got.GetTotalCount() != contexts || len(got.Statuses) != contexts || got.GetSHA() != sha {
			t.Errorf("the commit is %s of %d contexts, want %s of %d", got.GetState(), len(got.Statuses), want, contexts)
		}
	}
	whole("pending", 0)
	for _, c := range []struct {
		state, context, want string
		contexts             int
	}{
		{"success", "ci/tests", "success", 1},
		{"pending", "ci/lint", "pending", 2},
		{"error", "CI/Tests", "failure", 2},
		{"success", "ci/tests", "pending", 2},
		{"success", "ci/lint", "success", 2},
	} {
		w.check(say(wes, sha, c.state, c.context))
		whole(c.want, c.contexts)
	}
	all, _, err := wes.Repositories.ListStatuses(ctx, "ada", "billing", "main", nil)
	w.check(err)
	if len(all) != 5 || all[0].GetContext() != "ci/lint" || all[4].GetCreator().GetLogin() != "wes" {
		t.Errorf("listed %v", all)
	}
	for name, c := range map[string]struct {
		err  error
		want int
	}{
		"by a reader":      {say(w.as("rea"), sha, "success", "x"), 403},
		"of another state": {say(wes, sha, "fine", "x"), 422},
		"of no commit":     {say(wes, "1111111111111111111111111111111111111111", "success", "x"), 422},
	} {
		if status(c.err) != c.want {
			t.Errorf("%s: %v, want %d", name, c.err, c.want)
		}
	}
}
