package state_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

// TestStoreIsAMap plays writes, failing writes, crashes in the middle of a line and restarts against a map.
func TestStoreIsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "state")
		check(t, err)
		defer os.RemoveAll(dir)
		store, err := state.Open(dir)
		check(t, err)
		defer func() { store.Close() }()
		model := map[int64]string{}
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				fails := rapid.Bool().Draw(t, "fails")
				next := clone(model)
				err := store.Update(func(d *state.Data) error { return mutate(t, d, next, fails) })
				if (err != nil) != fails {
					t.Fatalf("update: %v", err)
				}
				if !fails {
					model = next
				}
			},
			"restart": func(t *rapid.T) {
				check(t, store.Close())
				if rapid.Bool().Draw(t, "torn") {
					tear(t, dir)
				}
				store, err = state.Open(dir)
				check(t, err)
			},
			"": func(t *rapid.T) { compare(t, store, model) },
		})
	})
}

var errRefused = errors.New("refused")

// mutate puts and deletes a few labels in the table and the model, and then fails if it should.
func mutate(t *rapid.T, d *state.Data, model map[int64]string, fails bool) error {
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		id := rapid.Int64Range(1, 8).Draw(t, "id")
		if rapid.Bool().Draw(t, "delete") {
			d.Labels.Delete(id)
			delete(model, id)
			continue
		}
		name := rapid.String().Draw(t, "name")
		d.Labels.Put(state.Label{ID: id, Name: name})
		model[id] = name
	}
	if fails {
		return errRefused
	}
	return nil
}

func compare(t *rapid.T, store *state.Store, model map[int64]string) {
	check(t, store.View(func(d *state.Data) error {
		last, count := int64(0), 0
		for label := range d.Labels.All() {
			if label.ID <= last {
				t.Fatalf("label %d after %d", label.ID, last)
			}
			last = label.ID
			count++
			if name, ok := model[label.ID]; !ok || name != label.Name {
				t.Fatalf("label %d is %q, want %q (%v)", label.ID, label.Name, name, ok)
			}
		}
		if count != len(model) {
			t.Fatalf("%d labels, want %d", count, len(model))
		}
		return nil
	}))
}

func clone(m map[int64]string) map[int64]string {
	c := map[int64]string{}
	for id, name := range m {
		c[id] = name
	}
	return c
}

// tear leaves half a line behind, as a crash while writing does.
func tear(t *rapid.T, dir string) {
	f, err := os.OpenFile(filepath.Join(dir, "state.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
	check(t, err)
	_, err = f.WriteString(`{"last_id":9,"changes":[{"kind":"label","id":1,"row":{"id":1,"na`)
	check(t, err)
	check(t, f.Close())
}

func check(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

func TestIDsAreNeverGivenTwice(t *testing.T) {
	dir := t.TempDir()
	seen := map[int64]bool{}
	for range 3 {
		store, err := state.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		err = store.Update(func(d *state.Data) error {
			id := d.NextID()
			if seen[id] {
				t.Errorf("id %d given twice", id)
			}
			seen[id] = true
			d.Labels.Put(state.Label{ID: id})
			d.Labels.Delete(id)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		store.Close()
	}
}

func TestDamagedJournalIsRefused(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "state.jsonl")
	for _, text := range []string{"nonsense\n", `{"changes":[{"kind":"dragon","id":1}]}` + "\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := state.Open(dir); err == nil {
			t.Errorf("journal %q was accepted", text)
		}
	}
}

func TestWritingOutsideUpdatePanics(t *testing.T) {
	store, err := state.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	defer func() {
		if recover() == nil {
			t.Error("a table took a write in View")
		}
	}()
	store.View(func(d *state.Data) error {
		d.Labels.Put(state.Label{ID: 1})
		return nil
	})
}
