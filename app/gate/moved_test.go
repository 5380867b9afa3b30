package gate

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestPublicTellsOfDependencies, whoever asked for them: of those that the
// project states itself, not of those that others need.
func TestPublicTellsOfDependencies(t *testing.T) {
	for name, c := range map[string]struct {
		path, before, after string
		want                []string
	}{
		"new":           {"requirements.txt", "flask==2.0\n", "flask==2.0\nrequests==2.32\n", []string{"requests added"}},
		"in a new file": {"requirements.txt", "", "requests==2.32\n", []string{"requests added"}},
		"gone":          {"package.json", `{"dependencies": {"left-pad": "^1.0.0", "chalk": "^5.0.0"}}`, `{"dependencies": {"chalk": "^5.0.0"}}`, []string{"left-pad removed"}},
		"raised":        {"go.mod", "module x\n\nrequire example.com/a v1.0.0\n", "module x\n\nrequire example.com/a v1.1.0\n", []string{"example.com/a changed"}},
		"of others":     {"go.mod", "module x\n", "module x\n\nrequire example.com/a v1.0.0\n\nrequire example.com/b v1.0.0 // indirect\n", []string{"example.com/a added"}},
		"taken over":    {"go.mod", "module x\n\nrequire example.com/b v1.0.0 // indirect\n", "module x\n\nrequire example.com/b v1.0.0\n", []string{"example.com/b changed"}},
		"in its order":  {"requirements.txt", "a==1\nb==1\n", "b==1\na==1\n", nil},
		"no manifest":   {"notes.txt", "", "requests==2.32\n", nil},
	} {
		in := input(c.path, c.before, c.after)
		in.Plan = &app.Plan{Files: []string{c.path}}
		all, _, err := Shape(in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range all {
			if p.Kind == "dependency" && p.Path == c.path {
				got = append(got, p.Name+" "+p.Change)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestInterfaceIsPointedAtWhereItStands: what has another shape now stands in the
// result, perhaps in another file of its package.
func TestInterfaceIsPointedAtWhereItStands(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	in := between(
		tree{"go.mod": "module example.com/a\n", "api/a.go": "package api\n\nfunc Dial(addr string) error { return nil }\n", "api/b.go": "package api\n"},
		tree{"go.mod": "module example.com/a\n", "api/a.go": "package api\n\nconst Port = 1\n", "api/b.go": "package api\n\n// Dial calls.\nfunc Dial(addr string, deep bool) error { return nil }\n"},
	)
	in.Plan = &app.Plan{Files: []string{"api/a.go", "api/b.go"}}
	v, err := gates.Judge(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range v.Children {
		if c.Rule == "interfaces" && (len(c.Places) != 1 || c.Places[0].Path != "api/b.go" || c.Places[0].Line != 4) {
			t.Errorf("%+v, want line 4 of api/b.go", c.Places)
		}
	}
}
