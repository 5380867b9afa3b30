package sqlite_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/store/storetest"
)

func BenchmarkStore(b *testing.B) { storetest.Bench(b, onDisk) }

// onDisk is a fresh database where a sync costs what it costs: beside the
// sources, since the directory for temporary files may be memory.
func onDisk(t testing.TB) storetest.Open {
	return at(filepath.Join(diskDir(t), "goalkeeper.db"))
}

func diskDir(t testing.TB) string {
	dir, err := os.MkdirTemp(".", "bench-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// BenchmarkFloor is the bare driver: one transaction for each delivery under
// the store's own pragmas, and nothing else.
func BenchmarkFloor(b *testing.B) {
	open := func(b *testing.B) func() error {
		path, err := filepath.Abs(filepath.Join(diskDir(b), "floor.db"))
		if err != nil {
			b.Fatal(err)
		}
		db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate")
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = db.Close() })
		db.SetMaxOpenConns(1)
		if _, err := db.Exec(`CREATE TABLE inbox (id INTEGER PRIMARY KEY, guid TEXT UNIQUE, event TEXT, body BLOB, at INTEGER)`); err != nil {
			b.Fatal(err)
		}
		return func() error {
			d := storetest.Delivery()
			_, err := db.Exec(`INSERT INTO inbox (guid, event, body, at) VALUES (?, ?, ?, ?)`, d.GUID, d.Event, d.Body, d.ReceivedAt.UnixMicro())
			return err
		}
	}
	b.Run("receive/one", func(b *testing.B) {
		write := open(b)
		for b.Loop() {
			if err := write(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
	})
	b.Run("receive/64 writers", func(b *testing.B) { storetest.Writers(b, open(b)) })
}
