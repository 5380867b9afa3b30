//go:build linux

package bwrap

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/sandbox"
)

// TestNoCommandOutlivesItsServer plays one that dies between the start of bwrap
// and the release of the script, and one that dies right after: the kernel ends
// bwrap and closes the server's pipes, and nothing of the sandbox is left.
func TestNoCommandOutlivesItsServer(t *testing.T) {
	s := usable(t)
	plan, err := s.probed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, released := range map[string]bool{"before the release": false, "after the release": true} {
		t.Run(name, func(t *testing.T) {
			tree := openDir(t)
			if err := os.Chmod(tree, 0o777); err != nil {
				t.Fatal(err)
			}
			c := sandbox.Command{Script: "echo ran > ran; sleep 600", Tree: tree, Timeout: time.Minute}
			w, err := plan.wire(false)
			if err != nil {
				t.Fatal(err)
			}
			cmd, err := s.start(plan, w, c)
			w.closeTheirs()
			if err != nil {
				t.Fatal(err)
			}
			ns := first(t, w, released)
			_ = cmd.Process.Kill()
			w.close()
			w.output.Close()
			_ = cmd.Wait()
			if err := ns.await(); err != nil {
				ns.kill()
				t.Error(err)
			}
			if _, err := os.Stat(filepath.Join(tree, "ran")); err == nil && !released {
				t.Error("the command ran without its server")
			}
		})
	}
}

// first takes hold of the sandbox's first process.
func first(t *testing.T, w *wires, release bool) *namespace {
	t.Helper()
	documents := json.NewDecoder(w.status)
	if release {
		ns, err := enter(documents, w)
		if err != nil {
			t.Fatal(err)
		}
		return ns
	}
	var s status
	if err := documents.Decode(&s); err != nil {
		t.Fatal(err)
	}
	ns, err := openNamespace(s.ChildPID)
	if err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for { // until it mounts what the command is to see
		mounts, err := os.ReadFile(fmt.Sprintf("/proc/%d/mountinfo", s.ChildPID))
		if err == nil && strings.Contains(string(mounts), "/newroot") {
			return ns
		}
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("bwrap mounts nothing: %v", err)
		}
	}
}
