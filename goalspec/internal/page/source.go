package page

import "strings"

// Region is a stretch of bytes of the body.
type Region struct{ From, To int }

// Source is a body cut into lines. Hidden regions are blanked byte for byte,
// so that places stay those of the body.
type Source struct {
	Lines []string // without line ends
	Cut   bool     // there were more than MaxLines
}

// MaxLines is how many lines of a body are read. Nobody writes a goal in more.
const MaxLines = 6_000

// NewSource cuts a body whose hidden regions are given in order.
func NewSource(body string, hidden []Region) *Source {
	lines := strings.SplitN(blank(body, hidden), "\n", MaxLines+1)
	cut := len(lines) > MaxLines
	lines = lines[:min(len(lines), MaxLines)]
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	return &Source{Lines: lines, Cut: cut}
}

func blank(s string, regions []Region) string {
	if len(regions) == 0 {
		return s
	}
	b := []byte(s)
	for _, r := range regions {
		for i := r.From; i < r.To; i++ {
			if b[i] != '\n' && b[i] != '\r' {
				b[i] = ' '
			}
		}
	}
	return string(b)
}

// Hide blanks texts in the lines, byte for byte.
func (src *Source) Hide(texts []Text) { src.cover(texts, ' ') }

func (src *Source) cover(texts []Text, with byte) {
	changed := map[int][]byte{}
	for _, t := range texts {
		first, from, last, to := t.Bounds()
		for n := first; n > 0 && n <= last; n++ {
			l, ok := changed[n-1]
			if !ok {
				l = []byte(src.Lines[n-1])
				changed[n-1] = l
			}
			begin, end := 0, len(l)
			if n == first {
				begin = from - 1
			}
			if n == last {
				end = to - 1
			}
			for i := begin; i < end; i++ {
				l[i] = with
			}
		}
	}
	for n, l := range changed {
		src.Lines[n] = string(l)
	}
}

// Verbatim is whole lines as they stand, from first to last inclusive, counted
// from 0, with blanks at line ends dropped.
func (src *Source) Verbatim(first, last int) string {
	lines := make([]string, 0, last-first+1)
	for _, l := range src.Lines[first : last+1] {
		lines = append(lines, strings.TrimRight(l, " \t"))
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// Within is the source with every line but those from first to last emptied.
func (src *Source) Within(first, last int) *Source {
	lines := make([]string, len(src.Lines))
	copy(lines[first:last+1], src.Lines[first:last+1])
	return &Source{Lines: lines}
}

// OnlyBlank reports whether the lines from first up to, not including, end
// hold nothing.
func (src *Source) OnlyBlank(first, end int) bool {
	for _, l := range src.Lines[first:end] {
		if strings.TrimSpace(l) != "" {
			return false
		}
	}
	return true
}

// Places turns byte offsets of a body into lines and columns.
type Places struct {
	body   string
	starts []int // offset of each line
}

// NewPlaces indexes a body.
func NewPlaces(body string) Places {
	p := Places{body: body, starts: []int{0}}
	for i := 0; i < len(body); i++ {
		if body[i] == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	return p
}

// Empty reports whether nothing was indexed yet.
func (p Places) Empty() bool { return len(p.starts) == 0 }

// At is the line and column, from 1, of a byte offset.
func (p Places) At(off int) (line, column int) {
	lo, hi := 0, len(p.starts)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; p.starts[mid] <= off {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo + 1, off - p.starts[lo] + 1
}
