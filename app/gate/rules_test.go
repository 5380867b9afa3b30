package gate

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// Each file of testdata/rules is named after a rule and holds cases: a base,
// and what a cheat and an honest change lay over it (NAME/base/…, NAME/cheat/…,
// NAME/honest/…). An overlay that is one line, "removed", takes the file away.
// NAME/issue and NAME/plan are what the goal says.

type ruleCase struct {
	base, cheat, honest tree
	issue               string
	plan                []string
}

func cases(t *testing.T, file string) map[string]*ruleCase {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*ruleCase{}
	for _, f := range archive.Files {
		name, rest, _ := strings.Cut(f.Name, "/")
		if out[name] == nil {
			out[name] = &ruleCase{base: tree{}, cheat: tree{}, honest: tree{}}
		}
		c := out[name]
		side, path, _ := strings.Cut(rest, "/")
		switch side {
		case "base":
			c.base[path] = string(f.Data)
		case "cheat":
			c.cheat[path] = string(f.Data)
		case "honest":
			c.honest[path] = string(f.Data)
		case "issue":
			c.issue = string(f.Data)
		case "plan":
			c.plan = strings.Fields(string(f.Data))
		default:
			t.Fatalf("%s: %s is neither base nor cheat nor honest", file, f.Name)
		}
	}
	return out
}

func over(base, layer tree) tree {
	out := maps.Clone(base)
	for path, text := range layer {
		if text == "removed\n" {
			delete(out, path)
		} else {
			out[path] = text
		}
	}
	return out
}

// TestRules holds that each rule finds its cheats, and that no rule finds
// anything in their honest twins.
func TestRules(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/rules/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		rule := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for name, c := range cases(t, file) {
			t.Run(rule+"/"+name, func(t *testing.T) {
				if len(c.cheat) > 0 {
					if found := judged(t, gates, c, c.cheat); !slices.ContainsFunc(found, func(f string) bool { return strings.HasPrefix(f, rule+" ") }) {
						t.Errorf("%s does not see the cheat; found %q", rule, found)
					}
				}
				if found := judged(t, gates, c, c.honest); len(found) > 0 {
					t.Errorf("the honest change is taken for one that is not: %q", found)
				}
			})
		}
	}
}

func judged(t *testing.T, gates *Gates, c *ruleCase, layer tree) (found []string) {
	t.Helper()
	in := between(c.base, over(c.base, layer))
	in.Contract = &app.Contract{}
	in.Goal = &app.Goal{Body: c.issue}
	in.Plan = &app.Plan{Files: c.plan}
	v, err := gates.Judge(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, child := range v.Children {
		for _, p := range child.Places {
			found = append(found, fmt.Sprintf("%s %s:%d %s %s", child.Rule, p.Path, p.Line, p.Text, p.Reason))
		}
	}
	return found
}
