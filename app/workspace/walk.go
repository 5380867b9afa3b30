package workspace

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/bare"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// walk is one pass over a work directory.
type walk struct {
	repo   *Repo
	limits Limits
	skip   []string // paths that are not looked at
	began  time.Time
	last   *tracker
	next   *tracker

	seen        int
	files       int
	bytes       int64
	refused     []Refusal
	refusedMore int
}

func (w *walk) refuse(path string, rule Rule, format string, args ...any) {
	if len(w.refused) == maxRefusals {
		w.refusedMore++
		return
	}
	w.refused = append(w.refused, Refusal{Path: path, Rule: rule, Detail: fmt.Sprintf(format, args...)})
}

// spot is one name in a work directory with what the base holds there.
type spot struct {
	at     *beneath.Dir
	name   string
	path   string
	base   object.Entry
	inBase bool
	scope  scope
}

// kept is what stands at a spot when nothing new is taken.
func (s spot) kept() (object.Entry, bool) { return s.base, s.inBase }

// dir reads a directory and returns its entries as they shall stand in the tree.
func (w *walk) dir(ctx context.Context, at *beneath.Dir, path string, base Digest, sc scope) ([]object.Entry, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	old, err := w.repo.List(base)
	if err != nil {
		return nil, err
	}
	names, err := at.Names()
	if err != nil {
		return nil, err
	}
	if w.seen += len(names); w.seen > w.limits.Entries {
		return nil, fmt.Errorf("%w: more than %d files and directories", ErrTooLarge, w.limits.Entries)
	}
	if sc, err = w.enter(at, path, names, sc); err != nil {
		return nil, err
	}
	cases := &cases{names: names, old: old}
	entries := make([]object.Entry, 0, len(names))
	for _, name := range names {
		if path == "" && name == ".git" {
			continue
		}
		s := spot{at: at, name: name, path: join(path, name), scope: sc}
		s.base, s.inBase = old.Find(name)
		e, ok, err := w.entry(ctx, s, cases)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.path, err)
		}
		if ok {
			entries = append(entries, e)
		}
	}
	for _, e := range old.Entries {
		if _, found := slices.BinarySearch(names, e.Name); found {
			continue
		}
		if e, ok, err := w.removed(join(path, e.Name), e); err != nil || ok {
			if err != nil {
				return nil, err
			}
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// removed returns what stays of an entry of the base that is not there any more: its submodules.
func (w *walk) removed(path string, e object.Entry) (object.Entry, bool, error) {
	if e.Mode == object.ModeGitlink {
		w.refuse(path, RuleSubmodule, "the submodule was removed")
		return e, true, nil
	}
	if !e.Mode.IsDir() {
		return object.Entry{}, false, nil
	}
	list, err := w.repo.List(e.ID)
	if err != nil {
		return object.Entry{}, false, err
	}
	var stay []object.Entry
	for _, c := range list.Entries {
		c, ok, err := w.removed(join(path, c.Name), c)
		if err != nil {
			return object.Entry{}, false, err
		}
		if ok {
			stay = append(stay, c)
		}
	}
	if len(stay) == 0 {
		return object.Entry{}, false, nil
	}
	e.ID, err = w.store(stay, e.ID)
	return e, true, err
}

// entry decides about one name; ok is false when nothing stands there in the tree.
func (w *walk) entry(ctx context.Context, s spot, cases *cases) (e object.Entry, ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return e, false, err
	}
	if slices.Contains(w.skip, s.path) {
		return s.keptOr(nil)
	}
	if err := object.CheckName(s.name); err != nil {
		w.refuse(s.path, RuleNestedGit, "a file system may read the name as .git")
		return s.keptOr(nil)
	}
	info, err := s.at.Stat(s.name)
	if err != nil {
		return w.unopened(s, err)
	}
	if s.inBase && s.base.Mode.IsDir() && !info.IsDir() {
		if e, ok, err := w.removed(s.path, s.base); ok || err != nil {
			return e, ok, err
		}
	}
	if s.scope.ignored = s.scope.ignores(s.path, info.IsDir()); s.scope.ignored && !s.tracked(info) {
		return e, false, nil
	}
	if !s.inBase {
		if !object.Plain(s.name) {
			w.refuse(s.path, RuleName, "control characters or invalid UTF-8")
			return e, false, nil
		}
		if other, taken := cases.take(s.name); taken {
			w.refuse(s.path, RuleCase, "%q is there already", other)
			return e, false, nil
		}
	}
	if s.inBase && s.base.Mode == object.ModeGitlink {
		return w.submodule(s, info)
	}
	switch {
	case info.IsDir():
		return w.subdir(ctx, s)
	case info.IsRegular():
		return w.file(s, info)
	case info.IsLink():
		return w.link(s)
	default:
		w.refuse(s.path, RuleSpecial, "%s", info.Kind())
		return s.keptOr(nil)
	}
}

func (s spot) keptOr(err error) (object.Entry, bool, error) {
	e, ok := s.kept()
	return e, ok && err == nil, err
}

// submodule holds that nothing but an empty directory stands where the base has a submodule.
func (w *walk) submodule(s spot, info beneath.Info) (object.Entry, bool, error) {
	if !info.IsDir() {
		w.refuse(s.path, RuleSubmodule, "a %s stands in place of the submodule", info.Kind())
		return s.keptOr(nil)
	}
	sub, err := s.at.Sub(s.name)
	if err != nil {
		w.refuse(s.path, RuleSubmodule, "its directory cannot be read")
		return s.keptOr(nil)
	}
	defer sub.Close() //nolint:errcheck // only read
	names, err := sub.Names()
	if err == nil && len(names) > 0 {
		w.refuse(s.path, RuleSubmodule, "the submodule was filled")
	}
	return s.keptOr(err)
}

func (w *walk) subdir(ctx context.Context, s spot) (e object.Entry, ok bool, err error) {
	if strings.Count(s.path, "/") >= w.limits.Depth {
		w.refuse(s.path, RuleDepth, "more than %d directories deep", w.limits.Depth)
		return s.keptOr(nil)
	}
	sub, err := s.at.Sub(s.name)
	if err != nil {
		return w.unopened(s, err)
	}
	defer sub.Close() //nolint:errcheck // only read
	var base Digest
	if s.inBase && s.base.Mode.IsDir() {
		base = s.base.ID
	}
	entries, err := w.dir(ctx, sub, s.path, base, s.scope)
	if err != nil {
		return e, false, err
	}
	if len(entries) == 0 {
		// git keeps no empty directories, but a tree written by other hands may hold one.
		return s.base, base == object.EmptyTree, nil
	}
	id, err := w.store(entries, base)
	if err != nil {
		return e, false, err
	}
	return object.Entry{Name: s.name, Mode: object.ModeDir, ID: id}, true, nil
}

// unopened handles an entry that could be seen and not opened.
func (w *walk) unopened(s spot, err error) (object.Entry, bool, error) {
	rule := RuleUnsteady
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if !s.inBase {
			return object.Entry{}, false, nil
		}
		return w.removed(s.path, s.base)
	case errors.Is(err, fs.ErrPermission):
		rule = RuleUnreadable
	}
	w.refuse(s.path, rule, "%v", cause(err))
	return s.keptOr(nil)
}

// store makes a tree object of the entries; an unchanged one is the base's.
func (w *walk) store(entries []object.Entry, base Digest) (Digest, error) {
	old, err := w.repo.List(base)
	if err != nil {
		return "", err
	}
	if base != "" && same(entries, old) {
		return base, nil
	}
	data, err := object.EncodeTree(entries)
	if err != nil {
		return "", err
	}
	return w.repo.loose.Put(object.Tree, data)
}

func same(entries []object.Entry, t *bare.Listing) bool {
	if len(entries) != len(t.Entries) {
		return false
	}
	for _, e := range entries {
		if old, ok := t.Find(e.Name); !ok || old != e {
			return false
		}
	}
	return true
}
