package bare

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// catProcess is one `git cat-file --batch`: names go in, objects come out in the same order.
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

// errLost means that the answers of a process can no longer be told apart.
var errLost = errors.New("git cat-file was lost")

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
		return nil, fmt.Errorf("start git cat-file: %v", err) // a missing git is no missing object
	}
	return &catProcess{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 64<<10)}, nil
}

// stop ends the process; what it had still to say is dropped.
func (p *catProcess) stop() {
	killGroup(p.cmd.Process)
	_ = p.in.Close()
	_ = p.cmd.Wait() // it was killed
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

// content hands over the rest of an answer and reads it to its end.
func (p *catProcess) content(f found, use func(found, io.Reader) error) error {
	content := &io.LimitedReader{R: p.out, N: f.Size}
	err := use(f, content)
	if _, lost := io.CopyN(io.Discard, p.out, content.N+1); lost != nil {
		return errors.Join(err, fmt.Errorf("%w: %w", errLost, lost))
	}
	return err
}
