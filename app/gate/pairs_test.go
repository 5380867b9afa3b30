package gate

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPairs holds what each rule speaks of and what it lets be: testdata/pairs
// has a file for each rule, written as those in testdata/rules. Other rules may
// speak about either side; a pair may have one side only.
func TestPairs(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/pairs/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no pairs", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pairs, err := readCases(text)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		rule := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for _, c := range pairs {
			t.Run(rule+"/"+c.name, func(t *testing.T) {
				speaks := func(layer tree) bool {
					return slices.ContainsFunc(judged(t, gates, c, layer), func(found string) bool { return strings.HasPrefix(found, rule+" ") })
				}
				if len(c.cheat) == 0 && len(c.honest) == 0 {
					t.Error("neither side is there")
				}
				if len(c.cheat) > 0 && !speaks(c.cheat) {
					t.Error("the cheat is not seen")
				}
				if len(c.honest) > 0 && speaks(c.honest) {
					t.Error("the honest change is taken for a cheat", judged(t, gates, c, c.honest))
				}
			})
		}
	}
}
