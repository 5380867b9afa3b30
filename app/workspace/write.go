package workspace

import (
	"context"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// File is what shall stand at a path. Mode is one of git's for files and links; 0 is a plain file.
type File struct {
	Mode object.Mode
	Data []byte
}

// Write stores a tree that is the base with some paths replaced; a nil file deletes its path, with
// everything under it. Directories come and go as they are needed.
func (r *Repo) Write(ctx context.Context, base Digest, changes map[string]*File) (Digest, error) {
	put := make(map[string]object.Entry, len(changes))
	for path, f := range changes {
		if err := object.CheckPath(path); err != nil {
			return "", fmt.Errorf("write tree: %w", err)
		}
		if f == nil {
			put[path] = object.Entry{}
			continue
		}
		e := object.Entry{Mode: f.Mode}
		switch e.Mode {
		case 0:
			e.Mode = object.ModeFile
		case object.ModeFile, object.ModeExec, object.ModeLink:
		default:
			return "", fmt.Errorf("write tree: %s has mode %s", path, f.Mode)
		}
		var err error
		if e.ID, err = r.loose.Put(object.Blob, f.Data); err != nil {
			return "", fmt.Errorf("write tree: %w", err)
		}
		put[path] = e
	}
	return r.splice(ctx, base, put)
}

// PutBack stores a tree that is now with some paths as they are in from, present or absent.
func (r *Repo) PutBack(ctx context.Context, now, from Digest, paths ...string) (Digest, error) {
	root, err := r.Tree(ctx, string(from))
	if err != nil {
		return "", fmt.Errorf("put back: %w", err)
	}
	put := make(map[string]object.Entry, len(paths))
	for _, path := range paths {
		if err := object.CheckPath(path); err != nil {
			return "", fmt.Errorf("put back: %w", err)
		}
		if put[path], err = r.entryAt(root, path); err != nil {
			return "", fmt.Errorf("put back %s: %w", path, err)
		}
	}
	return r.splice(ctx, now, put)
}

// entryAt is what a tree holds at a path, an empty entry when that is nothing.
func (r *Repo) entryAt(root Digest, path string) (object.Entry, error) {
	e := object.Entry{Mode: object.ModeDir, ID: root}
	for part := range strings.SplitSeq(path, "/") {
		if !e.Mode.IsDir() {
			return object.Entry{}, nil
		}
		t, err := r.List(e.ID)
		if err != nil {
			return object.Entry{}, err
		}
		e, _ = t.Find(part)
	}
	return e, nil
}

// splice replaces entries of a tree by path.
func (r *Repo) splice(ctx context.Context, base Digest, put map[string]object.Entry) (Digest, error) {
	root, err := r.Tree(ctx, string(base))
	if err != nil {
		return "", fmt.Errorf("write tree: %w", err)
	}
	id, err := r.spliceDir(root, put)
	if err == nil && id == "" {
		id, err = r.loose.Put(object.Tree, nil)
	}
	if err == nil {
		err = r.loose.Sync()
	}
	if err != nil {
		return "", fmt.Errorf("write tree: %w", err)
	}
	return id, nil
}

// spliceDir returns the directory's tree with the entries replaced, empty when nothing is left.
func (r *Repo) spliceDir(base Digest, put map[string]object.Entry) (Digest, error) {
	old, err := r.List(base)
	if err != nil {
		return "", err
	}
	here := make(map[string]object.Entry, len(old.Entries))
	for _, e := range old.Entries {
		here[e.Name] = e
	}
	below := make(map[string]map[string]object.Entry)
	for path, e := range put {
		name, rest, deeper := strings.Cut(path, "/")
		if deeper {
			if below[name] == nil {
				below[name] = make(map[string]object.Entry)
			}
			below[name][rest] = e
			continue
		}
		if e.Name = name; e.ID == "" {
			delete(here, name)
		} else {
			here[name] = e
		}
	}
	for name, put := range below {
		if err := r.spliceBelow(here, name, put); err != nil {
			return "", err
		}
	}
	entries := make([]object.Entry, 0, len(here))
	for _, e := range here {
		entries = append(entries, e)
	}
	if len(entries) == 0 {
		return "", nil
	}
	data, err := object.EncodeTree(entries)
	if err != nil {
		return "", err
	}
	return r.loose.Put(object.Tree, data)
}

func (r *Repo) spliceBelow(here map[string]object.Entry, name string, put map[string]object.Entry) error {
	was := here[name]
	var sub Digest
	if was.Mode.IsDir() {
		sub = was.ID
	}
	id, err := r.spliceDir(sub, put)
	switch {
	case err != nil:
		return err
	case id != "":
		here[name] = object.Entry{Name: name, Mode: object.ModeDir, ID: id}
	case was.Mode.IsDir():
		delete(here, name)
	}
	return nil
}
