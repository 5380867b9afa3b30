//go:build linux

package landlock

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// killDescendants kills every process below the keeper it finds, parents first, so
// that none notices the end of its child. More may be born meanwhile: the
// caller repeats until none is left.
func killDescendants(keeper int) {
	children := map[int][]int{}
	for _, p := range pids() {
		parent := parentOf(p)
		children[parent] = append(children[parent], p)
	}
	for queue := []int{keeper}; len(queue) > 0; queue = queue[1:] {
		parent := queue[0]
		for _, p := range children[parent] {
			killChild(p, parent, keeper)
		}
		queue = append(queue, children[parent]...)
		delete(children, parent)
	}
}

// killChild kills p unless its number has come to mean another process: with
// the descriptor taken first, a parent that is still the same, or the keeper
// that has adopted it, proves it.
func killChild(p, parent, keeper int) {
	fd, err := unix.PidfdOpen(p, 0)
	if err != nil {
		return // gone
	}
	defer unix.Close(fd)
	if now := parentOf(p); now == parent || now == keeper {
		_ = unix.PidfdSendSignal(fd, unix.SIGKILL, nil, 0)
	}
}

func pids() []int {
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	numbers := make([]int, 0, len(dirs))
	for _, dir := range dirs {
		if n, err := strconv.Atoi(filepath.Base(dir)); err == nil {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// parentOf reads the fourth field of /proc/PID/stat; the second, the name in
// parentheses, may hold anything. Zero stands for a process that is gone.
func parentOf(pid int) int {
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0
	}
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(string(fields[1]))
	return parent
}

// threadsOf counts the threads of a user's processes.
func threadsOf(uid int) int {
	total := 0
	for _, p := range pids() {
		status, err := os.ReadFile("/proc/" + strconv.Itoa(p) + "/status")
		if err == nil && field(status, "Uid:") == uid {
			total += field(status, "Threads:")
		}
	}
	return total
}

// field is the first number behind a name in /proc/PID/status.
func field(status []byte, name string) int {
	_, rest, found := bytes.Cut(status, []byte("\n"+name))
	fields := bytes.Fields(rest)
	if !found || len(fields) == 0 {
		return -1
	}
	n, err := strconv.Atoi(string(fields[0]))
	if err != nil {
		return -1
	}
	return n
}
