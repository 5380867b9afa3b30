package steering

import (
	"regexp"
	"strings"
)

var box = regexp.MustCompile(`^[ \t]*[-*+] \[([ xX])\] (.*)$`)

// Ticked are the texts beside the boxes that an edit ticked: ticked now and not
// before. What was ticked before the edit is nobody's deed in it.
func Ticked(was, is string) []string {
	before := map[string]int{}
	for _, text := range ticked(was) {
		before[text]++
	}
	var fresh []string
	for _, text := range ticked(is) {
		if before[text]--; before[text] < 0 {
			fresh = append(fresh, text)
		}
	}
	return fresh
}

func ticked(body string) []string {
	var out []string
	for line := range strings.Lines(body) {
		if m := box.FindStringSubmatch(strings.TrimRight(line, " \t\r\n")); m != nil && m[1] != " " {
			out = append(out, m[2])
		}
	}
	return out
}
