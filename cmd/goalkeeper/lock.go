package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// lockDir makes this process the only server on a data directory; unlock
// gives it up. The lock goes with the process, however that ends.
func lockDir(dir string) (unlock func() error, err error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock data directory: %w", err)
	}
	if err := exclusive(f); err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("another server works on %s: %w", dir, err)
	}
	return func() error { return errors.Join(release(f), f.Close()) }, nil
}
