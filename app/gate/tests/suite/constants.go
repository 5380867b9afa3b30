package suite

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	NumberAs  = regexp.MustCompile(`^\s*(?:export\s+)?(?:const\s+|static\s+|final\s+|var\s+|let\s+)?["']?([A-Za-z_]\w*)["']?\s*(?::\s*\w+\s*)?(?:[:?]?=|:)\s*["']?(-?\d[\d_]*(?:\.\d+)?)["']?\s*[,;]?\s*$`)
	leastName = regexp.MustCompile(`(?i)(^|_)(min|minimum|least|floor|required?|target)(_|$)|^min[A-Z_]|threshold`)
	MostName  = regexp.MustCompile(`(?i)(^|_)(max|maximum|most|ceiling|limit|budget|tolerance|allowed|epsilon)(_|$)|^max[A-Z_]|(Limit|Budget|Tolerance)$`)
)

// Measures are the places of scripts that check, and are no product.
var Measures = regexp.MustCompile(`(^|/)(evals?|scripts?|tools?|bench\w*|ci|checks?|hack)/`)

var IsMake = regexp.MustCompile(`(?i)makefile|justfile|\.mk$`)

// AsksMore compares two lines that set the same limit: 1 when the new one asks
// for more, -1 for less, 0 when they are no such lines or ask for the same.
func AsksMore(old, now string) int {
	was, is := NumberAs.FindStringSubmatch(old), NumberAs.FindStringSubmatch(now)
	if was == nil || is == nil || was[1] != is[1] {
		return 0
	}
	switch rose := cmp.Compare(Plain(is[2]), Plain(was[2])); {
	case leastName.MatchString(is[1]):
		return rose
	case MostName.MatchString(is[1]):
		return -rose
	}
	return 0
}

func Plain(number string) float64 {
	v, _ := strconv.ParseFloat(strings.ReplaceAll(number, "_", ""), 64)
	return v
}
