package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	FailsOut = regexp.MustCompile(`\bthrow\b|\braise\b|\bassert\b|\bpanic\(|\bunittest\.main\(|\breject\(|\.(Fatal|Fatalf|Error|Errorf|Fail|FailNow)\(`)
	Decides  = regexp.MustCompile(`(?:[eE]xit\(\s*(?:await\s+|int\()?|exitCode\s*=\s*(?:await\s+)?)(\w+)\(|\b(\w+)\([^()]*\)\.then\(.*\bexit`)
)
