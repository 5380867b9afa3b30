package footing

import (
	"slices"
	"testing"
	"testing/fstest"
)

// TestTests: tests are looked for where runners do, in what is called like them, and in
// what the command names as a path or a module; not in what another language calls so.
func TestTests(t *testing.T) {
	tree := fstest.MapFS{}
	for _, p := range []string{"a_test.go", "a.go", "checks/a.py", "quality/sums.py", "shop/sums.py", "run.js", "src/a.js", "native/test/a.c", "testdata/a.txt"} {
		tree[p] = &fstest.MapFile{}
	}
	for command, want := range map[string][]string{
		"make test":                              {"a_test.go", "checks/a.py"},
		"python3 -m unittest quality.sums.T.f":   {"a_test.go", "checks/a.py", "quality/sums.py"},
		"node run.js && python3 quality/sums.py": {"a_test.go", "checks/a.py", "quality/sums.py", "run.js"},
	} {
		got := Tests(tree, command)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q", command, got)
		}
	}
}
