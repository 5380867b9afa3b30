package service

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/git"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Merge says how to merge a pull request; empty fields take GitHub's defaults.
type Merge struct {
	Method         string // merge, squash or rebase
	Title, Message string
	SHA            string // the head that the asker saw
}

// MergePull merges a pull request into its base branch and returns the resulting commit.
func (s *Service) MergePull(ctx context.Context, a identity.Actor, path Path, number int, m Merge) (commit string, err error) {
	issue, err := s.mergeable(a, path, number, m)
	if err != nil {
		return "", err
	}
	move := func() (err error) {
		commit, err = s.moveBase(ctx, a, issue, m)
		return err
	}
	err = s.push(ctx, a, issue.RepositoryID, move, func(t *tx) error {
		current, _ := t.Issues.Get(issue.ID)
		return t.merged(current, commit)
	})
	return commit, err
}

func (s *Service) mergeable(a identity.Actor, path Path, number int, m Merge) (issue state.Issue, err error) {
	err = s.Store.View(func(d *state.Data) error {
		issue, err = openPull(d, a, path, number, identity.WriteContents)
		return err
	})
	switch {
	case err != nil:
		return issue, err
	case issue.Closed:
		return issue, refusal.NotAllowed("Pull Request is not mergeable")
	case issue.Pull.Draft:
		return issue, refusal.NotAllowed("Pull Request is still a draft")
	case m.SHA != "" && m.SHA != issue.Pull.HeadSHA:
		return issue, refusal.Conflict("Head branch was modified. Review and try the merge again.")
	}
	return issue, nil
}

// moveBase makes the merge and moves the base branch to it. The caller holds the repository's lock.
func (s *Service) moveBase(ctx context.Context, a identity.Actor, issue state.Issue, m Merge) (string, error) {
	stored := s.Git.Repository(issue.RepositoryID)
	base, err := stored.Branch(ctx, issue.Pull.BaseRef)
	if err != nil {
		return "", err
	}
	commit, err := s.mergeCommit(ctx, a, stored, issue, base, m)
	if errors.Is(err, git.ErrConflict) {
		return "", refusal.NotAllowed("Pull Request is not mergeable")
	}
	if err != nil {
		return "", err
	}
	return commit, stored.UpdateRef(ctx, "refs/heads/"+issue.Pull.BaseRef, base, commit)
}

func (s *Service) mergeCommit(ctx context.Context, a identity.Actor, stored git.Repository, issue state.Issue, base string, m Merge) (string, error) {
	who := s.Author(a.User)
	head := issue.Pull.HeadSHA
	if m.Method == "rebase" {
		return stored.Replay(ctx, base, head, base, who)
	}
	tree, err := stored.MergeTree(ctx, base, head)
	if err != nil {
		return "", err
	}
	commit := git.Commit{Tree: tree, Parents: []string{base, head}, Author: who, Committer: who}
	title, message := fmt.Sprintf("Merge pull request #%d from %s", issue.Number, issue.Pull.HeadRef), issue.Title
	if m.Method == "squash" {
		commit.Parents = commit.Parents[:1]
		title, message = fmt.Sprintf("%s (#%d)", issue.Title, issue.Number), ""
	}
	if m.Title != "" {
		title = m.Title
	}
	if m.Message != "" {
		message = m.Message
	}
	commit.Message = title + "\n"
	if message != "" {
		commit.Message += "\n" + message + "\n"
	}
	return stored.WriteCommit(ctx, commit)
}

// merged records that the pull request's change is in its base branch, and closes the issues it names.
func (t *tx) merged(issue state.Issue, commit string) error {
	pull := *issue.Pull
	pull.Merged, pull.MergedBy, pull.MergedAt, pull.MergeCommitSHA = true, t.actor.User.ID, t.now, commit
	issue.Pull = &pull
	t.happened(issue, state.IssueEvent{Event: "merged", CommitID: commit})
	if err := t.setState(&issue, true, ""); err != nil {
		return err
	}
	repo, _ := t.Repositories.Get(issue.RepositoryID)
	if issue.Body == nil || pull.BaseRef != repo.DefaultBranch {
		return nil
	}
	for _, number := range closes(*issue.Body) {
		closed, ok := t.IssueByNumber(repo.ID, number)
		if !ok || closed.Pull != nil {
			continue
		}
		if err := t.setState(&closed, true, "completed"); err != nil {
			return err
		}
	}
	return nil
}

var closingPattern = regexp.MustCompile(`(?i)\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+#(\d+)\b`)

// closes finds the issues that the text closes with GitHub's keywords.
func closes(text string) []int {
	var numbers []int
	for _, match := range closingPattern.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(match[1]); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
