package sandbox

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// maxScript is what Linux takes as one argument (128 KiB with its closing
// NUL), less room for what a backend puts in front of the script.
const maxScript = 128<<10 - 1<<10

// Validate reports why c can never run, wrapping ErrInvalid.
func (c Command) Validate() error {
	switch {
	case strings.ContainsRune(c.Script, 0):
		return invalid("script holds a NUL byte")
	case len(c.Script) > maxScript:
		return invalid("script has %d bytes, more than the %d a command line takes", len(c.Script), maxScript)
	case c.Timeout <= 0:
		return invalid("timeout %v is not positive", c.Timeout)
	case c.Limits.Processes < 0 || c.Limits.Memory < 0 || c.Limits.FileSize < 0:
		return invalid("limits %+v hold a negative number", c.Limits)
	}
	if err := absolute("tree", c.Tree); err != nil {
		return err
	}
	if c.Home != "" {
		if err := absolute("home", c.Home); err != nil {
			return err
		}
	}
	if c.WayOut != "" {
		if err := absolute("way out", c.WayOut); err != nil {
			return err
		}
	}
	if err := c.validateMounts(); err != nil {
		return err
	}
	if err := c.validateEnv(); err != nil {
		return err
	}
	return c.validateDir()
}

func (c Command) validateMounts() error {
	for _, m := range c.Mounts {
		if err := absolute("mount", m.Host); err != nil {
			return err
		}
		if err := absolute("mount", m.Target()); err != nil {
			return err
		}
	}
	for _, k := range c.Kept {
		if err := absolute("kept part", k.Host); err != nil {
			return err
		}
		if !filepath.IsLocal(k.Path) || k.Path == "." || strings.ContainsRune(k.Path, 0) {
			return invalid("kept part %q is not beneath the tree or the home", k.Path)
		}
	}
	return nil
}

func (c Command) validateEnv() error {
	for _, kv := range c.Env {
		key, _, found := strings.Cut(kv, "=")
		if !found || key == "" || strings.ContainsRune(kv, 0) {
			return invalid("environment entry %q is not KEY=VALUE", kv)
		}
	}
	return nil
}

// validateDir asks the kernel whether Dir stays beneath the tree, so that a
// symbolic link out of it is seen too.
func (c Command) validateDir() error {
	if c.Dir == "" || c.Dir == "." {
		return nil
	}
	if !filepath.IsLocal(c.Dir) || strings.ContainsRune(c.Dir, 0) {
		return invalid("directory %q is not beneath the tree", c.Dir)
	}
	root, err := os.OpenRoot(c.Tree)
	if err != nil {
		return fmt.Errorf("open tree: %w", err)
	}
	defer root.Close()
	info, err := root.Stat(c.Dir)
	if err != nil {
		return invalid("directory %q is not in the tree: %v", c.Dir, err)
	}
	if !info.IsDir() {
		return invalid("%q is not a directory", c.Dir)
	}
	return nil
}

// Target is the path at which the mount appears.
func (m Mount) Target() string {
	if m.Guest == "" {
		return m.Host
	}
	return m.Guest
}

// SamePaths refuses mounts that move, for backends that cannot move them.
func (c Command) SamePaths() error {
	for _, m := range c.Mounts {
		if m.Target() != m.Host {
			return invalid("%s cannot appear at %s at this isolation level", m.Host, m.Target())
		}
	}
	return nil
}

func absolute(what, path string) error {
	if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
		return invalid("%s %q is not an absolute path", what, path)
	}
	return nil
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}
