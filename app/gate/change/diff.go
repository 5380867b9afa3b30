package change

import (
	"slices"
	"sync"
)

// Hunk is a stretch of lines, from 0, that was replaced: [Old, OldEnd) by
// [New, NewEnd).
type Hunk struct{ Old, OldEnd, New, NewEnd int }

// maxCells bounds the table of a comparison line by line; what is larger is
// compared by the lines that stand once on both sides.
const maxCells = 1 << 20

// diff pairs the lines of two texts.
func diff(a, b []string) []Hunk {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	a, b = a[same:], b[same:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	d := differ{}
	if len(a) > 0 && len(b) > 0 {
		ids := make(map[string]int32, len(a))
		d = differ{intern(ids, a), intern(ids, b)}
	}
	out := d.between(0, len(a), 0, len(b), 0)
	for n := range out {
		h := &out[n]
		h.Old, h.OldEnd, h.New, h.NewEnd = h.Old+same, h.OldEnd+same, h.New+same, h.NewEnd+same
	}
	return out
}

func intern(ids map[string]int32, lines []string) []int32 {
	out := make([]int32, len(lines))
	for n, l := range lines {
		id, ok := ids[l]
		if !ok {
			id = int32(len(ids))
			ids[l] = id
		}
		out[n] = id
	}
	return out
}

type differ struct{ a, b []int32 }

func (d differ) between(a, aEnd, b, bEnd, depth int) []Hunk {
	for a < aEnd && b < bEnd && d.a[a] == d.b[b] {
		a, b = a+1, b+1
	}
	for a < aEnd && b < bEnd && d.a[aEnd-1] == d.b[bEnd-1] {
		aEnd, bEnd = aEnd-1, bEnd-1
	}
	switch {
	case a == aEnd && b == bEnd:
		return nil
	case a == aEnd || b == bEnd || depth > 20:
		return []Hunk{{a, aEnd, b, bEnd}}
	case (aEnd-a)*(bEnd-b) <= maxCells:
		return d.table(a, aEnd, b, bEnd)
	}
	return d.anchored(a, aEnd, b, bEnd, depth)
}

// tables are used again: one is made for nearly each file.
var tables = sync.Pool{New: func() any { return new([]uint16) }}

// table finds the longest common subsequence.
func (d differ) table(a, aEnd, b, bEnd int) []Hunk {
	rows, cols := aEnd-a, bEnd-b
	cells := tables.Get().(*[]uint16)
	defer tables.Put(cells)
	*cells = slices.Grow((*cells)[:0], (rows+1)*(cols+1))
	best := (*cells)[:(rows+1)*(cols+1)] // of what follows
	clear(best[rows*(cols+1):])
	for i := rows - 1; i >= 0; i-- {
		best[i*(cols+1)+cols] = 0
		for j := cols - 1; j >= 0; j-- {
			at := i*(cols+1) + j
			if d.a[a+i] == d.b[b+j] {
				best[at] = best[at+cols+2] + 1
			} else {
				best[at] = max(best[at+1], best[at+cols+1])
			}
		}
	}
	var out []Hunk
	i, j := 0, 0
	for i < rows || j < cols {
		if i < rows && j < cols && d.a[a+i] == d.b[b+j] {
			i, j = i+1, j+1
			continue
		}
		h := Hunk{a + i, a + i, b + j, b + j}
		for i < rows || j < cols {
			if i < rows && j < cols && d.a[a+i] == d.b[b+j] {
				break
			}
			if j == cols || i < rows && best[(i+1)*(cols+1)+j] >= best[i*(cols+1)+j+1] {
				i++
			} else {
				j++
			}
		}
		h.OldEnd, h.NewEnd = a+i, b+j
		out = append(out, h)
	}
	return out
}

// anchored cuts at lines that stand once on both sides, in the same order.
func (d differ) anchored(a, aEnd, b, bEnd, depth int) []Hunk {
	where := map[int32][2]int{} // in b, and how often on both sides
	for j := b; j < bEnd; j++ {
		w := where[d.b[j]]
		where[d.b[j]] = [2]int{j, w[1] + 1}
	}
	often := map[int32]int{}
	for i := a; i < aEnd; i++ {
		often[d.a[i]]++
	}
	var out []Hunk
	for i := a; i < aEnd; i++ {
		w, ok := where[d.a[i]]
		if !ok || w[1] != 1 || often[d.a[i]] != 1 || w[0] < b {
			continue
		}
		out = append(out, d.between(a, i, b, w[0], depth+1)...)
		a, b = i+1, w[0]+1
	}
	if a < aEnd || b < bEnd {
		out = append(out, Hunk{a, aEnd, b, bEnd})
	}
	return out
}
