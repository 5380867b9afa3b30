// Package mutant breaks code in small ways that tests should notice.
//
// In comes one file's path and text; out come versions of it with one operator,
// condition or result turned round, none where the language is not known. Pure
// functions: the same text gives the same mutants in the same order.
package mutant

import (
	"path"
	"slices"
)

// Mutant is a file with one thing changed.
type Mutant struct {
	Line int
	What string // what stood there and what stands there now
	Text []byte
}

// edit replaces the bytes from start to end.
type edit struct {
	start, end int
	text       string
}

// Of are the mutants of a file.
func Of(p string, text []byte) []Mutant {
	var edits []edit
	if path.Ext(p) == ".go" {
		edits = goEdits(text)
	} else if l, known := lexica[path.Ext(p)]; known {
		edits = tokens(text, l)
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	out := make([]Mutant, 0, len(edits))
	for _, e := range edits {
		line := 1
		for _, b := range text[:e.start] {
			if b == '\n' {
				line++
			}
		}
		out = append(out, Mutant{line, string(text[e.start:e.end]) + " → " + e.text, slices.Concat(text[:e.start], []byte(e.text), text[e.end:])})
	}
	return out
}

// Spread picks at most n of them, evenly over the file.
func Spread(all []Mutant, n int) []Mutant {
	if len(all) <= n {
		return all
	}
	out := make([]Mutant, n)
	for i := range n {
		out[i] = all[i*len(all)/n]
	}
	return out
}

// swaps are what an operator becomes.
var swaps = map[string]string{
	"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
	"&&": "||", "||": "&&", "+": "-", "-": "+", "*": "/", "/": "*", "%": "*",
}
