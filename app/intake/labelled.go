package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// Answer is what a label comes to.
type Answer int

// The answers to a label.
const (
	AnswerUnknown Answer = iota
	AnswerIgnore
	AnswerRefuse
	AnswerOpen
)

// Decide is the rule of admission: the trigger label, on an open issue, by a
// person who may write, while no goal is live. The label's presence alone
// proves nothing.
func Decide(in app.Inbound, label string, may app.Permission, live bool) (Answer, string) {
	switch {
	case !strings.EqualFold(in.Label, label):
		return AnswerIgnore, "another label"
	case in.Issue.IsPull:
		return AnswerIgnore, "a pull request is no goal"
	case in.Issue.State == "closed":
		return AnswerIgnore, "the issue is closed"
	case live:
		return AnswerIgnore, "the issue has a live goal"
	case in.Sender.Type == "Bot":
		return AnswerRefuse, "an App cannot start a goal"
	case !may.CanWrite():
		return AnswerRefuse, fmt.Sprintf("%s lacks write permission", in.Sender.Login)
	}
	return AnswerOpen, ""
}

func (i *Intake) labelled(ctx context.Context, p store.Pending, in app.Inbound) (store.Handled, error) {
	if _, why := Decide(in, in.Label, app.PermissionAdmin, false); why != "" && in.Sender.Type != "Bot" {
		return store.Handled{Ignored: why}, nil // whatever the policy's label is
	}
	label, err := i.cfg.Rules.Label(ctx, in.Installation, in.Repo)
	if err != nil {
		return store.Handled{}, err
	}
	if label == "" {
		label = i.cfg.Label
	}
	if !strings.EqualFold(in.Label, label) {
		return store.Handled{Ignored: "another label"}, nil
	}
	previous, err := i.cfg.Store.GoalOf(ctx, in.Host, in.Issue.ID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return store.Handled{}, err
	}
	live := err == nil && !previous.State.Over()
	if live {
		if err := i.again(ctx, in, previous); err != nil {
			return store.Handled{}, err
		}
	}
	may := app.PermissionNone
	if !live && in.Sender.Type != "Bot" {
		if may, err = i.cfg.GitHub.Permission(ctx, in.Installation, in.Repo, in.Sender.Login); err != nil {
			return store.Handled{}, fmt.Errorf("ask permission of %s: %w", in.Sender.Login, err)
		}
	}
	switch answer, why := Decide(in, label, may, live); answer {
	case AnswerOpen:
		return i.admit(ctx, p, in, previous.ID)
	case AnswerRefuse:
		return refuse(in, label, why)
	default:
		return store.Handled{Ignored: why}, nil
	}
}

// again is an error while the goal that lives has not read that its label was
// taken off, which it must have been to be set again.
func (i *Intake) again(ctx context.Context, in app.Inbound, live store.Summary) error {
	if live.Unread > 0 {
		return errors.New("the goal before has not read all it was told")
	}
	label, err := i.label(ctx, in)
	if err != nil || label.Removed.IsZero() {
		return err
	}
	events, err := i.cfg.Store.Events(ctx, live.ID, 0)
	if err != nil {
		return err
	}
	g, err := app.Replay(events)
	if err != nil {
		return err
	}
	if strings.EqualFold(g.Label, in.Label) && label.Removed.After(g.Labelled) {
		return errors.New("the label was taken off and set again, and its removal is not here yet")
	}
	return nil
}

// label is what became of the label; where the App may not see that, nothing.
func (i *Intake) label(ctx context.Context, in app.Inbound) (app.Labelled, error) {
	l, err := i.cfg.GitHub.Labelled(ctx, in.Installation, in.Repo, in.Issue.Number, in.Label)
	if errors.Is(err, app.ErrRefused) {
		return app.Labelled{}, nil
	}
	return l, err
}

// admit opens a goal and tells it what came since its label was set: GitHub
// dates everything but a label's delivery.
func (i *Intake) admit(ctx context.Context, p store.Pending, in app.Inbound, previous app.GoalID) (store.Handled, error) {
	label, err := i.label(ctx, in)
	if err != nil {
		return store.Handled{}, err
	}
	label.Set = label.Set.Truncate(time.Second)
	if at := in.Issue.UpdatedAt.Truncate(time.Second); at.After(label.Set) { // what comes before the label is no newer
		label.Set = at
	}
	h, err := i.open(in, previous, label.Set)
	if err != nil {
		return store.Handled{}, err
	}
	h.Inputs, err = i.since(ctx, p, in, label, h.Opened.Summary)
	return h, err
}

// reordered is by how much deliveries may come out of their order, and GitHub's
// clock and ours differ.
const reordered = 10 * time.Minute

// since is what else GitHub told of the issue from the second on in which the
// label was set: it went to no goal, or to the one before. Within that second,
// and of removals, which have no time, what arrived after the label counts.
func (i *Intake) since(ctx context.Context, p store.Pending, in app.Inbound, label app.Labelled, opened store.Summary) ([]app.Input, error) {
	from := p.Delivery.ReceivedAt
	if label.Set.Before(from) {
		from = label.Set
	}
	all, err := i.cfg.Store.Received(ctx, from.Add(-reordered), strconv.FormatInt(in.Issue.ID, 10))
	if err != nil {
		return nil, err
	}
	var out []app.Input
	for _, d := range all {
		x, err := i.decode(d.Delivery)
		if err != nil || x.Host != in.Host || x.Issue.ID != in.Issue.ID || x.Sender.ID == i.cfg.Bot || x.Kind == app.InboundIgnored || x.Kind == app.InboundLabelled {
			continue
		}
		order := x.At.Truncate(time.Second).Compare(label.Set)
		if x.Kind == app.InboundUnlabelled {
			order = label.Removed.Compare(label.Set)
		}
		if d.ID < p.ID && order <= 0 || x.Kind != app.InboundUnlabelled && order < 0 {
			continue
		}
		told, err := tell(x, opened)
		if err != nil {
			return nil, err
		}
		out = append(out, told...)
	}
	return out, nil
}

// refuse says so in one line, once for each issue.
func refuse(in app.Inbound, label, why string) (store.Handled, error) {
	mark := app.Mark("none", "refusal", 1)
	data, err := json.Marshal(app.PostComment{
		Number: in.Issue.Number, Mark: mark,
		Body: fmt.Sprintf("The label `%s` starts a goal only when somebody with write permission sets it (%s).\n\n%s", label, why, mark),
	})
	if err != nil {
		return store.Handled{}, fmt.Errorf("encode refusal: %w", err)
	}
	return store.Handled{Ignored: why, Effects: []app.Effect{{
		Key: fmt.Sprintf("refusal/%s/%d", in.Host, in.Issue.ID), Installation: in.Installation, Repo: in.Repo,
		Kind: app.EffectComment, Data: data,
	}}}, nil
}

// open starts a goal: its first event, a reaction and the goal comment.
func (i *Intake) open(in app.Inbound, previous app.GoalID, labelled time.Time) (store.Handled, error) {
	id, err := app.NewGoalID(i.cfg.Now(), i.cfg.Entropy)
	if err != nil {
		return store.Handled{}, err
	}
	event, err := app.Seal(id, 0, "", 0, i.cfg.Now(), app.By(app.ActorOf(in.Sender), app.GoalOpened{
		Host: in.Host, Installation: in.Installation, Repo: in.Repo, Issue: in.Issue, By: in.Sender, Label: in.Label, Previous: previous, Labelled: labelled,
	}))
	if err != nil {
		return store.Handled{}, err
	}
	goal, err := app.Replay([]app.Event{event})
	if err != nil {
		return store.Handled{}, err
	}
	mark := app.Mark(id, "goal", 1)
	comment, err := json.Marshal(app.GoalComment{Number: in.Issue.Number, Body: i.cfg.Greet(goal) + "\n\n" + mark, Mark: mark})
	if err != nil {
		return store.Handled{}, fmt.Errorf("encode goal comment: %w", err)
	}
	seen, err := json.Marshal(app.PostReaction{Number: in.Issue.Number, Content: "eyes"})
	if err != nil {
		return store.Handled{}, fmt.Errorf("encode reaction: %w", err)
	}
	return store.Handled{Opened: &store.Opening{
		Summary: store.Of(goal), Events: []app.Event{event},
		Effects: []app.Effect{{
			Key: string(id) + "/reaction/issue/eyes", Goal: id, Installation: in.Installation, Repo: in.Repo, Kind: app.EffectReaction, Data: seen,
		}},
		Surfaces: []app.Surface{{Goal: id, Installation: in.Installation, Repo: in.Repo, Kind: app.SurfaceGoalComment, Data: comment}},
	}}, nil
}
