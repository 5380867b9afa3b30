//go:build unix

package main

import (
	"os"

	"golang.org/x/sys/unix"
)

func exclusive(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// release does not leave it to closing f: a child that is just being started
// still has the descriptor.
func release(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_UN) }
