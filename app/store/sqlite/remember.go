package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"maps"

	"modernc.org/sqlite"
)

// maxRemembered bounds the statements of one connection; a text beyond it is
// parsed each time.
const maxRemembered = 200

// pool opens a database whose connections remember what they were asked:
// parsing a statement again takes longer than running it.
func pool(dsn string) (*sql.DB, error) {
	base, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return sql.OpenDB(remembering{base}), nil
}

type remembering struct{ driver.Connector }

func (r remembering) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := r.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	plain, ok := c.(plainConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's connection is a %T, which lacks what the store needs", c), c.Close())
	}
	return &conn{plainConn: plain, known: map[string]*known{}}, nil
}

type (
	plainConn interface {
		driver.Conn
		driver.ConnBeginTx
		driver.ConnPrepareContext
		driver.ExecerContext
		driver.QueryerContext
		driver.Pinger
		driver.SessionResetter
		driver.Validator
	}
	plainStmt interface {
		driver.Stmt
		driver.StmtExecContext
		driver.StmtQueryContext
	}
)

// conn is used by one goroutine at a time, as database/sql promises.
type conn struct {
	plainConn
	known map[string]*known
}

// known is a statement that was seen: prepared from the second time on.
type known struct {
	stmt plainStmt
	busy bool // its rows are being read
}

// recall is the free prepared statement of a text, nil when there is none.
func (c *conn) recall(ctx context.Context, text string) (*known, error) {
	k := c.known[text]
	switch {
	case k == nil:
		if len(c.known) >= maxRemembered { // what was asked once only makes room
			maps.DeleteFunc(c.known, func(_ string, k *known) bool { return k.stmt == nil })
		}
		if len(c.known) < maxRemembered {
			c.known[text] = &known{}
		}
		return nil, nil
	case k.busy:
		return nil, nil
	case k.stmt == nil:
		s, err := c.PrepareContext(ctx, text)
		if err != nil {
			return nil, err
		}
		k.stmt = s.(plainStmt)
	}
	return k, nil
}

// ExecContext is [driver.ExecerContext].
func (c *conn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	k, err := c.recall(ctx, text)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return c.plainConn.ExecContext(ctx, text, args)
	}
	return k.stmt.ExecContext(ctx, args)
}

// QueryContext is [driver.QueryerContext].
func (c *conn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	k, err := c.recall(ctx, text)
	if err != nil {
		return nil, err
	}
	if k == nil {
		return c.plainConn.QueryContext(ctx, text, args)
	}
	rows, err := k.stmt.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	k.busy = true
	return &answer{rows, k}, nil
}

// Close forgets everything.
func (c *conn) Close() error {
	var faults []error
	for _, k := range c.known {
		if k.stmt != nil {
			faults = append(faults, k.stmt.Close())
		}
	}
	return errors.Join(append(faults, c.plainConn.Close())...)
}

// answer frees its statement when it was read.
type answer struct {
	driver.Rows
	of *known
}

func (a *answer) Close() error {
	err := a.Rows.Close()
	a.of.busy = false
	return err
}
