package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	ReadsClock = regexp.MustCompile(`\btime\.(Now|Since|Until|time|monotonic|perf_counter|process_time|time_ns|monotonic_ns|perf_counter_ns)\(|\b(perf_counter|monotonic|default_timer)(_ns)?\(|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|\bhrtime\b|\bdatetime\.(now|utcnow|today)\(`)
	AsksTime   = regexp.MustCompile(`(?i)\b(\w*(now|clock|timer|since|elapsed|hrtime|monotonic|perf_counter)\w*|time)\b\s*[.(]`)
)

// SleepsNoMore tells whether a test slept, asked nobody for the time, and does
// neither now.
func SleepsNoMore(old, now string) bool {
	return Waits.MatchString(old) && !Waits.MatchString(now) && !ReadsClock.MatchString(old+now)
}

var Waits = regexp.MustCompile(`\bset(Timeout|Interval)\(|\bsleep\w*\(|\bSleep\(|\btime\.(After|NewTimer|NewTicker)\(`)

var Turning = regexp.MustCompile(`\b(setSystemTime|advanceTimers\w*|runAllTimers\w*|runOnlyPendingTimers\w*|tick(Async)?|move_to|shift)\(`)
