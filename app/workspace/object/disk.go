package object

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// WriteFile puts the bytes there whole or not at all, and so that they survive the machine's sudden end.
func WriteFile(path string, data []byte, perm os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(perm), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncPath(filepath.Dir(path))
}

// syncAll waits for all paths at once.
func syncAll(paths []string) error {
	var (
		all  sync.WaitGroup
		turn = make(chan struct{}, 32)
		errs = make([]error, len(paths))
	)
	for i, p := range paths {
		turn <- struct{}{}
		all.Go(func() {
			errs[i] = syncPath(p)
			<-turn
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// syncPath waits until a file's bytes or a directory's names are on stable storage.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
