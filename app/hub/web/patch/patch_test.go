package patch_test

import (
	"slices"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/patch"
)

const example = `@@ -1,3 +1,4 @@ package a
 one
-two
+2
+two and a half
 three
@@ -10 +11 @@
-ten
\ No newline at end of file
+10`

func TestRows(t *testing.T) {
	want := []patch.Row{
		{patch.Hunk, 0, 0, "@@ -1,3 +1,4 @@ package a"},
		{patch.Same, 1, 1, "one"},
		{patch.Removed, 2, 0, "two"},
		{patch.Added, 0, 2, "2"},
		{patch.Added, 0, 3, "two and a half"},
		{patch.Same, 3, 4, "three"},
		{patch.Hunk, 0, 0, "@@ -10 +11 @@"},
		{patch.Removed, 10, 0, "ten"},
		{patch.Note, 0, 0, "No newline at end of file"},
		{patch.Added, 0, 11, "10"},
	}
	if got := patch.Rows(example); !slices.Equal(got, want) {
		t.Errorf("rows %v", got)
	}
	if got := patch.Rows(""); got != nil {
		t.Errorf("rows of nothing %v", got)
	}
	for i, place := range map[int]struct {
		line int
		side string
	}{1: {1, "RIGHT"}, 2: {2, "LEFT"}, 3: {2, "RIGHT"}, 9: {11, "RIGHT"}} {
		if line, side := want[i].Line(); line != place.line || side != place.side {
			t.Errorf("row %d is line %d %s", i, line, side)
		}
	}
}

func TestTail(t *testing.T) {
	hunk := "@@ -1,3 +1,4 @@\n one\n-two\n+2"
	if got := patch.Tail(hunk, 2); len(got) != 2 || got[0].Text != "two" || got[1].Right != 2 {
		t.Errorf("tail %v", got)
	}
	if got := patch.Tail(hunk, 9); len(got) != 3 {
		t.Errorf("whole hunk %v", got)
	}
	if got := patch.Tail("", 9); len(got) != 0 {
		t.Errorf("tail of nothing %v", got)
	}
}
