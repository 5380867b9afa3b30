package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"
)

// TestStatementsAreRemembered asks the same again and again, asks it while its
// answer is still being read, and asks more than is remembered.
func TestStatementsAreRemembered(t *testing.T) {
	t.Parallel()
	db, err := pool(dsn(filepath.Join(t.TempDir(), "x.db")))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	held, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	prepared := func() (n int) {
		if err := held.Raw(func(c any) error {
			for _, k := range c.(*conn).known {
				if k.stmt != nil {
					n++
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	tx, err := held.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if _, err := tx.Exec(`CREATE TABLE n (v INTEGER)`); err != nil {
		t.Fatal(err)
	}
	for v := range 5 {
		if _, err := tx.Exec(`INSERT INTO n VALUES (?)`, v); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tx.Exec(`ALTER TABLE n ADD COLUMN w INTEGER`); err != nil {
		t.Fatal(err)
	}
	const above = `SELECT v FROM n WHERE v > ? ORDER BY v`
	var walk func(from, depth int) string
	walk = func(from, depth int) (out string) {
		rows, err := tx.Query(above, from)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var v int
			if err := rows.Scan(&v); err != nil {
				t.Fatal(err)
			}
			out += fmt.Sprint(v)
			if depth > 0 {
				out += "(" + walk(v, depth-1) + ")"
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for range 3 {
		if got := walk(1, 1); got != "2(34)3(4)4()" {
			t.Errorf("nested answers: %s", got)
		}
	}
	if n := prepared(); n == 0 {
		t.Error("nothing is prepared after the same was asked three times")
	}
	for round := range 2 {
		for n := range maxRemembered + 10 {
			var got int
			if err := tx.QueryRow(fmt.Sprintf(`SELECT v + %d FROM n WHERE v = ?`, n), 2).Scan(&got); err != nil || got != n+2 {
				t.Fatalf("round %d, statement %d: %d, %v", round, n, got, err)
			}
		}
	}
	if n := prepared(); n > maxRemembered {
		t.Errorf("%d statements are prepared, want at most %d", n, maxRemembered)
	}
	if _, err := tx.Exec(`INSERT INTO missing VALUES (1)`); err == nil {
		t.Error("a missing table was written")
	}
	if _, err := tx.Exec(`INSERT INTO missing VALUES (1)`); err == nil {
		t.Error("a missing table was written the second time")
	}
}
