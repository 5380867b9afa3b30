package language

import "strings"

// Block is what stands around line n and says what it does, from its first line
// to the one behind its last: the innermost function; outside of functions the
// line that it is indented under with all that is; and without one, the lines up
// to an empty one before what is not indented.
func (s *Source) Block(n int) (start, end int) {
	if fn, ok := s.Around(n); ok {
		return fn.Start, min(fn.End, len(s.Lines))
	}
	b := Fact(&s.Facts, "blocks", func() [][2]int { return blocks(s.Lines) })[n]
	return b[0], b[1]
}

// blocks are those around each line by its indent.
func blocks(lines []string) [][2]int {
	over, part := make([]int, len(lines)), make([]int, len(lines)) // what a line stands under, -1 for nothing, and the first of its part
	deep, whole := make([]int, len(lines)), make([]int, len(lines))
	var open []int // what the next line may stand under
	first, last := 0, -1
	for n, l := range lines {
		over[n], part[n] = -1, first
		text := strings.TrimSpace(l)
		if text == "" {
			continue
		}
		if !strings.ContainsAny(text[:1], ")]}") { // what closes belongs to what it ends
			if indent(l) == 0 && last < n-1 {
				first, part[n] = n, n
			}
			for len(open) > 0 && indent(lines[open[len(open)-1]]) >= indent(l) {
				open = open[:len(open)-1]
			}
			if len(open) > 0 {
				over[n] = open[len(open)-1]
			}
			open = append(open, n)
		} else if len(open) > 0 {
			over[n] = open[len(open)-1]
		}
		for _, at := range open {
			deep[at] = n + 1
		}
		whole[first], last = n+1, n
	}
	out := make([][2]int, len(lines))
	for n := range out {
		if out[n] = [2]int{part[n], whole[part[n]]}; over[n] >= 0 {
			out[n] = [2]int{over[n], deep[over[n]]}
		}
	}
	return out
}
