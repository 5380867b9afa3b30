package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	Narrow  = regexp.MustCompile(`^\s*except\b`)
	Catches = regexp.MustCompile(`\bcatch\s*(?:\(\s*(\w*)[^)]*\))?\s*\{`)
	GoGuard = regexp.MustCompile(`^\s*(?:\}\s*else\s+)?if\s+(?:[^;{]*;\s*)?(err\w*|\w*Err)\s*!=\s*nil\s*\{(.*)$`)
)

func IndentOf(text string) int { return len(text) - len(strings.TrimLeft(text, " \t")) }
