package state

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// change is one row written, or removed when Row is absent.
type change struct {
	Kind  string          `json:"kind"`
	ID    int64           `json:"id"`
	Row   json.RawMessage `json:"row,omitempty"`
	value any
}

// entry is one line of the journal: what one Update did, whole or not at all.
type entry struct {
	LastID  int64    `json:"last_id"`
	Changes []change `json:"changes"`
}

// recorder collects the changes of the running Update and how to take them back.
type recorder struct {
	open    bool
	changes []change
	undo    []func()
}

func (r *recorder) add(c change, undo func()) {
	if !r.open {
		panic("state: table written outside Store.Update")
	}
	r.changes = append(r.changes, c)
	r.undo = append(r.undo, undo)
}

func (r *recorder) rollback() {
	for i := len(r.undo) - 1; i >= 0; i-- {
		r.undo[i]()
	}
}

func (e entry) encode() ([]byte, error) {
	for i, c := range e.Changes {
		if c.value == nil {
			continue
		}
		row, err := json.Marshal(c.value)
		if err != nil {
			return nil, fmt.Errorf("encode %s %d: %w", c.Kind, c.ID, err)
		}
		e.Changes[i].Row = row
	}
	line, err := json.Marshal(e)
	return append(line, '\n'), err
}

// readJournal hands every whole line to replay. A last line cut short by a crash was never acknowledged and is dropped.
func readJournal(path string, replay func(entry) error) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open journal: %w", err)
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, 1<<20)
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read journal: %w", err)
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("decode journal line %d: %w", number, err)
		}
		if err := replay(e); err != nil {
			return fmt.Errorf("replay journal line %d: %w", number, err)
		}
	}
}
