package suite

import (
	"strings"
)

func Indent(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }
