package suite

import (
	"strconv"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	multiplied = regexp.MustCompile(`\b\d[\d_]*(?:\s*\*\s*\d[\d_]*)+\b`)
	unitTime   = regexp.MustCompile(`\b(?:(\d[\d_]*(?:\.\d+)?)\s*\*\s*)?time\.(Millisecond|Second|Minute|Hour)\b(?:\s*\*\s*(\d[\d_]*(?:\.\d+)?)\b)?`)
	suffixed   = regexp.MustCompile(`\b(?:\d+(?:\.\d+)?(?:ms|s|m|h))+\b`)
	keyedSpan  = regexp.MustCompile(`\b(milliseconds|seconds|minutes|hours)(\s*=\s*)(\d[\d_]*(?:\.\d+)?)\b`)
	keyUnits   = map[string]float64{"milliseconds": 1e-3, "seconds": 1, "minutes": 60, "hours": 3600}
)

// InSeconds is a line of code with its spans of time, and what is multiplied out,
// written as plain numbers: 2 * time.Minute, 2m and minutes=2 are 120.
func InSeconds(text string) string {
	if strings.Contains(text, "*") {
		text = multiplied.ReplaceAllStringFunc(text, func(all string) string {
			sum := 1.0
			for _, n := range strings.Split(all, "*") {
				sum *= Value(strings.TrimSpace(n))
			}
			return written(sum)
		})
	}
	if strings.Contains(text, "time.") {
		text = unitTime.ReplaceAllStringFunc(text, func(all string) string {
			m := unitTime.FindStringSubmatch(all)
			span := UnitsOf[m[2]]
			for _, n := range []string{m[1], m[3]} {
				if n != "" {
					span *= Value(n)
				}
			}
			return written(span)
		})
	}
	if strings.Contains(text, "s") && strings.Contains(text, "=") {
		text = keyedSpan.ReplaceAllStringFunc(text, func(all string) string {
			m := keyedSpan.FindStringSubmatch(all)
			return "seconds" + m[2] + written(keyUnits[m[1]]*Value(m[3]))
		})
	}
	if !strings.ContainsAny(text, "smh") {
		return text
	}
	return suffixed.ReplaceAllStringFunc(text, func(all string) string {
		span, err := time.ParseDuration(all)
		if err != nil {
			return all
		}
		return written(span.Seconds())
	})
}

func written(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// UnitsOf are the seconds in the units of time that Go names.
var UnitsOf = map[string]float64{"Millisecond": 1e-3, "Second": 1, "Minute": 60, "Hour": 3600}

// WaitsFor is a line that says how long is waited, by what it calls or as the last thing
// it is given.
var WaitsFor = regexp.MustCompile(`\btime\.(After|NewTimer|AfterFunc)\(|\bWith(Timeout|Deadline)\(|^\s*\}\)?,[^()]*\);?\s*$`)
