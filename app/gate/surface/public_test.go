package surface_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// TestPublic: what is gone or other is named, what is new or moved is not.
func TestPublic(t *testing.T) {
	was := map[string]string{
		"api/api.go":      "package api\n\nfunc Get(id int) error { return nil }\n\nfunc Keep() {}\n\nfunc Gone() {}\n\nfunc hidden() {}\n",
		"conf.yaml":       "listen: 1\nport: 80\n",
		"cmd/root.go":     "package root\n\nvar c = Command{Use: \"sync FILE\"}\nvar f = flag.String(\"dry-run\", \"\", \"\")\nvar e = os.Getenv(\"APP_TOKEN\")\n",
		"schema/a.proto":  "message A {}\n",
		"api/api_test.go": "package api\n\nfunc Helper() {}\n",
		"go.mod":          "module x\n",
	}
	is := map[string]string{
		"api/api.go":      "package api\n\nfunc Get(id string) error { return nil }\n\nfunc Keep() {}\n\nfunc Fresh() {}\n",
		"conf.yaml":       "listen: 1\naddress: 80\n",
		"cmd/root.go":     "package root\n\nvar c = Command{Use: \"mirror FILE\"}\nvar f = flag.String(\"dry\", \"\", \"\")\nvar e = os.Getenv(\"APP_KEY\")\n",
		"schema/a.proto":  "message A { int32 x = 1; }\n",
		"api/api_test.go": "package api\n",
		"go.mod":          "module x\n\ngo 1.25\n",
	}
	base, candidate := fstest.MapFS{}, fstest.MapFS{}
	var changes []workspace.Change
	for name := range was {
		base[name], candidate[name] = &fstest.MapFile{Data: []byte(was[name]), Mode: 0o644}, &fstest.MapFile{Data: []byte(is[name]), Mode: 0o644}
		changes = append(changes, workspace.Change{Path: name, Status: workspace.Modified, Old: "a", New: "b", OldMode: object.ModeFile, Mode: object.ModeFile})
	}
	slices.SortFunc(changes, func(a, b workspace.Change) int { return strings.Compare(a.Path, b.Path) })
	set, err := change.Read(change.Input{Changes: changes, Base: base, Candidate: candidate, Policy: policy.Default()})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range surface.Public(set) {
		got = append(got, n.Kind+" "+n.Name)
	}
	want := []string{
		"configuration key APP_TOKEN", "command dry-run", "command sync", "configuration key port", "schema a.proto",
		"exported name Get", "exported name Gone",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
