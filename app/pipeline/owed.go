package pipeline

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent/tool"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// owed is what a finished goal still lacks besides its criteria: a migration
// note that names whatever users have to know of, and an entry in the change
// log where the contract asks for one. Empty: nothing.
func (h harness) owed(ctx context.Context, tree app.Tree, stat app.DiffStat, f app.Finish) (string, error) {
	if text := h.owedChangelog(stat); text != "" {
		return text, nil
	}
	asked := h.goal.Contract.Goal.MigrationNote() || h.goal.Plan != nil && h.goal.Plan.Migration
	if !asked && h.rules.MigrationNote != policy.NotePublic {
		return "", nil
	}
	names, err := h.publicNames(ctx, tree)
	if err != nil {
		return "", err
	}
	note := strings.TrimSpace(f.MigrationNote)
	if note == "" && (asked || len(names) > 0) {
		names = append([]string{"what users have to do"}, names...)
		return "A migration note is missing: call finish again with `migration_note`. It has to tell of:\n- " + strings.Join(names, "\n- "), nil
	}
	names = slices.DeleteFunc(names, func(n string) bool { return tellsOf(note, n) })
	if len(names) == 0 {
		return "", nil
	}
	return "The migration note does not mention all that users have to know of. Say for each of these what to do, or that nothing has to be done and why:\n- " + strings.Join(names, "\n- "), nil
}

// stepsDue gives the agent, once at the end of each phase, what the issue wants
// done then and no command of the harness does.
func (h harness) stepsDue(call string) (a tool.Answer, due bool) {
	g := h.goal
	if g.Steps == g.Phase.N || g.Phase.Why != "" {
		return a, false
	}
	var steps []string
	for _, s := range g.Contract.Goal.AfterPhase() {
		if s.Command == "" && !s.AfterChange() && !s.Stops() {
			steps = append(steps, s.Text)
		}
	}
	if len(steps) == 0 {
		return a, false
	}
	a = tool.Failed("The issue wants this at the end of each phase; do what is not done yet, then call " + call + " again (checks and the checkpoint are the harness's):\n- " + strings.Join(steps, "\n- "))
	a.Steps = g.Phase.N
	return a, true
}

// publicNames are what the change took from users or made different, as
// "name (kind, path)".
func (h harness) publicNames(ctx context.Context, tree app.Tree) ([]string, error) {
	repo := h.clone.repo
	base, is := workspace.Digest(h.goal.Ground()), workspace.Digest(tree)
	changes, err := repo.Diff(ctx, base, is)
	if err != nil {
		return nil, fmt.Errorf("compare with the base: %w", err)
	}
	before, after, err := repo.Sides(ctx, base, is, changes)
	if err != nil {
		return nil, err
	}
	all, err := gate.Public(gate.Between(changes, before, after))
	var out []string
	for _, n := range all {
		if text := fmt.Sprintf("%s (%s, %s)", n.Name, n.Kind, n.Path); !slices.Contains(out, text) && len(out) < 40 {
			out = append(out, text)
		}
	}
	return out, err
}

// tellsOf tells whether a note names what publicNames lists; of a method its
// own name is enough.
func tellsOf(note, listed string) bool {
	name, _, _ := strings.Cut(listed, " (")
	name = name[strings.LastIndexByte(strings.TrimSuffix(name, path.Ext(name)), '.')+1:]
	return regexp.MustCompile(`(^|[^\w])` + regexp.QuoteMeta(name) + `([^\w]|$)`).MatchString(note)
}

var (
	changelogs     = regexp.MustCompile(`(?i)^(docs/)?(changelog|changes|history|news)(\.(md|rst|txt|adoc))?$`)
	changelogWords = regexp.MustCompile(`(?i)\bchange ?-?log\b`)
)

// owedChangelog asks for an entry where the contract speaks of the change log
// and the repository keeps one.
func (h harness) owedChangelog(stat app.DiffStat) string {
	g := h.goal.Contract.Goal
	wants := changelogWords.MatchString(g.Outcome()) ||
		slices.ContainsFunc(g.Criteria(), func(c goalspec.Criterion) bool { return changelogWords.MatchString(c.Text) })
	if !wants || slices.ContainsFunc(stat.Files, func(f app.FileStat) bool { return changelogs.MatchString(f.Path) && f.Status != "deleted" }) {
		return ""
	}
	base := h.mirror().FS(h.baseTree())
	for _, name := range []string{"CHANGELOG.md", "CHANGELOG", "CHANGES.md", "CHANGES", "HISTORY.md", "NEWS.md", "docs/CHANGELOG.md", "CHANGELOG.rst", "CHANGES.rst"} {
		if file, err := base.Open(name); err == nil {
			_ = file.Close()
			return "The contract asks for an entry in the change log, and " + name + " is as it was: add one and call finish again."
		}
	}
	return ""
}
