package goalspec

import (
	"strings"
)

// region is a stretch of bytes of the body that the rendered page does not
// show.
type region struct{ from, to int }

// hiddenRegions finds HTML comments outside fences and code spans.
func hiddenRegions(body string) []region {
	if !strings.Contains(body, "<!--") {
		return nil
	}
	var out []region
	fence, off := "", 0
	for off < len(body) {
		end := off + strings.IndexByte(body[off:], '\n') + 1
		if end == off {
			end = len(body)
		}
		line := strings.TrimRight(body[off:end], "\r\n")
		if m := fenceRE.FindStringSubmatch(line); fence == "" && m != nil {
			fence, off = m[1], end
			continue
		}
		if fence != "" {
			if closesFence(line, fence) {
				fence = ""
			}
			off = end
			continue
		}
		at := commentIn(line)
		if at < 0 {
			off = end
			continue
		}
		from, to := off+at, len(body)
		if i := strings.Index(body[from+4:], "-->"); i >= 0 {
			to = from + 4 + i + 3
		}
		out = append(out, region{from, to})
		off = to
	}
	return out
}

// commentIn is where a comment opens in a line outside its code spans.
func commentIn(line string) int {
	if !strings.Contains(line, "<!--") {
		return -1
	}
	return strings.Index(blankCode(line), "<!--")
}

// spanIn is the place of a stretch of bytes of the body.
func spanIn(body string, from, to int) Span {
	l1, c1 := lineColumn(body, from)
	l2, c2 := lineColumn(body, to)
	return Span{l1, c1, l2, c2}
}

func lineColumn(body string, off int) (line, column int) {
	start := strings.LastIndexByte(body[:off], '\n') + 1
	return strings.Count(body[:off], "\n") + 1, off - start + 1
}
