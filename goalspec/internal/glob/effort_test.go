package glob

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/tree"
)

// TestWhatIsNotInTheTreeTakesLittle wants a pattern with a name that nothing in the tree
// has to cost no look at its paths, and finds what is there all the same.
func TestWhatIsNotInTheTreeTakesLittle(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 4400 {
		files[fmt.Sprintf("d%d/s%d/f%d.go", i%40, i%11, i)] = &fstest.MapFile{}
	}
	repo := tree.New(files)
	left := MaxTreeSteps
	for i := range 800 {
		for _, pattern := range []string{"*x%d*", "**/a%d/*.go", "d1/**/*_%d.go", "d1/y%d*/**"} {
			if pattern = fmt.Sprintf(pattern, i); left.InTree(repo, pattern) {
				t.Errorf("%q is in the tree", pattern)
			}
		}
	}
	if spent := MaxTreeSteps - left; spent > 0 {
		t.Errorf("%d steps for patterns of nothing", spent)
	}
	for pattern, want := range map[string]bool{"*f43*": true, "d1/**/f*1.go": true, "**/s1?/*": true, "d1/**/[f]1.go": true, "**/s1/f1/*": false, "d1/s*/f43??.go": true} {
		if got := left.InTree(repo, pattern); got != want {
			t.Errorf("%q is in the tree: %v", pattern, got)
		}
	}
	if spent := MaxTreeSteps - left; spent > 6*4400*2*perPath {
		t.Errorf("%d steps for six patterns", spent)
	}
}
