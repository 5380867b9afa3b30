package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate runs what the file has not seen, each step in its own transaction.
// The number of steps done is the file's user_version.
func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return fmt.Errorf("list migrations: %w", err)
	}
	var have int
	if err := db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if have > len(steps) {
		return fmt.Errorf("its schema is version %d, this program knows %d: use the program that wrote it, or a newer one",
			have, len(steps))
	}
	for n := have; n < len(steps); n++ {
		if err := step(ctx, db, steps[n], n); err != nil {
			return fmt.Errorf("migrate with %s: %w", steps[n], err)
		}
	}
	return nil
}

// step runs migration number n (from 0), unless another process was faster.
func step(ctx context.Context, db *sql.DB, name string, n int) error {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var have int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return err
	}
	if have > n {
		return nil
	}
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, n+1)); err != nil {
		return err
	}
	return tx.Commit()
}
