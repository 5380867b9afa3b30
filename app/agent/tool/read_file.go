package tool

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

//go:embed read_file.md
var readFileText string

type readArgs struct {
	Path      string `json:"path"`
	StartLine int    `json:"start_line"`
	LineCount int    `json:"line_count"`
}

// The bounds of one read.
const (
	readLines    = 200
	readLinesMax = 2000
	readLineLen  = 2000
)

func readFile(f Files) Tool {
	return proposal[readArgs]{
		spec: Spec{Name: "read_file", Description: readFileText, Parameters: object(`
			"path":{"type":"string"},"start_line":{"type":"integer","minimum":1},"line_count":{"type":"integer","minimum":1,"maximum":2000}`, "path")},
		call: func(_ context.Context, _ Call, a readArgs) (Answer, error) {
			p, fault := clean(a.Path)
			if fault != nil {
				return *fault, nil
			}
			text, fault := f.read(p)
			if fault != nil {
				return *fault, nil
			}
			return OK(numbered(p, text, a.StartLine, a.LineCount)), nil
		},
	}
}

// numbered shows lines of a text with their numbers, under a header that
// holds the content's hash and the number of lines.
func numbered(p, text string, start, count int) string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if text == "" {
		lines = nil
	}
	start = max(start, 1)
	if count <= 0 {
		count = readLines
	}
	end := min(start-1+min(count, readLinesMax), len(lines))
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %d lines, sha256 %s\n", p, len(lines), app.DigestOf([]byte(text))[:12])
	size := b.Len()
	for n := start; n <= end; n++ {
		line := fmt.Sprintf("%5d  %s\n", n, bounded(lines[n-1], readLineLen))
		if size += len(line); size > resultLimit {
			end = n - 1
			break
		}
		b.WriteString(line)
	}
	if end < len(lines) {
		fmt.Fprintf(&b, "… %d more lines from %d\n", len(lines)-end, end+1)
	}
	return b.String()
}
