// Package stream carries a command's output from a pipe to a writer. What the
// writer refuses is dropped, so that a command never blocks on a reader that
// gave up; whatever is in the pipe when this process dies is lost.
package stream

import (
	"io"
	"os"
	"time"
)

// Stream is a running copy.
type Stream struct {
	from *os.File
	done chan struct{}
}

// Copy starts copying from the read end of a pipe, which it closes at the
// end. A nil writer discards.
func Copy(to io.Writer, from *os.File) *Stream {
	s := &Stream{from: from, done: make(chan struct{})}
	go s.copy(to)
	return s
}

func (s *Stream) copy(to io.Writer) {
	defer close(s.done)
	defer s.from.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := s.from.Read(buf)
		if n > 0 && to != nil {
			if _, werr := to.Write(buf[:n]); werr != nil {
				to = nil
			}
		}
		if err != nil {
			return
		}
	}
}

// Wait returns when every writer has closed the pipe and all was copied.
func (s *Stream) Wait() { <-s.done }

// WaitAtMost is Wait for pipes that strangers may still hold: it stops reading
// after the grace.
func (s *Stream) WaitAtMost(grace time.Duration) {
	// A pipe without deadlines is not one the runtime can poll; the wait then
	// lasts until its writers are gone.
	_ = s.from.SetReadDeadline(time.Now().Add(grace))
	<-s.done
}
