package sandboxtest

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var endingTests = map[string]func(*testing.T, *fixture){
	"timeout":                        timeoutEnds,
	"timeout of a deaf script":       timeoutOfDeaf,
	"timeout of a tree":              timeoutOfTree,
	"end of the script ends a child": endOfScript,
	"cancel":                         cancelEnds,
	"canceled before":                canceledBefore,
	"server dies":                    serverDies,
}

// scriptTime is a timeout that leaves a script time for its first words on a
// busy machine.
const scriptTime = 3 * time.Second

// patience is how long an ending may take on a busy machine.
const patience = 10 * time.Second

func timeoutEnds(t *testing.T, f *fixture) {
	t.Parallel()
	c := f.command(t, "echo before; sleep 50; echo after")
	c.Timeout = scriptTime
	result, output := f.run(t, c)
	ended(t, result, sandbox.Result{Exit: -1, TimedOut: true})
	if output != "before\n" {
		t.Errorf("output %q", output)
	}
}

func timeoutOfDeaf(t *testing.T, f *fixture) {
	t.Parallel()
	c := f.command(t, "trap '' HUP INT TERM; while :; do sleep 1; done")
	c.Timeout = scriptTime
	result, _ := f.run(t, c)
	ended(t, result, sandbox.Result{Exit: -1, TimedOut: true})
}

// timeoutOfTree leaves nothing behind, whatever a process did to get away.
func timeoutOfTree(t *testing.T, f *fixture) {
	t.Parallel()
	token := tokenOf(t)
	c := f.command(t, escapes(f, token)+"echo started > mark; sleep 50")
	c.Timeout = scriptTime
	result, _ := f.run(t, c)
	if left := processes(t, token); left != "" {
		t.Errorf("still running after Run:\n%s", left)
	}
	ended(t, result, sandbox.Result{Exit: -1, TimedOut: true})
	if _, err := os.Stat(filepath.Join(c.Tree, "mark")); err != nil {
		t.Errorf("the script did not get far enough: %v", err)
	}
}

func endOfScript(t *testing.T, f *fixture) {
	token := tokenOf(t)
	f.succeed(t, f.command(t, escapes(f, token)))
	if left := processes(t, token); left != "" {
		t.Errorf("still running after Run:\n%s", left)
	}
}

// escapes is a script that starts processes in every way to outlive it.
// Without isolation only the process group is promised to end.
func escapes(f *fixture, token string) string {
	ways := map[string]string{
		"background": "LOOP &",
		"orphan":     "(LOOP & ) &",
		"silent":     "LOOP >/dev/null 2>&1 &",
		"deaf":       "trap '' HUP INT TERM; LOOP &",
	}
	if f.sandbox.Level() > sandbox.LevelNone {
		ways["nohup"] = "nohup LOOP >/dev/null 2>&1 &"
		ways["session"] = "setsid LOOP >/dev/null 2>&1 &"
		ways["session twice"] = "setsid nohup setsid LOOP >/dev/null 2>&1 &"
	}
	var script strings.Builder
	for name, way := range ways {
		loop := "sh -c 'while :; do sleep 0.1; done # " + token + " " + name + "'"
		script.WriteString(strings.ReplaceAll(way, "LOOP", loop) + "\n")
	}
	return script.String()
}

func cancelEnds(t *testing.T, f *fixture) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	token := tokenOf(t)
	c := f.command(t, "echo ready; sh -c 'while :; do sleep 0.1; done # "+token+"'")
	c.Output = whenWritten(sync.OnceFunc(func() {
		if processes(t, token) == "" {
			t.Error("the running command is not among the processes")
		}
		cancel()
	}))
	result, _ := f.runContext(ctx, t, c)
	ended(t, result, sandbox.Result{Exit: -1, Canceled: true})
	if left := processes(t, token); left != "" {
		t.Errorf("still running after Run:\n%s", left)
	}
}

// whenWritten is called when the command shows life.
type whenWritten func()

func (w whenWritten) Write(p []byte) (int, error) {
	w()
	return len(p), nil
}

func canceledBefore(t *testing.T, f *fixture) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c := f.command(t, "echo ran > ran")
	result, _ := f.runContext(ctx, t, c)
	ended(t, result, sandbox.Result{Exit: -1, Canceled: true})
	if _, err := os.Stat(filepath.Join(c.Tree, "ran")); err == nil {
		t.Error("the command ran")
	}
}

// serverDies kills a server in the middle of a command.
func serverDies(t *testing.T, f *fixture) {
	f.isolated(t)
	t.Parallel()
	token := tokenOf(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, actArgument, "server", f.dir(t), "setsid sleep 50 & echo ready; while :; do sleep 0.1; done # "+token)
	cmd.Env = append(os.Environ(), "TMPDIR="+f.dir(t)) // it dies before it can clean up
	cmd.Stderr = os.Stderr
	output, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(output, make([]byte, len("ready\n"))); err != nil {
		t.Errorf("the server's command did not start: %v", err)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // killed
	poll := time.NewTicker(10 * time.Millisecond)
	defer poll.Stop()
	// The dead server's own arguments hold the token, but it is reaped.
	for deadline := time.Now().Add(patience); processes(t, token) != ""; <-poll.C {
		if time.Now().After(deadline) {
			t.Fatalf("still running without the server:\n%s", processes(t, token))
		}
	}
}

// server runs the script args[1] in the tree args[0] and forwards its output.
func server(factory Factory, args []string) int {
	s, err := factory(context.Background())
	if err != nil {
		return report(err)
	}
	_, err = s.Run(context.Background(), sandbox.Command{Script: args[1], Tree: args[0], Timeout: time.Minute, Output: os.Stdout})
	return report(err)
}

func ended(t *testing.T, got, want sandbox.Result) {
	t.Helper()
	if got.Duration > patience {
		t.Errorf("took %v", got.Duration)
	}
	got.Duration = 0
	if got != want {
		t.Errorf("result %+v, want %+v", got, want)
	}
}

// tokenOf is a word that appears in no other process's arguments.
func tokenOf(t *testing.T) string {
	t.Helper()
	return "token-" + strconv.FormatInt(time.Now().UnixNano(), 36) + "-" + strconv.Itoa(os.Getpid())
}

// processes lists the processes that have token among their arguments.
func processes(t *testing.T, token string) string {
	t.Helper()
	if runtime.GOOS == "linux" {
		return procProcesses(token)
	}
	list, err := exec.Command("ps", "-A", "-o", "pid=,args=").Output()
	if err != nil {
		t.Fatal(err)
	}
	var found strings.Builder
	for line := range strings.Lines(string(list)) {
		if strings.Contains(line, token) {
			found.WriteString(line)
		}
	}
	return found.String()
}

func procProcesses(token string) string {
	files, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	var found strings.Builder
	for _, file := range files {
		if line, err := os.ReadFile(file); err == nil && bytes.Contains(line, []byte(token)) {
			found.WriteString(file + ": " + strings.ReplaceAll(string(line), "\x00", " ") + "\n")
		}
	}
	return found.String()
}
