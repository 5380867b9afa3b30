package sqlite

import (
	"context"
	"fmt"
	"math"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// PutBlob is [store.Blobs].
func (s *Store) PutBlob(ctx context.Context, b []byte) (app.Digest, error) {
	d := app.DigestOf(b)
	var known bool
	if err := s.r.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM blobs WHERE digest = ?)`, d).Scan(&known); err != nil {
		return "", fmt.Errorf("look for blob %s: %w", d, err)
	}
	if known {
		return d, nil
	}
	err := s.write(ctx, func(t *tx) error {
		_, err := t.exec(`INSERT INTO blobs (digest, data) VALUES (?, ?) ON CONFLICT DO NOTHING`, d, bytes(b))
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
