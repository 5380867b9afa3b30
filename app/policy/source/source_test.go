package source_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/policy/source"
)

// fake is a GitHub whose files are named OWNER/NAME:PATH.
type fake struct {
	files map[string]string
	fails map[string]error // by the same name, or by OWNER/NAME
	asked int
}

func (f *fake) RepoNamed(_ context.Context, _ int64, owner, name string) (app.Repo, error) {
	f.asked++
	for file := range f.files {
		if prefix := owner + "/" + name + ":"; len(file) > len(prefix) && file[:len(prefix)] == prefix {
			return app.Repo{ID: 50, Owner: owner, Name: name}, f.fails[owner+"/"+name]
		}
	}
	return app.Repo{}, fs.ErrNotExist
}

func (f *fake) File(_ context.Context, _ int64, repo app.Repo, path string) ([]byte, error) {
	f.asked++
	name := repo.String() + ":" + path
	if err := f.fails[name]; err != nil {
		return nil, err
	}
	if text, ok := f.files[name]; ok {
		return []byte(text), nil
	}
	return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
}

var (
	repo  = app.Repo{ID: 7, Owner: "Acme", Name: "billing"}
	other = app.Repo{ID: 8, Owner: "acme", Name: "shop"}
)

const (
	own   = "Acme/billing:" + policy.File
	owner = "Acme/.github:" + policy.File
	top   = "Acme/.github:goalkeeper.yml"
)

func TestLabel(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		fails map[string]error
		want  string
		fault bool
	}{
		"no policy":                     {nil, nil, "", false},
		"the repository's":              {map[string]string{own: "label: agent", owner: "label: robot"}, nil, "agent", false},
		"one that names none":           {map[string]string{own: "approve_plan: never", owner: "label: robot"}, nil, "", false},
		"the owner's":                   {map[string]string{owner: "label: robot"}, nil, "robot", false},
		"the owner's, at the top":       {map[string]string{top: "label: robot"}, nil, "robot", false},
		"with faults":                   {map[string]string{own: "label: agent\nlable: x"}, nil, "", false},
		"the owner's, with faults":      {map[string]string{owner: "label: {}"}, nil, "", false},
		"not given to the App":          {nil, map[string]error{own: fs.ErrPermission}, "", false},
		"the owner's, not given":        {map[string]string{owner: "label: robot"}, map[string]error{owner: fs.ErrPermission}, "", false},
		"no file":                       {nil, map[string]error{own: app.ErrRefused}, "", false},
		"GitHub fails":                  {nil, map[string]error{own: errors.New("502")}, "", true},
		"GitHub fails for the owner's":  {map[string]string{owner: "label: robot"}, map[string]error{owner: errors.New("502")}, "", true},
		"GitHub fails for their folder": {map[string]string{owner: "label: robot"}, map[string]error{"Acme/.github": errors.New("502")}, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := source.New(&fake{files: c.files, fails: c.fails}, time.Now)
			got, err := s.Label(t.Context(), 1, repo)
			if got != c.want || (err != nil) != c.fault {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

// TestLabelIsAskedForOnce, until a push may have changed it or it is old.
func TestLabelIsAskedForOnce(t *testing.T) {
	now := time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
	f := &fake{files: map[string]string{owner: "label: robot", "acme/.github:" + policy.File: "label: robot"}}
	s := source.New(f, func() time.Time { return now })
	asks := func(what string, want bool, of app.Repo) {
		t.Helper()
		before := f.asked
		if label, err := s.Label(t.Context(), 1, of); err != nil || label != "robot" {
			t.Errorf("%s: %q, %v", what, label, err)
		}
		if (f.asked > before) != want {
			t.Errorf("%s: asked %d times", what, f.asked-before)
		}
	}
	asks("at first", true, repo)
	asks("again", false, repo)
	asks("for another", true, other)
	s.Moved(repo)
	asks("after a push", true, repo)
	asks("for another after a push", false, other)
	s.Moved(app.Repo{ID: 50, Owner: "ACME", Name: ".github"})
	asks("after a push to the owner's", true, repo)
	asks("for another after a push to the owner's", true, other)
	now = now.Add(time.Hour)
	asks("later", true, repo)
}

// TestOwnerIsLookedForOnce, and only when a file is asked for.
func TestOwnerIsLookedForOnce(t *testing.T) {
	f := &fake{files: map[string]string{top: "label: robot"}}
	read := source.New(f, time.Now).Owner(t.Context(), 1, repo)
	if f.asked != 0 {
		t.Error("asked for nothing")
	}
	if _, err := read(policy.File); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if text, err := read("goalkeeper.yml"); err != nil || string(text) != "label: robot" || f.asked != 3 {
		t.Errorf("%q, %v, asked %d times", text, err, f.asked)
	}
}

// TestOwnerUnseen: a repository that GitHub does not show is not one without a
// policy.
func TestOwnerUnseen(t *testing.T) {
	for want, files := range map[string]map[string]string{
		policy.FromUnseen:  nil,
		policy.FromDefault: {"Acme/.github:README.md": "hello"},
		policy.FromOwner:   {top: "label: robot"},
	} {
		s := source.New(&fake{files: files}, time.Now)
		if _, from, err := policy.Read(fstest.MapFS{}, s.Owner(t.Context(), 1, repo)); err != nil || from != want {
			t.Errorf("%v: %s, %v", files, from, err)
		}
	}
}
