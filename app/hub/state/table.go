package state

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
)

// Row is a value kept in a table. Slices and maps inside a row are replaced, never changed in place.
type Row interface{ Key() int64 }

// Table holds rows of one kind in ascending order of their ids.
type Table[R Row] struct {
	kind string
	rows []R
	rec  *recorder
}

// Get returns the row with the id, and whether there is one.
func (t *Table[R]) Get(id int64) (R, bool) {
	i, found := t.find(id)
	if !found {
		var none R
		return none, false
	}
	return t.rows[i], true
}

// All yields every row, oldest first.
func (t *Table[R]) All() iter.Seq[R] { return slices.Values(t.rows) }

// After yields the rows with ids above the given one, oldest first.
func (t *Table[R]) After(id int64) iter.Seq[R] {
	i, found := t.find(id)
	if found {
		i++
	}
	return slices.Values(t.rows[i:])
}

// Where returns the rows that match, oldest first.
func (t *Table[R]) Where(match func(R) bool) []R {
	var found []R
	for _, row := range t.rows {
		if match(row) {
			found = append(found, row)
		}
	}
	return found
}

// First returns the oldest row that matches.
func (t *Table[R]) First(match func(R) bool) (R, bool) {
	for _, row := range t.rows {
		if match(row) {
			return row, true
		}
	}
	var none R
	return none, false
}

// Put inserts the row or replaces the one with its id. It may only be called inside Store.Update.
func (t *Table[R]) Put(row R) {
	old, existed := t.Get(row.Key())
	t.set(row)
	t.rec.add(change{Kind: t.kind, ID: row.Key(), value: row}, func() {
		if existed {
			t.set(old)
			return
		}
		t.remove(row.Key())
	})
}

// Delete removes the row with the id, if there is one. It may only be called inside Store.Update.
func (t *Table[R]) Delete(id int64) {
	old, existed := t.Get(id)
	if !existed {
		return
	}
	t.remove(id)
	t.rec.add(change{Kind: t.kind, ID: id}, func() { t.set(old) })
}

func (t *Table[R]) find(id int64) (int, bool) {
	return slices.BinarySearchFunc(t.rows, id, func(row R, id int64) int {
		switch key := row.Key(); {
		case key < id:
			return -1
		case key > id:
			return 1
		}
		return 0
	})
}

func (t *Table[R]) set(row R) {
	i, found := t.find(row.Key())
	if found {
		t.rows[i] = row
		return
	}
	t.rows = slices.Insert(t.rows, i, row)
}

func (t *Table[R]) remove(id int64) {
	if i, found := t.find(id); found {
		t.rows = slices.Delete(t.rows, i, i+1)
	}
}

func (t *Table[R]) attach(kind string, rec *recorder) { t.kind, t.rec = kind, rec }

func (t *Table[R]) replay(c change) error {
	if c.Row == nil {
		t.remove(c.ID)
		return nil
	}
	var row R
	if err := json.Unmarshal(c.Row, &row); err != nil {
		return fmt.Errorf("decode %s %d: %w", t.kind, c.ID, err)
	}
	t.set(row)
	return nil
}

func (t *Table[R]) snapshot() []change {
	changes := make([]change, len(t.rows))
	for i, row := range t.rows {
		changes[i] = change{Kind: t.kind, ID: row.Key(), value: row}
	}
	return changes
}
