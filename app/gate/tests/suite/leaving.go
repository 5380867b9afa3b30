package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var LeavesIll = regexp.MustCompile(`\bos\.Exit\(\s*[^0)\s]|\bsys\.exit\(\s*[^0)\s]|\bprocess\.exit\(\s*[^0)\s]|\bprocess\.exitCode\s*=\s*[^0=]|\braise\s+SystemExit\(\s*[^0)\s]|\blog\.Fatal|(^|\|\||&&|;|\bthen\b)\s*exit\s+[^0\s]`)
