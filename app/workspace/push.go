package workspace

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Errors of a push, for errors.Is.
var (
	ErrRejected = errors.New("the remote rejected the push")            // by a rule, a hook or a check of its own
	ErrMoved    = errors.New("the branch is not where it was expected") // somebody else moved, created or removed it
)

// Push makes a branch of the remote point to the commit. The branch must point to expected, from which
// the commit must descend; an empty expected means that the branch must not exist. A branch that points
// to the commit already is left as it is, without error. Otherwise the error is ErrMoved, ErrRejected
// with what the remote said, ErrAccess, or one of the connection.
func (r *Repo) Push(ctx context.Context, to Remote, commit Digest, branch string, expected Digest) error {
	if err := r.push(ctx, to, commit, branch, expected); err != nil {
		return fmt.Errorf("push %s to %s: %w", branch, to, err)
	}
	return nil
}

func (r *Repo) push(ctx context.Context, to Remote, commit Digest, branch string, expected Digest) error {
	ref := "refs/heads/" + branch
	if err := checkRef(ref); err != nil {
		return err
	}
	url, err := to.Address()
	if err != nil {
		return err
	}
	if err := r.descends(ctx, commit, expected); err != nil {
		return err
	}
	// The lease makes the remote compare and swap; that the new value descends from the old one was
	// seen above, so that nothing is ever forced.
	cmd := r.store.git.Command(r.Dir(), "push", "--porcelain", "--no-follow-tags",
		"--force-with-lease="+ref+":"+string(expected), "--", url, string(commit)+":"+ref)
	out, err := r.store.git.RunRemote(ctx, "push", to, cmd)
	if err == nil {
		return nil
	}
	if verdict := pushVerdict(string(out), err); verdict != nil {
		return verdict
	}
	return err
}

// descends holds that the commit is here and that a move of the branch to it is a fast-forward.
func (r *Repo) descends(ctx context.Context, commit, expected Digest) error {
	if !commit.Valid() {
		return fmt.Errorf("commit %q", commit)
	}
	if id, err := r.Resolve(ctx, string(commit)); err != nil || id != commit {
		return errors.Join(fmt.Errorf("commit %s is not here", commit.Short()), err)
	}
	if expected == "" || expected == commit {
		return nil
	}
	if !expected.Valid() {
		return fmt.Errorf("expected commit %q", expected)
	}
	if _, err := r.Resolve(ctx, string(expected)); err != nil {
		return fmt.Errorf("%w: %s is not known here", ErrMoved, expected.Short())
	}
	cmd := r.store.git.Command(r.Dir(), "merge-base", "--is-ancestor", string(expected), string(commit))
	_, err := r.store.git.Run(ctx, "merge-base", cmd)
	var git *GitError
	if errors.As(err, &git) && git.Code == 1 {
		return fmt.Errorf("%w: %s does not descend from %s", ErrMoved, commit.Short(), expected.Short())
	}
	return err
}

// pushVerdict reads git's porcelain lines, "!\tFROM:TO\t[kind] (reason)", for a refusal of the reference.
func pushVerdict(out string, err error) error {
	for line := range strings.Lines(out) {
		field := strings.SplitN(strings.TrimSpace(line), "\t", 3)
		if len(field) != 3 || field[0] != "!" {
			continue
		}
		switch summary := field[2]; {
		case strings.HasPrefix(summary, "[rejected]"):
			return fmt.Errorf("%w: %s", ErrMoved, summary)
		case strings.Contains(summary, "cannot lock ref"), strings.Contains(summary, "failed to update ref"),
			strings.Contains(summary, "reference already exists"):
			return fmt.Errorf("%w: %s", ErrMoved, summary)
		case strings.HasPrefix(summary, "[remote rejected]"):
			return fmt.Errorf("%w: %s%s", ErrRejected, summary, remoteLines(err))
		}
	}
	return nil
}

// remoteLines are the lines that the remote wrote for people.
func remoteLines(err error) string {
	var git *GitError
	if !errors.As(err, &git) {
		return ""
	}
	var b strings.Builder
	for line := range strings.Lines(git.Stderr) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "remote:"); ok && strings.TrimSpace(text) != "" {
			b.WriteString("\n" + strings.TrimSpace(text))
		}
	}
	return b.String()
}
