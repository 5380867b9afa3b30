package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	ByPath   = regexp.MustCompile(`\b(?:patch|setattr)\(\s*["']([\w.]+)\.(\w+)["']`)
	ByObject = regexp.MustCompile(`\b(?:patch\.object|setattr|spyOn|stub|replace|method|defineProperty)\(\s*(?:[\w.]+?\.)??(\w+?)(?:\.prototype)?\s*,\s*["'](\w+)["']`)
)
