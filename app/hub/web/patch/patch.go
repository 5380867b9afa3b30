// Package patch lays a unified diff out in rows with line numbers. It is pure.
package patch

import (
	"regexp"
	"strconv"
	"strings"
)

// Kind says what a row is.
type Kind string

// The kinds of rows; they are also the names of their CSS classes.
const (
	Hunk    Kind = "row-hunk"
	Same    Kind = "row-same"
	Added   Kind = "row-added"
	Removed Kind = "row-removed"
	Note    Kind = "row-note" // such as "No newline at end of file"
)

// Row is one line of a diff; a side that does not have it has number zero.
type Row struct {
	Kind        Kind
	Left, Right int
	Text        string // without the sign
}

var hunkHeader = regexp.MustCompile(`^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@`)

// Rows reads the hunks of one file.
func Rows(patch string) []Row {
	if patch == "" {
		return nil
	}
	var rows []Row
	left, right := 0, 0
	for line := range strings.SplitSeq(patch, "\n") {
		if m := hunkHeader.FindStringSubmatch(line); m != nil {
			left, right = atoi(m[1]), atoi(m[2])
			rows = append(rows, Row{Kind: Hunk, Text: line})
			continue
		}
		sign, text := " ", ""
		if line != "" {
			sign, text = line[:1], line[1:]
		}
		switch sign {
		case "+":
			rows = append(rows, Row{Kind: Added, Right: right, Text: text})
			right++
		case "-":
			rows = append(rows, Row{Kind: Removed, Left: left, Text: text})
			left++
		case `\`:
			rows = append(rows, Row{Kind: Note, Text: strings.TrimSpace(text)})
		default:
			rows = append(rows, Row{Kind: Same, Left: left, Right: right, Text: text})
			left, right = left+1, right+1
		}
	}
	return rows
}

// Tail is the end of a hunk, at most count rows, with its header left out.
func Tail(hunk string, count int) []Row {
	rows := Rows(hunk)
	if len(rows) > 0 && rows[0].Kind == Hunk {
		rows = rows[1:]
	}
	return rows[max(0, len(rows)-count):]
}

// Line is the row's number on its own side of the diff and that side: LEFT for what was removed, else RIGHT.
func (r Row) Line() (line int, side string) {
	if r.Kind == Removed {
		return r.Left, "LEFT"
	}
	return r.Right, "RIGHT"
}

// Sign is what stands before the text in a patch.
func (r Row) Sign() string {
	switch r.Kind {
	case Added:
		return "+"
	case Removed:
		return "-"
	}
	return " "
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
