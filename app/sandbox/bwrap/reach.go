//go:build linux

package bwrap

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// unreachable names the first directory the sandbox's user may not enter on
// its way to what a command shows.
func (s *Sandbox) unreachable(c sandbox.Command) error {
	paths := append([]string{c.Tree}, s.cfg.Toolchains...)
	if c.Home != "" {
		paths = append(paths, c.Home)
	}
	for _, m := range c.Mounts {
		paths = append(paths, m.Host)
	}
	for _, path := range paths {
		if err := s.cfg.reach(path); err != nil {
			return err
		}
	}
	return nil
}

func (c Config) reach(path string) error {
	dir := "/"
	for _, name := range strings.Split(strings.Trim(filepath.Clean(path), "/"), "/") {
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if !c.mayEnter(info) {
			return fmt.Errorf("uid %d may not enter %s (%v) on the way to %s", c.UID, dir, info.Mode(), path)
		}
		dir = filepath.Join(dir, name)
	}
	_, err := os.Stat(dir)
	return err
}

func (c Config) mayEnter(info os.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	switch {
	case !info.IsDir():
		return false
	case !known:
		return true
	case int(stat.Uid) == c.UID:
		return info.Mode()&0o100 != 0
	case int(stat.Gid) == c.GID:
		return info.Mode()&0o010 != 0
	default:
		return info.Mode()&0o001 != 0
	}
}
