//go:build linux

package bwrap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"syscall"
)

// Main is the part of this backend that runs inside the sandbox: the command
// in args, and beside it the carrier of its connections. Its result is the
// command's exit status, as shells write it.
func Main(args []string) int {
	if len(args) == 0 {
		return refused(errors.New("there is no command"))
	}
	l, err := net.Listen("tcp", guestProxy)
	if err != nil {
		return refused(err)
	}
	go carry(l)
	cmd := exec.CommandContext(context.Background(), args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = cmd.Run()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) {
		return refused(err)
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return cmd.ProcessState.ExitCode()
}

// refused says where the command's own output goes why it did not run.
func refused(err error) int {
	fmt.Println("goalkeeper: way out:", err)
	return 126
}

// carry joins each connection with one of its own to the proxy outside.
func carry(l net.Listener) {
	for {
		inside, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer inside.Close()
			outside, err := net.Dial("unix", guestSocket)
			if err != nil {
				return
			}
			defer outside.Close()
			join(inside.(*net.TCPConn), outside.(*net.UnixConn))
		}()
	}
}

// half is a connection whose one direction can end before the other.
type half interface {
	io.ReadWriter
	CloseWrite() error
}

func join(a, b half) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(a, b)
		_ = a.CloseWrite()
	}()
	_, _ = io.Copy(b, a)
	_ = b.CloseWrite()
	<-done
}
