package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/agent"
)

// Model is one that this server offers.
type Model struct {
	Name   string
	Agent  *agent.Agent // that asks it
	Window int          // tokens of its context; 0: not known
}

// choose finds the model a policy names; none is the first.
func choose(all []Model, name string) (Model, bool) {
	if name == "" {
		return all[0], true
	}
	n := slices.IndexFunc(all, func(m Model) bool { return m.Name == name })
	if n < 0 {
		return Model{}, false
	}
	return all[n], true
}

// notOffered says which models the policy could name instead.
func notOffered(all []Model, name string) string {
	var names []string
	for _, m := range all {
		names = append(names, m.Name)
	}
	return fmt.Sprintf("The policy asks for the model %s, which this server does not offer (it offers %s).", name, strings.Join(names, ", "))
}

// withoutModel asks people what to do about a model that was offered when the
// contract was frozen.
func (r *run) withoutModel(ctx context.Context) error {
	return r.stuck(ctx, "The model is not offered", notOffered(r.cfg.Models, r.rules.Model)+" Say `/goal retry` when it does again, or stop the goal.")
}
