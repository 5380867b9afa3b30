package page

import "strings"

// codeEnds pairs the runs of back-ticks of a line: for each run that another of
// the same length follows, the offset behind that one. odd is where a span opens
// in a bare address, which may take the mark in, or -1; then nothing counts as
// code.
func codeEnds(line string) (ends map[int]int, odd int) {
	if !strings.Contains(line, "`") {
		return nil, -1
	}
	ends = map[int]int{}
	next := map[int]int{} // by length, the offset of the nearest run to the right
	for i := len(line) - 1; i >= 0; i-- {
		if line[i] != '`' {
			continue
		}
		from := i
		for from > 0 && line[from-1] == '`' {
			from--
		}
		n := i - from + 1
		if at, ok := next[n]; ok {
			ends[from] = at + n
		}
		next[n] = from
		i = from
	}
	if odd = codeInAddress(line, ends); odd >= 0 {
		return nil, odd
	}
	return ends, -1
}

// codeInAddress is where a span of code opens in an address without brackets, or
// -1.
func codeInAddress(line string, ends map[int]int) int {
	address := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case isBlank(c) || c == '<':
			address = false
		case c == '`':
			end, ok := ends[i]
			if ok && address {
				return i
			}
			if !ok {
				end = i + run(line, i)
			}
			i = end - 1
		case c == '\\' && !address:
			i++
		case c == ':':
			address = address || strings.HasPrefix(line[i:], "://")
		case c|0x20 == 'w':
			address = address || len(line) > i+4 && strings.EqualFold(line[i:i+4], "www.")
		}
	}
	return -1
}

// inAddress reports that a text ends in an address without brackets, in which a
// backslash takes nothing for itself.
func inAddress(s string) bool {
	word := s[strings.LastIndexAny(s, " \t<")+1:]
	return strings.Contains(word, "://") || len(word) >= 4 && strings.Contains(strings.ToLower(word), "www.")
}

func run(s string, i int) int {
	n := i
	for n < len(s) && s[n] == s[i] {
		n++
	}
	return n - i
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }
