package verify

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// Reading is what an output says of a bound: of all its numbers that may be meant
// the one that keeps the bound worst, in the bound's unit, and how many there are.
type Reading struct {
	Worst float64
	Of    int
}

// Measure reads every number that a bound may be about, for nobody can tell which
// of several the program under test has written itself: those with the bound's
// unit, times and sizes in other units too, and without a unit those that have none.
// An error says that there is none, or that the value of one is not certain.
func Measure(log string, p goalspec.Predicate) (Reading, error) {
	var r Reading
	echo := false
	for _, line := range essence(log) {
		own, numbers := runnerTime.MatchString(line), numbersIn(line)
		if len(numbers) > maxNumbers {
			return r, fmt.Errorf("a line of its output holds more than %d numbers", maxNumbers)
		}
		for _, n := range numbers {
			v, ok := n.as(p.Unit, own)
			switch {
			case !ok:
				continue
			case math.IsNaN(v):
				return r, fmt.Errorf("its output says %q, which is no certain number for %s", n.text, p)
			case v == p.Value && p.Op != "==" && (p.Holds(v) || n.isBound(p.Op)):
				echo = true // the bound itself, as in "took 3 ms (limit 30 ms)"
				continue
			case r.Of == 0 || worseThan(p, v, r.Worst):
				r.Worst = v
			}
			r.Of++
		}
	}
	switch {
	case r.Of > 0:
		return r, nil
	case echo && p.Holds(p.Value):
		return Reading{p.Value, 1}, nil
	case echo:
		return r, fmt.Errorf("its output only repeats the bound %s", p)
	}
	return r, fmt.Errorf("its output holds no number for %s", p)
}

// in is the number with its unit, and that it is one of several.
func (r Reading) in(unit string) string {
	s := strconv.FormatFloat(r.Worst, 'g', 10, 64) + unit
	if r.Of > 1 {
		s += fmt.Sprintf(", the worst of %d numbers", r.Of)
	}
	return s
}

// worseThan tells whether a keeps a bound worse than b does.
func worseThan(p goalspec.Predicate, a, b float64) bool {
	switch p.Op {
	case ">", ">=":
		return a < b
	case "==":
		return math.Abs(a-p.Value) > math.Abs(b-p.Value)
	}
	return a > b
}

// scales are the units that are converted: times in nanoseconds, sizes in bytes.
var scales = [2]map[string]float64{
	{
		"ns": 1, "nsec": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "usec": 1e3, "ms": 1e6, "msec": 1e6, "millisecond": 1e6,
		"s": 1e9, "sec": 1e9, "second": 1e9, "m": 60e9, "min": 60e9, "minute": 60e9, "h": 3600e9, "hour": 3600e9,
	},
	{
		"b": 1, "byte": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12,
		"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40,
	},
}

// single is a unit as it is compared: requests as request.
func single(unit string) string {
	unit = strings.ToLower(unit)
	if len(unit) > 3 && !strings.Contains(unit, "/") {
		unit = strings.TrimSuffix(unit, "s")
	}
	return unit
}

// as is the number in a unit, NaN where it is not certain; not ok where it is not
// about it. What a runner says of its own time is no time of another unit.
func (n number) as(unit string, own bool) (v float64, ok bool) {
	is, want := single(n.unit), single(unit)
	if of, per, found := strings.Cut(is, "/"); found && scales[0][single(per)] == 0 && !strings.Contains(want, "/") {
		is = single(of) // allocs/op, ns/op
	}
	if want == "" {
		measured := is == "%" || strings.Contains(is, "/") || scales[0][is]+scales[1][is] > 0
		return n.value, !measured && !n.named
	}
	if is == want {
		return n.value, true
	}
	for _, s := range scales {
		if !own && s[is] > 0 && s[want] > 0 && is != "m" {
			return n.value * s[is] / s[want], true
		}
	}
	return 0, false
}
