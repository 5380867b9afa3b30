package hub_test

import (
	"net/http"
	"testing"

	"github.com/google/go-github/v60/github"
)

// TestTeams: who may see and change teams, and what an App is told.
func TestTeams(t *testing.T) {
	w := start(t)
	ctx := t.Context()
	_, _, err := w.as("ada").Repositories.Create(ctx, "acme", &github.Repository{Name: github.String("tools")})
	w.check(err)
	team, _, err := w.as("ada").Teams.CreateTeam(ctx, "acme", github.NewTeam{Name: "Core Team"})
	w.check(err)
	if team.GetSlug() != "core-team" || team.GetOrganization().GetLogin() != "acme" {
		t.Errorf("made %v", team)
	}
	_, _, err = w.as("ada").Teams.AddTeamMembershipBySlug(ctx, "acme", "core-team", "wes", nil)
	w.check(err)

	acme, _, err := w.asApp().Apps.FindOrganizationInstallation(ctx, "acme")
	w.check(err)
	mint := func(p *github.InstallationPermissions) string {
		token, _, err := w.asApp().Apps.CreateInstallationToken(ctx, acme.GetID(), &github.InstallationTokenOptions{Permissions: p})
		w.check(err)
		return token.GetToken()
	}
	read := github.String("read")
	members, issues := mint(&github.InstallationPermissions{Members: read}), mint(&github.InstallationPermissions{Issues: read})
	for _, c := range []struct {
		who, token, method, path string
		want                     int
	}{
		{"the App", members, "GET", "core-team/memberships/wes", 200},
		{"the App, letter case aside", members, "GET", "core-team/memberships/WES", 200},
		{"the App, of one who is not in it", members, "GET", "core-team/memberships/ada", 404},
		{"the App, of nobody", members, "GET", "core-team/memberships/ghost", 404},
		{"the App, of no team", members, "GET", "web/memberships/wes", 404},
		{"the App without the permission", issues, "GET", "core-team/memberships/wes", 403},
		{"the App, writing", members, "PUT", "core-team/memberships/rea", 403},
		{"the App elsewhere", w.mint(nil), "GET", "core-team/memberships/wes", 404},
		{"a person", w.token("rea"), "GET", "core-team/memberships/wes", 200},
		{"a person, writing", w.token("wes"), "PUT", "core-team/memberships/wes", 403},
		{"nobody", "", "GET", "core-team/memberships/wes", 401},
		{"an admin, of a bot", w.token("ada"), "PUT", "core-team/memberships/goalkeeper%5Bbot%5D", 404},
	} {
		client := w.client(&http.Client{Transport: w.transport}, c.token)
		if c.token == "" {
			client = github.NewClient(&http.Client{Transport: w.transport})
			client.BaseURL = w.as("ada").BaseURL
		}
		request, err := client.NewRequest(c.method, "orgs/acme/teams/"+c.path, nil)
		w.check(err)
		response, err := client.BareDo(ctx, request)
		if response == nil || response.StatusCode != c.want {
			t.Errorf("%s: %v, want %d", c.who, err, c.want)
		}
	}
	_, answer, err := w.as("ada").Teams.CreateTeam(ctx, "acme", github.NewTeam{Name: "core team"})
	if err == nil || answer.StatusCode != 422 {
		t.Errorf("a second one of that name: %v", err)
	}
	_, answer, err = w.as("ada").Teams.CreateTeam(ctx, "ada", github.NewTeam{Name: "people"})
	if err == nil || answer.StatusCode != 404 {
		t.Errorf("a person's team: %v", err)
	}
	_, err = w.as("ada").Teams.RemoveTeamMembershipBySlug(ctx, "acme", "core-team", "wes")
	w.check(err)
	if _, answer, _ := w.as("ada").Teams.GetTeamMembershipBySlug(ctx, "acme", "core-team", "wes"); answer.StatusCode != 404 {
		t.Errorf("after leaving: %s", answer.Status)
	}
}
