package tool

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Kept is what a set-up left beside the files of the base: the paths, relative
// to the work tree and to Root alike. The tools read it and never write it.
type Kept struct {
	Root  *os.Root
	Paths []string
}

func (k Kept) holds(p string) bool {
	return slices.ContainsFunc(k.Paths, func(kept string) bool { return p == kept || strings.HasPrefix(p, kept+"/") })
}

// view is the work tree as commands see it, what set-up left in its place.
func (f Files) view() fs.FS {
	if f.Kept.Root == nil {
		return f.Root.FS()
	}
	return view{tree: f.Root.FS(), kept: f.Kept.Root.FS(), left: f.Kept}
}

type view struct {
	tree, kept fs.FS
	left       Kept
}

var _ interface {
	fs.StatFS
	fs.ReadDirFS
} = view{}

func (v view) at(p string) fs.FS {
	if v.left.holds(p) {
		return v.kept
	}
	return v.tree
}

func (v view) Open(p string) (fs.File, error) { return v.at(p).Open(p) }

func (v view) Stat(p string) (fs.FileInfo, error) { return fs.Stat(v.at(p), p) }

func (v view) ReadDir(p string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(v.at(p), p)
	if err != nil || v.left.holds(p) {
		return all, err
	}
	for _, kept := range v.left.Paths {
		if path.Dir(kept) != p {
			continue
		}
		name := path.Base(kept)
		all = slices.DeleteFunc(all, func(e fs.DirEntry) bool { return e.Name() == name })
		if info, err := fs.Stat(v.kept, kept); err == nil {
			all = append(all, fs.FileInfoToDirEntry(info))
		}
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}
