package cheats

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

func TestChanges(t *testing.T) {
	file := func(s string) workspace.File { return workspace.File{Mode: plain, Data: []byte(s)} }
	base := Tree{
		"same": file("1\n"), "edited": file("1\n2\n3\n4\n"), "gone": file("1\n2\n"), "old/name": file("moved\n"),
		"script": file("#!/bin/sh\n"), "becomes": file("a link\n"), "picture": file("\x00\x01"),
	}
	result := Tree{
		"same": file("1\n"), "edited": file("1\n3\nnew\n4\nend"), "new/name": file("moved\n"),
		"script": {Mode: executable, Data: []byte("#!/bin/sh\n")}, "becomes": {Mode: link, Data: []byte("same")}, "picture": file("\x00\x02"),
		"empty": file(""),
	}
	var got []string
	for _, c := range Changes(base, result) {
		got = append(got, fmt.Sprintf("%s %s +%d -%d %s", c.Path, c.Status, c.Additions, c.Deletions, c.OldPath))
	}
	want := []string{
		"becomes typechanged +1 -1 ", "edited modified +2 -1 ", "empty added +0 -0 ", "gone deleted +0 -2 ", "new/name added +1 -0 old/name",
		"old/name deleted +0 -1 ", "picture modified +-1 --1 ", "script modified +0 -0 ",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(Changes(base, base)) != 0 {
		t.Error("a tree differs from itself")
	}
}
