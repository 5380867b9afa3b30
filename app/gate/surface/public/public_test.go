package public_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/public"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// TestPublic: what is gone, other or new is named, what moved is not; of a file
// or type that is new not each part.
func TestPublic(t *testing.T) {
	was := map[string]string{
		"api/api.go":      "package api\n\nfunc Get(id int) error { return nil }\n\nfunc Keep() {}\n\nfunc Gone() {}\n\nfunc hidden() {}\n",
		"conf.yaml":       "listen: 1\nport: 80\n",
		"cmd/root.go":     "package root\n\nvar c = Command{Use: \"sync FILE\"}\nvar f = flag.String(\"dry-run\", \"\", \"\")\nvar e = os.Getenv(\"APP_TOKEN\")\n",
		"schema/a.proto":  "message A {}\n",
		"api/api_test.go": "package api\n\nfunc Helper() {}\n",
		"go.mod":          "module x\n",
		"api/body.go":     "package api\n\ntype Body struct{}\n\nfunc (Body) Say() string { return \"\" }\n",
		"old/move.go":     "package old\n\nfunc Move(a, b int) bool { return a < b }\n",
	}
	is := map[string]string{
		"api/api.go":      "package api\n\nfunc Get(id string) error { return nil }\n\nfunc Keep() {}\n\nfunc Fresh() {}\n",
		"conf.yaml":       "listen: 1\naddress: 80\n",
		"cmd/root.go":     "package root\n\nvar c = Command{Use: \"mirror FILE\"}\nvar f = flag.String(\"dry\", \"\", \"\")\nvar e = os.Getenv(\"APP_KEY\")\n",
		"schema/a.proto":  "message A { int32 x = 1; }\n",
		"api/api_test.go": "package api\n",
		"go.mod":          "module x\n\ngo 1.25\n",
		"api/body.go":     "package api\n\ntype Body struct{}\n\nfunc (Body) Say() string { return \"a\" }\n",
		"api/new.go":      "package api\n\ntype Pair struct{ A, B int }\n\nfunc (Body) Tell() {}\n\nfunc inner() {}\n",
		"lib/move.go":     "package lib\n\nfunc Move(a, b int) bool { return a < b }\n",
		"lib/more.py":     "def greet(name):\n    return name\n",
		"schema/b.sql":    "create table b ();\n",
		"web.toml":        "port = 1\n",
	}
	base, candidate := fstest.MapFS{}, fstest.MapFS{}
	var changes []workspace.Change
	both := maps.Clone(was)
	maps.Copy(both, is)
	for _, name := range slices.Sorted(maps.Keys(both)) {
		c := workspace.Change{Path: name, Status: workspace.Modified}
		if text, ok := was[name]; ok {
			base[name], c.Old, c.OldMode = &fstest.MapFile{Data: []byte(text), Mode: 0o644}, "a", object.ModeFile
		}
		if text, ok := is[name]; ok {
			candidate[name], c.New, c.Mode = &fstest.MapFile{Data: []byte(text), Mode: 0o644}, "b", object.ModeFile
		}
		changes = append(changes, c)
	}
	set, err := change.Read(change.Input{Changes: changes, Base: base, Candidate: candidate, Policy: policy.Default()})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range public.List(set) {
		got = append(got, n.Change+" "+n.Kind+" "+n.Name)
	}
	want := []string{
		"removed command dry-run", "removed command sync", "removed configuration key port", "changed schema a.proto", "removed environment variable APP_TOKEN",
		"changed exported name Get", "removed exported name Gone",
		"added command dry", "added command mirror", "added configuration key address", "added schema b.sql", "added environment variable APP_KEY",
		"added exported name Body.Tell", "added exported name Fresh", "added exported name Pair", "added exported name greet",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestPublicDefaults holds whose defaults, and which tables, users are told of.
func TestPublicDefaults(t *testing.T) {
	for name, c := range map[string]struct{ path, was, is, want string }{
		"a flag of Go":             {"a.go", "package a\n\nvar p = flag.Int(\"port\", 80, \"where\")\n", "package a\n\nvar p = flag.Int(\"port\", 8080, \"where\")\n", "changed default of command port"},
		"its words":                {"a.go", "package a\n\nvar p = flag.Int(\"port\", 80, \"where\")\n", "package a\n\nvar p = flag.Int(\"port\", 80, \"where to\")\n", ""},
		"a flag of Python":         {"a.py", "p.add_argument('--port', type=int, default=80)\n", "p.add_argument('--port', type=int, default=81)\n", "changed default of command port"},
		"an option of JavaScript":  {"a.js", "cli.option('-p, --port <n>', 'where', '80');\n", "cli.option('-p, --port <n>', 'where', '81');\n", "changed default of command port"},
		"a variable of Python":     {"a.py", "r = int(os.environ.get(\"INV_RATE\", \"19\"))\n", "r = int(os.environ.get(\"INV_RATE\", \"7\"))\n", "changed default of environment variable INV_RATE"},
		"a variable of Go":         {"a.go", "package a\n\nvar r = cmp.Or(os.Getenv(\"RATE\"), \"19\")\n", "package a\n\nvar r = cmp.Or(os.Getenv(\"RATE\"), \"7\")\n", "changed default of environment variable RATE"},
		"a variable of JavaScript": {"a.js", "const r = process.env.RATE ?? '19';\n", "const r = process.env.RATE ?? '7';\n", "changed default of environment variable RATE"},
		"in other quotes":          {"a.js", "const r = process.env.RATE ?? '19';\n", "const r = process.env.RATE ?? \"19\";\n", ""},
		"a table":                  {"a.py", "class A(Base):\n    __tablename__ = 'a'\n", "class A(Base):\n    __tablename__ = 'as'\n", "removed table a; added table as"},
	} {
		base := fstest.MapFS{c.path: {Data: []byte(c.was), Mode: 0o644}}
		candidate := fstest.MapFS{c.path: {Data: []byte(c.is), Mode: 0o644}}
		changes := []workspace.Change{{Path: c.path, Status: workspace.Modified, Old: "a", OldMode: object.ModeFile, New: "b", Mode: object.ModeFile}}
		set, err := change.Read(change.Input{Changes: changes, Base: base, Candidate: candidate, Policy: policy.Default()})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, n := range public.List(set) {
			got = append(got, n.Change+" "+n.Kind+" "+n.Name)
		}
		if is := strings.Join(got, "; "); is != c.want {
			t.Errorf("%s: %q, want %q", name, is, c.want)
		}
	}
}
