// Package mutant breaks code in small ways that tests should notice.
//
// In comes one file's path and text; out come versions of it with one operator,
// condition or result turned round, none where the language is not known. Each keeps
// the type it had as far as that can be told, for what fits nowhere breaks every test
// that comes by. Pure functions: the same text gives the same mutants in the same order.
package mutant

import (
	"bytes"
	"path"
	"slices"
)

// Mutant is a file with one thing changed.
type Mutant struct {
	Line int
	What string // what stood there and what stands there now

	of []byte
	edit
}

// Text is the file with that change.
func (m Mutant) Text() []byte {
	return slices.Concat(m.of[:m.start], []byte(m.swapped(m.of[m.start:m.end])), m.of[m.end:])
}

// edit replaces the bytes from start to end: by a text, or by what wraps them.
type edit struct {
	start, end  int
	other, same wrapping // with another meaning, and with none
	to          string   // what it becomes, for people
}

// swap puts a sign in the place of another.
func swap(start, end int, to string) edit {
	return edit{start, end, wrapping{before: to}, wrapping{" ", " "}, to}
}

// swapped is what stands in the place of old.
func (e edit) swapped(old []byte) string {
	if e.other.after == "" {
		return e.other.before
	}
	return e.other.before + string(old) + e.other.after
}

// Of are the mutants of a file.
func Of(p string, text []byte) []Mutant {
	edits := editsOf(p, text)
	out := make([]Mutant, 0, len(edits))
	line, at := 1, 0
	for _, e := range edits {
		line, at = line+bytes.Count(text[at:e.start], []byte("\n")), e.start
		out = append(out, Mutant{line, shown(text[e.start:e.end]) + " → " + e.to, text, e})
	}
	return out
}

// shown is code as people are told of it.
func shown(code []byte) string {
	line, _, more := bytes.Cut(code, []byte("\n"))
	if most := 60; len(line) > most {
		line, more = line[:most], true
	}
	if more {
		return string(bytes.ToValidUTF8(line, nil)) + "…"
	}
	return string(line)
}

// Rewritten is a file that means the same and is written in another way, wherever
// it has mutants: only what reads the code can tell. Without any it is as it was.
func Rewritten(p string, text []byte) []byte {
	type put struct {
		at   int
		text string
	}
	var puts []put
	for _, e := range editsOf(p, text) {
		puts = append(puts, put{e.start, e.same.before}, put{e.end, e.same.after})
	}
	slices.SortStableFunc(puts, func(a, b put) int { return a.at - b.at })
	var out []byte
	at := 0
	for _, p := range puts {
		out, at = append(append(out, text[at:p.at]...), p.text...), p.at
	}
	return append(out, text[at:]...)
}

func editsOf(p string, text []byte) (edits []edit) {
	if path.Ext(p) == ".go" {
		edits = goEdits(text)
	} else if l, known := lexica[path.Ext(p)]; known {
		edits = tokens(text, l)
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	return edits
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
