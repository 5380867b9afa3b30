package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/store"
)

// micros is a time as it is stored: 0 for the zero time.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// bytes keeps nil apart from NULL.
func bytes(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

func encodeRepo(r app.Repo) ([]byte, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return nil, fmt.Errorf("encode repository: %w", err)
	}
	return b, nil
}

func decodeRepo(b []byte) (r app.Repo, err error) {
	if err := json.Unmarshal(b, &r); err != nil {
		return r, fmt.Errorf("decode repository: %w", err)
	}
	return r, nil
}

// violates tells whether err is the breach of a constraint of one kind.
func violates(err error, code int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code() == code
}

const (
	notUnique  = sqlite3.SQLITE_CONSTRAINT_UNIQUE
	notPresent = sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
)

// absent turns a query's answer of nothing into ErrNotFound.
func absent(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return store.ErrNotFound
	}
	return err
}

// query reads all rows of a query.
func query[T any](ctx context.Context, db *sql.DB, read func(*sql.Rows) (T, error), q string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []T
	for rows.Next() {
		v, err := read(rows)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, rows.Err()
}

// one is the first row of a query or ErrNotFound.
func one[T any](ctx context.Context, db *sql.DB, read func(*sql.Rows) (T, error), q string, args ...any) (T, error) {
	var none T
	all, err := query(ctx, db, read, q, args...)
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, store.ErrNotFound
	}
	return all[0], nil
}

// holes is "?, ?, ?" for a list of n.
func holes(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
