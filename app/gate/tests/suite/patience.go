package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	WaitsFor = regexp.MustCompile(`\btime\.(After|NewTimer|AfterFunc)\(|\bWith(Timeout|Deadline)\(|^\s*\}\)?,[^()]*\);?\s*$`)
	UnitsOf  = map[string]float64{"Millisecond": 1e-3, "Second": 1, "Minute": 60, "Hour": 3600}
)
