package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// rollback is how to undo a merged goal, from its record.
type rollback struct {
	ID            app.GoalID     `json:"id"`
	State         app.State      `json:"state"`
	Repository    string         `json:"repository"`
	Issue         int            `json:"issue"`
	Pull          int            `json:"pull_request"`
	Base          string         `json:"base_branch"`
	MergeCommit   app.Commit     `json:"merge_commit"`
	Commands      []string       `json:"commands"`
	Checks        []string       `json:"checks"` // of the criteria
	FollowUps     []app.FollowUp `json:"follow_ups"`
	MigrationNote string         `json:"migration_note"`
	Events        int64          `json:"events"`
	Hash          string         `json:"hash"`
}

// rollbackOf says why not when there is nothing to undo.
func rollbackOf(g *app.Goal) (r rollback, why string) {
	r = rollback{
		ID: g.ID, State: g.State, Repository: g.Repo.String(), Issue: g.Issue.Number,
		Commands: []string{}, Checks: []string{}, FollowUps: []app.FollowUp{}, Events: g.Seq, Hash: g.Hash,
	}
	switch {
	case g.State != app.StateDone || g.Pull == nil:
		return r, fmt.Sprintf("goal %s is %s: nothing of it was merged", g.ID, g.State)
	case g.Ended.Commit == "":
		return r, fmt.Sprintf("the record of goal %s does not name the merge commit; revert pull request #%d on its page", g.ID, g.Pull.Number)
	}
	r.Pull, r.Base, r.MergeCommit = g.Pull.Number, g.Pull.Base, g.Ended.Commit
	r.FollowUps = append(r.FollowUps, g.FollowUps...)
	if g.Finish != nil {
		r.MigrationNote = g.Finish.MigrationNote
	}
	if g.Plan != nil {
		for _, c := range g.Plan.Checks {
			r.Checks = append(r.Checks, c.Command)
		}
	}
	branch := fmt.Sprintf("revert-%d-%s", g.Issue.Number, g.ID.Short())
	r.Commands = []string{
		fmt.Sprintf("git fetch origin refs/pull/%d/head", r.Pull),
		"git fetch origin '" + strings.ReplaceAll(r.Base, "'", `'\''`) + "'",
		"git switch -c " + branch + " FETCH_HEAD",
		// of a rebase, what it made of the branch's commits, the newest first; else the
		// squashed commit as it is, or a merge against its first parent
		fmt.Sprintf("commits=$(git cherry %s %s | sed -n 's/^- //p' | sed '1!G;h;$!d')", g.Pull.Commit, r.MergeCommit),
		fmt.Sprintf(`case "$commits" in %[1]s*) ;; *) commits=%[1]s ;; esac`, r.MergeCommit),
		fmt.Sprintf(`if git rev-parse -q --verify %[1]s^2 >/dev/null; then commits="-m 1 %[1]s"; fi`, r.MergeCommit),
		`echo "$commits" | xargs git revert --no-edit`,
		"git push origin " + branch,
	}
	return r, ""
}

func rollbackGoal(ctx context.Context, s streams, o goalsOptions, id string) error {
	st, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	g, _, err := loadGoal(ctx, st, id)
	if err != nil {
		return err
	}
	r, why := rollbackOf(g)
	switch {
	case why != "":
		return &exitError{code: exitNegative, err: fmt.Errorf("%s", why)}
	case o.json:
		return printJSON(s, r)
	}
	r.print(s)
	return nil
}

func (r rollback) print(s streams) {
	fmt.Fprintf(s.Out, "# Goal %s of %s#%d was merged with #%d. In a clone:\n", r.ID, r.Repository, r.Issue, r.Pull)
	fmt.Fprintf(s.Out, "%s\n", strings.Join(r.Commands, "\n"))
	if r.MigrationNote != "" {
		fmt.Fprintf(s.Out, "# What users did by the migration note has to be undone, too:\n%s\n", remark(r.MigrationNote))
	}
	for _, f := range r.FollowUps {
		if f.Number > 0 {
			fmt.Fprintf(s.Out, "# Look whether follow-up #%d still makes sense: %s\n", f.Number, printable(f.Title))
		}
	}
	fmt.Fprintf(s.Out, "# Then open issue #%d again.\n# The record has %d events, the last with hash %s.\n", r.Issue, r.Events, r.Hash)
}

// remark makes every line one that a shell leaves alone.
func remark(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for n, l := range lines {
		lines[n] = "#   " + printable(l)
	}
	return strings.Join(lines, "\n")
}
