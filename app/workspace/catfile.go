package workspace

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// idleAfter is how long a reading process stays when nobody asks it anything.
const idleAfter = 5 * time.Second

// catFile reads objects through one `git cat-file --batch`, which it starts when it is first asked and
// ends when it is no longer asked or when it is closed.
type catFile struct {
	start func() *exec.Cmd

	mu   sync.Mutex
	proc *catProcess
	idle *time.Timer
}

type catProcess struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// found is the first line of an answer.
type found struct {
	ID   Digest
	Kind object.Kind
	Size int64
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

// errLost means that the answers of a process can no longer be told apart.
var errLost = errors.New("git cat-file was lost")

func (c *catFile) ask(name string) (found, error) {
	if err := c.wake(); err != nil {
		return found{}, err
	}
	if _, err := io.WriteString(c.proc.in, name+"\n"); err != nil {
		return found{}, fmt.Errorf("%w: %w", errLost, err)
	}
	return c.proc.head()
}

// head reads the first line of an answer.
func (p *catProcess) head() (found, error) {
	line, err := p.out.ReadString('\n')
	if err != nil {
		return found{}, fmt.Errorf("%w: %w", errLost, err)
	}
	line = strings.TrimSuffix(line, "\n")
	if strings.HasSuffix(line, " missing") || strings.HasSuffix(line, " ambiguous") {
		return found{}, fs.ErrNotExist
	}
	return parseFound(line)
}

// content hands over the rest of an answer and reads it to its end.
func (p *catProcess) content(f found, use func(found, io.Reader) error) error {
	content := &io.LimitedReader{R: p.out, N: f.Size}
	err := use(f, content)
	if _, lost := io.CopyN(io.Discard, p.out, content.N+1); lost != nil {
		return errors.Join(err, fmt.Errorf("%w: %w", errLost, lost))
	}
	return err
}

func parseFound(line string) (found, error) {
	part := strings.Split(line, " ")
	if len(part) != 3 || !Digest(part[0]).Valid() {
		return found{}, fmt.Errorf("%w: unexpected answer %q", errLost, line)
	}
	size, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return found{}, fmt.Errorf("%w: unexpected answer %q", errLost, line)
	}
	return found{ID: Digest(part[0]), Kind: object.Kind(part[1]), Size: size}, nil
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

func startCat(cmd *exec.Cmd) (*catProcess, error) {
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start git cat-file: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start git cat-file: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start git cat-file: %w", err)
	}
	return &catProcess{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 64<<10)}, nil
}

func (p *catProcess) stop() {
	_ = p.in.Close()
	killGroup(p.cmd.Process)
	_ = p.cmd.Wait()
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
