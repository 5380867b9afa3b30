package sandboxtest

import (
	"crypto/sha256"
	"errors"
	"hash"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

var outputTests = map[string]func(*testing.T, *fixture){
	"in order":           outputInOrder,
	"megabytes":          outputMegabytes,
	"refusing writer":    outputRefused,
	"nobody listens":     outputDiscarded,
	"slow reader":        outputSlowReader,
	"held by a child":    outputHeld,
	"closed by a script": outputClosed,
}

func outputInOrder(t *testing.T, f *fixture) {
	c := f.command(t, "echo a; echo b >&2; echo c; sh -c 'echo d >&2; echo e'; printf f")
	if got := f.succeed(t, c); got != "a\nb\nc\nd\ne\nf" {
		t.Errorf("got %q", got)
	}
}

// digest hashes what it is given, so that a failure need not print megabytes.
type digest struct {
	hash.Hash
	bytes int
}

func (d *digest) Write(p []byte) (int, error) {
	d.bytes += len(p)
	return d.Hash.Write(p)
}

const lines = 800_000 // a little over 5 MB of numbers

func outputMegabytes(t *testing.T, f *fixture) {
	got, want := &digest{Hash: sha256.New()}, &digest{Hash: sha256.New()}
	var line []byte
	for i := 1; i <= lines; i++ {
		line = append(strconv.AppendInt(line[:0], int64(i), 10), '\n')
		_, _ = want.Write(line)
	}
	c := f.command(t, "seq 1 "+strconv.Itoa(lines))
	c.Output = got
	f.succeed(t, c)
	if string(got.Sum(nil)) != string(want.Sum(nil)) {
		t.Errorf("%d bytes of output arrived changed as %d", want.bytes, got.bytes)
	}
}

type refusing struct{ calls int }

func (r *refusing) Write([]byte) (int, error) {
	r.calls++
	return 0, errors.New("disk is full")
}

func outputRefused(t *testing.T, f *fixture) {
	c := f.command(t, "seq 1 100000; echo finished > mark")
	writer := &refusing{}
	c.Output = writer
	f.succeed(t, c)
	if _, err := os.Stat(filepath.Join(c.Tree, "mark")); err != nil {
		t.Errorf("the command was disturbed by its reader: %v", err)
	}
	if writer.calls != 1 {
		t.Errorf("a writer that refused was called %d times", writer.calls)
	}
}

func outputDiscarded(t *testing.T, f *fixture) {
	c := f.command(t, "seq 1 100000")
	if result, err := f.sandbox.Run(t.Context(), c); err != nil || result.Exit != 0 {
		t.Errorf("without a writer: %+v, %v", result, err)
	}
}

// gate lets nothing through until it is opened.
type gate struct {
	digest
	open  chan struct{}
	first chan struct{}
}

func (g *gate) Write(p []byte) (int, error) {
	if g.bytes == 0 {
		close(g.first)
		<-g.open
	}
	return g.digest.Write(p)
}

// outputSlowReader loses nothing when the command ends before its output is read.
func outputSlowReader(t *testing.T, f *fixture) {
	c := f.command(t, "echo begin; head -c 50000 /dev/zero")
	g := &gate{digest: digest{Hash: sha256.New()}, open: make(chan struct{}), first: make(chan struct{})}
	c.Output = g
	done := make(chan int)
	go func() {
		result, _ := f.sandbox.Run(t.Context(), c)
		done <- result.Exit
	}()
	<-g.first
	close(g.open)
	if exit := <-done; exit != 0 || g.bytes != 50006 {
		t.Errorf("exit %d with %d bytes, want all 50006", exit, g.bytes)
	}
}

// outputHeld must end with the main command: a child in the background that
// keeps the output open does not hold it.
func outputHeld(t *testing.T, f *fixture) {
	c := f.command(t, "sleep 50 & echo done")
	result, output := f.run(t, c)
	if output != "done\n" || result.Exit != 0 || result.TimedOut {
		t.Errorf("%+v with output %q", result, output)
	}
	if result.Duration > 5*time.Second {
		t.Errorf("held for %v", result.Duration)
	}
}

func outputClosed(t *testing.T, f *fixture) {
	c := f.command(t, "exec >/dev/null 2>&1; echo hidden; sleep 0.05; exit 3")
	if result, output := f.run(t, c); result.Exit != 3 || output != "" {
		t.Errorf("%+v with output %q", result, output)
	}
}
