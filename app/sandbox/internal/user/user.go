//go:build unix

// Package user is the one commands run as: from a configured pair of ids to
// credentials, and to the reason why that user cannot reach a path.
package user

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// User is an unprivileged uid and gid.
type User struct{ UID, GID int }

// Resolve fills zero ids with the server's own and refuses a user that
// commands cannot or must not run as.
func Resolve(uid, gid int) (User, error) {
	u := User{UID: uid, GID: gid}
	if u.UID == 0 {
		u.UID = os.Geteuid()
	}
	if u.GID == 0 {
		u.GID = os.Getegid()
	}
	switch self := os.Geteuid(); {
	case u.UID <= 0 || u.GID <= 0:
		return User{}, fmt.Errorf("commands cannot run as uid %d, gid %d: set an unprivileged user", u.UID, u.GID)
	case self != 0 && (u.UID != self || u.GID != os.Getegid()):
		return User{}, fmt.Errorf("only root can run commands as uid %d, gid %d: this server is uid %d", u.UID, u.GID, self)
	}
	return u, nil
}

// Differs says whether a process has to drop to the user.
func (u User) Differs() bool { return os.Geteuid() != u.UID }

// Credential drops to the user, without further groups, where that is needed.
func (u User) Credential() *syscall.Credential {
	if !u.Differs() {
		return nil
	}
	return &syscall.Credential{Uid: uint32(u.UID), Gid: uint32(u.GID)}
}

// Reach names the first directory the user may not enter on the way to one of
// the paths, or the path that is missing.
func (u User) Reach(paths ...string) error {
	for _, path := range paths {
		if err := u.reach(path); err != nil {
			return err
		}
	}
	return nil
}

func (u User) reach(path string) error {
	dir := "/"
	for name := range strings.SplitSeq(strings.Trim(filepath.Clean(path), "/"), "/") {
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if !u.mayEnter(info) {
			return fmt.Errorf("uid %d may not enter %s (%v) on the way to %s", u.UID, dir, info.Mode(), path)
		}
		dir = filepath.Join(dir, name)
	}
	_, err := os.Stat(dir)
	return err
}

func (u User) mayEnter(info os.FileInfo) bool {
	stat, known := info.Sys().(*syscall.Stat_t)
	switch {
	case !info.IsDir():
		return false
	case !known:
		return true
	case int(stat.Uid) == u.UID:
		return info.Mode()&0o100 != 0
	case int(stat.Gid) == u.GID:
		return info.Mode()&0o010 != 0
	default:
		return info.Mode()&0o001 != 0
	}
}
