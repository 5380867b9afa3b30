package sqlite

import (
	"context"
	"database/sql"
)

// statements are those of the writer that were seen before, prepared: parsing
// them again would take longer than running them. Only the writer uses it.
type statements struct {
	known map[string]*sql.Stmt
	seen  map[string]bool // and not prepared yet
}

func newStatements() *statements {
	return &statements{known: map[string]*sql.Stmt{}, seen: map[string]bool{}}
}

// learn prepares what was seen. The transaction that saw it must be over: it
// held the only connection.
func (s *statements) learn(ctx context.Context, db *sql.DB) {
	for q := range s.seen {
		if st, err := db.PrepareContext(ctx, q); err == nil { // else it stays unprepared
			s.known[q] = st
		}
		delete(s.seen, q)
	}
}

// exec tells how many rows changed.
func (t *tx) exec(query string, args ...any) (int64, error) {
	var res sql.Result
	var err error
	if st := t.statements.known[query]; st != nil {
		res, err = t.sql.StmtContext(t.ctx, st).ExecContext(t.ctx, args...)
	} else {
		t.statements.seen[query] = true
		res, err = t.sql.ExecContext(t.ctx, query, args...)
	}
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// row is the first row that a query answers.
func (t *tx) row(query string, args ...any) *sql.Row {
	if st := t.statements.known[query]; st != nil {
		return t.sql.StmtContext(t.ctx, st).QueryRowContext(t.ctx, args...)
	}
	t.statements.seen[query] = true
	return t.sql.QueryRowContext(t.ctx, query, args...)
}

// count reads the number that a query answers.
func (t *tx) count(query string, args ...any) (n int64, err error) {
	err = t.row(query, args...).Scan(&n)
	return n, err
}
