package policy_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

func TestPreserveLine(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		line int
	}{
		"first line":          {"// @preserve\npackage a\n", 1},
		"in a sentence":       {"/*\n * Copyright.\n * @preserve: keep as it is.\n */\n", 3},
		"alone":               {"@preserve", 1},
		"after CRLF":          {"a\r\n# @preserve\r\n", 2},
		"in a bracket":        {"<!-- (@preserve) -->", 1},
		"nothing":             {"package a\n", 0},
		"empty":               {"", 0},
		"a longer word":       {"@preserved @preserve_all @preserve-names", 0},
		"a scope of packages": {"import x from '@preserve/x'", 0},
		"an address":          {"mail me@preserve.example", 0},
		"the last line of a head": {
			strings.Repeat("\n", 29) + "@preserve", 30,
		},
		"below the head":      {strings.Repeat("\n", 30) + "@preserve", 0},
		"beyond its bytes":    {strings.Repeat("x", 4<<10) + " @preserve", 0},
		"in binary":           {"\x00\x01 @preserve", 1},
		"in a very long line": {strings.Repeat("x ", 100) + "@preserve " + strings.Repeat("y", 1<<20), 1},
	} {
		t.Run(name, func(t *testing.T) {
			base := fstest.MapFS{"a/b.txt": {Data: []byte(c.text)}}
			if line, err := policy.PreserveLine(base, "a/b.txt"); line != c.line || err != nil {
				t.Errorf("line %d, %v; want %d", line, err, c.line)
			}
		})
	}
	base := fstest.MapFS{"dir/file": {Data: []byte("@preserve")}, "pipe": {Mode: fs.ModeNamedPipe}}
	for _, path := range []string{"new/file.go", "dir", "pipe"} {
		if line, err := policy.PreserveLine(base, path); line != 0 || err != nil {
			t.Errorf("%s: line %d, %v", path, line, err)
		}
	}
	if _, err := policy.PreserveLine(base, "../outside"); err == nil {
		t.Error("a path outside is read")
	}
}
