// Package kept makes room in a command's tree and home for what is shown there
// from elsewhere: a place to mount on, or a symbolic link. In comes a command,
// out goes what of it can be shown. It runs while no process of the command
// lives; what a command made of tree and home meanwhile is not followed out of
// them. If the process dies, an empty file or directory or a link stays.
package kept

import (
	"fmt"
	"io/fs"
	"os"
	"path"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
	"github.com/goalkeeper-dev/goalkeeper/app/sandbox/internal/user"
)

// Mountable is c with the parts that can be mounted where they belong; a place
// for each is there.
func Mountable(c sandbox.Command, who user.User) (sandbox.Command, error) {
	return each(c, func(in *os.Root, k sandbox.Kept) (bool, error) {
		want, err := os.Stat(k.Host)
		if err != nil {
			return false, fmt.Errorf("show kept part: %w", err)
		}
		if !parents(in, k.Path, who) {
			return false, nil
		}
		if have, err := in.Lstat(k.Path); err == nil {
			return have.IsDir() == want.IsDir() && have.Mode().Type()&^fs.ModeDir == 0, nil
		}
		if want.IsDir() {
			err = in.Mkdir(k.Path, 0o755)
		} else {
			err = in.WriteFile(k.Path, nil, 0o644)
		}
		return err == nil && in.Lchown(k.Path, who.UID, who.GID) == nil, nil
	})
}

// Linked is c with the parts that symbolic links lead to now.
func Linked(c sandbox.Command, who user.User) (sandbox.Command, error) {
	return each(c, func(in *os.Root, k sandbox.Kept) (bool, error) {
		if !parents(in, k.Path, who) {
			return false, nil
		}
		if to, err := in.Readlink(k.Path); err == nil && to == k.Host {
			return true, nil
		}
		if _, err := in.Lstat(k.Path); err == nil && in.Remove(k.Path) != nil {
			return false, nil
		}
		return in.Symlink(k.Host, k.Path) == nil, nil
	})
}

func each(c sandbox.Command, show func(*os.Root, sandbox.Kept) (bool, error)) (sandbox.Command, error) {
	all := c.Kept
	c.Kept = nil
	for _, k := range all {
		dir := c.Tree
		if k.Home {
			dir = c.Home
		}
		if dir == "" {
			continue // a home that begins empty
		}
		ok, err := within(dir, k, show)
		if err != nil {
			return c, err
		}
		if ok {
			c.Kept = append(c.Kept, k)
		}
	}
	return c, nil
}

func within(dir string, k sandbox.Kept, show func(*os.Root, sandbox.Kept) (bool, error)) (bool, error) {
	in, err := os.OpenRoot(dir)
	if err != nil {
		return false, fmt.Errorf("show kept part: %w", err)
	}
	defer in.Close()
	return show(in, k)
}

// parents makes the directories above p that are missing, and tells whether
// all of them are directories and no links.
func parents(in *os.Root, p string, who user.User) bool {
	dir := path.Dir(p)
	if dir == "." {
		return true
	}
	if !parents(in, dir, who) {
		return false
	}
	if info, err := in.Lstat(dir); err == nil {
		return info.IsDir()
	}
	return in.Mkdir(dir, 0o755) == nil && in.Lchown(dir, who.UID, who.GID) == nil
}
