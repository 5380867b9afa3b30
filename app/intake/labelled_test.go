package intake

import (
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestDecide: only the trigger label, set on an open issue by a person who may
// write while no goal is live, opens one.
func TestDecide(t *testing.T) {
	labelled := func(change func(*app.Inbound)) app.Inbound {
		in := app.Inbound{Kind: app.InboundLabelled, Label: "goal", Issue: app.Issue{State: "open"}, Sender: app.User{Login: "ann", Type: "User"}}
		change(&in)
		return in
	}
	same := func(*app.Inbound) {}
	for name, c := range map[string]struct {
		in   app.Inbound
		may  app.Permission
		live bool
		want Answer
	}{
		"a writer":              {labelled(same), app.PermissionWrite, false, AnswerOpen},
		"an admin":              {labelled(same), app.PermissionAdmin, false, AnswerOpen},
		"a reader":              {labelled(same), app.PermissionRead, false, AnswerRefuse},
		"a stranger":            {labelled(same), app.PermissionNone, false, AnswerRefuse},
		"an unknown permission": {labelled(same), "owner-of-everything", false, AnswerRefuse},
		"an App":                {labelled(func(in *app.Inbound) { in.Sender.Type = "Bot" }), app.PermissionAdmin, false, AnswerRefuse},
		"another label":         {labelled(func(in *app.Inbound) { in.Label = "bug" }), app.PermissionAdmin, false, AnswerIgnore},
		"a pull request":        {labelled(func(in *app.Inbound) { in.Issue.IsPull = true }), app.PermissionAdmin, false, AnswerIgnore},
		"a closed issue":        {labelled(func(in *app.Inbound) { in.Issue.State = "closed" }), app.PermissionAdmin, false, AnswerIgnore},
		"a goal is live":        {labelled(same), app.PermissionAdmin, true, AnswerIgnore},
	} {
		t.Run(name, func(t *testing.T) {
			got, why := Decide(c.in, "goal", c.may, c.live)
			if got != c.want || (got == AnswerOpen) != (why == "") {
				t.Errorf("%v %q, want %v", got, why, c.want)
			}
		})
	}
}
