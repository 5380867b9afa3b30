package sqlite

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// PutBlob is [store.Blobs].
func (s *Store) PutBlob(ctx context.Context, b []byte) (app.Digest, error) {
	d := app.DigestOf(b)
	err := s.write(ctx, func(t *tx) error {
		n, err := t.exec(`UPDATE blobs SET put_at = ? WHERE digest = ?`, micros(t.now), d)
		if err != nil || n > 0 {
			return err
		}
		_, err = t.exec(`INSERT INTO blobs (digest, data, put_at) VALUES (?, ?, ?)`, d, bytes(b), micros(t.now))
		return err
	})
	if err != nil {
		return "", fmt.Errorf("put blob %s: %w", d, err)
	}
	return d, nil
}

// Blob is [store.Blobs].
func (s *Store) Blob(ctx context.Context, d app.Digest, offset, limit int64) (b []byte, size int64, err error) {
	offset = max(0, offset)
	if limit <= 0 {
		limit = math.MaxInt32
	}
	err = s.r.QueryRowContext(ctx, `SELECT substr(data, ? + 1, ?), length(data) FROM blobs WHERE digest = ?`,
		offset, limit, d).Scan(&b, &size)
	if err != nil {
		return nil, 0, fmt.Errorf("read blob %s: %w", d, absent(err))
	}
	return b, size, nil
}

// ForgetBlobs is [store.Blobs].
func (s *Store) ForgetBlobs(ctx context.Context, before time.Time) (n int64, err error) {
	err = s.write(ctx, func(t *tx) error {
		n, err = t.exec(`DELETE FROM blobs WHERE put_at < ?`, micros(before))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget blobs: %w", err)
	}
	return n, nil
}
