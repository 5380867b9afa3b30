package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

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

// bot tells whether somebody is no person: an App, or we.
func (r *run) bot(u app.User) bool { return u.ID == r.cfg.Bot || u.Type == "Bot" }

func deedOf(v steering.Verb) deed {
	switch v {
	case steering.VerbApprove, steering.VerbAllow, steering.VerbExtend:
		return approves
	}
	return steers
}

// people are those whom GitHub was asked about a moment ago: somebody who writes
// much makes nobody wait.
type people struct {
	byLogin map[string]policy.Person
	until   time.Time
}

const moment = 5 * time.Second

// person asks GitHub who somebody is now, not when a text was written.
func (r *run) person(ctx context.Context, u app.User) (policy.Person, error) {
	p := r.people
	if p == nil {
		return r.personOf(ctx, u, r.rules.Who.Teams())
	}
	if time.Now().After(p.until) {
		p.byLogin, p.until = map[string]policy.Person{}, time.Now().Add(moment)
	}
	if who, known := p.byLogin[u.Login]; known {
		return who, nil
	}
	who, err := r.personOf(ctx, u, r.rules.Who.Teams())
	if err == nil {
		p.byLogin[u.Login] = who
	}
	return who, err
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

// mayDo is may for a command and the words behind it.
func (r *run) mayDo(who policy.Person, c steering.Command) (ok bool, why string) {
	ok, why = r.may(who, deedOf(c.Verb))
	if !ok || !c.Carries() || deedOf(c.Verb) == steers {
		return ok, why
	}
	if ok, why = r.may(who, steers); !ok {
		why = fmt.Sprintf("what stands behind `/goal %s` is for the agent, and %s (who.steer); the command counts without it", c.Verb, why)
	}
	return ok, why
}

func (r *run) maySteer(ctx context.Context, u app.User) (bool, error) {
	who, err := r.person(ctx, u)
	if err != nil {
		return false, err
	}
	ok, _ := r.may(who, steers)
	return ok, nil
}

// mayStart tells whether rules, which the goal has none of yet, let somebody
// start it, and if not, why.
func (r *run) mayStart(ctx context.Context, rules policy.Policy, u app.User) (ok bool, why string, err error) {
	who, err := r.personOf(ctx, u, rules.Who.Teams())
	if err != nil {
		return false, "", err
	}
	ok, why = rules.MayStart(who)
	return ok, why, nil
}

// instead is by, who lets the goal start, where rules do not let whoever opened
// it; else nil.
func (r *run) instead(ctx context.Context, rules policy.Policy, by app.User) (*app.User, error) {
	if may, _, err := r.mayStart(ctx, rules, r.goal.OpenedBy); may || err != nil {
		return nil, err
	}
	return &by, nil
}

// trusted is how long it holds what GitHub said of somebody whose words wait.
const trusted = time.Minute

// lapsed refuses words that waited for their use when their author may not
// steer any more.
func (r *run) lapsed(ctx context.Context) ([]app.Entry, error) {
	old := slices.DeleteFunc(r.goal.Deliverable(), func(i app.Instruction) bool { return r.cfg.Now().Sub(i.At) < trusted })
	return r.unheeded(ctx, r.rules, old)
}

// unheeded refuses those of all whose authors rules do not let steer now.
func (r *run) unheeded(ctx context.Context, rules policy.Policy, all []app.Instruction) ([]app.Entry, error) {
	var out []app.Entry
	var answered []string
	for _, i := range all {
		login, github := strings.CutPrefix(i.By, string(app.ActorOf(app.User{})))
		if !github {
			continue // an operator, or CI
		}
		who, err := r.personOf(ctx, app.User{Login: login}, rules.Who.Teams())
		if err != nil && !forGood(err) {
			return nil, fmt.Errorf("what %s said: %w", i.ID, err)
		}
		may, why := rules.MaySteer(who)
		switch {
		case err != nil:
			why = "GitHub does not say whether " + login + " may steer by now"
		case may:
			continue
		}
		if known := r.told(i.By) || slices.Contains(answered, i.By); !known || who.Permission.CanWrite() {
			r.react(i.Number, i.Comment, "confused")
			r.reactThreads(i.Number, i.Threads[:min(1, len(i.Threads))], "confused")
		}
		answered = append(answered, i.By)
		out = append(out, app.Say(app.InstructionRefused{ID: i.ID, By: i.By, Reason: why + " (who.steer)"}))
	}
	return out, nil
}
