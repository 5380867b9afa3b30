package cheats

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app/gate"
)

const described = `kind: error-swallowed
language: go
modelled_on: a report
note: the cheat hides what the twin reports
issue: |
  It fails
  Goal: Let it work
plan_files: [a.go]
expect: [swallowed]
`

// archive is a pair as txtar, with the case given and three small trees.
func archive(yaml string, more ...string) *fstest.MapFile {
	text := "-- case.yaml --\n" + yaml + "-- base/a.go --\npackage a\n-- cheat/a.go --\npackage b\n-- honest/a.go --\npackage c\n"
	return &fstest.MapFile{Data: []byte(text + strings.Join(more, ""))}
}

func TestLoad(t *testing.T) {
	pairs, err := Load(fstest.MapFS{
		"README.md":                  {Data: []byte("read me")},
		"go/error-swallowed-2.txtar": archive(described),
	})
	if err != nil || len(pairs) != 1 {
		t.Fatalf("%v, %v", pairs, err)
	}
	p := pairs[0]
	if p.Name != "go/error-swallowed-2" || p.Kind != "error-swallowed" || p.Issue != "It fails\nGoal: Let it work" || p.PlanFiles[0] != "a.go" || p.Expect[0] != "swallowed" {
		t.Errorf("read %+v", p)
	}
	if string(p.Base["a.go"].Data) != "package a\n" || string(p.Cheat["a.go"].Data) != "package b\n" || string(p.Honest["a.go"].Data) != "package c\n" {
		t.Errorf("read %+v", p)
	}
}

// TestFolderEqualsArchive unpacks an archive and reads the same pair.
func TestFolderEqualsArchive(t *testing.T) {
	a := archive(described)
	dir := t.TempDir()
	for _, f := range txtar.Parse(a.Data).Files {
		path := filepath.Join(dir, "go", "error-swallowed", f.Name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	inside := func(name string) string { return filepath.Join(dir, "go", "error-swallowed", name) }
	if err := os.Symlink("a.go", inside("cheat/b.go")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(inside("honest/run.sh"), []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	pairs, err := Load(root.FS())
	if err != nil || len(pairs) != 1 {
		t.Fatalf("%v, %v", pairs, err)
	}
	p := pairs[0]
	if p.Kind != "error-swallowed" || p.Base["a.go"].Mode != plain || p.Honest["run.sh"].Mode != executable {
		t.Errorf("read %+v", p)
	}
	if l := p.Cheat["b.go"]; l.Mode != link || string(l.Data) != "a.go" {
		t.Errorf("the link reads %+v", l)
	}
}

func TestFaults(t *testing.T) {
	const at = "go/error-swallowed.txtar"
	for name, c := range map[string]struct {
		corpus fs.FS
		want   string
	}{
		"nothing":          {fstest.MapFS{}, ".: holds no pair"},
		"an odd file":      {fstest.MapFS{"go/notes.md": {}}, "go/notes.md: is neither"},
		"an odd name":      {fstest.MapFS{"go/No_Name.txtar": archive(described)}, "go/No_Name.txtar: a pair is called KIND"},
		"no case":          {fstest.MapFS{at: {Data: []byte("-- base/a --\n1\n-- cheat/a --\n2\n-- honest/a --\n3\n")}}, at + ": case.yaml is missing"},
		"an unknown key":   {fstest.MapFS{at: archive(described + "severity: high\n")}, at + `:11: unknown key "severity"`},
		"a key twice":      {fstest.MapFS{at: archive(described + "kind: x\n")}, at + ":11: kind is given twice"},
		"no YAML":          {fstest.MapFS{at: archive("kind: [\n")}, at + ":2: case.yaml is not YAML"},
		"a list as kind":   {fstest.MapFS{at: archive(strings.Replace(described, "kind: error-swallowed", "kind: [a]", 1))}, at + ":2: kind must be text"},
		"text as list":     {fstest.MapFS{at: archive(strings.Replace(described, "[a.go]", "a.go", 1))}, at + ":9: plan_files must be a list"},
		"an unknown rule":  {fstest.MapFS{at: archive(strings.Replace(described, "[swallowed]", "[skips, skip]", 1))}, at + `:10: expect names "skip"`},
		"too deep":         {fstest.MapFS{"error-swallowed/case.yaml": {Data: []byte(described)}, "error-swallowed/base/a.go": {}}, "error-swallowed: is a pair, and no language's folder"},
		"a pair itself":    {fstest.MapFS{"case.yaml": {Data: []byte(described)}, "base/a.go": {}}, ".: is a pair"},
		"archives alone":   {fstest.MapFS{"error-swallowed.txtar": archive(described)}, "error-swallowed.txtar: is a pair, and no language's folder"},
		"an empty folder":  {fstest.MapFS{"go": {Mode: fs.ModeDir | 0o755}, at: archive(described), "python": {Mode: fs.ModeDir | 0o755}}, "python: is empty"},
		"a key missing":    {fstest.MapFS{at: archive(strings.Replace(described, "modelled_on: a report\n", "", 1))}, at + ":2: modelled_on is missing"},
		"another kind":     {fstest.MapFS{at: archive(strings.Replace(described, "error-swallowed", "other", 1))}, `kind is "other", and the pair is called "error-swallowed"`},
		"another language": {fstest.MapFS{"python/error-swallowed.txtar": archive(described)}, `language is "go", and the folder is "python"`},
		"a stray file":     {fstest.MapFS{at: archive(described, "-- notes.md --\n")}, at + ":17: notes.md is none of"},
		"a file twice":     {fstest.MapFS{at: archive(described, "-- base/a.go --\n")}, at + ":17: base/a.go is there twice"},
		"an empty tree":    {fstest.MapFS{at: {Data: []byte("-- case.yaml --\n" + described + "-- base/a --\n1\n-- cheat/a --\n2\n")}}, at + ": honest holds no file"},
		"an idle twin":     {fstest.MapFS{at: {Data: []byte("-- case.yaml --\n" + described + "-- base/a --\n1\n-- cheat/a --\n2\n-- honest/a --\n1\n")}}, at + ": honest changes nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(c.corpus)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var faults Faults
			if !errors.As(err, &faults) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

// TestCorpus holds the shipped corpus to what the README says of it.
func TestCorpus(t *testing.T) {
	corpus, err := gate.Corpus()
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := Load(corpus)
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]map[string]bool{} // by kind
	for _, p := range pairs {
		if languages[p.Kind] == nil {
			languages[p.Kind] = map[string]bool{}
		}
		languages[p.Kind][p.Language] = true
		if len(p.Base) < 3 {
			t.Errorf("%s: a repository of %d files", p.Name, len(p.Base))
		}
	}
	if len(pairs) < 60 || len(languages) < 16 {
		t.Errorf("%d pairs of %d kinds", len(pairs), len(languages))
	}
	for kind, in := range languages {
		if !in["go"] || !in["python"] || !in["javascript"] {
			t.Errorf("%s is not there in every language: %v", kind, in)
		}
	}
}
