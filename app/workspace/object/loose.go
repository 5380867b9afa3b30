package object

import (
	"compress/zlib"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Loose writes objects one file each into the objects directory of a repository that only we write to.
// The zero value with Dir set is ready; its methods may be called from several goroutines.
type Loose struct {
	Dir string

	mu       sync.Mutex
	known    map[Digest]struct{} // whole on disk
	unsynced []Digest
}

// Put stores an object and returns its digest; an object that is there already is left alone.
// The bytes survive the death of the process; they survive the machine's after Sync.
func (l *Loose) Put(kind Kind, data []byte) (Digest, error) {
	id := Sum(kind, data)
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.known[id]; ok {
		return id, nil
	}
	// An empty file is what a crash of the machine may leave of an object.
	if info, err := os.Lstat(l.path(id)); err != nil || info.Size() == 0 {
		if err := l.write(id, kind, data); err != nil {
			return "", fmt.Errorf("store %s %s: %w", kind, id, err)
		}
	}
	if l.known == nil {
		l.known = make(map[Digest]struct{})
	}
	l.known[id] = struct{}{}
	l.unsynced = append(l.unsynced, id)
	return id, nil
}

// Sync waits until every object put so far is on stable storage. The waits run side by side, so that
// the file system's journal takes them together.
func (l *Loose) Sync() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	paths := make(map[string]struct{}, 2*len(l.unsynced))
	for _, id := range l.unsynced {
		p := l.path(id)
		paths[p], paths[filepath.Dir(p)] = struct{}{}, struct{}{}
	}
	if err := syncAll(slices.Collect(maps.Keys(paths))); err != nil {
		return fmt.Errorf("sync objects: %w", err)
	}
	l.unsynced = nil
	return nil
}

func (l *Loose) path(id Digest) string {
	return filepath.Join(l.Dir, string(id[:2]), string(id[2:]))
}

func (l *Loose) write(id Digest, kind Kind, data []byte) (err error) {
	f, err := os.CreateTemp(l.Dir, "tmp_obj_*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	z, err := zlib.NewWriterLevel(f, zlib.BestSpeed)
	if err != nil {
		return err
	}
	if _, err = z.Write(header(kind, int64(len(data)))); err != nil {
		return err
	}
	if _, err = z.Write(data); err != nil {
		return err
	}
	if err = z.Close(); err != nil {
		return err
	}
	if err = f.Chmod(0o444); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return publish(f.Name(), l.path(id))
}

func publish(from, to string) error {
	err := os.Rename(from, to)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.Mkdir(filepath.Dir(to), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		err = os.Rename(from, to)
	}
	return err
}
