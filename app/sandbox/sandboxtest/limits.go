package sandboxtest

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

var limitTests = map[string]func(*testing.T, *fixture){
	"processes": limitProcesses,
	"memory":    limitMemory,
	"file size": limitFileSize,
	"no core":   noCore,
	"victim":    firstVictim,
}

// limitProcesses starts a bounded number of processes, more than allowed.
func limitProcesses(t *testing.T, f *fixture) {
	f.isolated(t)
	c := f.command(t, "i=0; while [ $i -lt 200 ]; do sleep 50 & i=$((i+1)); echo $i; done; exit 0")
	c.Limits.Processes = 40
	output := f.fail(t, c)
	started := strings.Count(output, "\n")
	if strings.Contains(output, "\n100\n") || !strings.Contains(output, "\n20\n") {
		t.Errorf("%d processes started under a limit of 40", started)
	}
}

func limitMemory(t *testing.T, f *fixture) {
	f.isolated(t)
	c := f.command(t, "x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo ${#x}")
	c.Limits.Memory = 64 << 20
	if result, output := f.run(t, c); strings.Contains(output, "200000000") {
		t.Errorf("%+v: a process took 200 MB under a limit of 64", result)
	}
}

func limitFileSize(t *testing.T, f *fixture) {
	f.isolated(t)
	c := f.command(t, "head -c 3000000 /dev/zero > big")
	c.Limits.FileSize = 1 << 20
	f.fail(t, c)
	if info, err := os.Stat(filepath.Join(c.Tree, "big")); err != nil || info.Size() > 1<<20 {
		t.Errorf("file is %v, %v", info, err)
	}
}

func noCore(t *testing.T, f *fixture) {
	f.isolated(t)
	allowCore(t)
	if got := f.succeed(t, f.command(t, "ulimit -c")); got != "0\n" {
		t.Errorf("core files up to %s blocks", got)
	}
}

// firstVictim is the command, not the server, when memory runs out.
func firstVictim(t *testing.T, f *fixture) {
	f.isolated(t)
	score, err := strconv.Atoi(strings.TrimSpace(f.succeed(t, f.command(t, "cat /proc/self/oom_score_adj"))))
	if err != nil || score <= 0 {
		t.Errorf("score %d, %v", score, err)
	}
}

var manyTests = map[string]func(*testing.T, *fixture){
	"at once":             atOnce,
	"leave no descriptor": leaveNoDescriptor,
}

func atOnce(t *testing.T, f *fixture) {
	commands := make([]sandbox.Command, 8)
	for i := range commands {
		commands[i] = f.command(t, "echo "+strconv.Itoa(i)+"; echo $TMPDIR > tmp; cat tmp > $TMPDIR/x; exit "+strconv.Itoa(i))
	}
	var wg sync.WaitGroup
	for i, c := range commands {
		wg.Go(func() {
			for range 3 {
				var output strings.Builder
				c.Output = &output
				result, err := f.sandbox.Run(t.Context(), c)
				if err != nil || result.Exit != i || output.String() != strconv.Itoa(i)+"\n" {
					t.Errorf("command %d: %+v, %v, %q", i, result, err, output.String())
				}
			}
		})
	}
	wg.Wait()
}

func leaveNoDescriptor(t *testing.T, f *fixture) {
	count := func() int {
		entries, err := os.ReadDir("/dev/fd")
		if err != nil {
			t.Skip("needs /dev/fd")
		}
		return len(entries)
	}
	good, bad := f.command(t, "true"), f.command(t, "true")
	bad.Tree += "/missing"
	f.succeed(t, good)
	before := count()
	for range 5 {
		f.succeed(t, good)
		if _, err := f.sandbox.Run(t.Context(), bad); err == nil {
			t.Error("a missing tree is no error")
		}
	}
	if after := count(); after > before {
		t.Errorf("%d descriptors grew to %d", before, after)
	}
}
