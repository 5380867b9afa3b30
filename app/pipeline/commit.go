package pipeline

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// commitTree makes the phase's commit on top of the one before.
func (r *run) commitTree(ctx context.Context, tree app.Tree, summary string) (app.Commit, error) {
	parent := r.goal.Contract.Base
	if cp := r.goal.LastCheckpoint(); cp != nil {
		if cp.Tree == tree && r.goal.Merge == nil {
			return cp.Commit, nil
		}
		parent = cp.Commit
	}
	spec := r.commitSpec(tree, parent, summary)
	if m := r.goal.Merge; m != nil && m.Head != parent {
		spec.Parents = append(spec.Parents, workspace.Digest(m.Head))
	}
	commit, err := r.clone.repo.Commit(ctx, spec)
	if err != nil {
		return "", fmt.Errorf("commit the checkpoint: %w", err)
	}
	if err := r.clone.repo.KeepRef(ctx, fmt.Sprintf("checkpoint/%d", len(r.goal.Checkpoints)+1), commit); err != nil {
		return "", err
	}
	return app.Commit(commit), nil
}

// trailers say who stands behind a commit.
var trailers = regexp.MustCompile(`(?im)^[ \t]*([a-z]+(?:-[a-z]+)+)[ \t]*:[ \t]*|^([a-z]+): `)

// harmless takes from the model's words what would act in a commit message.
func harmless(s string) string { return trailers.ReplaceAllString(markdown.Message(s), "$1$2 – ") }

func (r *run) commitSpec(tree app.Tree, parent app.Commit, summary string) workspace.CommitSpec {
	subject, body, _ := strings.Cut(strings.TrimSpace(harmless(summary)), "\n")
	if subject == "" {
		subject = r.goal.Phase.Title
	}
	message := clipLine(subject, 72) + "\n"
	if body = strings.TrimSpace(body); body != "" || len(subject) > 72 {
		message += "\n" + strings.TrimSpace(subject[len(clipLine(subject, 72)):]+"\n"+body) + "\n"
	}
	bot := workspace.Signature{
		Name:  r.cfg.Slug + "[bot]",
		Email: fmt.Sprintf("%d+%s[bot]@users.noreply.%s", r.cfg.Bot, r.cfg.Slug, hostName(r.goal.Host)),
		When:  r.cfg.Now(),
	}
	message += fmt.Sprintf("\nCo-authored-by: %s <%d+%s@users.noreply.%s>\n", r.goal.OpenedBy.Login, r.goal.OpenedBy.ID, r.goal.OpenedBy.Login, hostName(r.goal.Host))
	if r.rules.SignOff {
		message += fmt.Sprintf("Signed-off-by: %s <%s>\n", bot.Name, bot.Email)
	}
	return workspace.CommitSpec{
		Tree: workspace.Digest(tree), Parents: []workspace.Digest{workspace.Digest(parent)}, Message: message, Author: bot, Committer: bot,
	}
}

func hostName(host string) string {
	name, _, _ := strings.Cut(host, ":")
	return name
}

func clipLine(s string, n int) string {
	if len(s) <= n {
		return s
	}
	if cut := strings.LastIndexByte(s[:n], ' '); cut > 0 {
		return s[:cut]
	}
	return strings.ToValidUTF8(s[:n], "")
}
