package openai

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

const (
	largestStream = 64 << 20
	largestLine   = 9 << 20

	// mostLinesWithoutData bounds the blank lines between two events.
	mostLinesWithoutData = 1 << 16
)

var errTooLarge = errors.New("the answer is beyond all bounds")

// eventBody hands on a stream of server-sent events line by line. It leaves out comments and fields other than data, which the
// library takes for the beginning of an error; it ends lines that the sender did not, when they are whole; and it stops at
// sizes that no honest answer has.
type eventBody struct {
	source io.Closer
	lines  *bufio.Reader
	watch  *watchdog
	left   int
	ready  []byte
	err    error
}

func newEventBody(source io.ReadCloser, watch *watchdog) *eventBody {
	return &eventBody{source: source, lines: bufio.NewReaderSize(source, 16<<10), watch: watch, left: largestStream}
}

func (b *eventBody) Read(p []byte) (int, error) {
	for len(b.ready) == 0 {
		if b.err != nil {
			return 0, b.err
		}
		var line []byte
		line, b.err = b.line()
		if b.err == io.EOF && len(line) > 0 {
			line, b.err = whole(line)
		}
		if b.err == nil && !isAside(line) {
			b.ready = line
		}
	}
	n := copy(p, b.ready)
	b.ready = b.ready[n:]
	return n, nil
}

func (b *eventBody) Close() error { return b.source.Close() }

// line reads up to and with the next line feed.
func (b *eventBody) line() ([]byte, error) {
	var line []byte
	for {
		part, err := b.lines.ReadSlice('\n')
		b.watch.feed()
		b.left -= len(part)
		if b.left < 0 || len(line)+len(part) > largestLine {
			return nil, errTooLarge
		}
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// whole ends a last line without line feed, if nothing of it is missing.
func whole(line []byte) ([]byte, error) {
	data := bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(line), []byte("data:")))
	if !json.Valid(data) && string(data) != "[DONE]" {
		return nil, io.ErrUnexpectedEOF
	}
	return append(line, '\n'), nil
}

// isAside tells comments and fields that mean nothing to us.
func isAside(line []byte) bool {
	for _, prefix := range []string{":", "event:", "id:", "retry:"} {
		if bytes.HasPrefix(line, []byte(prefix)) {
			return true
		}
	}
	return false
}

// drain reads what is left after a complete answer, so that the connection can be used again.
func (b *eventBody) drain(watch *watchdog) {
	watch.hurry(drainTime)
	_, _ = io.Copy(io.Discard, io.LimitReader(b.lines, 4<<10))
}
