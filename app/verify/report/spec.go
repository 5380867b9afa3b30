package report

import (
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	specTest = regexp.MustCompile(`^( *)(✔|✖|﹣) (.*?) \([\d.]+ms\)(?: # (\w+).*)?$`)
	specOpen = regexp.MustCompile(`^( *)▶ (.*?)$`)
	specSum  = regexp.MustCompile(`^ℹ tests (\d+)$`)
	specLast = regexp.MustCompile(`^ℹ duration_ms [\d.]+$`)
)

// Spec reads what node's test runner shows people. It is complete with its
// counts, when as many tests were shown. Behind them it shows again what failed,
// without the groups that it stands in.
func Spec(b []byte) (Report, bool) {
	r := Report{Format: "node --test", Complete: true}
	var path []string
	shown, want, sums, ends := 0, 0, 0, 0
	repeats, crashed := map[string]bool{}, map[string]bool{}
	repeated, last := false, "" // the test on the line before
	lines(b, func(line string) {
		if last != "" && scriptThrew.MatchString(strings.TrimLeft(line, " ")) {
			crashed[last] = true
		}
		last = ""
		if m := specSum.FindStringSubmatch(line); m != nil {
			want, sums, path = want+number(m[1]), sums+1, nil
		} else if specLast.MatchString(line) {
			ends++
		} else if m := specOpen.FindStringSubmatch(line); m != nil {
			path = append(path[:min(len(path), len(m[1])/2)], m[2])
		} else if m := specTest.FindStringSubmatch(line); m != nil && repeated {
			last = m[3]
			repeats[last] = repeats[last] || specStatus(m[2], m[4]) == app.StatusFail
		} else if m != nil {
			depth := min(len(path), len(m[1])/2)
			if group := len(path) > depth && path[depth] == m[3]; !group {
				shown++
			}
			last = strings.Join(append(path[:depth:depth], m[3]), nested)
			r.add(last, specStatus(m[2], m[4]))
			path = path[:depth]
		}
		repeated = strings.HasPrefix(line, "test at ")
	})
	known := r.endings()
	for name, red := range repeats {
		if red && !known[name] {
			r.add(name, app.StatusFail)
		}
	}
	for name := range r.Tests {
		if end := ending(name); crashed[end] && repeats[end] {
			crashed[name] = true
		}
	}
	r.brokeOff(crashed, nested)
	if shown < want {
		r.broken("it shows fewer tests than it counts")
	}
	if ends < sums {
		r.broken("it breaks off behind its counts")
	}
	return r, sums > 0 && ends > 0
}

// ending is the name of a test without the groups around it.
func ending(name string) string {
	if n := strings.LastIndex(name, nested); n >= 0 {
		return name[n+len(nested):]
	}
	return name
}

// endings are the names of the tests that failed, with and without the groups
// around them.
func (r Report) endings() map[string]bool {
	out := map[string]bool{}
	for name, s := range r.Tests {
		for more := s == app.StatusFail; more; _, name, more = strings.Cut(name, nested) {
			out[name] = true
		}
	}
	return out
}

func specStatus(sign, directive string) app.Status {
	switch {
	case directive == "SKIP", directive == "TODO", sign == "﹣":
		return app.StatusSkipped
	case sign == "✔":
		return app.StatusPass
	}
	return app.StatusFail
}
