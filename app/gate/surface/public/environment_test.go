package public

import (
	"fmt"
	"slices"
	"testing"
	"testing/fstest"
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
