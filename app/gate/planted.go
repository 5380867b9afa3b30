package gate

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Each file of testdata/rules is named after a rule and holds cases: a base,
// and what a cheat and an honest change lay over it (NAME/base/…, NAME/cheat/…,
// NAME/honest/…). An overlay that is one line, "removed", takes the file away.
// NAME/issue, NAME/plan and NAME/check are what the goal says. The case "any" stands for
// every language.
//
//go:embed testdata/rules
var ruleFiles embed.FS

// tree is one side: paths and their text.
type tree map[string]string

func (t tree) over(layer tree) tree {
	out := maps.Clone(t)
	for p, text := range layer {
		if text == "removed\n" {
			delete(out, p)
		} else {
			out[p] = text
		}
	}
	return out
}

// ruleCase is one case of a rule.
type ruleCase struct {
	name                string
	base, cheat, honest tree
	issue               string
	plan                []string // files
	check               string   // a command; empty: none
}

// cases are those of each rule, in order of their names.
func cases() (map[string][]ruleCase, error) {
	names, err := fs.Glob(ruleFiles, "testdata/rules/*.txtar")
	if err != nil {
		return nil, err
	}
	all := map[string][]ruleCase{}
	for _, name := range names {
		text, err := ruleFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		rule := strings.TrimSuffix(path.Base(name), ".txtar")
		if all[rule], err = readCases(text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return all, nil
}

func readCases(text []byte) ([]ruleCase, error) {
	named := map[string]*ruleCase{}
	for _, f := range txtar.Parse(text).Files {
		name, rest, _ := strings.Cut(f.Name, "/")
		if named[name] == nil {
			named[name] = &ruleCase{name: name, base: tree{}, cheat: tree{}, honest: tree{}}
		}
		c := named[name]
		side, at, _ := strings.Cut(rest, "/")
		switch side {
		case "base":
			c.base[at] = string(f.Data)
		case "cheat":
			c.cheat[at] = string(f.Data)
		case "honest":
			c.honest[at] = string(f.Data)
		case "issue":
			c.issue = string(f.Data)
		case "plan":
			c.plan = strings.Fields(string(f.Data))
		case "check":
			c.check = strings.TrimSpace(string(f.Data))
		default:
			return nil, fmt.Errorf("%s is none of base, cheat, honest, issue, plan, check", f.Name)
		}
	}
	var out []ruleCase
	for _, name := range slices.Sorted(maps.Keys(named)) {
		out = append(out, *named[name])
	}
	return out, nil
}

// language is that of the code that a cheat changes; empty: it does not matter.
func (c ruleCase) language() string {
	if c.name == "any" {
		return ""
	}
	for _, p := range slices.Sorted(maps.Keys(c.cheat)) {
		if l := language.Of(p); l.Code() {
			return l.Name
		}
	}
	return ""
}

// violations are, for each rule, one violation in each language that it reads.
var violations = sync.OnceValues(func() (map[string]map[string]ruleCase, error) {
	all, err := cases()
	if err != nil {
		return nil, err
	}
	out := map[string]map[string]ruleCase{}
	for rule, list := range all {
		out[rule] = map[string]ruleCase{}
		for _, c := range list {
			if _, have := out[rule][c.language()]; !have && len(c.cheat) > 0 {
				out[rule][c.language()] = c
			}
		}
	}
	return out, nil
})

// shown holds the silence of a rule against violations that are planted in a
// copy of the goal's base or in its record, in the languages of the change and
// under the same policy and permissions. A rule that does not see one is void
// there.
func (r Rule) shown(set *change.Set) ([]change.Finding, error) {
	planted, err := violations()
	if err != nil {
		return nil, err
	}
	var out []change.Finding
	see := func(l string, plant func(*Input)) error {
		seen, err := r.sees(set.Input, plant)
		if err == nil && !seen {
			out = append(out, void(l))
		}
		return err
	}
	if plant, has := byHand()[r.Name]; has {
		return out, see("", plant)
	}
	for _, l := range languages(set) {
		if c, has := planted[r.Name][l]; has {
			if err := see(l, c.plant); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// void says that a rule, or what it knows of something, sees nothing.
func void(of string) change.Finding {
	where := ""
	if of != "" {
		where = " for " + of
	}
	return change.Finding{
		Place: app.Place{Path: ".", Text: of, Bytes: change.Mark(of)}, Void: true,
		Reason: fmt.Sprintf("void%s: it does not see a violation that was planted, so that its silence says nothing.", where),
	}
}

// languages are those of the change, and none.
func languages(set *change.Set) []string {
	out := []string{""}
	for _, f := range set.Files {
		if l := f.Is.Lang; l.Code() && !slices.Contains(out, l.Name) {
			out = append(out, l.Name)
		}
	}
	slices.Sort(out)
	return out
}

// plant puts the cheat in the place of the change.
func (c ruleCase) plant(in *Input) {
	lay(in, c.base, c.base.over(c.cheat))
	in.Plan, in.Goal = &app.Plan{Files: c.plan}, &app.Goal{Body: c.issue}
}

func (r Rule) sees(in Input, plant func(*Input)) (bool, error) {
	in.Phase = "" // the last, and not held against planted ones again
	in.Changes, in.Contract, in.Plan, in.Goal, in.Probes = nil, nil, &app.Plan{}, &app.Goal{}, nil
	plant(&in)
	set, err := change.Read(in)
	if err != nil {
		return false, fmt.Errorf("plant a violation: %w", err)
	}
	v, err := r.apply(set)
	return v.Status == app.StatusFail, err
}

func (t tree) changes(result tree) []workspace.Change {
	var out []workspace.Change
	for _, p := range slices.Sorted(maps.Keys(t.over(result))) {
		c := workspace.Change{Path: p}
		if text, ok := t[p]; ok {
			c.Old, c.OldMode = workspace.Digest("d"+text), 0o100644
		}
		if text, ok := result[p]; ok {
			c.New, c.Mode = workspace.Digest("d"+text), 0o100644
		}
		if c.Old != c.New {
			out = append(out, c)
		}
	}
	return out
}

func (t tree) fs() fs.FS {
	out := fstest.MapFS{}
	for p, text := range t {
		out[p] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return out
}

// lay puts a change over the base.
func lay(in *Input, base, result tree) {
	in.Changes = base.changes(result)
	in.Base, in.Candidate = laid(in.Base, base), laid(in.Base, result)
}

// laid is a tree with files laid over it.
func laid(under fs.FS, files tree) fs.FS { return layers{files.fs(), under} }

type layers struct{ over, under fs.FS }

// Open opens what lies over, else what lies under; of a directory in both that
// which lies over.
func (l layers) Open(name string) (fs.File, error) {
	f, err := l.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return l.under.Open(name)
	}
	return f, err
}

// ReadFile reads what lies over, else what lies under.
func (l layers) ReadFile(name string) ([]byte, error) {
	b, err := fs.ReadFile(l.over, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ReadFile(l.under, name)
	}
	return b, err
}
