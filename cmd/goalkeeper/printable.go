package main

import (
	"strings"
	"unicode"
)

// printable makes foreign text safe for a terminal: control and invisible
// characters, escape sequences among them, become visible.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return '·'
		}
		return r
	}, s)
}
