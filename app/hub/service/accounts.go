package service

import (
	"context"
	"crypto/rand"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/identity"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/shape"
	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// Account is a person the hub is started with.
type Account struct {
	Name string
	Role state.Role // in every repository that says nothing else
}

// Setup is what a hub starts with.
type Setup struct {
	People     []Account
	Slug       string // of the App
	WebhookURL string // empty leaves what was set before
}

// Bootstrap makes the people, the App with its bot and the first owner's installation, as far as they are
// missing. People who are already there keep their tokens and take the given role.
func (s *Service) Bootstrap(ctx context.Context, with Setup) (app state.App, err error) {
	err = s.update(ctx, identity.Actor{}, func(t *tx) error {
		for _, p := range with.People {
			user := t.person(p)
			if t.actor.Anonymous() || t.actor.User.Role != state.RoleAdmin && user.Role == state.RoleAdmin {
				t.actor.User = user
			}
		}
		var ok bool
		if app, ok = t.app(); !ok {
			app = t.register(t.actor.User, with.Slug)
		}
		if with.WebhookURL != "" {
			if app, err = t.setHook(app, Hook{URL: &with.WebhookURL}); err != nil {
				return err
			}
		}
		if t.actor.Anonymous() {
			return nil
		}
		return t.install(t.actor.User, nil)
	})
	return app, err
}

func (t *tx) person(p Account) state.User {
	user, ok := t.UserByLogin(p.Name)
	if !ok {
		user = state.User{
			ID: t.NextID(), Login: p.Name, Type: state.TypeUser, Token: identity.NewPersonalToken(), CreatedAt: t.now,
		}
	}
	user.Role = p.Role
	t.Users.Put(user)
	return user
}

func (t *tx) register(owner state.User, slug string) state.App {
	bot := state.User{ID: t.NextID(), Login: slug + "[bot]", Type: state.TypeBot, CreatedAt: t.now}
	t.Users.Put(bot)
	app := state.App{
		ID: t.NextID(), Slug: slug, Name: slug, OwnerID: owner.ID, BotID: bot.ID, HookID: t.NextID(),
		WebhookSecret: strings.ToLower(rand.Text()), ContentType: "json",
		Permissions: map[string]string{
			"metadata": "read", "contents": "write", "issues": "write", "pull_requests": "write", "checks": "write",
			"members": "read", "statuses": "read",
		},
		Events: []string{
			"issues", "issue_comment", "pull_request", "pull_request_review", "pull_request_review_comment",
			"push", "check_run", "check_suite", "status",
		},
		CreatedAt: t.now, UpdatedAt: t.now,
	}
	t.Apps.Put(app)
	return app
}

// install puts the App on the account, or tells it about a new repository where it is installed already.
func (t *tx) install(account state.User, added *state.Repository) error {
	repositories := []shape.Object{}
	if added != nil {
		repositories = append(repositories, shape.Object{
			"id": added.ID, "node_id": shape.NodeID("R", added.ID), "name": added.Name,
			"full_name": t.print.FullName(*added), "private": added.Private,
		})
	}
	installation, ok := t.InstallationOf(account.ID)
	if ok {
		if added == nil {
			return nil
		}
		return t.record("installation_repositories", "added", installation.ID, 0, shape.Object{
			"installation": t.print.Installation(installation), "repository_selection": "all", "requester": nil,
			"repositories_added": repositories, "repositories_removed": []shape.Object{},
		})
	}
	app, _ := t.app()
	installation = state.Installation{
		ID: t.NextID(), AppID: app.ID, AccountID: account.ID, Permissions: app.Permissions,
		CreatedAt: t.now, UpdatedAt: t.now,
	}
	t.Installations.Put(installation)
	return t.record("installation", "created", installation.ID, 0, shape.Object{
		"installation": t.print.Installation(installation), "repositories": repositories, "requester": nil,
	})
}

// App is the hub's App.
func (s *Service) App() (app state.App) {
	_ = s.Store.View(func(d *state.Data) error { // reads only, so it cannot fail
		app, _ = (&tx{Data: d}).app()
		return nil
	})
	return app
}

// Hook is a change of the App's webhook; nil fields stay.
type Hook struct{ URL, ContentType, Secret *string }

// SetHook changes where and how deliveries go. A new address is pinged.
func (s *Service) SetHook(ctx context.Context, h Hook) (app state.App, err error) {
	err = s.update(ctx, identity.Actor{}, func(t *tx) error {
		app, _ = t.app()
		app, err = t.setHook(app, h)
		return err
	})
	return app, err
}

func (t *tx) setHook(app state.App, h Hook) (state.App, error) {
	before := app.WebhookURL
	assign(&app.WebhookURL, h.URL)
	assign(&app.ContentType, h.ContentType)
	assign(&app.WebhookSecret, h.Secret)
	app.UpdatedAt = t.now
	t.Apps.Put(app)
	if app.WebhookURL == "" || app.WebhookURL == before {
		return app, nil
	}
	return app, t.record("ping", "", 0, 0, shape.Object{
		"zen": "Keep it logically awesome.", "hook_id": app.HookID,
		"hook": shape.Object{
			"type": "App", "id": app.HookID, "name": "web", "active": true, "events": app.Events, "app_id": app.ID,
			"config": t.print.HookConfig(app), "created_at": shape.Time(app.CreatedAt), "updated_at": shape.Time(app.UpdatedAt),
			"deliveries_url": t.print.API() + "/app/hook/deliveries",
		},
	})
}

func assign[V any](to *V, from *V) {
	if from != nil {
		*to = *from
	}
}
