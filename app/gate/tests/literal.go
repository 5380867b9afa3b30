package tests

import (
	"regexp"
	"strings"
)

var literal = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|` + "`[^`]*`" + `|\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|True|False|None|null|nil|undefined)\b`)

// literals are the values written out in a line of code.
func literals(code string) []string { return literal.FindAllString(code, -1) }

// skeleton is a line of code with its values blanked.
func skeleton(code string) string {
	return squeeze(literal.ReplaceAllString(code, "§"))
}

// bare is a value without its quotes.
func unquote(v string) string { return strings.Trim(v, "\"'`") }
