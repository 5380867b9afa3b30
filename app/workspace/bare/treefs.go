package bare

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// FS returns the files of a tree or commit, read when they are asked for. Symbolic links are followed
// inside the tree; Lstat and ReadLink of io/fs see the link itself. A submodule is an empty directory.
func (r *Repository) FS(treeish Digest) fs.FS { return &treeFS{r: r, root: treeish} }

type treeFS struct {
	r    *Repository
	root Digest
}

var (
	_ fs.ReadFileFS = (*treeFS)(nil)
	_ fs.ReadDirFS  = (*treeFS)(nil)
	_ fs.StatFS     = (*treeFS)(nil)
	_ fs.ReadLinkFS = (*treeFS)(nil)
)

// maxLinks bounds how many symbolic links one name may lead through.
const maxLinks = 10

func (t *treeFS) top() (object.Entry, error) {
	id, err := t.r.peel(string(t.root), object.Tree)
	return object.Entry{Name: ".", Mode: object.ModeDir, ID: id}, err
}

// lookup finds the entry a path names, following links in all parts but, unless follow is set, the last.
func (t *treeFS) lookup(name string, follow bool) (object.Entry, error) {
	if !fs.ValidPath(name) {
		return object.Entry{}, fs.ErrInvalid
	}
	root, err := t.top()
	if err != nil || name == "." {
		return root, err
	}
	var (
		above = []object.Entry{root}
		parts = strings.Split(name, "/")
	)
	for links := 0; len(parts) > 0; {
		part := parts[0]
		parts = parts[1:]
		switch part {
		case "", ".":
			continue
		case "..":
			if len(above) == 1 {
				return object.Entry{}, fs.ErrNotExist // leaves the tree
			}
			above = above[:len(above)-1]
			continue
		}
		e, err := t.child(above[len(above)-1], part)
		if err != nil {
			return object.Entry{}, err
		}
		if e.Mode == object.ModeLink && (follow || len(parts) > 0) {
			if links++; links > maxLinks {
				return object.Entry{}, fmt.Errorf("too many links: %w", fs.ErrInvalid)
			}
			target, err := t.r.whole(e.ID, object.Blob)
			if err != nil {
				return object.Entry{}, err
			}
			if bytes.HasPrefix(target, []byte("/")) {
				return object.Entry{}, fs.ErrNotExist // leaves the tree
			}
			parts = append(strings.Split(string(target), "/"), parts...)
			continue
		}
		above = append(above, e)
	}
	return above[len(above)-1], nil
}

func (t *treeFS) child(dir object.Entry, name string) (object.Entry, error) {
	if !dir.Mode.IsDir() {
		return object.Entry{}, fs.ErrNotExist
	}
	tree, err := t.r.List(dir.ID)
	if err != nil {
		return object.Entry{}, err
	}
	e, ok := tree.Find(name)
	if !ok {
		return object.Entry{}, fs.ErrNotExist
	}
	return e, nil
}

func failed(op, name string, err error) error { return &fs.PathError{Op: op, Path: name, Err: err} }

// Open opens a file or directory.
func (t *treeFS) Open(name string) (fs.File, error) {
	e, err := t.lookup(name, true)
	if err != nil {
		return nil, failed("open", name, err)
	}
	info := treeInfo{t: t, e: e, name: path.Base(name)}
	if info.IsDir() {
		list, err := t.list(e)
		if err != nil {
			return nil, failed("open", name, err)
		}
		return &openDir{treeInfo: info, rest: list}, nil
	}
	data, err := t.r.whole(e.ID, object.Blob)
	if err != nil {
		return nil, failed("open", name, err)
	}
	return &openFile{treeInfo: info, Reader: bytes.NewReader(data)}, nil
}

// ReadFile returns the bytes of a file.
func (t *treeFS) ReadFile(name string) ([]byte, error) {
	e, err := t.lookup(name, true)
	if err == nil && !e.Mode.IsFile() {
		err = fmt.Errorf("not a file: %w", fs.ErrInvalid)
	}
	if err != nil {
		return nil, failed("read", name, err)
	}
	data, err := t.r.whole(e.ID, object.Blob)
	if err != nil {
		return nil, failed("read", name, err)
	}
	return data, nil
}

// ReadDir lists a directory by name.
func (t *treeFS) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := t.lookup(name, true)
	if err != nil {
		return nil, failed("read directory", name, err)
	}
	list, err := t.list(e)
	if err != nil {
		return nil, failed("read directory", name, err)
	}
	return list, nil
}

// Stat describes the file a name leads to; its size is read from the object.
func (t *treeFS) Stat(name string) (fs.FileInfo, error) { return t.stat("stat", name, true) }

// Lstat describes the entry itself.
func (t *treeFS) Lstat(name string) (fs.FileInfo, error) { return t.stat("lstat", name, false) }

func (t *treeFS) stat(op, name string, follow bool) (fs.FileInfo, error) {
	e, err := t.lookup(name, follow)
	if err != nil {
		return nil, failed(op, name, err)
	}
	info, err := (&treeInfo{t: t, e: e, name: path.Base(name)}).Info()
	if err != nil {
		return nil, failed(op, name, err)
	}
	return info, nil
}

// ReadLink returns the target of a symbolic link.
func (t *treeFS) ReadLink(name string) (string, error) {
	e, err := t.lookup(name, false)
	if err == nil && e.Mode != object.ModeLink {
		err = fmt.Errorf("not a symbolic link: %w", fs.ErrInvalid)
	}
	if err != nil {
		return "", failed("readlink", name, err)
	}
	data, err := t.r.whole(e.ID, object.Blob)
	if err != nil {
		return "", failed("readlink", name, err)
	}
	return string(data), nil
}

func (t *treeFS) list(e object.Entry) ([]fs.DirEntry, error) {
	switch e.Mode {
	case object.ModeDir:
	case object.ModeGitlink:
		return nil, nil
	default:
		return nil, fmt.Errorf("not a directory: %w", fs.ErrInvalid)
	}
	tree, err := t.r.List(e.ID)
	if err != nil {
		return nil, err
	}
	list := make([]fs.DirEntry, 0, len(tree.Entries))
	for _, e := range tree.Entries {
		list = append(list, &treeInfo{t: t, e: e, name: e.Name})
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// treeInfo is an entry as io/fs sees it.
type treeInfo struct {
	t    *treeFS
	e    object.Entry
	name string
	size int64
}

func (i *treeInfo) Name() string       { return i.name }
func (i *treeInfo) Size() int64        { return i.size }
func (i *treeInfo) ModTime() time.Time { return time.Time{} }
func (i *treeInfo) IsDir() bool        { return i.Mode().IsDir() }
func (i *treeInfo) Type() fs.FileMode  { return i.Mode().Type() }
func (i *treeInfo) Sys() any           { return i.e }
func (i *treeInfo) String() string     { return fs.FormatDirEntry(i) }

func (i *treeInfo) Mode() fs.FileMode {
	switch i.e.Mode.Canonical() {
	case object.ModeDir, object.ModeGitlink:
		return fs.ModeDir | 0o755
	case object.ModeLink:
		return fs.ModeSymlink | 0o777
	case object.ModeExec:
		return 0o755
	default:
		return 0o644
	}
}

// Info fills in the size, which a tree does not hold.
func (i *treeInfo) Info() (fs.FileInfo, error) {
	full := *i
	if !full.IsDir() {
		err := i.t.r.Blob(i.e.ID, func(size int64, _ io.Reader) error {
			full.size = size
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return &full, nil
}

type openFile struct {
	treeInfo
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) {
	info := f.treeInfo
	info.size = f.Reader.Size()
	return &info, nil
}
func (f *openFile) Size() int64  { return f.Reader.Size() }
func (f *openFile) Close() error { return nil }

type openDir struct {
	treeInfo
	rest []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return &d.treeInfo, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, failed("read", d.name, fs.ErrInvalid)
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.rest)
	} else if len(d.rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.rest))
	list := d.rest[:n]
	d.rest = d.rest[n:]
	return list, nil
}
