package git

import (
	"fmt"
	"strings"
)

// Place finds a line of one side (LEFT is before, RIGHT after) in the file's patch: its position, counted in
// lines below the first @@, and the hunk down to it. It is not ok when the line is outside the patch.
func (f FileDiff) Place(line int, side string) (position int, hunk string, ok bool) {
	var left, right int
	var shown []string
	for i, text := range strings.Split(f.Patch, "\n") {
		if n, m, isHeader := hunkStart(text); isHeader {
			left, right, shown = n-1, m-1, []string{text}
			continue
		}
		shown = append(shown, text)
		switch {
		case strings.HasPrefix(text, "+"):
			right++
			ok = side == "RIGHT" && right == line
		case strings.HasPrefix(text, "-"):
			left++
			ok = side == "LEFT" && left == line
		case strings.HasPrefix(text, " "):
			left, right = left+1, right+1
			ok = side == "RIGHT" && right == line || side == "LEFT" && left == line
		}
		if ok {
			return i, strings.Join(shown, "\n"), true
		}
	}
	return 0, "", false
}

// LineAt is the other way round: the line and side at a position of the patch.
func (f FileDiff) LineAt(position int) (line int, side string, ok bool) {
	var left, right int
	for i, text := range strings.Split(f.Patch, "\n") {
		n, m, isHeader := hunkStart(text)
		switch {
		case isHeader:
			left, right = n-1, m-1
		case strings.HasPrefix(text, "-"):
			left, line, side = left+1, left+1, "LEFT"
		case strings.HasPrefix(text, "+"):
			right, line, side = right+1, right+1, "RIGHT"
		case strings.HasPrefix(text, " "):
			left, right, line, side = left+1, right+1, right+1, "RIGHT"
		}
		if i == position {
			return line, side, !isHeader && i > 0
		}
	}
	return 0, "", false
}

func hunkStart(text string) (left, right int, ok bool) {
	if !strings.HasPrefix(text, "@@ ") {
		return 0, 0, false
	}
	fields := strings.Fields(text)
	if len(fields) < 3 {
		return 0, 0, false
	}
	_, errLeft := fmt.Sscanf(fields[1], "-%d", &left)
	_, errRight := fmt.Sscanf(fields[2], "+%d", &right)
	return left, right, errLeft == nil && errRight == nil
}
