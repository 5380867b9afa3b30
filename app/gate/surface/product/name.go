package product

import (
	"maps"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// WordsOf are the names in a line.
var WordsOf = regexp.MustCompile(`[A-Za-z_]\w*`)

// Word is a name of three letters and more, or a number of more than one figure.
var Word = regexp.MustCompile(`[\pL_]\w{2,}|\d[\d.]*\d`)

// IsName tells whether a text is one word of code and nothing else.
func IsName(s string) bool {
	for n := range len(s) {
		if !regexp.InWord(s[n]) {
			return false
		}
	}
	return s != ""
}

// Humps are where a new word begins within a name.
var Humps = regexp.MustCompile(`([a-z0-9])([A-Z])`)

// OwnerOf is what a name belongs to: all before its last dot.
func OwnerOf(name string) string { return name[:max(0, strings.LastIndexByte(name, '.'))] }

// LastOf is what a name is called within what it belongs to.
func LastOf(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// Sorted are the keys of a map in order.
func Sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
