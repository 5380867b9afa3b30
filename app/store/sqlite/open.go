package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

const (
	readers      = 4
	closeTimeout = 10 * time.Second
)

// open makes the file when needed and returns the pool that writes and the one
// that reads.
func open(ctx context.Context, path string) (w, r *sql.DB, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, nil, fmt.Errorf("open store: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, nil, fmt.Errorf("open store: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, nil, fmt.Errorf("open store: %w", err)
	}
	if w, err = pool(dsn(path, "_txlock=immediate", "_pragma=foreign_keys(1)",
		"_pragma=journal_size_limit(67108864)")); err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", path, err)
	}
	if r, err = pool(dsn(path, "_pragma=query_only(1)")); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("open %s: %w", path, err), w.Close())
	}
	w.SetMaxOpenConns(1)
	r.SetMaxOpenConns(readers)
	r.SetMaxIdleConns(readers)
	if err := w.PingContext(ctx); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("open %s: %w", path, err), w.Close(), r.Close())
	}
	return w, r, nil
}

func dsn(path string, more ...string) string {
	q := "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"
	for _, m := range more {
		q += "&" + m
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: q}
	return u.String()
}
