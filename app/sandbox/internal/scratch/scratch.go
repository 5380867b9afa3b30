// Package scratch makes the directories of one command where no file system
// of its own gives it any. They stay behind only if this process dies.
package scratch

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// Dir holds a command's temporary directory and, if it brought none, its home.
type Dir struct {
	Home, Tmp string
	root      string
}

// Make makes the directories for c and gives them to uid and gid.
func Make(c sandbox.Command, uid, gid int) (*Dir, error) {
	root, err := os.MkdirTemp("", "goalkeeper-")
	if err != nil {
		return nil, fmt.Errorf("make scratch directory: %w", err)
	}
	d := &Dir{Home: c.Home, Tmp: filepath.Join(root, "tmp"), root: root}
	own := []string{root, d.Tmp}
	if d.Home == "" {
		d.Home = filepath.Join(root, "home")
		own = append(own, d.Home)
	}
	for _, dir := range own {
		if err := give(dir, uid, gid); err != nil {
			d.Remove()
			return nil, err
		}
	}
	return d, nil
}

func give(dir string, uid, gid int) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make scratch directory: %w", err)
	}
	if err := os.Lchown(dir, uid, gid); err != nil {
		return fmt.Errorf("give scratch directory away: %w", err)
	}
	return nil
}

// Remove deletes everything the command left there.
func (d *Dir) Remove() {
	// What cannot be deleted is the command's litter in the system's temporary
	// directory, and no reason to doubt its result.
	_ = os.RemoveAll(d.root)
}
