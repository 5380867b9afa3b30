package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gh "github.com/google/go-github/v60/github"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/fault"
)

// push commits files to a branch as the maintainer, with git.
func (w *world) push(branch, message string, files map[string]string) string {
	w.Helper()
	w.clone(func(dir string, git func(...string)) {
		git("checkout", "-q", branch)
		for path, text := range files {
			w.check(os.MkdirAll(filepath.Dir(filepath.Join(dir, path)), 0o755))
			w.check(os.WriteFile(filepath.Join(dir, path), []byte(text), 0o644))
		}
		git("add", "-A")
		git("commit", "-q", "-m", message)
		git("push", "-q", "origin", branch)
	})
	c, _, err := w.as(maintainer).Repositories.GetBranch(w.ctx, w.owner, repository, branch, 1)
	w.check(err)
	return c.GetCommit().GetSHA()
}

// reviewed waits until the goal is in review after so many rounds.
func (w *world) reviewed(round int) *app.Goal {
	w.Helper()
	w.wait("another verification", func() bool {
		g := w.goal()
		if b := breakpointOf(g); b != nil && b.Kind != app.BreakpointConflict {
			w.Fatalf("breakpoint %s: %s\n%s", b.Kind, b.Question, b.Detail)
		}
		return g.State == app.StateInReview && g.Round == round && !g.Stale()
	})
	w.settled()
	return w.goal()
}

// parents of a commit.
func (w *world) parents(sha string) []string {
	w.Helper()
	c, _, err := w.as(maintainer).Git.GetCommit(w.ctx, w.owner, repository, sha)
	w.check(err)
	var out []string
	for _, p := range c.Parents {
		out = append(out, p.GetSHA())
	}
	return out
}

// TestPeoplesCommitsAreRespected: what somebody pushes to the branch is proven
// like the agent's work, stays as it is even where the agent may not write,
// and the agent goes on from there.
func TestPeoplesCommitsAreRespected(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: usual + `
- expect: {last_user_contains: Shout it.}
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world!'\n"}}
  - {tool: finish, args: {summary: Shout}}
`})
	g := w.waitPull()
	w.settled()
	pushed := w.push(g.Pull.Head, "Say it in CI too", map[string]string{".github/workflows/ci.yml": "on: push\n", "README.md": "# Greeter\n\nBy Ann.\n"})
	g = w.reviewed(2)
	if string(g.Pull.Commit) != pushed || string(g.LastCheckpoint().Commit) != pushed {
		t.Fatalf("the goal stands at %s, want %s", g.Pull.Commit, pushed)
	}
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, pushed[:10]) || !strings.Contains(body, "README.md") {
		t.Errorf("the pull request tells of another head than %s:\n%s", pushed, body)
	}
	w.review(writer, g.Pull.Number, "REQUEST_CHANGES", "Shout it.")
	g = w.reviewed(3)
	if p := w.parents(string(g.Pull.Commit)); len(p) != 1 || p[0] != pushed {
		t.Errorf("the agent's commit has parents %q, want %s", p, pushed)
	}
	for path, want := range map[string]string{"greet.sh": "echo 'hello, world!'\n", "README.md": "# Greeter\n\nBy Ann.\n", ".github/workflows/ci.yml": "on: push\n"} {
		if got := w.file(g.Pull.Head, path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
	if !w.model.told("maintainer pushed to the branch") {
		t.Error("the agent was not told")
	}
}

// TestPushWhileTheAgentWorks is merged into the work under way, and the push
// that follows forces nothing.
func TestPushWhileTheAgentWorks(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: usual + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world!'\n"}}
- expect: {last_user_contains: Your work tree holds it now}
  calls:
  - {tool: run, args: {command: "grep Ann README.md && grep '!' greet.sh"}}
- calls:
  - {tool: finish, args: {summary: Shout}}
`})
	g := w.waitPull()
	w.settled()
	first := string(g.Pull.Commit)
	held := w.model.hold(len(w.model.requests()) + 1)
	w.review(writer, g.Pull.Number, "REQUEST_CHANGES", "Shout it.")
	w.waitFor("the agent's request", held.reached)
	pushed := w.push(g.Pull.Head, "Sign", map[string]string{"README.md": "# Greeter\n\nBy Ann.\n"})
	w.stored(1)
	close(held.release)
	g = w.reviewed(2)
	if p := w.parents(string(g.Pull.Commit)); len(p) != 1 || p[0] != pushed {
		t.Errorf("parents %q of the agent's commit, want %s on top of %s", p, pushed, first)
	}
	if w.file(g.Pull.Head, "README.md") != "# Greeter\n\nBy Ann.\n" || w.file(g.Pull.Head, "greet.sh") != "echo 'hello, world!'\n" {
		t.Error("one side's work is lost")
	}
}

// TestPushThatConflicts asks people, and the agent completes the merge by
// their word.
func TestPushThatConflicts(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: usual + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world!'\n"}}
- expect: {last_user_contains: Keep the question mark}
  calls:
  - {tool: finish, args: {summary: Too early}}
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world?'\n"}}
  - {tool: finish, args: {summary: Resolve}}
`})
	g := w.waitPull()
	w.settled()
	held := w.model.hold(len(w.model.requests()) + 1)
	w.review(writer, g.Pull.Number, "REQUEST_CHANGES", "Shout it.")
	w.waitFor("the agent's request", held.reached)
	pushed := w.push(g.Pull.Head, "Ask instead", map[string]string{"greet.sh": "echo 'hello, world?'\n"})
	w.stored(1)
	close(held.release)
	w.waitBreakpoint(app.BreakpointConflict)
	if b := w.marked("breakpoint")[0]; !strings.Contains(b, "greet.sh") || !strings.Contains(b, "maintainer pushed to the branch") {
		t.Errorf("the question does not say what is in conflict:\n%s", b)
	}
	w.comment(maintainer, "Keep the question mark")
	g = w.reviewed(2)
	if got := w.file(g.Pull.Head, "greet.sh"); got != "echo 'hello, world?'\n" {
		t.Errorf("greet.sh is %q", got)
	}
	if !w.model.told("Conflict markers are left in greet.sh") {
		t.Error("markers passed")
	}
	if p := w.parents(string(g.Pull.Commit)); len(p) == 0 || !strings.Contains(strings.Join(p, " "), pushed) {
		t.Errorf("parents %q, want %s among them", p, pushed)
	}
}

// TestBaseMoves: the new tip is merged into the branch, base and branch are
// proven again, and the branch gets the merge; the head before says that it was
// followed. The merge closes the issue, also where GitHub does not.
func TestBaseMoves(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{})
	g := w.waitPull()
	w.settled()
	first := string(g.Pull.Commit)
	tip := w.push("main", "Unrelated", map[string]string{"README.md": "# Greeter\n\nNewer.\n"})
	g = w.reviewed(2)
	if p := w.parents(string(g.Pull.Commit)); len(p) != 2 || p[0] != first || p[1] != tip {
		t.Errorf("parents %q, want %s and %s", p, first, tip)
	}
	if string(g.Contract.Base) != tip || g.Contract.Version != 2 {
		t.Errorf("contract version %d on %s", g.Contract.Version, g.Contract.Base)
	}
	body := w.pulls()[0].GetBody()
	if !strings.Contains(body, tip[:10]) || strings.Contains(body, "README.md") || !strings.Contains(body, "2 of 2 criteria proven") {
		t.Errorf("the pull request does not tell of the new base:\n%s", body)
	}
	w.wait("the end of the old head's check run", func() bool {
		runs, _, err := w.as(maintainer).Checks.ListCheckRunsForRef(w.ctx, w.owner, repository, first, nil)
		w.check(err)
		return len(runs.CheckRuns) == 1 && runs.CheckRuns[0].GetConclusion() == "neutral" && strings.Contains(runs.CheckRuns[0].GetOutput().GetTitle(), g.Pull.Commit.Short())
	})
	_, _, err := w.as(maintainer).Git.CreateRef(w.ctx, w.owner, repository, &gh.Reference{Ref: gh.String("refs/heads/next"), Object: &gh.GitObject{SHA: &tip}})
	w.check(err)
	_, _, err = w.as(maintainer).Repositories.Edit(w.ctx, w.owner, repository, &gh.Repository{DefaultBranch: gh.String("next")})
	w.check(err)
	w.merge(maintainer, g.Pull.Number)
	w.rollsBack(w.waitState(app.StateDone))
	w.wait("the closed issue", func() bool {
		i, _, err := w.as(maintainer).Issues.Get(w.ctx, w.owner, repository, w.issue)
		w.check(err)
		return i.GetState() == "closed"
	})
}

// rollsBack runs what `goals rollback` prints in a clone, and looks at what is
// on the branch that it pushes.
func (w *world) rollsBack(g *app.Goal) {
	w.Helper()
	r, why := rollbackOf(g)
	if why != "" {
		w.Fatal(why)
	}
	w.clone(func(dir string, git func(...string)) {
		w.check(os.WriteFile(filepath.Join(dir, ".git", "undo.sh"), []byte("set -e\n"+strings.Join(r.Commands, "\n")), 0o600))
		git("-c", "alias.undo=!sh .git/undo.sh", "undo")
	})
	if got := w.file(fmt.Sprintf("revert-%d-%s", g.Issue.Number, g.ID.Short()), "greet.sh"); got != "echo hello\n" {
		w.Errorf("after the rollback greet.sh is %q", got)
	}
	if r.Hash != g.Hash || len(r.Checks) != 2 {
		w.Errorf("rollback %+v", r)
	}
}

// TestThreadsAreAnswered: a comment on a line reaches the agent with its place
// and as it reads by then, gets receipts, and one answer that names the commit;
// replies between people cost nothing.
func TestThreadsAreAnswered(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: usual + `
- expect: {last_user_contains: ["greet.sh, line 1 (` + "`echo 'hello, world'`" + `)", Shout it.]}
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world!'\n"}}
  - {tool: follow_up, args: {title: "The README is old", body: Nobody has read it for years.}}
  - {tool: finish, args: {summary: Shout}}
`})
	g := w.waitPull()
	w.settled()
	w.comment(maintainer, "/goal pause")
	w.wait("the pause", func() bool { return w.goal().Hold.Paused })
	event, path, line, side, text := "COMMENT", "greet.sh", 1, "RIGHT", "Whisper it."
	asked, _, err := w.as(writer).PullRequests.CreateReview(w.ctx, w.owner, repository, g.Pull.Number, &gh.PullRequestReviewRequest{
		Event: &event, Comments: []*gh.DraftReviewComment{{Path: &path, Line: &line, Side: &side, Body: &text}},
	})
	w.check(err)
	all, _, err := w.as(writer).PullRequests.ListReviewComments(w.ctx, w.owner, repository, g.Pull.Number, asked.GetID(), nil)
	w.check(err)
	root := all[0].GetID()
	w.wait("the review is stored", func() bool { return len(w.goal().Waiting()) == 1 })
	text = "Shout it."
	_, _, err = w.as(writer).PullRequests.EditComment(w.ctx, w.owner, repository, root, &gh.PullRequestComment{Body: &text})
	w.check(err)
	w.wait("the edit", func() bool { return strings.Contains(w.goal().Waiting()[0].Text, text) })
	w.comment(maintainer, "/goal resume")
	g = w.reviewed(2)
	answers := func() []string {
		every, _, err := w.as(writer).PullRequests.ListComments(w.ctx, w.owner, repository, g.Pull.Number, nil)
		w.check(err)
		var out []string
		for _, c := range every {
			if c.GetInReplyTo() == root && c.GetUser().GetType() == "Bot" {
				out = append(out, c.GetBody())
			}
		}
		return out
	}
	w.wait("the answer", func() bool { return len(answers()) == 1 })
	if a := answers()[0]; !strings.Contains(a, string(g.Pull.Commit)) || !strings.Contains(a, "2 of 2 criteria proven") {
		t.Errorf("the answer says:\n%s", a)
	}
	given, _, err := w.as(writer).Reactions.ListPullRequestCommentReactions(w.ctx, w.owner, repository, root, nil)
	w.check(err)
	if len(given) != 2 {
		t.Errorf("%d receipts on the comment, want 👀 and 🚀", len(given))
	}
	_, _, err = w.as(maintainer).PullRequests.CreateCommentInReplyTo(w.ctx, w.owner, repository, g.Pull.Number, "I like it.", root)
	w.check(err)
	w.delivered()
	w.settled()
	if g = w.goal(); g.State != app.StateInReview || len(g.Instructions) != 1 || len(answers()) != 1 {
		t.Errorf("talk between people counts: %s, %d instructions, %d answers", g.State, len(g.Instructions), len(answers()))
	}
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, "\n> Greet the world\n") || !strings.Contains(body, "\n> - **Review:** Shout\n") {
		t.Errorf("the description tells no more of the whole, or not of the last change:\n%s", body)
	}
	if f := g.FollowUps; len(f) != 1 || f[0].Number == 0 || !strings.Contains(w.pulls()[0].GetBody(), fmt.Sprintf("#%d The README is old", f[0].Number)) {
		t.Errorf("follow-ups %+v are not in the pull request:\n%s", f, w.pulls()[0].GetBody())
	}
}

// TestPlainWordsOnThePull: a comment on the pull request, and what a review says that
// only comments, reach the agent, get receipts and an answer; praise does not.
func TestPlainWordsOnThePull(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: usual + `
- expect: {last_user_contains: the exclamation mark is missing}
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world!'\n"}}
  - {tool: finish, args: {summary: Shout}}
- expect: {last_user_contains: In capitals}
  calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'Oh, hello, world!'\n"}}
  - {tool: finish, args: {summary: Capitals}}
`})
	g := w.waitPull()
	w.settled()
	say := func(who, text string) int64 {
		c, _, err := w.as(who).Issues.CreateComment(w.ctx, w.owner, repository, g.Pull.Number, &gh.IssueComment{Body: &text})
		w.check(err)
		return c.GetID()
	}
	say(maintainer, "LGTM, thank you!")
	asked := say(writer, "Shout it, please: the exclamation mark is missing.")
	g = w.reviewed(2)
	if got := w.reactions(asked); !slices.Contains(got, "eyes") || !slices.Contains(got, "rocket") {
		t.Errorf("reactions %v", got)
	}
	w.review(maintainer, g.Pull.Number, "COMMENT", "In capitals as well, please.")
	g = w.reviewed(3)
	if len(g.Instructions) != 2 {
		t.Errorf("instructions %+v", g.Instructions)
	}
	answers := 0
	w.wait("two answers", func() bool {
		all, _, err := w.as(maintainer).Issues.ListComments(w.ctx, w.owner, repository, g.Pull.Number, nil)
		w.check(err)
		answers = 0
		for _, c := range all {
			if _, ours := app.Marked(c.GetBody(), g.ID, "answer"); ours {
				answers++
			}
		}
		return answers == 2
	})
}

// TestBaseMovesIntoConflict asks people; a person's own merge on the branch is
// an answer too.
func TestBaseMovesIntoConflict(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{})
	w.waitPull()
	w.settled()
	w.push("main", "The same line", map[string]string{"greet.sh": "echo hello there\n"})
	g := w.waitBreakpoint(app.BreakpointConflict)
	w.settled()
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, "**A merge conflict waits for you.**") {
		t.Errorf("the pull request does not say that a person is awaited:\n%s", body)
	} else if !strings.Contains(body, "This head was proven on an earlier base.") {
		t.Errorf("the pull request does not say what was proven:\n%s", body)
	}
	runs, _, err := w.as(maintainer).Checks.ListCheckRunsForRef(w.ctx, w.owner, repository, string(g.Pull.Commit), nil)
	w.check(err)
	if len(runs.CheckRuns) != 1 || !strings.Contains(runs.CheckRuns[0].GetOutput().GetSummary(), "This head was proven on an earlier base.") {
		t.Errorf("the check run does not say what was proven: %+v", runs.CheckRuns)
	}
	w.clone(func(dir string, git func(...string)) {
		git("checkout", "-q", g.Pull.Head)
		git("merge", "-q", "-s", "ours", "-m", "Keep the world", "origin/main")
		git("push", "-q", "origin", g.Pull.Head)
	})
	g = w.reviewed(2)
	if g.Hold.Breakpoint != nil || len(w.parents(string(g.Pull.Commit))) != 2 {
		t.Errorf("breakpoint %+v, parents %q", g.Hold.Breakpoint, w.parents(string(g.Pull.Commit)))
	}
}

// TestBaseMovesUnheard: a base that moves while the goal is held or at work is
// merged as soon as the goal is in review and free. When it has what the goal asks
// for, people decide, and the pull request says so.
func TestBaseMovesUnheard(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{script: usual + `
- calls:
  - {tool: write_file, args: {path: greet.sh, content: "echo 'hello, world!'\n"}}
  - {tool: finish, args: {summary: Shout}}
`})
	w.waitPull()
	w.settled()
	w.comment(writer, "/goal pause")
	w.wait("the goal is paused", func() bool { return w.goal().Hold.Paused })
	tip := w.push("main", "During the pause", map[string]string{"README.md": "# Greeter\n\nNewer.\n"})
	w.send(w.capture("issues", "labeled", func() { w.label(maintainer, "first") })) // deliveries come in order
	w.settled()
	w.comment(writer, "/goal resume")
	g := w.reviewed(2)
	if string(g.Contract.Base) != tip {
		t.Errorf("after the pause the base is %s, want %s", g.Contract.Base, tip)
	}
	held := w.model.hold(len(w.model.requests()) + 1)
	w.review(writer, g.Pull.Number, "REQUEST_CHANGES", "Shout it.")
	w.waitFor("the agent's request", held.reached)
	tip = w.push("main", "During the work", map[string]string{"README.md": "# Greeter\n\nNewest.\n"})
	w.delivered()
	close(held.release)
	w.wait("the base of the work", func() bool { return string(w.goal().Contract.Base) == tip })
	g = w.reviewed(4)
	if got := w.file(g.Pull.Head, "README.md") + w.file(g.Pull.Head, "greet.sh"); got != "# Greeter\n\nNewest.\necho 'hello, world!'\n" {
		t.Errorf("the branch holds %q", got)
	}
	tip = w.push("main", "Somebody else shouts", map[string]string{"greet.sh": "echo 'hello, world!'\n"})
	w.waitBreakpoint(app.BreakpointVerify)
	if b := w.marked("breakpoint")[0]; !strings.Contains(b, "main holds by now what C1 asks for") || !strings.Contains(b, tip[:10]) {
		t.Errorf("the question does not say that the base has it:\n%s", b)
	}
	w.comment(writer, "/goal approve")
	w.wait("the draft", func() bool { return w.pulls()[0].GetDraft() })
	if body := w.pulls()[0].GetBody(); !strings.Contains(body, "met on the base by now") {
		t.Errorf("the pull request does not say that the base has it:\n%s", body)
	}
}

// TestPushBeforeThePullRequest: what somebody pushes between our own push and
// the word that the pull request is open belongs to it all the same.
func TestPushBeforeThePullRequest(t *testing.T) {
	t.Parallel()
	w := start(t, setup{})
	w.check(w.hub.Faults().Add(fault.Rule{Kind: fault.Slow, Method: "POST", Path: "/pulls$", Seconds: 6, Times: 1}))
	w.issue = w.open(maintainer, issueTitle, issueBody)
	w.label(maintainer)
	w.wait("the branch is on its way", func() bool {
		g := w.goal()
		if g == nil || g.Publishing == nil {
			return false
		}
		_, _, err := w.as(maintainer).Repositories.GetBranch(w.ctx, maintainer, repository, g.Contract.Branch, 1)
		return err == nil
	})
	pushed := w.push(w.goal().Contract.Branch, "Sign", map[string]string{"README.md": "# Greeter\n\nBy Ann.\n"})
	g := w.reviewed(2)
	if string(g.Pull.Commit) != pushed || string(g.LastCheckpoint().Commit) != pushed {
		t.Errorf("the goal stands at %s, want %s", g.Pull.Commit, pushed)
	}
}

// TestPushThatAnswersNothing: the question how to merge is lifted by who may
// steer, not by whoever pushes.
func TestPushThatAnswersNothing(t *testing.T) {
	t.Parallel()
	w := begin(t, setup{files: policy("who: {steer: {users: [" + writer + "]}}\n")})
	g := w.waitPull()
	w.settled()
	w.push("main", "The same line", map[string]string{"greet.sh": "echo hello there\n"})
	w.waitBreakpoint(app.BreakpointConflict)
	pushed := w.push(g.Pull.Head, "Sign", map[string]string{"README.md": "# Greeter\n\nBy Ann.\n"})
	w.wait("the push is taken in", func() bool { return string(w.goal().Pull.Commit) == pushed })
	w.settled()
	if b := w.goal().Hold.Breakpoint; b == nil || b.Kind != app.BreakpointConflict {
		t.Errorf("a push by somebody who may not steer leaves %+v", b)
	}
	w.comment(writer, "/goal stop")
	w.waitState(app.StateStopped)
}
