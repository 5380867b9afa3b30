package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/agent/tool"
	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
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
	all, _, err := h.shape(ctx, tree)
	if err != nil {
		return "", err
	}
	var names []string
	for _, n := range all {
		if n.Change == "added" && n.Kind != "environment variable" || n.Kind == "dependency" {
			continue // it breaks nobody; a variable somebody has to set
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

// shape is what a tree took from users, made different or gave them, each once,
// and what of it is read with care.
func (r *run) shape(ctx context.Context, tree app.Tree) (out []app.Public, risks []app.Risk, err error) {
	in, err := r.compared(ctx, tree)
	if err != nil {
		return nil, nil, err
	}
	all, risks, err := gate.Shape(in)
	for _, n := range all {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out, risks, err
}

// tellsOf tells whether a note names what owed lists; of a method its own name
// is enough, and of a route its address.
func tellsOf(note, listed string) bool {
	name, of, _ := strings.Cut(listed, " (")
	switch kind, _, _ := strings.Cut(of, ", "); kind {
	case "HTTP route":
		name = strings.TrimRight(name[max(0, strings.IndexByte(name, '/')):], "/")
	case "exported name":
		name = name[strings.LastIndexByte(name, '.')+1:]
	}
	return regexp.HasWord(note, name)
}
