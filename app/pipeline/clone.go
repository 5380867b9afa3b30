package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent"
	"github.com/goalkeeper-dev/goalkeeper/app/agent/tool"
	"github.com/goalkeeper-dev/goalkeeper/app/breakpoint"
	"github.com/goalkeeper-dev/goalkeeper/app/llm"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// clone is the agent's side of a running goal: its work tree and its home, and
// the trusted repository that its tree is exported into.
type clone struct {
	repo  *workspace.Repo
	dir   string // tree
	home  string
	tools *tool.Set
	root  *os.Root
	kept  *os.Root // tree of the set-up; nil without one
}

// top is the directory of everything the goal has on the untrusted side.
func (r *run) top() string { return filepath.Join(r.cfg.Dir, string(r.goal.ID)) }

// repo is the goal's trusted repository, open until the goal rests.
func (r *run) repo(ctx context.Context) (*workspace.Repo, error) {
	if r.trust != nil {
		return r.trust, nil
	}
	repo, err := r.mirror().Goal(ctx, string(r.goal.ID))
	if err == nil {
		r.trust = repo
	}
	return repo, err
}

func (r *run) closeRepo() {
	if r.trust == nil {
		return
	}
	if err := r.trust.Close(); err != nil {
		r.cfg.Logger.Warn("close the goal's repository", "goal_id", r.goal.ID, "err", err)
	}
	r.trust = nil
}

// enterClone makes the work tree as the log says it was last seen.
func (r *run) enterClone(ctx context.Context) (*clone, error) {
	if r.clone != nil {
		return r.clone, nil
	}
	repo, err := r.repo(ctx)
	if err != nil {
		return nil, err
	}
	top := r.top()
	c := &clone{repo: repo, dir: filepath.Join(top, "tree"), home: filepath.Join(top, "home")}
	r.clone = c
	if err := r.cfg.Workspace.RemoveDir(ctx, c.dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(top, 0o711); err != nil {
		return nil, fmt.Errorf("make work directory: %w", err)
	}
	if err := r.warmHome(c.home); err != nil {
		return nil, err
	}
	if err := repo.Checkout(ctx, workspace.Digest(r.goal.Tree), c.dir); err != nil {
		return nil, fmt.Errorf("check out the workspace: %w", err)
	}
	if err := repo.Decoy(ctx, c.dir, workspace.Digest(r.goal.Contract.Base), r.keptPaths()...); err != nil {
		return nil, fmt.Errorf("make the clone's own repository: %w", err)
	}
	if c.root, err = os.OpenRoot(c.dir); err != nil {
		return nil, fmt.Errorf("open work tree: %w", err)
	}
	if len(r.keptPaths()) > 0 {
		if c.kept, err = os.OpenRoot(filepath.Join(r.setUpDir(), "tree")); err != nil {
			return nil, fmt.Errorf("open what set-up left: %w", err)
		}
	}
	c.tools, err = r.tools(c)
	return c, err
}

// leaveClone removes what a resting goal must not own.
func (r *run) leaveClone(ctx context.Context) {
	c := r.clone
	if c == nil {
		return
	}
	r.clone = nil
	var errs []error
	if c.root != nil {
		errs = append(errs, c.root.Close())
	}
	if c.kept != nil {
		errs = append(errs, c.kept.Close())
	}
	errs = append(errs, r.cfg.Workspace.RemoveDir(ctx, c.dir), c.repo.Close())
	if err := errors.Join(errs...); err != nil {
		r.cfg.Logger.Warn("leave clone", "goal_id", r.goal.ID, "err", err)
	}
}

func (r *run) tools(c *clone) (*tool.Set, error) {
	files := tool.Files{
		Root: c.root, Dir: c.dir, UID: r.cfg.UID, GID: r.cfg.GID,
		Kept:  tool.Kept{Root: c.kept, Paths: r.keptPaths()},
		Judge: r.decideNow,
	}
	commands := tool.Commands{
		Sandbox: r.cfg.Sandbox, Tree: c.dir, Home: c.home, Env: r.rules.Environ(), Kept: r.keptParts(), Blobs: r.cfg.Store,
		Judge: func(command string) app.Verdict { return r.rules.DecideCommand(r.goal.Contract, command, r.cfg.Now()) },
	}
	all := append(tool.Proposals(harness{r}), tool.FileTools(files)...)
	all = append(all, tool.CommandTools(commands)...)
	return tool.NewSet(r.export, all...)
}

// export reads the work tree after a call. What the contract forbids goes back
// to its base version, however it was written, and the agent is told.
func (r *run) export(ctx context.Context, fin *app.ToolFinished) ([]app.Payload, error) {
	ctx = context.WithoutCancel(ctx)
	tree, stat, left, err := r.exportTree(ctx)
	if err != nil {
		return nil, err
	}
	fin.Result.Text += left
	seen, tree, stat, err := r.putBack(ctx, tree, stat)
	if err != nil {
		return nil, err
	}
	more, tree, stat, err := r.keepToPhase(ctx, tree, stat)
	if err != nil {
		return nil, err
	}
	seen = append(seen, more...)
	if tree != r.goal.Tree {
		fin.PostTree, fin.Stat = tree, &stat
	}
	return seen, nil
}

// exportTree reads the work tree into the trusted repository; left says what
// could not become part of it, for the agent to read.
func (r *run) exportTree(ctx context.Context) (tree app.Tree, stat app.DiffStat, left string, err error) {
	out, err := r.clone.repo.Export(ctx, r.clone.dir, r.baseTree(), r.keptPaths()...)
	if err != nil {
		return "", stat, "", fmt.Errorf("export the work tree: %w", err)
	}
	for n, f := range out.Refused {
		if n == 5 {
			left += fmt.Sprintf("\n[harness: and %d more paths]", len(out.Refused)+out.RefusedMore-n)
			break
		}
		left += fmt.Sprintf("\n[harness: %q is no part of the result: %s]", f.Path, f.Detail)
	}
	return app.Tree(out.Tree), statOf(out.Changes), left, nil
}

func (r *run) baseTree() workspace.Digest { return workspace.Digest(r.goal.Contract.BaseTree) }

// putBack restores forbidden paths in the tree and in the clone.
func (r *run) putBack(ctx context.Context, tree app.Tree, stat app.DiffStat) ([]app.Payload, app.Tree, app.DiffStat, error) {
	ours := stat
	if r.goal.Own != "" {
		var err error
		if ours, err = r.between(ctx, r.clone.repo, workspace.Digest(r.goal.Own), workspace.Digest(tree)); err != nil {
			return nil, "", stat, err
		}
	}
	stops, err := r.rules.DecideChange(r.goal.Contract, ours.Paths(), r.preserve)
	if err != nil {
		return nil, "", stat, err
	}
	held, err := r.credentials(ctx, tree)
	if err != nil {
		return nil, "", stat, err
	}
	stops = slices.DeleteFunc(append(stops, held), func(v app.Verdict) bool { return v.Action != app.ActionStop })
	if len(stops) == 0 {
		return nil, tree, stat, nil
	}
	var paths []string
	for _, v := range stops {
		for _, at := range v.Places {
			if !slices.Contains(paths, at.Path) {
				paths = append(paths, at.Path)
			}
		}
	}
	return r.restore(ctx, tree, r.goal.Ground(), paths, stops)
}

// credentials judges whether what a call wrote has some that nobody permitted.
func (r *run) credentials(ctx context.Context, tree app.Tree) (app.Verdict, error) {
	before := cmp.Or(r.goal.Tree, r.goal.Ground())
	if tree == before {
		return app.Verdict{}, nil
	}
	wrote, err := r.between(ctx, r.clone.repo, workspace.Digest(before), workspace.Digest(tree))
	if err != nil {
		return app.Verdict{}, err
	}
	in, err := r.compared(ctx, tree)
	if err != nil {
		return app.Verdict{}, err
	}
	paths := wrote.Paths()
	in.Changes = slices.DeleteFunc(in.Changes, func(c workspace.Change) bool { return !slices.Contains(paths, c.Path) })
	in.Waivers = slices.Concat(r.goal.Waivers, r.goal.Contract.Waivers)
	return r.cfg.Gates.Alone(in, app.RuleSecrets)
}

// keepToPhase restores what lies outside of the phase as the phase found it.
func (r *run) keepToPhase(ctx context.Context, tree app.Tree, stat app.DiffStat) ([]app.Payload, app.Tree, app.DiffStat, error) {
	p := r.goal.Phase
	if len(p.Only)+len(p.Deny) == 0 {
		return nil, tree, stat, nil
	}
	since, err := r.between(ctx, r.clone.repo, workspace.Digest(r.goal.PhaseGround()), workspace.Digest(tree))
	if err != nil {
		return nil, "", stat, err
	}
	v := app.Verdict{Rule: "phase-scope", Version: 1, Status: app.StatusFail, Action: app.ActionStop, Reason: fmt.Sprintf("phase %d does not work on it.", p.N), Who: "a later phase, or a person who changes the contract,"}
	var paths []string
	for _, path := range since.Paths() {
		if _, forbidden := p.Forbids(path); forbidden {
			paths = append(paths, path)
			v.Places = append(v.Places, app.Place{Path: path})
		}
	}
	if len(paths) == 0 {
		return nil, tree, stat, nil
	}
	return r.restore(ctx, tree, r.goal.PhaseGround(), paths, []app.Verdict{v})
}

// restore gives paths the bytes they have in from, in the tree and in the
// clone, and says by which rule.
func (r *run) restore(ctx context.Context, tree, from app.Tree, paths []string, stops []app.Verdict) ([]app.Payload, app.Tree, app.DiffStat, error) {
	stat := app.DiffStat{}
	repo := r.clone.repo
	fixed, err := repo.PutBack(ctx, workspace.Digest(tree), workspace.Digest(from), paths...)
	if err != nil {
		return nil, "", stat, fmt.Errorf("put frozen paths back: %w", err)
	}
	if err := repo.Restore(ctx, r.clone.dir, workspace.Digest(tree), fixed); err != nil {
		return nil, "", stat, fmt.Errorf("put frozen paths back: %w", err)
	}
	changes, err := repo.Diff(ctx, r.baseTree(), fixed)
	if err != nil {
		return nil, "", stat, fmt.Errorf("compare with the base: %w", err)
	}
	judged := app.GateJudged{Tree: app.Tree(fixed), Verdict: app.Verdict{
		Rule: "gates", Version: 1, Status: app.StatusFail, Action: app.ActionStop, Children: stops,
	}}
	return []app.Payload{judged}, app.Tree(fixed), statOf(changes), nil
}

// What stands in a checkpoint is bounded.
const (
	maxPublic = 50
	maxRisks  = 200
)

// shaped adds what changes the shape of the program.
func (r *run) shaped(ctx context.Context, tree app.Tree, s app.DiffStat) (app.DiffStat, error) {
	names, risks, err := r.shape(ctx, tree)
	if err != nil {
		return s, err
	}
	s = r.newDirs(s)
	s.Public, s.Risks = names[:min(len(names), maxPublic)], risks[:min(len(risks), maxRisks)]
	return s, nil
}

// newDirs adds which directories the base has not.
func (r *run) newDirs(s app.DiffStat) app.DiffStat {
	base := r.mirror().FS(r.baseTree())
	for _, f := range s.Files {
		dir := path.Dir(f.Path)
		if f.Status != "added" || dir == "." {
			continue
		}
		for n := range len(dir) + 1 {
			if n < len(dir) && dir[n] != '/' {
				continue
			}
			if _, err := fs.Stat(base, dir[:n]); err == nil {
				continue
			}
			if !slices.Contains(s.NewDirs, dir[:n]) {
				s.NewDirs = append(s.NewDirs, dir[:n])
			}
			break
		}
	}
	return s
}

func statOf(changes []workspace.Change) app.DiffStat {
	var s app.DiffStat
	for _, c := range changes {
		s.Files = append(s.Files, app.FileStat{
			Path: c.Path, OldPath: c.OldPath, Status: c.Status.String(), Added: c.Additions, Removed: c.Deletions,
		})
		s.Added += max(c.Additions, 0)
		s.Removed += max(c.Deletions, 0)
	}
	return s
}

// agentWork is what the agent's turn needs of this run.
func (r *run) agentWork(c *clone) agent.Work {
	return agent.Work{Goal: r.goal, Conversation: r.conv, Tools: c.tools, Recorder: r, Prompt: r.prompt, Asks: func() bool {
		return breakpoint.Due(r.goal, r.signs(), r.rules) != nil
	}}
}

func (r *run) prompt(g *app.Goal) ([]llm.Message, []app.Earlier, error) {
	comments, err := r.earlier()
	if err != nil {
		return nil, nil, err
	}
	var read []app.Earlier
	for _, c := range comments {
		read = append(read, app.Earlier{Comment: c.ID, By: string(app.ActorOf(c.Author)), As: c.UpdatedAt})
	}
	prompt, err := agent.Prompt(g, r.rules, r.mirror().FS(workspace.Digest(g.Contract.BaseTree)), r.keptPaths(), comments)
	return prompt, read, err
}

// earlier are the words of permitted people from before the start that do not
// come as instructions.
func (r *run) earlier() ([]app.Comment, error) {
	ctx := r.ctx
	all, err := r.cfg.GitHub.IssueComments(ctx, r.goal.Installation, r.goal.Repo, r.goal.Issue.Number)
	if err != nil {
		return nil, fmt.Errorf("read earlier comments: %w", err)
	}
	may := map[string]bool{}
	var out []app.Comment
	for _, c := range all {
		if r.bot(c.Author) || c.CreatedAt.After(r.goal.Labelled) || r.goal.Told(commentID(c)) {
			continue
		}
		if steering.Read(c.Body, r.cfg.Slug, r.goal.Repo.Owner).Verb != steering.VerbReply {
			continue // a verb acts in the goal that hears it, and says nothing of a later one
		}
		if _, asked := may[c.Author.Login]; !asked {
			if may[c.Author.Login], err = r.maySteer(ctx, c.Author); err != nil {
				return nil, err
			}
		}
		if may[c.Author.Login] {
			out = append(out, c)
		}
	}
	return out, nil
}
