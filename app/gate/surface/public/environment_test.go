package public

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// TestLargeTreesHideNoVariable: of more files than are read those are that tell of one.
func TestLargeTreesHideNoVariable(t *testing.T) {
	t.Parallel()
	tree := fstest.MapFS{"z/docs/guide.md": {Data: []byte("Set `OLD_NAME` first.\n")}, "z/serve.py": {Data: []byte("os.environ['READ_NAME']\n")}}
	for n := range maxHeard + 500 {
		tree[fmt.Sprintf("data/%d.csv", n)] = &fstest.MapFile{Data: []byte("1\n")}
	}
	if got := Unheard(tree, []string{"NEW_NAME", "OLD_NAME", "READ_NAME"}); !slices.Equal(got, []string{"NEW_NAME"}) {
		t.Errorf("nobody heard of %q", got)
	}
}

// refusing is a tree that reads no large file.
type refusing struct{ fstest.MapFS }

func (g refusing) ReadFile(name string) ([]byte, error) {
	if b := g.MapFS[name].Data; len(b) <= 1<<20 {
		return b, nil
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: workspace.ErrTooLarge}
}

// TestLargeFilesHideNoVariable: what cannot be read says nothing of a name, and the
// others are read still.
func TestLargeFilesHideNoVariable(t *testing.T) {
	t.Parallel()
	tree := refusing{fstest.MapFS{
		"a.bin":   {Data: []byte(strings.Repeat("x", 2<<20))},
		"main.go": {Data: []byte("package main // OLD_NAME\n")},
	}}
	if got := Unheard(tree, []string{"NEW_NAME", "OLD_NAME"}); !slices.Equal(got, []string{"NEW_NAME"}) {
		t.Errorf("nobody heard of %q", got)
	}
}
