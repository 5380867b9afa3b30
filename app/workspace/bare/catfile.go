package bare

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// idleAfter is how long a reading process stays when nobody asks it anything.
const idleAfter = 5 * time.Second

// catFile keeps one reading process, which it starts when it is first asked and ends when it is no
// longer asked or when it is closed.
type catFile struct {
	start func() *exec.Cmd

	mu   sync.Mutex
	proc *catProcess
	idle *time.Timer
}

// read asks for an object by any name git understands and hands over its content as a stream, which is
// valid during the call. An unknown name is fs.ErrNotExist.
func (c *catFile) read(name string, use func(found, io.Reader) error) error {
	if name == "" || strings.ContainsAny(name, "\n\x00") {
		return fmt.Errorf("object %q: %w", name, fs.ErrNotExist)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	f, err := c.ask(name)
	if errors.Is(err, errLost) { // the process was ended by somebody else
		c.end()
		f, err = c.ask(name)
	}
	if err == nil {
		err = c.proc.content(f, use)
	}
	if errors.Is(err, errLost) {
		c.end()
	}
	if err != nil {
		return fmt.Errorf("read object %s: %w", name, err)
	}
	return nil
}

func (c *catFile) ask(name string) (found, error) {
	if err := c.wake(); err != nil {
		return found{}, err
	}
	if _, err := io.WriteString(c.proc.in, name+"\n"); err != nil {
		return found{}, fmt.Errorf("%w: %w", errLost, err)
	}
	return c.proc.head()
}

func (c *catFile) wake() error {
	if c.proc != nil {
		c.idle.Reset(idleAfter)
		return nil
	}
	p, err := startCat(c.start())
	if err != nil {
		return err
	}
	c.proc = p
	c.idle = time.AfterFunc(idleAfter, c.close)
	return nil
}

// close ends the process; the next read starts another.
func (c *catFile) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end()
}

func (c *catFile) end() {
	if c.proc == nil {
		return
	}
	c.idle.Stop()
	c.proc.stop()
	c.proc = nil
}

// few blobs are there sooner one by one than a process starts.
const few = 200

// Blobs reads blobs and hands over the content of each, in order: many through a process of their own.
func (r *Repository) Blobs(ctx context.Context, ids []Digest, use func(i int, content io.Reader) error) error {
	if len(ids) > few {
		return r.stream(ctx, ids, use)
	}
	for i, id := range ids {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		if err := r.Blob(id, func(_ int64, content io.Reader) error { return use(i, content) }); err != nil {
			return fmt.Errorf("read object %s: %w", id, err)
		}
	}
	return nil
}

func (r *Repository) stream(ctx context.Context, ids []Digest, use func(i int, content io.Reader) error) error {
	p, err := startCat(r.git.Command(r.dir, "cat-file", "--batch", "--buffer"))
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { killGroup(p.cmd.Process) })
	asked := make(chan struct{})
	go func() {
		defer close(asked)
		in := bufio.NewWriter(p.in)
		for _, id := range ids {
			_, _ = in.WriteString(string(id) + "\n") // a lost process shows in its answers
		}
		_, _ = in.Flush(), p.in.Close()
	}()
	for i, id := range ids {
		var f found
		if f, err = p.head(); err == nil {
			err = p.content(f, onlyBlob(func(_ int64, content io.Reader) error { return use(i, content) }))
		}
		if err != nil {
			err = fmt.Errorf("read object %s: %w", id, err)
			break
		}
	}
	cancelled := !stop()
	p.stop()
	<-asked
	if cancelled {
		return context.Cause(ctx)
	}
	return err
}
