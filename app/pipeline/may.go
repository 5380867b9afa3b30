package pipeline

import (
	"context"
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/steering"
)

// deed is what somebody wants to do, as far as the policy tells people apart.
type deed int

const (
	steers   deed = iota // says what the agent reads, or holds it
	approves             // lets something go on or in, or grants more
)

func deedOf(v steering.Verb) deed {
	switch v {
	case steering.VerbApprove, steering.VerbAllow, steering.VerbExtend:
		return approves
	}
	return steers
}

// person asks GitHub who somebody is now, not when a text was written.
func (r *run) person(ctx context.Context, u app.User) (policy.Person, error) {
	return r.personOf(ctx, u, r.rules.Who.Teams())
}

// personOf also asks which of teams somebody belongs to, if they may write:
// nobody else gets anything from a team.
func (r *run) personOf(ctx context.Context, u app.User, teams []string) (policy.Person, error) {
	p, err := r.cfg.GitHub.Permission(ctx, r.goal.Installation, r.goal.Repo, u.Login)
	if err != nil {
		return policy.Person{}, fmt.Errorf("ask permission of %s: %w", u.Login, err)
	}
	who := policy.Person{User: u, Permission: p}
	if !p.CanWrite() {
		return who, nil
	}
	for _, team := range teams {
		in, err := r.cfg.GitHub.InTeam(ctx, r.goal.Installation, r.goal.Repo, team, u.Login)
		if err != nil {
			return policy.Person{}, fmt.Errorf("ask whether %s is in the team %s: %w", u.Login, team, err)
		}
		if in {
			who.Teams = append(who.Teams, team)
		}
	}
	return who, nil
}

// may tells whether the policy lets a person do something in this goal, and if
// not, why.
func (r *run) may(who policy.Person, what deed) (ok bool, why string) {
	if what == approves {
		return r.rules.MayApprove(who, r.goal.OpenedBy, r.goal.StartedBy)
	}
	return r.rules.MaySteer(who)
}

func (r *run) maySteer(ctx context.Context, u app.User) (bool, error) {
	who, err := r.person(ctx, u)
	if err != nil {
		return false, err
	}
	ok, _ := r.may(who, steers)
	return ok, nil
}

// starter is the first of these people whom rules, which the goal has none of
// yet, let start it; why not is said of the first.
func (r *run) starter(ctx context.Context, rules policy.Policy, people ...app.User) (by app.User, why string, err error) {
	for n, u := range people {
		who, err := r.personOf(ctx, u, rules.Who.Teams())
		if err != nil {
			return app.User{}, "", err
		}
		ok, not := rules.MayStart(who)
		if ok {
			return u, "", nil
		}
		if n == 0 {
			why = not
		}
	}
	return app.User{}, why, nil
}
