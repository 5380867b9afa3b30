package pipeline

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent/tool"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// owed is what a finished goal still lacks besides its criteria: a migration
// note that names whatever users have to know of, and an entry in the change
// log where the contract asks for one. Empty: nothing.
func (h harness) owed(ctx context.Context, tree app.Tree, stat app.DiffStat, f app.Finish) (string, error) {
	if text, err := h.owedChangelog(stat); err != nil || text != "" {
		return text, err
	}
	asked := h.goal.Contract.Goal.MigrationNote() || h.goal.Plan != nil && h.goal.Plan.Migration
	if !asked && h.rules.MigrationNote != policy.NotePublic {
		return "", nil
	}
	all, err := h.public(ctx, tree)
	if err != nil {
		return "", err
	}
	var names []string
	for _, n := range all {
		if n.Change == "added" || n.Kind == "dependency" {
			continue // it breaks nobody
		}
		names = append(names, fmt.Sprintf("%s (%s, %s)", n.Name, n.Kind, n.Path))
	}
	note := strings.TrimSpace(f.MigrationNote)
	if before := h.goal.Finish; note == "" && before != nil {
		note = strings.TrimSpace(before.MigrationNote) // it stands
	}
	if note == "" && (asked || len(names) > 0) {
		names = append([]string{"what users have to do"}, names...)
		return "A migration note is missing: call finish again with `migration_note`. It has to tell of:\n- " + listed(names), nil
	}
	names = slices.DeleteFunc(names, func(n string) bool { return tellsOf(note, n) })
	if len(names) == 0 {
		return "", nil
	}
	return "The migration note does not mention all that users have to know of. Say for each of these what to do, or that nothing has to be done and why:\n- " + listed(names), nil
}

// listed shows the first of many names; the others come up with the next call.
func listed(names []string) string {
	const most = 40
	if left := len(names) - most; left > 0 {
		names = append(slices.Clone(names[:most]), fmt.Sprintf("and %d more", left))
	}
	return strings.Join(names, "\n- ")
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

// public is what a tree took from users, made different or gave them, each once.
func (r *run) public(ctx context.Context, tree app.Tree) (out []app.Public, err error) {
	in, err := r.compared(ctx, tree)
	if err != nil {
		return nil, err
	}
	all, err := gate.Public(in)
	for _, n := range all {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out, err
}

// tellsOf tells whether a note names what owed lists; of a method its own name
// is enough.
func tellsOf(note, listed string) bool {
	name, _, _ := strings.Cut(listed, " (")
	name = name[strings.LastIndexByte(strings.TrimSuffix(name, path.Ext(name)), '.')+1:]
	return regexp.MustCompile(`(^|[^\w])` + regexp.QuoteMeta(name) + `([^\w]|$)`).MatchString(note)
}

var (
	changelogs     = regexp.MustCompile(`(?i)^(changelog|changes|history|news)(\.(md|rst|txt|adoc))?$`)
	changelogWords = regexp.MustCompile(`(?i)\bchange ?-?log\b`)
	unwanted       = regexp.MustCompile(`(?i)\b(not|no|never|without|nothing|unchanged|untouched|leaves?|except)\b|n't\b`)
)

// owedChangelog asks for an entry where the contract speaks of the change log
// and the repository keeps one that the goal may change.
func (h harness) owedChangelog(stat app.DiffStat) (string, error) {
	name := changelogOwed(h.goal.Contract.Goal, stat, h.mirror().FS(h.baseTree()))
	if name == "" {
		return "", nil
	}
	if v, err := h.decide(name); err != nil || v.Action == app.ActionStop {
		return "", err
	}
	return "The contract asks for an entry in the change log, and " + name + " has no new line: add one and call finish again.", nil
}

// changelogOwed is the change log of the base that lacks an entry, if the
// contract asks for one.
func changelogOwed(g goalspec.Goal, stat app.DiffStat, base fs.FS) string {
	texts := []string{g.Outcome()}
	for _, c := range g.Criteria() {
		texts = append(texts, c.Text)
	}
	for _, c := range g.Constraints() {
		texts = append(texts, c.Text)
	}
	if !slices.ContainsFunc(texts, func(s string) bool { return changelogWords.MatchString(s) && !unwanted.MatchString(s) }) {
		return ""
	}
	kept := ""
	for _, dir := range []string{"docs", "."} { // the one at the top before the other
		files, _ := fs.ReadDir(base, dir) // what is not there keeps none
		for _, f := range files {
			if !f.IsDir() && changelogs.MatchString(f.Name()) {
				kept = path.Join(dir, f.Name())
			}
		}
	}
	for _, f := range stat.Files {
		if changelogs.MatchString(path.Base(f.Path)) && f.Added > 0 {
			return ""
		}
	}
	return kept
}
