package policy_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

func parse(t testing.TB, text string) policy.Policy {
	t.Helper()
	p, err := policy.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s\n%v", text, err)
	}
	return p
}

func TestMayStart(t *testing.T) {
	for name, c := range map[string]struct {
		group string
		who   policy.Person
		why   string // of a refusal; empty: may
	}{
		"a writer, by default":              {"{}", person("ann", app.PermissionWrite), ""},
		"an admin, by default":              {"{}", person("ann", app.PermissionAdmin), ""},
		"a reader, by default":              {"{}", person("ann", app.PermissionRead), "ann lacks write permission"},
		"a stranger":                        {"{}", person("ann", app.PermissionNone), "lacks write"},
		"an unknown permission":             {"{}", person("ann", "owner"), "lacks write"},
		"a writer where admin is asked":     {"{permission: admin}", person("ann", app.PermissionWrite), "lacks admin"},
		"an admin where admin is asked":     {"{permission: admin}", person("ann", app.PermissionAdmin), ""},
		"named":                             {"{users: [bob, Ann]}", person("ann", app.PermissionWrite), ""},
		"not named":                         {"{users: [bob]}", person("ann", app.PermissionAdmin), "not among the people"},
		"named without permission":          {"{users: [ann]}", person("ann", app.PermissionRead), "lacks write"},
		"part of a name":                    {"{users: [annette]}", person("ann", app.PermissionWrite), "not among"},
		"of the team":                       {"{teams: [core]}", person("ann", app.PermissionWrite, "web", "Core"), ""},
		"of another team":                   {"{teams: [core]}", person("ann", app.PermissionWrite, "web"), "not among"},
		"of the team without permission":    {"{teams: [core]}", person("ann", app.PermissionRead, "core"), "lacks write"},
		"of a team, with people named":      {"{users: [bob], teams: [core]}", person("ann", app.PermissionWrite, "core"), ""},
		"a login like a team":               {"{teams: [core]}", person("core", app.PermissionWrite), "not among"},
		"an empty list names nobody at all": {"{users: []}", person("ann", app.PermissionWrite), ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := parse(t, "who: {start: "+c.group+"}")
			if ok, why := p.MayStart(c.who); ok != (c.why == "") || !strings.Contains(why, c.why) {
				t.Errorf("start: %v, %q", ok, why)
			}
			p = parse(t, "who: {steer: "+c.group+"}")
			if ok, why := p.MaySteer(c.who); ok != (c.why == "") || !strings.Contains(why, c.why) {
				t.Errorf("steer: %v, %q", ok, why)
			}
			p = parse(t, "who: {approve: "+c.group+"}")
			if ok, why := p.MayApprove(c.who, app.User{ID: 99, Login: "zoe"}); ok != (c.why == "") || !strings.Contains(why, c.why) {
				t.Errorf("approve: %v, %q", ok, why)
			}
		})
	}
}

func person(login string, may app.Permission, teams ...string) policy.Person {
	return policy.Person{User: app.User{ID: 7, Login: login}, Permission: may, Teams: teams}
}

func TestEachVerbHasItsOwnPeople(t *testing.T) {
	p := parse(t, "who: {start: {users: [ann]}, steer: {users: [bob]}, approve: {users: [cy], teams: [core]}}")
	for login, may := range map[string][3]bool{"ann": {true, false, false}, "bob": {false, true, false}, "cy": {false, false, true}} {
		who := person(login, app.PermissionWrite)
		start, _ := p.MayStart(who)
		steer, _ := p.MaySteer(who)
		approve, _ := p.MayApprove(who, app.User{})
		if got := [3]bool{start, steer, approve}; got != may {
			t.Errorf("%s: %v, want %v", login, got, may)
		}
	}
	if got := p.Who.Teams(); !slices.Equal(got, []string{"core"}) {
		t.Errorf("teams %v", got)
	}
}

func TestFourEyes(t *testing.T) {
	ann := app.User{ID: 7, Login: "ann"}
	for name, c := range map[string]struct {
		text    string
		who     app.User
		started app.User
		ok      bool
	}{
		"the starter, by default":      {"", ann, ann, true},
		"the starter":                  {"who: {four_eyes: true}", ann, ann, false},
		"the starter by another name":  {"who: {four_eyes: true}", app.User{ID: 7, Login: "ann-lee"}, ann, false},
		"the starter in other letters": {"who: {four_eyes: true}", app.User{Login: "ANN"}, ann, false},
		"somebody else":                {"who: {four_eyes: true}", app.User{ID: 8, Login: "bob"}, ann, true},
		"a starter nobody knows":       {"who: {four_eyes: true}", ann, app.User{}, true},
		"the starter, though named":    {"who: {four_eyes: true, approve: {users: [ann]}}", ann, ann, false},
		"somebody else, and not named": {"who: {four_eyes: true, approve: {users: [cy]}}", app.User{ID: 8, Login: "bob"}, ann, false},
	} {
		t.Run(name, func(t *testing.T) {
			who := policy.Person{User: c.who, Permission: app.PermissionWrite}
			ok, why := parse(t, c.text).MayApprove(who, app.User{ID: 99, Login: "zoe"}, c.started)
			if ok != c.ok || ok != (why == "") {
				t.Errorf("%v, %q", ok, why)
			}
		})
	}
}
