// Package state holds everything the hub knows apart from git objects: people, the App, repositories,
// issues, pull requests, checks and webhook deliveries.
//
// In come rows put inside Store.Update, out go rows read inside Store.View; both see one consistent
// moment. Each Update is one line of the journal DIR/state.jsonl, written before it is acknowledged:
// if the process dies inside, the Update happened whole or not at all. Opening replays the journal and
// rewrites it without history.
package state

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// Store is the journalled state of one hub. One process at a time may have it open.
type Store struct {
	mu      sync.RWMutex
	data    Data
	rec     recorder
	journal *os.File
}

// Open reads the state kept in dir, which must exist; a directory without a journal is an empty hub.
func Open(dir string) (*Store, error) {
	s := &Store{}
	s.data.attach(&s.rec)
	path := filepath.Join(dir, "state.jsonl")
	if err := readJournal(path, s.data.replay); err != nil {
		return nil, err
	}
	if err := s.compact(path); err != nil {
		return nil, fmt.Errorf("compact journal: %w", err)
	}
	return s, nil
}

// View runs read with the state locked against writing.
func (s *Store) View(read func(*Data) error) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return read(&s.data)
}

// Update runs write alone and journals what it put. When write or the journal fails nothing has changed.
func (s *Store) Update(write func(*Data) error) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	lastID := s.data.lastID
	s.rec.open = true
	done := false
	defer func() {
		if !done {
			s.rec.rollback()
			s.data.lastID = lastID
		}
		s.rec = recorder{}
	}()
	if err := write(&s.data); err != nil {
		return err
	}
	if len(s.rec.changes) > 0 {
		if err := s.append(entry{LastID: s.data.lastID, Changes: s.rec.changes}); err != nil {
			return err
		}
	}
	done = true
	return nil
}

// Close releases the journal; the state may not be used afterwards.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.journal.Close()
}

func (s *Store) append(e entry) error {
	line, err := e.encode()
	if err != nil {
		return err
	}
	if _, err := s.journal.Write(line); err != nil {
		return fmt.Errorf("append to journal: %w", err)
	}
	return nil
}

func (s *Store) compact(path string) error {
	next := path + ".next"
	f, err := os.OpenFile(next, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	line, err := entry{LastID: s.data.lastID, Changes: s.data.snapshot()}.encode()
	if err == nil {
		_, err = f.Write(line)
	}
	if err == nil {
		err = os.Rename(next, path)
	}
	if err != nil {
		f.Close()
		return err
	}
	s.journal = f
	return nil
}
