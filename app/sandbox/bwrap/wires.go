//go:build linux

package bwrap

import (
	"fmt"
	"os"
)

// wires are the pipes between Run and one bwrap.
type wires struct {
	output  *os.File // what the script writes
	message *os.File // what bwrap complains about
	status  *os.File // JSON documents of bwrap
	release *os.File // one line lets the script start

	stdin, stdout, stderr *os.File
	extra                 []*os.File // bwrap's ends, in the order of its descriptors
}

func (p *plan) wire(wayOut bool) (w *wires, err error) {
	w = &wires{}
	defer func() {
		if err != nil {
			w.closeTheirs()
			w.close()
		}
	}()
	var status *os.File
	if w.output, w.stdout, err = os.Pipe(); err != nil {
		return w, fmt.Errorf("open output pipe: %w", err)
	}
	if w.message, w.stderr, err = os.Pipe(); err != nil {
		return w, fmt.Errorf("open message pipe: %w", err)
	}
	if w.status, status, err = os.Pipe(); err != nil {
		return w, fmt.Errorf("open status pipe: %w", err)
	}
	w.extra = append(w.extra, status)
	if w.stdin, w.release, err = os.Pipe(); err != nil {
		return w, fmt.Errorf("open release pipe: %w", err)
	}
	for _, b := range p.blobs {
		file, err := feed(b)
		if err != nil {
			return w, err
		}
		w.extra = append(w.extra, file)
	}
	if wayOut {
		self, err := os.Open("/proc/self/exe")
		if err != nil {
			return w, fmt.Errorf("open this program: %w", err)
		}
		w.extra = append(w.extra, self)
	}
	return w, nil
}

// feed gives a pipe that holds data and then ends. A blob is far smaller than
// what a pipe takes without a reader.
func feed(data []byte) (*os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("open blob pipe: %w", err)
	}
	defer w.Close()
	if _, err := w.Write(data); err != nil {
		r.Close()
		return nil, fmt.Errorf("fill blob pipe: %w", err)
	}
	return r, nil
}

// closeTheirs closes what bwrap has inherited.
func (w *wires) closeTheirs() {
	closeAll(append(w.extra, w.stdin, w.stdout, w.stderr)...)
}

// close closes our ends but the output's, which its stream closes.
func (w *wires) close() {
	closeAll(w.message, w.status, w.release)
}

func closeAll(files ...*os.File) {
	for _, f := range files {
		if f != nil {
			f.Close()
		}
	}
}
