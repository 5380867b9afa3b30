package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/jobs"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
	"github.com/goalkeeper-dev/goalkeeper/app/store/sqlite"
	"github.com/goalkeeper-dev/goalkeeper/app/store/storetest"
)

// fresh makes an empty database and answers how to open it.
func fresh(t testing.TB) storetest.Open {
	return at(filepath.Join(t.TempDir(), "goalkeeper.db"))
}

func at(path string) storetest.Open {
	return func(t testing.TB, o storetest.Options) store.Store {
		s, err := sqlite.New(t.Context(), sqlite.Config{Path: path, Clock: o.Clock})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		if o.Waker != nil {
			if err := s.Start(t.Context(), jobs.Config{Waker: o.Waker}); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
}

func TestStore(t *testing.T) { storetest.Run(t, fresh) }
