package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// held bounds what Sides keeps of one file and in all; what is beyond is read
// when it is asked for.
const (
	heldFile = 4 << 20
	heldAll  = 256 << 20
)

// Sides list what differs, as [Repo.Diff] does, and are both trees, whose changed files one process reads
// meanwhile: all others are read when they are asked for.
func (r *Repo) Sides(ctx context.Context, a, b Digest) (changes []Change, base, candidate fs.FS, err error) {
	old, now := loaded{r.FS(a), map[string][]byte{}}, loaded{r.FS(b), map[string][]byte{}}
	changes, err = r.diff(ctx, a, b, func(changes []Change) error { return r.load(ctx, changes, old, now) })
	if err != nil {
		return nil, nil, nil, err
	}
	return changes, old, now, nil
}

// load reads the files that differ.
func (r *Repo) load(ctx context.Context, changes []Change, old, now loaded) error {
	var ids []Digest
	var keep []func([]byte)
	want := func(id Digest, into map[string][]byte, path string) {
		ids, keep = append(ids, id), append(keep, func(content []byte) { into[path] = content })
	}
	for _, c := range changes {
		if c.Old != "" && c.OldMode.IsFile() {
			want(c.Old, old.files, c.Path)
		}
		if c.New != "" && c.Mode.IsFile() {
			want(c.New, now.files, c.Path)
		}
	}
	total := 0
	var text bytes.Buffer
	err := r.Blobs(ctx, ids, func(i int, content io.Reader) error {
		if total > heldAll {
			return errFull
		}
		text.Reset()
		if _, err := text.ReadFrom(io.LimitReader(content, heldFile+1)); err != nil {
			return err
		}
		if text.Len() <= heldFile {
			total += text.Len()
			keep[i](bytes.Clone(text.Bytes()))
		}
		return nil
	})
	if err != nil && !errors.Is(err, errFull) {
		return fmt.Errorf("read what differs: %w", err)
	}
	return nil
}

// loaded is a tree some of whose files are in memory.
type loaded struct {
	fs.FS
	files map[string][]byte
}

// ReadFile returns the bytes of a file.
func (l loaded) ReadFile(name string) ([]byte, error) {
	if b, ok := l.files[name]; ok {
		return b, nil
	}
	return fs.ReadFile(l.FS, name)
}

// Lstat describes an entry itself.
func (l loaded) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(l.FS, name) }

// ReadLink returns the target of a symbolic link.
func (l loaded) ReadLink(name string) (string, error) { return fs.ReadLink(l.FS, name) }
