package report

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

var (
	specTest = regexp.MustCompile(`^( *)(✔|✖|﹣) (.*?) \([\d.]+ms\)(?: # (\w+).*)?$`)
	specOpen = regexp.MustCompile(`^( *)▶ (.*?)$`)
	specSum  = regexp.MustCompile(`(?m)^ℹ tests (\d+)$`)
	specLast = regexp.MustCompile(`(?m)^ℹ duration_ms [\d.]+$`)
)

// Spec reads what node's test runner shows people. It is complete with its
// counts, when as many tests were shown.
func Spec(b []byte) (Report, bool) {
	r := Report{Format: "node --test", Complete: true}
	sum, last := specSum.FindSubmatch(b), specLast.FindIndex(b)
	if sum == nil || last == nil {
		return r, false
	}
	var path []string
	shown := 0
	lines(b[:last[0]], func(line string) {
		if m := specOpen.FindStringSubmatch(line); m != nil {
			path = append(path[:min(len(path), len(m[1])/2)], m[2])
		} else if m := specTest.FindStringSubmatch(line); m != nil {
			depth := min(len(path), len(m[1])/2)
			if group := len(path) > depth && path[depth] == m[3]; !group {
				shown++
			}
			r.add(strings.Join(append(path[:depth:depth], m[3]), " > "), specStatus(m[2], m[4]))
			path = path[:depth]
		}
	})
	if want, _ := strconv.Atoi(string(sum[1])); shown < want {
		r.broken("it shows fewer tests than it counts")
	}
	return r, true
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
